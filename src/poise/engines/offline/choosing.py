"""What of the facts goes into this letter: more of the author's words at first, only frames later, the plainest at last."""

from collections.abc import Sequence
from typing import NamedTuple

from poise.domain import Brief, Dropped, Fact, Facts, Span

_OWN_LAST_ATTEMPT = 1
_DETAILS_LAST_ATTEMPT = 2
_FEWEST_OWN = 2
_HEATED = frozenset("practical logistics plain liked person thanks".split())


class Material(NamedTuple):
    """The content of one letter. ``own`` are sentences of the author's; in a ``calm`` letter they are its body."""

    calm: bool
    own: tuple[Fact, ...]
    liked: tuple[Fact, ...]
    people: tuple[Fact, ...]
    wishes: tuple[Fact, ...]
    practical: tuple[Fact, ...]
    place: Fact | None


def choose(brief: Brief) -> Material:
    """Choose the material for the attempt that ``brief`` asks for."""
    facts = brief.facts
    own = _standing(facts.sentences, brief.dropped) if brief.attempt <= _OWN_LAST_ATTEMPT else ()
    calm = facts.calm and len(own) >= _FEWEST_OWN and len(own) * 2 >= len(facts.sentences)
    if not calm:
        own = tuple(fact for fact in own if fact.kind in _HEATED)
    rest = [fact for fact in facts.details if not _is_covered(fact, own)]
    plain = brief.attempt > _DETAILS_LAST_ATTEMPT
    warm = () if plain else tuple(f for f in rest if f.kind.startswith(("liked", "activity", "spent", "praised")))
    return Material(
        calm=calm,
        own=own,
        liked=warm,
        people=() if plain else tuple(f for f in rest if f.kind == "person"),
        wishes=() if plain else tuple(f for f in rest if f.kind.startswith("wish")),
        practical=tuple(f for f in rest if f.kind.startswith("logistics")),
        place=None if plain else next((f for f in rest if f.kind == "place"), None),
    )


def _standing(sentences: Sequence[Fact], dropped: Sequence[Dropped]) -> tuple[Fact, ...]:
    """The author's sentences that broke no rule."""
    return tuple(fact for fact in sentences if fact.span is None or not any(_overlap(fact.span, drop.span) for drop in dropped if drop.rules))


def _is_covered(fact: Fact, own: Sequence[Fact]) -> bool:
    """Whether a sentence that is kept already says it."""
    span = fact.span
    return span is not None and any(other.span is not None and _overlap(span, other.span) for other in own)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def missing_contacts(facts: Facts, body: str) -> tuple[Fact, ...]:
    """The numbers, addresses and amounts that the body does not hold yet."""
    return tuple(fact for fact in facts.contacts if fact.text not in body)
