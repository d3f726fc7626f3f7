"""The forms of an English verb or noun: ``share`` gives share, shares, shared, sharing."""

import json
from functools import cache
from pathlib import Path

_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, list[str]]:
    table: dict[str, list[str]] = json.loads(Path(__file__).with_name("irregular.json").read_bytes())
    return table


def _doubles(word: str) -> bool:
    """Short words that end consonant, vowel, consonant double the last letter: plan, planned."""
    return (
        len(word) in {3, 4}
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(c in _VOWELS for c in word) == 1
    )


def _plain_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def inflect(word: str) -> frozenset[str]:
    """All forms of ``word`` by the table of irregular ones, else by rule."""
    if word in _irregular():
        return frozenset([word, *_irregular()[word]])
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    stem = word + word[-1] if _doubles(word) else word
    past = word[:-1] + "ied" if word.endswith("y") and word[-2:-1] not in _VOWELS else stem + "ed"
    return frozenset({word, _plain_s(word), past, stem + "ing"})
