"""What the author wishes for next: another opening, a condition ("if something comes up in the highlands"), kinds of work."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from poise.understanding.chunking import noun_phrase
from poise.understanding.conditions import read_condition
from poise.understanding.details import Detail, Setting, whole_end
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.mending import mend_phrase
from poise.understanding.passages import Passage
from poise.understanding.patterns import find, frames
from poise.understanding.seeking import find_sought, mentioned_end, whole_wish
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_FEW = 9
_SHORTEST_POST = 3
_VACANT = frozenset({"open", "going", "available", "vacant", "free", "unfilled"})
_OPENERS = listed("sets", "wishing.openers")
_OWNS = ("'s", "\u2019s")


def find_wishes(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Every wish of one sentence: conditions first."""
    words, keys = passage.words, passage.keys
    conditions: dict[int, int] = {}
    covered = -1
    for index, word in enumerate(words):
        in_case = word.key == "case" and index and words[index - 1].key == "in"
        if (word.key in _OPENERS or in_case) and index > covered:
            stop = read_condition(setting, words, index)
            if stop > index:
                covered = conditions[index] = stop
                yield from _make(setting, "wish.if", words, index, stop)
                yield from whole_wish(setting, words, index, stop)
    for hit in find(frames("wishing", "after"), words, keys):
        if any(first <= hit.first < stop for first, stop in conditions.items()) or has_negation(
            words[max(0, hit.first - 2) : hit.stop]
        ):
            continue
        first = hit.stop - 1 if words[hit.stop - 1].key in {"if", "when"} else hit.stop
        stop = mentioned_end(words, noun_phrase(words, first))
        stop = conditions.get(stop, stop) if stop > first else stop
        kinds = all(
            w.key in listed("wishing", "flexible") | listed("grammar", "joiners", "determiners") for w in words[first:stop]
        )
        asks_to_be = words[hit.stop - 1].key == "be" and words[hit.first].key in {"can", "could", "may"}
        if asks_to_be and stop > first:
            yield from _make(setting, "wish.be", words, first, stop)
        elif stop > first and _is_opening(words[first:stop]) and (not kinds or words[first].key in {"the", "your", "any"}):
            yield from _make(setting, "wish", words, first, _announced(setting, words, stop))
    yield from find_sought(setting, passage)
    yield from _flexible(setting, words)
    yield from _asked_after(setting, passage)
    yield from _seen(setting, words, keys)


def _asked_after(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """As in "Is the caretaker job at Northside still open?": another post that the author asks after."""
    words = passage.words
    for index in range(_SHORTEST_POST, len(words) - 1):
        if words[index].key != "still" or words[index + 1].key not in _VACANT:
            continue
        near = range(max(0, index - _FEW), index - 1)
        asked = (i + 1 for i in near if words[i].key in {"is", "are"} and words[i + 1].key in {"the", "that", "your"})
        first = next(asked, index)
        run = words[first:index]
        named = any(w.key in listed("wishing", "openings") or w.key in listed("roles", "heads", "nouns") for w in run)
        if named and not any(breaks(a, b) for a, b in pairwise(run)):
            yield from _make(setting, "wish", words, first, index)


def _announced(setting: Setting, words: Sequence[Word], stop: int) -> int:
    """The index after "when it is published in October", if that follows."""
    if stop + 3 >= len(words) or words[stop].key not in {"when", "once"} or words[stop + 1].key not in {"it", "they", "that"}:
        return stop
    end = stop + 2
    while end < len(words) and not breaks(words[end - 1], words[end]) and not has_comma(words[end]) and end - stop < _FEW:
        end += 1
    run = words[stop:end]
    return end if is_clean(setting.text, run, loud=setting.loud) and not has_negation(run) and end - stop < _FEW else stop


def _seen(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """Another opening that the author has seen: "I saw Monterrey has an open Supplier Quality role"."""
    if any(w.key in {"like", "love", "interested", "try", "apply", "keen", "advertised", "pass"} for w in words):
        yield from _mentioned(setting, words, keys)
    for hit in find(frames("wishing", "seen"), words, keys):
        stop = noun_phrase(words, hit.stop)
        owner = (i + 1 for i in range(hit.stop, stop) if words[i].text.endswith(_OWNS))
        stop = next(owner, stop) if hit.stop < len(words) and words[hit.stop].is_capital else stop
        run = words[hit.stop : stop]
        named = any(_names_post(w) for w in run) and any(w.is_capital for w in run)
        if named and (run[0].key in {"a", "an", "the", "your", "another"} or run[0].is_capital) and not has_negation(run):
            yield from _make(setting, "other-role", words, hit.stop, stop)


def _names_post(word: Word) -> bool:
    """Whether a word names a post: "Controller", and "Controller's" in "Controller's going up on the board"."""
    key = word.key[:-1] if word.text.endswith(_OWNS) else word.key
    return key in listed("roles", "nouns", "heads")


def _mentioned(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """Another opening that somebody has told of: "Gwen mentioned a teaching assistant job after half-term"."""
    for hit in find(frames("wishing", "mentioned"), words, keys):
        stop = noun_phrase(words, hit.stop)
        run = words[hit.stop : stop]
        if any(w.key in listed("roles", "nouns", "heads") for w in run) and run[0].key in {"a", "an", "the"}:
            yield from _make(setting, "other-role", words, hit.stop, stop)


def _make(setting: Setting, kind: str, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    while (
        stop > first
        and setting.text[words[stop - 1].end : words[stop - 1].end + 1] != ")"
        and words[stop - 1].key
        in listed("grammar", "prepositions", "adverbs", "determiners", "joiners")
        - {
            "up",
            "again",
            "on",
        }
        | {"as", "which", "that", "when", "while", "since"}
    ):
        stop -= 1
    run = tuple(words[first:stop])
    if run and is_clean(setting.text, run, named=True, loud=setting.loud):
        end = whole_end(setting.text, run[0].start, run[-1].end)
        owned = kind == "other-role" and run[-1].text.endswith(_OWNS)
        said = setting.text[run[0].start : run[-1].end - 2] if owned else ""
        said = f"if {mend_phrase(setting.text[run[1].start : end], loud=setting.loud)}" if run[0].key == "case" else said
        yield Detail(kind, run[0].start, end, run, said=said)


def _is_opening(run: Sequence[Word]) -> bool:
    if run[0].key == "my":
        return False
    return any(w.key in listed("wishing", "openings") or w.key in listed("roles", "heads") or w.is_capital for w in run)


def _flexible(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """Kinds of work the author would take: "I'll take seasonal"."""
    for index, word in enumerate(words[:-1]):
        offered = (
            word.key in {"take", "do", "accept", "work", "consider"}
            and index
            and words[index - 1].key in {"ill", "can", "will", "could", "would", "happily", "id"}
        )
        after = words[index + 1]
        if offered and after.key in listed("wishing", "flexible") and not breaks(word, after):
            stop = index + 2
            while (
                stop + 1 < len(words)
                and words[stop].key in {"or", "and"}
                and words[stop + 1].key in listed("wishing", "flexible")
            ):
                stop += 2
            yield from _make(setting, "wish.kind", words, index + 1, stop)
