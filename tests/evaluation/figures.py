"""How good poise is by its own corpus: prints the tables, and with ``--write`` puts them into docs/figures.md.

Run by `make eval` as `python -m evaluation.figures`, from the folder tests/.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation import drafts, replies
from poise.checking.loading import load_rulebook

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
PAGE = ROOT / "docs" / "figures.md"
SEALED = CORPUS / "sealed.jsonl"
_FIGURES = ("bad", "recall", "warned", "located", "family", "good", "alarms", "soft alarms", "leak", "accept")
_HEAD = """\
# Figures

What `make eval` measured on the corpus (its [README](../tests/corpus/README.md) says what it is). The rules were written
from the replies of `replies.jsonl` and the points of hints were fitted on them, so only the sealed replies say how well
poise judges what it has not seen. A test refuses a change that makes the sealed figures worse.

`recall`: violating texts with an error, `+warn`: with an error or a warning; `located`: of the former, those where a
finding overlaps the marked words; `family`: where a finding names the right kind; `alarms`: innocent texts with an error;
`leak`: violating texts that the gate lets through; `accept`: complete innocent letters that it lets through, form and facts
counted apart. `near miss` and `ordinary` tell the innocent replies apart by whether they were made to come close; `written
last` are the hands that wrote after the last change of a rule.
"""


def _tallies(file: Path) -> dict[str, replies.Tally]:
    return replies.evaluate(replies.load([file]), load_rulebook())


def sealed_figures() -> replies.Tally:
    """The tally of all sealed replies."""
    return _tallies(SEALED)["all"]


def recorded() -> dict[str, float]:
    """The shares of all sealed replies as docs/figures.md has them, by the name of their figure."""
    row = re.search(r"^all +(.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    cells = row[1].split() if row else []
    return {name: float(cell) for name, cell in zip(_FIGURES, cells, strict=True)}


def page() -> str:
    """The whole page of figures."""
    _, letters = drafts.evaluate(drafts.load(drafts.CORPUS))
    letters.pop("milliseconds")  # a time is the machine's, not the composer's
    sections = {
        "Sealed replies": "\n".join(replies.table(_tallies(SEALED))),
        "Replies that were read": "\n".join(replies.table(_tallies(CORPUS / "replies.jsonl"))),
        "Letters composed offline, for every draft": "\n".join(f"{name:14} {value}" for name, value in letters.items()),
    }
    return _HEAD + "".join(f"\n## {title}\n\n```text\n{text}\n```\n" for title, text in sections.items())


def main(arguments: Sequence[str]) -> None:
    """Print the page; keep it when asked."""
    text = page()
    print(text)
    if "--write" in arguments:
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
