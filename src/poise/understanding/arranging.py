"""Practical matters: what has to go back or be fetched, what is owed, what is to be deleted, when the author can come."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Setting
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.matters import DEFINITE, list_end, make_matter, names_paper
from poise.understanding.owing import find_owed
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.returning import find_returned
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST = 22
_LONGEST_DATE = 6
_NEEDED = listed("sets", "arranging.needed")
_ULTIMATA = listed("sets", "arranging.ultimata")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_DATED = frozenset({"the", "of", "end", "next", "this", "week", "month", "year", "term", "my", "friday"})
_LACKING = listed("sets", "arranging.lacking")
_PLACE = listed("sets", "arranging.place")


def find_arranged(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Every practical matter of one sentence."""
    yield from find_returned(setting, passage)
    yield from find_owed(setting, passage)
    for kind, finder in _FINDERS.items():
        for hit in find(frames("logistics", kind), passage.words, passage.keys):
            yield from finder(setting, passage.words, hit)


def find_deadline(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """As in "I want it before 10 December": until when something asked for is needed; an ultimatum is none."""
    words = passage.words
    keys = {word.key for word in words}
    if keys.isdisjoint(_NEEDED) or not keys.isdisjoint(_ULTIMATA):
        return
    for index, word in enumerate(words[:-1]):
        if word.key not in {"by", "before"}:
            continue
        stop = _date_end(words, index + 1)
        dated = words[index + 1 : stop]
        if any(w.key in listed("logistics", "when_words") or _ORDINAL.fullmatch(w.key) for w in dated):
            yield from make_matter(setting, "logistics.by", words, index + 1, stop)
            return


def _date_end(words: Sequence[Word], index: int) -> int:
    """The index after "the 20th of May", "Wednesday", "the end of next week"."""
    stop = index
    while stop < len(words) and stop - index < _LONGEST_DATE and not (stop > index and breaks(words[stop - 1], words[stop])):
        named = words[stop].key in listed("logistics", "when_words") or words[stop].key in _DATED
        if not named and not words[stop].text[0].isdigit():
            break
        stop += 1
    return stop


def _delete(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    if words[hit.first].key == "to" and any(w.key in _LACKING for w in words[: hit.first]):
        return
    stop = list_end(words, noun_phrase(words, hit.stop - 1))
    if stop + 1 < len(words) and has_comma(words[stop]) and words[stop].key == "including":
        stop = max(stop, noun_phrase(words, stop + 1))
    yield from make_matter(setting, "logistics.delete", words, hit.stop - 1, stop)


def _deleted(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    if any(w.key in {"way", "time", "end"} for w in words[first : hit.first]):
        return
    if first < hit.first and words[first].key in DEFINITE and not has_negation(words[max(0, first - 3) : hit.stop]):
        yield from make_matter(setting, "logistics.delete", words, first, hit.first)


def _delete_out(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "take my photographs out of your system"."""
    stop = noun_phrase(words, hit.stop - 1)
    away = next((i for i in range(hit.stop, min(stop + 1, len(words))) if words[i].key in {"out", "off", "down"}), 0)
    if away > hit.stop:
        yield from make_matter(setting, "logistics.delete", words, hit.stop - 1, away)


def _clause(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """A statement of the author's about time and place, as it stands."""
    stop = hit.stop
    while stop < len(words) and stop - hit.first < _LONGEST and not _ends(words, stop):
        stop += 1
    run = words[max(hit.first + 1, hit.stop - 1) : stop]
    if any(w.key in {"receipt", "touch", "favour", "that"} for w in run[:2]):
        return
    timed = any(w.key in listed("logistics", "when_words") or w.text[0].isdigit() for w in run)
    placed = any(w.key in _PLACE and run[i + 1].is_capital for i, w in enumerate(run[:-1]))
    clean = is_clean(setting.text, words[hit.first : stop], loud=setting.loud)
    if run and clean and (timed or placed) and not has_negation(run):
        yield from make_matter(setting, "logistics.time", words, hit.first, stop)


def _arrive(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    if first < hit.first and words[first].key == "my" and names_paper(words[first : hit.first]):
        stop = hit.stop
        while stop < len(words) and not _ends(words, stop):
            stop += 1
        yield from make_matter(setting, "logistics.time", words, first, stop)


def _achieved(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I have now completed the AWS certificate"."""
    stop = noun_phrase(words, hit.stop)
    if hit.first and words[hit.first - 1].key in {"once", "if", "when", "until", "till", "after", "unless"}:
        return
    if stop > hit.stop and names_paper(words[hit.stop : stop]) and words[hit.stop].key in DEFINITE | {"this"}:
        yield from make_matter(setting, "logistics.time", words, hit.first, stop)


def _ends(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    return (
        breaks(words[index - 1], word)
        or opens_clause(words, index)
        or (has_comma(word) and word.key not in {"any", "day", "days", "or"})
        or (word.key in {"so", "when", "if", "should"} or word.key in listed("wishing", "stop"))
    )


_FINDERS = {
    "delete": _delete,
    "deleted": _deleted,
    "delete_out": _delete_out,
    "achieved": _achieved,
    "move": _clause,
    "available": _clause,
    "finish": _clause,
    "arrive": _arrive,
}
