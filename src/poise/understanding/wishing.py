"""What the author wishes for next: another opening, a condition ("if something comes up in the highlands"), kinds of work."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Detail, Setting, whole_end
from poise.understanding.heat import has_negation, is_clean, is_marked
from poise.understanding.passages import Passage
from poise.understanding.patterns import find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST = 26
_SHORTEST = 3
_FEW = 9
_VACANT = frozenset({"open", "going", "available", "vacant", "free", "unfilled"})
_OPENERS = listed("sets", "wishing.openers")
_STOPPED = listed("sets", "wishing.stopped")
_LIST = listed("sets", "wishing.list")
_PAST = listed("sets", "wishing.past")
_ANYBODY = listed("sets", "wishing.anybody")
_MINE = listed("sets", "wishing.mine")


def find_wishes(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Every wish of one sentence: conditions first."""
    words, keys = passage.words, passage.keys
    conditions: dict[int, int] = {}
    covered = -1
    for index, word in enumerate(words):
        if word.key in _OPENERS and index > covered:
            stop = _condition(setting, words, index)
            if stop > index:
                covered = conditions[index] = stop
                yield from _make(setting, "wish.if", words, index, stop)
    for hit in find(frames("wishing", "after"), words, keys):
        if any(first <= hit.first < stop for first, stop in conditions.items()) or has_negation(
            words[max(0, hit.first - 2) : hit.stop]
        ):
            continue
        first = hit.stop - 1 if words[hit.stop - 1].key in {"if", "when"} else hit.stop
        stop = noun_phrase(words, first)
        stop = conditions.get(stop, stop) if stop > first else stop
        kinds = all(
            w.key in listed("wishing", "flexible") | listed("grammar", "joiners", "determiners") for w in words[first:stop]
        )
        asks_to_be = words[hit.stop - 1].key == "be" and words[hit.first].key in {"can", "could", "may"}
        if asks_to_be and stop > first:
            yield from _make(setting, "wish.be", words, first, stop)
        elif stop > first and not kinds and _is_opening(words[first:stop]):
            yield from _make(setting, "wish", words, first, _announced(setting, words, stop))
    yield from _flexible(setting, words)
    yield from _asked_after(setting, passage)
    yield from _seen(setting, words, keys)


def _asked_after(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """As in "Is the caretaker job at Northside still open?": another post that the author asks after."""
    words = passage.words
    for index in range(_SHORTEST, len(words) - 1):
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
        run = words[hit.stop : stop]
        named = any(w.key in listed("roles", "nouns", "heads") for w in run) and any(w.is_capital for w in run)
        if named and run[0].key in {"a", "an", "the", "your", "another"} and not has_negation(run):
            yield from _make(setting, "other-role", words, hit.stop, stop)


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
        | {"as", "which", "that"}
    ):
        stop -= 1
    run = tuple(words[first:stop])
    if run and is_clean(setting.text, run, named=True, loud=setting.loud):
        yield Detail(kind, run[0].start, whole_end(setting.text, run[0].start, run[-1].end), run)


def _condition(setting: Setting, words: Sequence[Word], index: int) -> int:
    """The index after an if-clause that speaks of an opening; ``index`` when it is about anything else."""
    stop = index + 1
    while stop < len(words) and stop - index < _LONGEST and not _ends_condition(words, index, stop):
        stop += 1
    run = words[index + 1 : stop]
    if (
        len(run) < _SHORTEST
        or has_negation(run)
        or is_marked(setting.text[words[index].start : run[-1].end], loud=setting.loud)
    ):
        return index
    verb = any(w.key in listed("wishing", "if_verbs") for w in run)
    sought = any(
        w.key in {"need", "needs", "needed", "wanted", "require", "requires", "open", "opens", "reopens", "launch", "launches"}
        for w in run
    )
    about = sought or any(w.key in listed("wishing", "openings") or w.key in listed("roles", "heads") for w in run)
    theirs = run[0].key not in _MINE | {"it", "they", "he", "she", "that", "this"} or (run[0].key == "there")
    if words[index].key == "should" and (run[0].key in {"be", "have", "i", "ive"} or run[0].key in listed("grammar", "verbs")):
        return index
    if words[index].key in {"when", "once", "whenever"} and any(w.key in _PAST for w in run):
        return index
    if any(w.key in {"who", "when", "only", "going"} for w in run) or (run[0].key in _ANYBODY and words[index].key != "should"):
        return index
    return stop if verb and about and theirs and not _is_personal(run) else index


def _ends_condition(words: Sequence[Word], index: int, stop: int) -> bool:
    word, before = words[stop], words[stop - 1]
    if "(" in word.gap:
        return not any(")" in w.gap for w in words[stop + 1 : stop + 5])
    if ")" in word.gap:
        return word.gap.strip() != ")"
    if breaks(before, word):
        return True
    if has_comma(word):
        goes_on = (
            word.key in _LIST
            and stop + 1 < len(words)
            and words[stop + 1].key not in listed("grammar", "subjects", "auxiliaries")
        )
        return not goes_on or word.key in {"or", "and"}
    if word.key == "before" and not (stop + 1 < len(words) and words[stop + 1].key in listed("grammar", "subjects")):
        return False
    verbless = not any(w.key in listed("wishing", "if_verbs") for w in words[index + 1 : stop])
    unwell = word.text == "ill" and before.key in {"becomes", "become", "is", "falls", "fall", "gets", "get", "goes"}
    mine = word.key in {"ive", "im", "ill", "id"} and word.text[:1] in {"I", "i"} and "'" in word.text.replace("\u2019", "'")
    return (word.key in _STOPPED or mine) and stop > index + 1 and not unwell and not (word.key in {"you", "i"} and verbless)


def _is_opening(run: Sequence[Word]) -> bool:
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


def _is_personal(run: Sequence[Word]) -> bool:
    """Whether the clause speaks of somebody else's fate, or begs."""
    keys = {w.key for w in run}
    return bool(
        keys & {"doesnt", "sick", "dies", "leaves", "quits", "fails", "hire", "returned", "instead", "mind"}
    ) or "other person" in " ".join(w.key for w in run)
