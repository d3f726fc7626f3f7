"""The word lists that understanding goes by: JSON files in ``data``, each read once."""

import json
import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lists of ``name``.json, as they stand. Callers leave this value as it is."""
    lists: dict[str, Any] = json.loads((Path(__file__).parent / "data" / f"{name}.json").read_bytes())
    return lists


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of one or more lists of ``name``.json, written with spaces between them."""
    found: set[str] = set()
    for key in keys:
        found.update(load(name)[key].split())
    return frozenset(found)


@cache
def phrases(name: str, key: str) -> tuple[str, ...]:
    """The phrases of a list of ``name``.json, written with bars between them; the longest come first."""
    return tuple(sorted(set(load(name)[key].split("|")), key=lambda p: (-len(p), p)))


class Phrases:
    """Phrases to be found as whole words in a text of plain words and single spaces, the longest first.

    The pattern of them all is compiled when a text first holds every word of one of them: most texts hold none.
    """

    def __init__(self, listed: Sequence[str]) -> None:
        self._listed = listed
        self._by_word: dict[str, list[frozenset[str]]] = {}
        for phrase in listed:
            first, *_ = needed = phrase.split()
            self._by_word.setdefault(first, []).append(frozenset(needed))

    def search(self, text: str) -> re.Match[str] | None:
        """The first that stands in ``text``."""
        return self._pattern.search(text) if self._may_stand_in(text) else None

    def findall(self, text: str) -> list[str]:
        """All that stand in ``text``."""
        return self._pattern.findall(text) if self._may_stand_in(text) else []

    def sub(self, other: str, text: str) -> str:
        """``text`` with ``other`` in place of each of them."""
        return self._pattern.sub(other, text) if self._may_stand_in(text) else text

    def _may_stand_in(self, text: str) -> bool:
        present = frozenset(text.split())
        return any(needed <= present for word in present & self._by_word.keys() for needed in self._by_word[word])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, self._listed)) + r")(?!\S)")


@cache
def phrase_pattern(name: str, key: str) -> Phrases:
    """What finds any phrase of a list."""
    return Phrases(phrases(name, key))
