"""What of the facts goes into this letter: more of the author's words at first, only frames later, the plainest at last."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from poise.domain import Brief, Dropped, Fact, Facts, Span

_OWN_LAST_ATTEMPT = 1
_DETAILS_LAST_ATTEMPT = 2
_WARM = ("liked", "activity", "spent", "praised", "thanked", "served")
_FEWEST_OWN = 2
_SHORTEST_REFUSED = 3
LIFTED = "lifted"
_ARRANGING = frozenset({LIFTED, "practical", "logistics"})
_HEATED = frozenset(["lifted", "practical", "logistics", "plain", "liked", "person", "thanks"])


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
    facts = _without_refused(brief.facts, brief.refused)
    spared = facts == brief.facts
    again = brief.attempt > _OWN_LAST_ATTEMPT and spared and not _only_form_is_missing(brief)
    plain = brief.attempt > _DETAILS_LAST_ATTEMPT
    own = () if plain else _standing(facts.sentences, brief.dropped, again=again)
    calm = facts.calm and not again and len(own) >= _FEWEST_OWN and len(own) * 2 >= len(facts.sentences)
    if not calm:
        own = tuple(fact for fact in own if fact.kind in _HEATED)
    rest = [fact for fact in facts.details if not _is_covered(fact, own)]
    warm = () if plain else tuple(f for f in rest if f.kind.startswith(_WARM))
    return Material(
        calm=calm,
        own=own,
        liked=warm,
        people=() if plain else tuple(f for f in facts.people if not _is_covered(f, own)),
        wishes=() if plain else tuple(f for f in rest if f.kind.startswith(("wish", "other-role"))),
        practical=tuple(f for f in rest if f.kind.startswith("logistics") and not (plain and f.kind == "logistics.delete")),
        place=None if plain else next((f for f in rest if f.kind == "place"), None),
    )


def _without_refused(facts: Facts, refused: Sequence[str]) -> Facts:
    """The facts less those whose words an earlier letter was refused for; what goes to and fro is only worded otherwise."""
    if not refused:
        return facts
    said = [_bare(text) for text in refused]
    sentences = tuple(fact for fact in facts.sentences if not _is_refused(fact, said))
    whole = [_bare(fact.text) for fact in facts.sentences if fact not in sentences]
    said = [text for text in said if not any(text in own or own in text for own in whole)]
    return replace(
        facts,
        sentences=sentences,
        details=tuple(fact for fact in facts.details if not _is_refused(fact, said)),
        people=tuple(fact for fact in facts.people if not _is_refused(fact, said)),
    )


def _is_refused(fact: Fact, said: Sequence[str]) -> bool:
    if fact.kind.startswith("logistics.") and fact.kind != "logistics.time":
        return False
    text = _bare(fact.text)
    return any(text in words or (words in text and len(words) > _SHORTEST_REFUSED) for words in said)


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .?!,;:")


def _only_form_is_missing(brief: Brief) -> bool:
    """Whether an earlier attempt only lacked something, so that nothing in it has to go."""
    return bool(brief.broken) and all(item.rule.startswith("form/") for item in brief.broken)


def is_missing(brief: Brief, rule: str) -> bool:
    """Whether an earlier attempt lacked what a rule of form asks for."""
    return any(item.rule == rule for item in brief.broken)


def _standing(sentences: Sequence[Fact], dropped: Sequence[Dropped], *, again: bool) -> tuple[Fact, ...]:
    """The author's sentences that broke no rule, and what was lifted out of others; ``again``: only what arranges something."""
    fit = [fact for fact in sentences if not again or fact.kind in _ARRANGING]
    return tuple(
        fact
        for fact in fit
        if fact.span is None
        or (fact.kind == LIFTED and not again)
        or not any(_overlap(fact.span, drop.span) for drop in dropped if drop.rules)
    )


def _is_covered(fact: Fact, own: Sequence[Fact]) -> bool:
    """Whether a sentence that is kept already says it."""
    span = fact.span
    return span is not None and any(other.span is not None and _overlap(span, other.span) for other in own)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def missing_contacts(facts: Facts, body: str) -> tuple[Fact, ...]:
    """The numbers, addresses and amounts that the body does not hold yet."""
    return tuple(fact for fact in facts.contacts if fact.text not in body)
