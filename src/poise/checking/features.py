"""What in a sentence can carry points: runs of one to three words, pairs of near words, concepts and pairs of concepts.

A table holds something for each of many features, in rows by the word (or the concept, in brackets) that they begin with.
Most words have no row in most tables, and are passed over at once.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from poise.checking.pages import Page
from poise.recognising.lexicon import Hit, Term

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

    The concepts that come after a concept count as near.
    """

    alone: Held | None
    nexts: Column[str, Held]
    thirds: Column[tuple[str, str], Held]
    nears: Column[str, Held]

    def before(self, words: list[str]) -> list[Held | None]:
        """What the row holds where these words follow: alone, in a run of two, of three, and near each of them."""
        following = words[0]
        return [self.alone, self.nexts.get(following), self.thirds.get((following, words[1])), *map(self.nears.get, words)]

    def among(self, concepts: list[str]) -> list[Held | None]:
        """What the row holds where these concepts follow: alone, and with each of them."""
        return [self.alone, *map(self.nears.get, concepts)]


Table = Callable[[str], Row[Held] | None]
Found = tuple[Held, int, int]
_DISTANCES = (0, 1, 2, *range(1, REACH + 1))


def hold(page: Page, table: Table[Held]) -> set[Held | None]:
    """What ``table`` holds for the features of a sentence; and None, for all those that it does not hold."""
    found: set[Held | None] = {None}
    words = _spell(page)
    for after, row in enumerate(map(table, words[:-2]), 1):
        if row is not None:
            found.update(row.before(words[after : after + REACH]))
    concepts = _name(_first_hits(page))
    for after, row in enumerate(map(table, concepts), 1):
        if row is not None:
            found.update(row.among(concepts[after:]))
    return found


def locate(page: Page, table: Table[Held]) -> Iterator[Found[Held]]:
    """What ``table`` holds for each feature of a sentence, as often as it stands there; its first term and that after it."""
    end = len(page.reading.terms)
    words = _spell(page)
    for at, row in enumerate(map(table, words[:-2])):
        held = row.before(words[at + 1 : at + 1 + REACH]) if row is not None else ()
        for distance, one in zip(_DISTANCES, held, strict=False):
            if one is not None and at + distance <= end + 1:
                yield one, max(0, at - 1), min(end, at + distance)
    hits = _first_hits(page)
    concepts = _name(hits)
    for at, row in enumerate(map(table, concepts)):
        held = row.among(concepts[at + 1 :]) if row is not None else ()
        for other, one in zip(hits[at:], held, strict=False):
            if one is not None:
                yield one, hits[at].first, max(hits[at].last, other.last)


def _spell(page: Page) -> list[str]:
    """The words of a sentence between its beginning and its end, and two that are none."""
    return ["^", *map(_plain, page.reading.terms), "$", "", ""]


def _plain(term: Term) -> str:
    if term.kind == "name":
        return "{name}"
    return "{number}" if term.token.shape == "0" else term.word


def _first_hits(page: Page) -> list[Hit]:
    """Each concept where it first stands, in order."""
    return sorted((hits[0] for hits in page.concepts.values()), key=lambda hit: (hit.first, hit.concept))


def _name(hits: Sequence[Hit]) -> list[str]:
    return [f"[{hit.concept}]" for hit in hits]


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
    return (name for name, _, _ in locate(page, _name_all))


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
