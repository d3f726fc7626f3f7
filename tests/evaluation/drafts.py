"""Measure the composer on labelled drafts: ``python -m tests.evaluation.drafts FILE`` prints a table.

Each line of the file is a draft with its labels, as tests/corpus/drafts.jsonl has them. With ``--show`` every letter is
printed, with ``--fails`` what is wrong with which.
"""

import argparse
import json
import re
import sys
import time
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from poise.domain import Brief, Draft, Dropped, Facts, Guidance, Letter
from poise.engines.offline import Offline
from poise.understanding import understand

CORPUS = Path(__file__).parent.parent / "corpus" / "drafts.jsonl"
_ATTEMPTS = 3


def load(file: Path) -> list[dict[str, Any]]:
    """The labelled drafts of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


@dataclass
class Score:
    """What was right and wrong with one letter."""

    id: str
    letter: Letter
    facts: Facts
    wrong: list[str] = field(default_factory=list)
    recipient: bool = True
    sender: bool = True
    role: bool = True
    kept: int = 0
    keep: int = 0
    contacts: int = 0
    contact: int = 0
    forbidden: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    gate: bool | None = None
    attempts: int = 1
    seconds: float = 0.0


def write(
    case: dict[str, Any], *, variant: int = 0, judged: bool = True
) -> tuple[Letter, Facts, bool | None, int, list[str], float]:
    """Write the letter of one case as the loop would: again, more plainly, while the gate refuses it."""
    draft = Draft(case["draft"], rejection=case["rejection"])
    facts = understand(draft)
    judge = _judge() if judged else None
    dropped = judge.dropped(draft) if judge else ()
    seconds = 0.0
    broken: tuple[Guidance, ...] = ()
    refused: tuple[str, ...] = ()
    for attempt in range(1, _ATTEMPTS + 1):
        began = time.perf_counter()
        answer = Offline(variant).write(Brief(draft, facts, (), broken, dropped, attempt, refused=refused))
        seconds += time.perf_counter() - began
        assert answer.letter is not None
        reasons = judge.errors(answer.letter, draft) if judge else []
        if judge is None or not reasons:
            break
        broken = tuple(Guidance(reason.partition(":")[0], "") for reason in reasons)
        refused += tuple(reason.partition(": ")[2] for reason in reasons if reason.partition(": ")[2])
    return Written(answer.letter, facts, None if judge is None else not reasons, attempt, reasons, seconds)


class Written(NamedTuple):
    """A letter, what it was written from, whether the gate let it through, and at which attempt."""

    letter: Letter
    facts: Facts
    gate: bool | None
    attempt: int
    reasons: list[str]
    seconds: float


class Judge:
    """The rulebook, as far as it is there."""

    def __init__(self) -> None:
        from poise.checking.judging import judge
        from poise.checking.loading import load_rulebook

        self._judge = judge
        self._rulebook = load_rulebook()

    def dropped(self, draft: Draft) -> tuple[Dropped, ...]:
        """The findings on the draft, as the loop hands them to an engine."""
        from poise.sifting import find_dropped

        return find_dropped(draft.text, self._judge(draft.text, self._rulebook))

    def errors(self, letter: Letter, draft: Draft) -> list[str]:
        """What stops a letter at the gate."""
        from poise.domain import Profile

        verdict = self._judge(letter.text, self._rulebook, profile=Profile.GATE, draft=draft)
        return [f"{f.rule}: {f.text}" for f in verdict.errors]


def _judge() -> Judge | None:
    if "judge" not in _CACHE:
        try:
            _CACHE["judge"] = Judge()
        except (ImportError, AttributeError, NotImplementedError):
            _CACHE["judge"] = None
    return _CACHE["judge"]


_CACHE: dict[str, Any] = {}


def score(case: dict[str, Any], *, variant: int = 0, judged: bool = True) -> Score:
    """Compare the letter of one case with its labels."""
    letter, facts, gate, attempts, reasons, seconds = write(case, variant=variant, judged=judged)
    labels = case["facts"]
    text = _plain(letter.subject + "\n" + letter.body)
    result = Score(case["id"], letter, facts, gate=gate, attempts=attempts, seconds=seconds)
    greeting = _plain(letter.body.partition("\n")[0][:60])
    if labels["recipient"]:
        result.recipient = _plain(labels["recipient"]) in greeting
    else:
        result.recipient = facts.recipient is None
    result.sender = _plain(labels["sender"]) in _plain(letter.body) if labels["sender"] else facts.sender is None
    result.role = _plain(labels["role"]) in text if labels["role"] else facts.role is None
    result.keep, result.kept = len(labels["keep"]), sum(_plain(k) in text for k in labels["keep"])
    result.contact, result.contacts = len(labels["contact"]), sum(c in letter.body for c in labels["contact"])
    result.forbidden = [m for m in case["must_not"] if m.casefold() in letter.text.casefold()]
    result.invented = invented(case, letter)
    result.wrong = _wrong(case, result, text, reasons)
    return result


def _wrong(case: dict[str, Any], result: Score, text: str, reasons: list[str]) -> list[str]:
    labels = case["facts"]
    wrong = [name for name in ("recipient", "sender", "role") if not getattr(result, name)]
    wrong += [f"lost {k!r}" for k in labels["keep"] if _plain(k) not in text]
    wrong += [f"lost contact {c!r}" for c in labels["contact"] if c not in result.letter.body]
    wrong += [f"must not {m!r}" for m in result.forbidden]
    wrong += [f"invented {i!r}" for i in result.invented]
    return wrong + ([f"gate {reasons}"] if result.gate is False else [])


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())


def invented(case: dict[str, Any], letter: Letter) -> list[str]:
    """Names, numbers and placeholders of a letter that stand neither in the draft nor in the rejection."""
    source = _plain(case["draft"] + " " + (case["rejection"] or ""))
    body = re.sub(r"(?m)^(?:dear|hello|hi|good|greetings)\b", " ", letter.body, flags=re.IGNORECASE)
    inner = re.findall(r"(?<![.?!:]\s)(?<![\n])(?<!^)\b[A-Z\u00c0-\u024f][\w\u00c0-\u1eff'-]+", body)
    numbers = re.findall(r"\d[\d.,:/-]*\d|\d", letter.text)
    odd = [w for w in inner if _plain(w) not in source and w not in _INNOCENT]
    return odd + [n for n in numbers if n not in source] + re.findall(r"\[[^\]]*\]|\{[^}]*\}|%%\w+", letter.text)


_INNOCENT = {"I", "I'd", "I'm", "I'll", "I've", "Hiring", "Team"} | {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "Christmas", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
}  # fmt: skip


def grams(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """The runs of ``size`` words of a letter's body."""
    words = re.findall(r"[\w']+", text.casefold())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def sameness(letters: list[str]) -> float:
    """The mean share of word 5-grams that two letters have in common, of the shorter one's."""
    sets = [grams(letter) for letter in letters]
    shares = [len(a & b) / max(1, min(len(a), len(b))) for a, b in combinations(sets, 2)]
    return sum(shares) / max(1, len(shares))


def evaluate(cases: list[dict[str, Any]], *, judged: bool = True) -> tuple[list[Score], dict[str, str]]:
    """Score every case, and sum up."""
    scores = [score(case, judged=judged) for case in cases]
    count = len(scores)

    def share(name: str) -> str:
        return f"{sum(getattr(s, name) for s in scores) / count:.3f}"

    variants = [sameness([score(c, variant=v, judged=False).letter.body for v in range(3)]) for c in cases[:30]]
    words = [len(s.letter.body.split()) for s in scores if s.facts.channel.value == "email"]
    table = {
        "letters": str(count),
        "recipient": share("recipient"),
        "sender": share("sender"),
        "role": share("role"),
        "keep": f"{sum(s.kept for s in scores) / max(1, sum(s.keep for s in scores)):.3f}",
        "contact": f"{sum(s.contacts for s in scores) / max(1, sum(s.contact for s in scores)):.3f}",
        "must_not": f"{sum(bool(s.forbidden) for s in scores)} letters",
        "invented": f"{sum(bool(s.invented) for s in scores)} letters",
        "gate": "not judged" if scores[0].gate is None else f"{sum(bool(s.gate) for s in scores) / count:.3f}",
        "first attempt": f"{sum(s.attempts == 1 for s in scores) / count:.3f}",
        "sameness": f"{sameness([s.letter.body for s in scores]):.4f}",
        "variants": f"{sum(variants) / max(1, len(variants)):.4f}",
        "e-mail words": f"{min(words, default=0)} to {max(words, default=0)}",
        "milliseconds": f"{1000 * sum(s.seconds for s in scores) / count:.2f}",
    }
    return scores, table


def main(arguments: list[str] | None = None) -> int:
    """Print the table for a file of labelled drafts."""
    parser = argparse.ArgumentParser(description="Measure the composer on labelled drafts.")
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--show", action="store_true", help="print every letter")
    parser.add_argument("--fails", action="store_true", help="print what is wrong")
    parser.add_argument("--no-gate", action="store_true", help="do not judge the letters")
    options = parser.parse_args(arguments)
    scores, table = evaluate(load(options.file), judged=not options.no_gate)
    lines: list[str] = []
    for result in scores:
        if options.show or (options.fails and result.wrong):
            lines.append(f"=== {result.id} {'; '.join(result.wrong)}")
        if options.show:
            lines.append(result.letter.text + "\n")
    lines.extend(f"{name:14} {value}" for name, value in table.items())
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
