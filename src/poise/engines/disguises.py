"""What `redacting` goes by: which words are no names, and names made up to stand in for those that are."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import count, product

from poise.understanding.vocabulary import load
from poise.understanding.words import fold


def site_endings() -> tuple[str, ...]:
    """The last parts of the host names that are recognised without ``https://`` before them."""
    return tuple(_data()["ends"].split())


@cache
def _data() -> dict[str, str]:
    told: dict[str, str] = json.loads(files("poise.engines").joinpath("disguises.json").read_text("utf-8"))
    return told


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()[name].split())


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are no names by themselves, folded."""
    lists = {
        "common": ["words"],
        "grammar": list(load("grammar")),
        "heat": ["phrases", "caps_ok", "loaded"],
        "greetings": ["openings", "closings"],
        "roles": ["heads", "levels", "nouns", "labels"],
    }
    texts = (load(name)[key] for name, keys in lists.items() for key in keys)
    return frozenset(fold(word) for text in texts for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)) | never_names()


@cache
def never_names() -> frozenset[str]:
    """Words that stay even where they are written as a name is: titles, months, kinds of firms and of posts."""
    lists = {
        "people": ["titles", "polite", "collectives", "anonymous", "abbreviated"],
        "grammar": ["weekdays", "months"],
        "organisations": ["forms", "kinds"],
        "roles": ["heads", "levels", "nouns"],
        "greetings": ["openings", "closings"],
    }
    texts = (load(name)[key] for name, keys in lists.items() for key in keys)
    return frozenset(fold(word) for text in texts for word in re.findall(r"[^\W\d_]+", text)) | _words("spared")


def invent_names() -> Iterator[str]:
    """Words that read like English surnames or places, in small letters; there are more of them than of names in a text."""
    heads, tails = _data()["heads"].split(), _data()["tails"].split()
    turned = (tails[i % len(tails) :] + tails[: i % len(tails)] for i in range(len(heads)))
    yield from (head + tail for row in zip(*turned, strict=True) for head, tail in zip(heads, row, strict=True))
    for length in count(2):
        yield from ("".join(parts) + tail for parts in product(heads, repeat=length) for tail in tails)


def turn(c: str, by: int) -> str:
    """Another letter of the same case for a letter, another digit for a digit."""
    alphabet = "3456789" if c.isdigit() else "bcdfghjklmnpqrstvwxz"
    turned = alphabet[(ord(c) + by) % len(alphabet)]
    return turned.upper() if c.isupper() else turned
