"""The composer's phrases, and the choice among them: by the draft, so that two people's letters do not read alike."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from math import gcd
from pathlib import Path
from typing import Any

_FEW = 3
_SPELLINGS = (
    ("e-mail", "email"), ("E-mail", "Email"), ("favour", "favor"), ("honoured", "honored"), ("shall", "will"),
    ("vacancies", "openings"),
    ("vacancy", "opening"), ("I should have liked", "I would have liked"),
)  # fmt: skip
_SPOKEN = (("I would ", "I'd "), ("I am ", "I'm "), ("I will ", "I'll "), ("did not ", "didn't "), ("It is a ", "It's a "))


@cache
def load(name: str) -> dict[str, Any]:
    """The phrases of ``name``.json by part."""
    phrases: dict[str, Any] = json.loads((Path(__file__).parent / "phrases" / f"{name}.json").read_bytes())
    return phrases


class Chooser:
    """Chooses phrases for one letter: the same draft and variant always give the same, another variant gives others."""

    def __init__(self, seed: str, variant: int, *, british: bool, casual: bool = False) -> None:
        self._digest = hashlib.blake2b(seed.encode("utf-8", "replace"), digest_size=16).digest()
        self._variant = variant
        self._british = british
        self._casual = casual
        self._used: set[str] = set()
        self._begun: set[str] = set()

    def number(self, part: str) -> int:
        """A number that depends on the draft and the part alone."""
        return int.from_bytes(hashlib.blake2b(part.encode(), key=self._digest, digest_size=8).digest(), "big")

    def pick(self, part: str, phrases: Sequence[str]) -> str:
        """One of ``phrases`` that was not picked before; variants step through them."""
        size = len(phrases)
        step = next(s for s in range(max(1, size // 3), size + 2) if gcd(s, size) == 1)
        start = self.number(part) % size + self._variant * step
        order = [phrases[(start + offset) % size] for offset in range(size)]
        fresh = (p for p in order if _beginning(p) not in self._begun)
        phrase = next(fresh, None) or next((p for p in order if p not in self._used), order[-1])
        self._used.add(phrase)
        self._begun.add(_beginning(phrase))
        phrase = spoken(phrase) if self._casual else phrase
        return phrase if self._british else american(phrase)

    def chance(self, part: str, percent: int) -> bool:
        """Whether something that happens in ``percent`` of letters happens in this one."""
        return (self.number(part) + self._variant * 37) % 100 < percent


def _beginning(phrase: str) -> str:
    """The first words of a phrase: two sentences of a letter that begin alike read like a form."""
    return " ".join(phrase.lower().split()[:_FEW])


def american(phrase: str) -> str:
    """The phrase in American spelling."""
    for british, american_form in _SPELLINGS:
        phrase = phrase.replace(british, american_form)
    return phrase


def spoken(phrase: str) -> str:
    """The phrase with the contractions of everyday speech."""
    for full, short in _SPOKEN:
        phrase = phrase.replace(full, short)
    return phrase
