"""The word lists that reading goes by: JSON files beside this module, each read once."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lists of ``name``.json. Callers turn them into sets and leave this value as it is."""
    lists: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_bytes())
    return lists


def folded(words: list[str]) -> frozenset[str]:
    """The words as a set, without regard to case."""
    return frozenset(word.casefold() for word in words)
