"""A detail worth keeping, and what has to be known of the whole draft to read one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.understanding.heat import has_negation, is_clean, is_hot_word
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word

_VAGUE = listed("sets", "details.vague")
_AFTERTHOUGHTS = listed("sets", "details.afterthoughts")


_GERUND = 5
_SPANS = frozenset({"hour", "day", "bit", "part", "moment", "time", "week", "morning", "one", "thing"})
_LEADS = frozenset({"nevertheless", "nonetheless", "however", "still", "also", "though", "yet"})
_SPOKEN = frozenset({"talk", "speak", "listen", "work", "deal", "chat", "learn", "be"})
_PARTICLES = frozenset({"round", "around", "through", "in", "over", "out", "along", "up"})


class Detail(NamedTuple):
    """A detail: its kind (liked, liked.to, activity, praised, person, spent) and the words it consists of.

    ``deed`` is where, in the draft, the clause about what a person did begins, ``named`` where the name before it ends; -1
    without one. ``way`` is "spoke" when the deed is a thing of the author's that the person
    praised, "for" when it is what they are thanked for. ``said`` words it where the author's own words do not stand together;
    ``deed`` and ``named`` are then where the part begins and ends that has to be in the letter.
    """

    kind: str
    start: int
    end: int
    words: tuple[Word, ...]
    deed: int = -1
    named: int = -1
    way: str = ""
    said: str = ""


class Reach(NamedTuple):
    """Word indices of a detail: ``first``, ``stop`` (exclusive), where a deed in it begins, and where the name before it stops.

    The last two are -1 without a deed.
    """

    first: int
    stop: int
    deed: int = -1
    named: int = -1


class Setting(NamedTuple):
    """The draft's text, whether it is all in capitals, whether it is ironic, and the folded words of names already known."""

    text: str
    loud: bool
    ironic: bool
    known: frozenset[str]


def whole_end(text: str, start: int, end: int) -> int:
    """The end of a phrase moved past the bracket that is open in it, or back before that bracket."""
    typed = text[start:end]
    if typed.count("(") <= typed.count(")"):
        return end
    close = text.find(")", end, end + 3)
    closed = close >= 0 and not text[end:close].strip(" .$%\u20ac\u00a3")
    return close + 1 if closed else start + len(typed[: typed.rfind("(")].rstrip())


def uncrossed(words: Sequence[Word], first: int, stop: int) -> int:
    """The stop of a phrase before a bracket that closes what was opened before it."""
    opened = 0
    for index in range(first + 1, min(stop, len(words))):
        opened += words[index].gap.count("(") - words[index].gap.count(")")
        if opened < 0:
            return index
    return stop


def make(setting: Setting, kind: str, words: Sequence[Word], reach: Reach) -> Iterator[Detail]:
    """The words within ``reach`` as a detail, unless they are vague, hot or empty."""
    first, stop, deed, named = reach
    stop = uncrossed(words, first, stop)
    while (
        stop > first
        and setting.text[words[stop - 1].end : words[stop - 1].end + 1] != ")"
        and words[stop - 1].key in listed("grammar", "adverbs", "prepositions", "determiners", "joiners") | _AFTERTHOUGHTS
        and not (deed >= 0 and words[stop - 1].key in _PARTICLES)
        and not (deed >= 0 and stop - 1 > first and words[stop - 2].key in _SPOKEN and words[stop - 1].key in {"to", "with"})
    ):
        stop -= 1
    while first + 1 < stop and words[first].key in _LEADS:
        first += 1
    if first + 1 < stop and words[first].key == "that" and words[first + 1].key.endswith("ing") and deed < 0:
        first += 1
    run = tuple(words[first:stop])
    keys = [w.key for w in run]
    if keys[:2] == ["the", "most"] or keys[:1] == ["such"] or (keys[:1] == ["that"] and _SPANS.issuperset(keys[1:])):
        return
    alone = len(run) == 1 and kind.startswith("liked") and run[0].text.islower()
    if alone and run[0].key.endswith("ing") and len(run[0].key) > _GERUND:
        return
    if not run or not is_clean(setting.text, run, named=True, loud=setting.loud) or has_negation(run):
        return
    content = [w for w in run if w.key not in listed("grammar", "determiners", "prepositions", "joiners", "adverbs")]
    if (
        not content
        or all(w.key in _VAGUE or w.key in setting.known or is_hot_word(w) for w in content)
        or content[0].key in {"you", "me", "fact"}
    ):
        return
    yield Detail(
        kind,
        run[0].start,
        whole_end(setting.text, run[0].start, run[-1].end),
        run,
        words[deed].start if deed >= 0 else -1,
        words[named - 1].end if named > 0 else -1,
    )
