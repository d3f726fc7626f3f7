"""People credited by more than one phrase: "Bernie … let him know I said so", "tell your lad Ifor he's good", "commend her"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Detail, Reach, Setting, make
from poise.understanding.heat import has_heat, has_negation
from poise.understanding.names import is_title
from poise.understanding.naming import is_person, is_raw_name, person_stop
from poise.understanding.passages import Passage
from poise.understanding.patterns import Found, find, frames
from poise.understanding.saluting import is_spared
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common

_BACK = 2
_NEAR = 4
_TAIL = 9
_TELLING = frozenset({"tell", "thank", "greet", "let", "bless", "hug"})
_KIND = listed("sets", "crediting.kind")
_TURNING = frozenset({"because", "and", "but", "whatever", "even", "cos", "cause", "so", "if"})
_CURT = frozenset({"ta", "thanks", "thank", "cheers", "hi", "hello", "thx", "ty", "well", "right"})
_POINTING = frozenset({"him", "her", "them", "em", "it", "on", "his", "their"})
_BLAMED = frozenset({"nobody", "noone", "not", "never", "dont", "against", "like", "than", "by", "unlike"})


def find_credited(setting: Setting, passages: Sequence[Passage]) -> Iterator[Detail]:
    """Everybody of whom the author wants something kind to be told, with the name from wherever it stands."""
    for index, passage in enumerate(passages):
        for hit in find(frames("liking", "credit"), passage.words, passage.keys):
            yield from _antecedent(setting, passages[max(0, index - _BACK) : index], passage.words, hit)
        yield from _told(setting, passage.words)


def _antecedent(setting: Setting, before: Sequence[Passage], words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """Whoever is named last before "tell her so", here or in the sentences before."""
    tail = _tail(words, hit.stop)
    if has_heat(tail) or has_negation(tail) or has_negation(words[max(0, hit.first - 2) : hit.first]):
        return
    found = _names(setting, words[: hit.first])
    if found:
        first, stop = found[-1]
        if is_spared(words[stop : hit.first]):
            yield from _both(setting, words, found, first, stop)
        return
    if words[0].key == "whoever":
        yield from make(setting, "person", words, Reach(0, hit.first))
        return
    if _POINTING.isdisjoint(w.key for w in words[hit.first : hit.stop]):
        return
    for passage in reversed(before):
        small = listed("grammar", "prepositions") - {"with", "to"}
        found = [(a, b) for a, b in _names(setting, passage.words) if not (a and passage.words[a - 1].key in small)]
        if found:
            first, stop = found[0]
            if not has_heat(passage.words) and not has_negation(passage.words[stop : stop + _NEAR]):
                yield from make(setting, "person", passage.words, Reach(first, stop))
            return


def _tail(words: Sequence[Word], index: int) -> Sequence[Word]:
    """The few words after a phrase that belong to it."""
    stop = index
    while stop < len(words) and stop - index < _NEAR and not (breaks(words[stop - 1], words[stop]) or has_comma(words[stop])):
        if words[stop].key in _TURNING:
            break
        stop += 1
    return words[index:stop]


def _both(
    setting: Setting, words: Sequence[Word], found: Sequence[tuple[int, int]], first: int, stop: int
) -> Iterator[Detail]:
    """The last person named, with the one right before "and"."""
    earlier = found[-2] if len(found) > 1 else None
    if earlier and earlier[1] + 1 == first and words[earlier[1]].key in {"and", "&"}:
        yield from make(setting, "person", words, Reach(*earlier))
    yield from make(setting, "person", words, Reach(first, stop))


def _told(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """As in "tell your lad Ifor he's a good teacher", "tell Aurel and Big Mette I'll miss them", "let Ms Odom know …"."""
    for index, word in enumerate(words):
        if word.key not in _TELLING or has_negation(words[max(0, index - 2) : index]):
            continue
        found = [(a, b) for a, b in _names(setting, words[index + 1 : index + 1 + _TAIL])]
        if not found or found[0][0] > _BACK + 1:
            continue
        start = index + 1
        if any(breaks(words[i - 1], words[i]) or has_comma(words[i]) for i in range(start, start + found[0][0] + 1)):
            continue
        stop = start + found[0][1]
        second = found[1] if len(found) > 1 and found[1][0] == found[0][1] + 1 else None
        if second and words[stop].key not in {"and", "&"}:
            second = None
        stop = start + second[1] if second else stop
        tail = words[stop : stop + _TAIL]
        meant = _KIND - _CURT if setting.ironic and not setting.loud else _KIND
        if ("i", "said") in pairwise(w.key for w in tail):
            meant = meant - _CURT | {"thank", "thanks"}
        kind = word.key in {"thank", "greet", "bless", "hug"} or any(w.key in meant for w in tail)
        if kind and not has_heat(tail[:_NEAR]) and not has_negation(tail[:_NEAR]):
            yield from make(setting, "person", words, Reach(start + found[0][0], start + found[0][1]))
            if second:
                yield from make(setting, "person", words, Reach(start + second[0], start + second[1]))


def _names(setting: Setting, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where somebody is named, in order."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        stop = _name_end(setting, words, index)
        blamed = any(w.key in _BLAMED for w in words[max(0, index - 2) : index])
        if stop > index and not blamed:
            nicknamed = index and words[index - 1].key in listed("sets", "praising.nicknames") and words[index].gap == " "
            alike = nicknamed and words[index - 1].is_capital == words[index].is_capital
            found.append((index - 1 if alike else index, stop))
        index = max(stop, index + 1)
    return found


def _name_end(setting: Setting, words: Sequence[Word], index: int) -> int:
    """The index after a name at ``index``; ``index`` without one. In capitals throughout, any rare word may be one."""
    word = words[index]
    if setting.loud:
        stop = index
        while stop < len(words) and _may_name(setting, words, stop, index):
            stop += 1
        after = index and words[index - 1].key in _TELLING | {"was", "is", "overseer", "boss"} | listed("roles", "heads")
        return stop if after or word.key in listed("people", "given") else index
    owned = index + 1 < len(words) and words[index + 1].text.endswith(("'s", "\u2019s")) and words[index + 1].is_capital
    if is_title(word) and owned:
        return index + 2
    if word.is_capital and (is_person(setting, words, index) or (is_title(word) and is_person(setting, words, index))):
        return person_stop(words, index)
    called = index - 1 if index and words[index - 1].key in listed("sets", "praising.nicknames") else index
    told = called and words[called - 1].key in _TELLING and is_raw_name(setting, words, index)
    return index + 1 if told and word.key in listed("people", "given") else index


def _may_name(setting: Setting, words: Sequence[Word], index: int, first: int) -> bool:
    word = words[index]
    joined = index == first or word.gap == " "
    return joined and word.text.isalpha() and len(word.text) > 1 and not is_common(word) and word.key not in setting.known


def find_rated(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """As in "Hail training with Mr Sorensen: outstanding": a thing, a colon and a word of praise."""
    words = passage.words
    for first, (before, word) in enumerate(pairwise(words)):
        rated = ":" in word.gap and word.key in listed("liking", "good")
        ended = first + 2 == len(words) or breaks(word, words[first + 2]) or has_comma(words[first + 2])
        if rated and ended and noun_phrase(words, 0) == first + 1 and before.text:
            yield from make(setting, "liked", words, Reach(0, first + 1))
