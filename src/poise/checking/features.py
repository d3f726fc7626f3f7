"""What in a sentence can carry points: runs of one to three words, pairs of near words, concepts and pairs of concepts.

A table holds something for each of many features, in rows by the word (or the concept, in brackets) that they begin with.
Most words have no row in most tables, and are passed over at once.
"""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from poise.checking.pages import Page
from poise.recognising.lexicon import Term

REACH = 8
"""How many words further on a near word may stand."""

Key_contra = TypeVar("Key_contra", contravariant=True)
Held_co = TypeVar("Held_co", covariant=True)
Held = TypeVar("Held")


class Column(Protocol[Key_contra, Held_co]):
    """What a row holds, by what comes after its word."""

    def get(self, key: Key_contra, /) -> Held_co | None:
        """What is held, or None."""


class Row(NamedTuple, Generic[Held]):
    """What a table holds for one word: alone, with the next one, with the next two, with each that is near.

    The concepts that come after a concept count as near. A column of None is empty.
    """

    alone: Held | None
    nexts: Column[str, Held] | None
    thirds: Column[tuple[str, str], Held] | None
    nears: Column[str, Held] | None


Table = Callable[[str], Row[Held] | None]
Found = tuple[Held, int, int]


def find(page: Page, table: Table[Held]) -> Iterator[Found[Held]]:
    """What ``table`` holds for each feature of a sentence, with the terms that it stands on: from the first to the last."""
    yield from _find_words(page, table)
    yield from _find_concepts(page, table)


def _find_words(page: Page, table: Table[Held]) -> Iterator[Found[Held]]:
    end = len(page.reading.terms)
    words = ["^", *map(_plain, page.reading.terms), "$"]
    for at, word in enumerate(words):
        row = table(word)
        if row is None:
            continue
        first = max(0, at - 1)
        alone, nexts, thirds, nears = row
        if alone is not None:
            yield alone, first, min(end, at)
        if nexts and at <= end and (held := nexts.get(words[at + 1])) is not None:
            yield held, first, min(end, at + 1)
        if thirds and at < end and (held := thirds.get((words[at + 1], words[at + 2]))) is not None:
            yield held, first, min(end, at + 2)
        if nears:
            for last, near in enumerate(words[at + 1 : at + 1 + REACH], at + 1):
                if (held := nears.get(near)) is not None:
                    yield held, first, min(end, last)


def _find_concepts(page: Page, table: Table[Held]) -> Iterator[Found[Held]]:
    """Each concept where it first stands, and its pairs with those that first stand after it."""
    hits = sorted((hits[0] for hits in page.concepts.values()), key=lambda hit: (hit.first, hit.concept))
    names = [f"[{hit.concept}]" for hit in hits]
    for at, hit in enumerate(hits):
        row = table(names[at])
        if row is None:
            continue
        if row.alone is not None:
            yield row.alone, hit.first, hit.last
        if row.nears:
            for place in range(at + 1, len(hits)):
                if (held := row.nears.get(names[place])) is not None:
                    yield held, hit.first, max(hit.last, hits[place].last)


def _plain(term: Term) -> str:
    if term.kind == "name":
        return "{name}"
    return "{number}" if term.token.shape == "0" else term.word


class _Names:
    """A column that holds the name of every feature."""

    def __init__(self, beginning: str) -> None:
        self._beginning = beginning

    def get(self, key: str | tuple[str, str], /) -> str:
        return self._beginning + (key if isinstance(key, str) else " ".join(key))


def _name_all(head: str) -> Row[str]:
    run = _Names(f"{head} ")
    return Row(head, run, run, run if head.startswith("[") else _Names(f"{head} & "))


def find_names(page: Page) -> Iterator[str]:
    """The name of every feature of a sentence: "word", "word next third", "word & near", "[concept]", "[concept] [later]"."""
    return (name for name, _, _ in find(page, _name_all))


def parse_name(name: str) -> tuple[str, str, str]:
    """A feature's name as the word that it begins with, the column of its row, and the key in that column."""
    head, _, rest = name.partition(" ")
    if not rest:
        return head, "alone", ""
    if rest.startswith("& "):
        return head, "nears", rest.removeprefix("& ")
    if head.startswith("["):
        return head, "nears", rest
    return head, "thirds" if " " in rest else "nexts", rest
