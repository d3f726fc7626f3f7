"""Hints that decide together: each word, pair, concept and weaker rule carries points, and the points of a text add up.

The points were fitted on labelled replies and are data (``hints/points.json``). A sentence's evidence is ``-ln(1 - p)``, where
``p`` is the fitted chance that it breaks the guidance; evidence adds up over the sentences of a text and is given in points of
which ten stop a letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p
from typing import Any, NamedTuple

from poise.checking.pages import Page
from poise.recognising.lexicon import Term

FULL = 10.0
LONGEST = 3
REACH = 9
_MOST_SHOWN = 3
_SHARE = 0.2


class Feature(NamedTuple):
    """Something in a sentence that can carry points, over the terms ``first`` to ``last`` (exclusive)."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its points, the family that it reads like, and the words that added most."""

    page: Page
    points: float
    family: str
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Scales:
    """The fitted points. ``limits`` are the points at which a text gets an error or a warning, by profile."""

    bias: float
    points: Mapping[str, float]
    families: Mapping[str, Mapping[str, float]]
    unit: float
    limits: Mapping[str, Mapping[str, float]]

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Scales | None":
        """The scales in the data of a rulebook; None where nothing was fitted."""
        return Scales(**data) if data else None

    def evidence(self, features: Sequence[Feature]) -> float:
        """How strongly the sentence with these features speaks against the text, in points."""
        odds = self.bias + sum(self.points.get(name, 0.0) for name in {f.name for f in features})
        return log1p(exp(min(odds, 30.0))) * self.unit

    def weigh(self, page: Page, rules: Sequence[str] = ()) -> Weighed:
        """The points of one sentence; ``rules`` are the ids of the rules that it meets."""
        features = list(find_features(page, rules))
        telling = sorted(
            (f for f in features if self.points.get(f.name, 0.0) > 0 and f.last > f.first),
            key=lambda f: (-self.points[f.name], f.first),
        )
        return Weighed(page, self.evidence(features), self._family(features), tuple(telling[:_MOST_SHOWN]))

    def _family(self, features: Sequence[Feature]) -> str:
        names = {f.name for f in features}
        return max(sorted(self.families), key=lambda family: sum(self.families[family].get(name, 0.0) for name in {*names, ""}))


def find_features(page: Page, rules: Sequence[str] = ()) -> Iterator[Feature]:
    """What points are kept for: runs of one to three words, pairs of near words, the concepts and rules of a sentence."""
    terms = page.reading.terms
    words = ["^", *(_plain(term) for term in terms), "$"]
    for length in range(1, LONGEST + 1):
        for at in range(len(words) - length + 1):
            yield Feature(" ".join(words[at : at + length]), max(0, at - 1), min(len(terms), at + length - 1))
    for at, word in enumerate(words):
        for beyond in range(at + 1, min(at + REACH, len(words))):
            yield Feature(f"{word} & {words[beyond]}", max(0, at - 1), min(len(terms), beyond))
    for concept, hits in page.concepts.items():
        yield Feature(f"[{concept}]", hits[0].first, hits[0].last)
    for rule in rules:
        yield Feature(f"[{rule}]", 0, 0)


def _plain(term: Term) -> str:
    if term.kind == "name":
        return "{name}"
    return "{number}" if term.token.shape == "0" else term.word


def standing_out(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The sentences that carry a fair share of all points."""
    total = sum(w.points for w in weighed)
    return [w for w in weighed if w.points >= _SHARE * total]
