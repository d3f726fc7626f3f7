"""Kind messages for somebody: "tell Sarah thanks", "my regards to Mr. Aydin", "big up Marlon"."""

from collections.abc import Sequence
from itertools import pairwise

from poise.understanding.heat import has_heat, has_negation
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma

_GREETINGS = frozenset({"ta", "hi", "hello", "bye", "thanks", "cheers", "goodbye", "greetings", "thank", "mahalo", "gracias"})
_SENT = frozenset({"love", "regards", "best", "thanks", "greetings"})
_NEAR = 9
_FEW = 6
_FAR = 18


def is_greeted(words: Sequence[Word], index: int) -> bool:
    """Whether the author sends a kind message to whoever is named at ``index``."""
    before = [w.key for w in words[max(0, index - 4) : index]]
    if before[-1:] == ["to"] and before[-3:-2] == ["my"] and before[-2] in _SENT:
        return True
    soon = [w.key for w in words[index : index + _NEAR]]
    if has_negation(words[max(0, index - 4) : index]) or "said" in before or ("i", "said") in pairwise(soon):
        return False
    return _is_hailed(before) or (before[-1:] == ["tell"] and (_is_thanked(soon) or _is_praised(words, index)))


def _is_hailed(before: Sequence[str]) -> bool:
    """As in "greet Svenja", "say ta to Mo", "big up Marlon"."""
    *_, last, nearest = "", "", *before
    return nearest in {"greet", "thank", "hug"} or (last, nearest) == ("big", "up") or (nearest == "to" and last in _GREETINGS)


def _is_thanked(soon: Sequence[str]) -> bool:
    return not _GREETINGS.isdisjoint(soon) or ("from", "me") in pairwise(soon)


def _is_praised(words: Sequence[Word], index: int) -> bool:
    """As in "Do tell Sarah that the workshop was lovely"."""
    after = words[index : index + _FAR]
    return not has_negation(after) and any(w.key in listed("liking", "good") for w in after)


def is_thanked_later(words: Sequence[Word], stop: int) -> bool:
    """As in "…, tell him" or "… and I thank her for that" after a name, unless what is told is nothing good."""
    near = words[stop : stop + 30]
    for index, (one, other) in enumerate(pairwise(near)):
        if one.key in {"tell", "thank", "thanks"} and other.key in {"him", "her", "them"}:
            return is_spared(near[:index]) and not has_negation(near[index + 2 : index + _FEW])
    return False


def is_spared(between: Sequence[Word]) -> bool:
    """Whether nothing bad is said between a name and a kind phrase: "Lon is a weasel, tell him so" is no praise."""
    said = any(w.key in {"is", "was", "are", "were"} for w in between[:3])
    last = max((i for i, w in enumerate(between) if has_comma(w)), default=0)
    return not has_heat(between[last:], named=True) and (not said or any(w.key in listed("liking", "good") for w in between))
