"""What asking costs: each tool beside the bare openai client, per call and cold with one re-ask, in one run.

The argument is a folder with an environment for each tool (they want different versions of openai); poise is measured by the
Python that runs this. What counts are the ratios: a tool is compared with the bare client of its own environment, turn by turn.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
COLD_RUNS = 5
QUIET = {"OTEL_SDK_DISABLED": "true", "GUARDRAILS_RUN_SYNC": "true"}  # a benchmark tells nobody that it ran


def run(python: Path, tool: str, url: str, how: str) -> str:
    """Run one tool in its own process; nothing where it failed."""
    command = [str(python), str(HERE / "client.py"), tool, url, how]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | QUIET, check=False, timeout=180)
    return done.stdout if done.returncode == 0 else ""


def time_cold(python: Path, tool: str, url: str) -> float:
    """Seconds of a whole process that makes one call with one re-ask."""
    began = time.perf_counter()
    if not run(python, tool, url, "cold"):
        raise SystemExit(f"{tool} got no letter")
    return time.perf_counter() - began


def compare_cold(python: Path, tools: Sequence[str], url: str) -> list[float]:
    """The median seconds of each tool, turn by turn."""
    cold: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(COLD_RUNS):
        for name, seconds in cold.items():
            seconds.append(time_cold(python, name, url))
    return [statistics.median(seconds) for seconds in cold.values()]


def main(folder: Path) -> None:
    """Measure every tool that is there, and print a row for each."""
    pythons = {"poise": Path(sys.executable)}
    pythons |= {tool: folder / tool / "bin" / "python" for tool in ("instructor", "pydantic-ai", "guardrails-ai")}
    server = subprocess.Popen([sys.executable, HERE / "server.py"], stdout=subprocess.PIPE, text=True)
    try:
        url = server.stdout.readline().strip()
        for tool, python in pythons.items():
            warm = run(python, tool, url, "warm") if python.exists() else ""
            if not warm:
                print(f"{tool:14} not measured")
                continue
            told = json.loads(warm.splitlines()[-1])
            bare, own = compare_cold(python, ("bare", tool), url)
            adds = told["tool"] - told["bare"]
            print(f"{tool:14} a call {told['tool']:6.2f} ms, bare {told['bare']:6.2f} ms, adds {adds:6.2f} ms")
            print(f"{'':14} cold   {own:6.2f} s,  bare {bare:6.2f} s,  {own / bare:.2f} times as long", flush=True)
        bare, own = compare_cold(pythons["poise"], ("bare", "whole"), url)
        print(f"poise.rewrite  cold   {own:6.2f} s,  bare {bare:6.2f} s,  {own / bare:.2f} times as long, with every rule")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
