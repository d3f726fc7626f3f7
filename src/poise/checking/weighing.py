"""Points for what single rules cannot decide: words, pairs of near words and concepts each carry some, and they add up.

The points were fitted on labelled replies and are data (``hints/points.json``). Those of a sentence add up to the log odds
that it breaks the guidance, which are given on a scale from 0 on which ten stop a letter. Each sentence stands for itself:
courtesy around it neither hides it nor tips the scales.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log1p
from typing import Any, NamedTuple

from poise.checking.pages import Page
from poise.domain import Profile
from poise.recognising.lexicon import Hit, Term

FULL = 10.0
LONGEST = 3
REACH = 8
_MOST_SHOWN = 3
_STEEPEST = 30.0

_Rest = tuple[str, int, int]


class Feature(NamedTuple):
    """Something in a sentence that can carry points, over the terms ``first`` to ``last`` (exclusive)."""

    name: str
    first: int
    last: int


class Limits(NamedTuple):
    """From how many points on a sentence is an error, is a warning, and seconds a rule that does not decide alone."""

    error: float
    warning: float
    backing: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its points, and the family of rules that it reads like a breach of ("" where it tells too little)."""

    page: Page
    points: float
    family: str


class Scales:
    """The fitted points, by first word, so that a short text unpacks few of them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._bias: float = data["bias"]
        self._unit: float = data["unit"]
        self._packed: Mapping[str, str] = data["points"]
        self._families: Mapping[str, Mapping[str, float]] = data["families"]
        self._limits = {Profile(name): Limits(**limits) for name, limits in data["limits"].items()}
        self._least = min(limits.warning for limits in self._limits.values())
        self._row = cache(self._unpack)

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Scales | None":
        """The scales in the data of a rulebook; None where nothing was fitted."""
        return Scales(data) if data else None

    def limits(self, profile: Profile) -> Limits:
        """What points mean in this profile."""
        return self._limits[profile]

    def weigh(self, page: Page) -> Weighed:
        """The points of one sentence."""
        odds = self._bias + sum({name: points for name, points, _, _ in self._loaded(page)}.values())
        points = log1p(exp(min(odds, _STEEPEST))) * self._unit
        return Weighed(page, points, self._family(page) if points >= self._least else "")

    def telling(self, page: Page) -> list[Feature]:
        """The words of a sentence that add most to its points, the heaviest first."""
        heavy = sorted(
            ((points, first, last, name) for name, points, first, last in self._loaded(page) if points > 0 and last > first),
            key=lambda found: (-found[0], found[1]),
        )
        return [Feature("".join(name), first, last) for _, first, last, name in heavy[:_MOST_SHOWN]]

    def _family(self, page: Page) -> str:
        names = {"", *(feature.name for feature in find_features(page))}
        return max(sorted(self._families), key=lambda family: sum(self._families[family].get(name, 0.0) for name in names))

    def _loaded(self, page: Page) -> Iterator[tuple[tuple[str, str], float, int, int]]:
        """What in the sentence carries points: its name in two parts, its points and the terms that it stands on."""
        for head, rests in _find(page):
            row = self._row(head)
            if row:
                for rest, first, last in rests:
                    points = row.get(rest)
                    if points is not None:
                        yield (head, rest), points, first, last

    def _unpack(self, head: str) -> Mapping[str, float]:
        """The points of every feature that begins with this word."""
        packed = self._packed.get(head, "")
        parts = packed.split("\t") if packed else []
        return {rest: int(points) / 100 for rest, points in zip(parts[::2], parts[1::2], strict=True)}


def pack(points: Mapping[str, float]) -> dict[str, str]:
    """The points as they are stored: under the first word of each feature, its rest and its points in hundredths."""
    rows: dict[str, list[str]] = {}
    for name in sorted(points):
        head, space, rest = name.partition(" ")
        rows.setdefault(head, []).extend((space + rest, str(round(points[name] * 100))))
    return {head: "\t".join(row) for head, row in rows.items()}


def find_features(page: Page) -> Iterator[Feature]:
    """What points are kept for: runs of one to three words, pairs of near words, concepts and pairs of concepts."""
    for head, rests in _find(page):
        for rest, first, last in rests:
            yield Feature(f"{head}{rest}", first, last)


def _find(page: Page) -> Iterator[tuple[str, Iterator[_Rest]]]:
    """The features of a sentence by their first word or concept."""
    end = len(page.reading.terms)
    words = ["^", *(_plain(term) for term in page.reading.terms), "$"]
    nears = [f" & {word}" for word in words]
    for at, word in enumerate(words):
        yield word, _follow_word(words, nears, at, end)
    hits = sorted((hits[0] for hits in page.concepts.values()), key=lambda hit: (hit.first, hit.concept))
    others = [f" [{hit.concept}]" for hit in hits]
    for at, hit in enumerate(hits):
        yield f"[{hit.concept}]", _follow_concept(hits, others, at)


def _follow_word(words: Sequence[str], nears: Sequence[str], at: int, end: int) -> Iterator[_Rest]:
    """The runs and pairs that begin with one word."""
    first, rest = max(0, at - 1), ""
    yield rest, first, min(end, at)
    for last, word in enumerate(words[at + 1 : at + LONGEST], at + 1):
        rest = f"{rest} {word}"
        yield rest, first, min(end, last)
    for last, near in enumerate(nears[at + 1 : at + 1 + REACH], at + 1):
        yield near, first, min(end, last)


def _follow_concept(hits: Sequence[Hit], others: Sequence[str], at: int) -> Iterator[_Rest]:
    """A concept where it first stands, and its pairs with those that first stand after it."""
    hit = hits[at]
    yield "", hit.first, hit.last
    for later, other in zip(hits[at + 1 :], others[at + 1 :], strict=True):
        yield other, hit.first, max(hit.last, later.last)


def _plain(term: Term) -> str:
    if term.kind == "name":
        return "{name}"
    return "{number}" if term.token.shape == "0" else term.word
