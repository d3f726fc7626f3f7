"""The word lists that understanding goes by: JSON files in ``data``, each read once."""

import json
import re
from functools import cache
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


@cache
def phrase_pattern(name: str, key: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a list as whole words in a text of plain words and single spaces."""
    return re.compile(r"(?<!\S)(?:" + "|".join(re.escape(p) for p in phrases(name, key)) + r")(?!\S)")
