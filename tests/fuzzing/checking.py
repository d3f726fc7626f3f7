"""Fuzzes whole checks with atheris: `make fuzz` (ten minutes; `make fuzz TIME=60` for one).

Any text may be judged or refused by name, and nothing else may happen. Of what is judged: every finding quotes exactly the
words at its span, findings stand in the order of the text, and judging once more says the same.
"""

import json
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["poise.reading", "poise.recognising", "poise.checking"]):
    from poise.checking.judging import judge
    from poise.checking.loading import load_rulebook
    from poise.domain import Profile
    from poise.errors import InputError

RULEBOOK = load_rulebook()
REPLIES = Path(__file__).parents[1] / "corpus" / "replies.jsonl"


def check(data: bytes) -> None:
    """Judge one text in both profiles, and look at what comes back."""
    text = data.decode("utf-8", "surrogateescape")  # bytes that are no UTF-8 become lone surrogates: texts may hold those too
    for profile in Profile:
        try:
            verdict = judge(text, RULEBOOK, profile=profile)
        except InputError:
            continue
        places = [(finding.span.start, finding.rule) for finding in verdict.findings]
        if places != sorted(places):
            raise AssertionError("findings are out of order")
        for part in (*verdict.findings, *(slot for finding in verdict.findings for slot in finding.slots)):
            if text[part.span.start : part.span.end] != part.text:
                raise AssertionError("a span does not hold the words that it quotes")
        if judge(text, RULEBOOK, profile=profile) != verdict:
            raise AssertionError("the same text was judged in two ways")


def sow(folder: Path) -> None:
    """Put a text of each kind into the folder that fuzzing begins with."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in REPLIES.read_text("utf-8").splitlines()[::20]:
        reply = json.loads(line)
        (folder / reply["id"]).write_text(reply["text"], "utf-8")


if __name__ == "__main__":
    sow(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
