"""Whole processes, in turn: what it costs to start `poise check FILE`, beside other tools on the same file."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
RUNS = 15
LETTER = "Dear Ms. Lund,\n\nThank you for your time. Please keep me in mind for other openings.\n\nMia Stern\n"


def commands(letter: Path) -> dict[str, list[str]]:
    """Each tool's command on the letter; those that are not installed are left out."""
    tools = Path(sys.executable).parent
    found = {
        "poise check": [str(tools / "poise"), "check", str(letter)],
        "proselint check": [str(tools / "proselint"), "check", str(letter)],
        "write-good": [str(HERE / "node_modules" / ".bin" / "write-good"), str(letter)],
        "empty Typer app": [sys.executable, str(HERE / "empty_typer.py"), str(letter)],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    return {name: command for name, command in found.items() if Path(command[0]).exists()}


def once(command: list[str]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Run all commands in turn, so that a slow spell of the machine meets each, and print medians."""
    letter = HERE / ".venv" / "letter.txt"
    letter.write_text(LETTER, "utf-8")
    tools = commands(letter)
    times: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(RUNS + 1):
        for name, command in tools.items():
            times[name].append(once(command))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:18}{median * 1000:8.0f} ms   poise takes {medians['poise check'] / median:.2f} times as long")


if __name__ == "__main__":
    main()
