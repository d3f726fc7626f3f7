"""Every fault that a model server was seen to have, and what becomes of a letter: `poise rewrite` against a scripted stub.

A request has three seconds, a rewrite ten. ``letter`` is who wrote what was printed, ``alone`` the exit code with
``--no-fallback``, where only the model may write.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from faults import DRAFT, FAULTS
from poise.cli.app import main as poise
from stub import run_stub

TIMEOUT, DEADLINE = "3", "10"


def once(arguments: list[str]) -> tuple[int, str, float]:
    """Exit code, stdout and seconds of one run; what stderr says is thrown away, but must be no traceback."""
    out, err = io.StringIO(), io.StringIO()
    began = time.monotonic()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = poise(arguments)
    seconds = time.monotonic() - began
    if "Traceback" in err.getvalue():
        raise SystemExit(err.getvalue())
    return status, out.getvalue(), seconds


def show(name: str, draft: str) -> bool:
    """Play one fault twice, with the fallback and without, and print its row; tell whether the model's letter was reached."""
    with run_stub() as stub:
        command = ["rewrite", draft, "--model", "tiny", "--base-url", stub.url, "--deadline", DEADLINE, "--format", "json"]
        stub.play(*FAULTS[name])
        status, out, seconds = once(command)
        requests = len(stub.requests)
        stub.requests.clear()
        alone, _, _ = once([*command, "--no-fallback"])
    report = json.loads(out)
    asked = [attempt for attempt in report["attempts"] if attempt["engine"] == "chat"]
    outcome = ", ".join("passed" if a["outcome"] == "ok" and not a["findings"] else _name(a) for a in asked)
    print(f"| {name} | {outcome} | {report['engine']} | {requests} | {seconds:.2f} | {status} | {alone} |", flush=True)
    return report["engine"] == "chat"


def _name(attempt: dict) -> str:
    return "broke rules" if attempt["outcome"] == "ok" else attempt["outcome"]


def main() -> None:
    """Print the table, and how often the model's letter was reached where the script ends with a good one."""
    for name in [n for n in os.environ if n.startswith(("OPENAI_", "POISE_")) or n.lower().endswith("_proxy")]:
        del os.environ[name]
    os.environ["POISE_TIMEOUT"] = TIMEOUT
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        draft = Path(folder, "reply.txt")
        draft.write_text(DRAFT, "utf-8")
        print("| fault | attempts | letter | requests | seconds | exit | alone |")
        print("| --- | --- | --- | ---: | ---: | ---: | ---: |")
        reached = {name: show(name, str(draft)) for name in FAULTS}
    later = [name for name, steps in FAULTS.items() if len(steps) > 1]
    missed = [name for name in later if not reached[name]]
    print(f"\nA good letter came later in {len(later)} rows and was reached in {len(later) - len(missed)}; not in: {missed}")


if __name__ == "__main__":
    main()
