"""The word lists that reading goes by: JSON files beside this module, each read once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lists of ``name``.json. Callers turn them into sets and leave this value as it is."""
    lists: dict[str, Any] = json.loads(files("poise.reading").joinpath(f"{name}.json").read_text("utf-8"))
    return lists


def folded(words: list[str]) -> frozenset[str]:
    """The words as a set, without regard to case."""
    return frozenset(word.casefold() for word in words)
