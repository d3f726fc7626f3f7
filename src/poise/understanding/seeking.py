"""Work the author would take: "I would go on the substitute list", "tramping I would also do"."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Setting, whole_end
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.mending import mend_phrase, mend_sentence
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common

_LONGEST = 30
_LONGEST_MAIN = 14
_LONGEST_NAMED = 12
_LONGEST_FIGURE = 4
_SHORTEST = 2
_UNSOUGHT = listed("sets", "seeking.unsought")
_LEADING = listed("sets", "seeking.leading")
_OPEN = listed("sets", "seeking.open")
_AFTER = frozenset({"it", "too", "with", "if", "and", "but"})
_AFTER_VERBS = listed("grammar", "prepositions") | {"as", "part", "onto", "back"}
_SMALL = ("determiners", "prepositions", "joiners", "adverbs", "objects", "subjects", "auxiliaries")
_CLOSING = frozenset({"on", "up", "in", "around", "about", "over", "down", "by", "round"})
_ENDING = frozenset({"but", "because", "not", "so", "as", "cos", "cause", "forget", "when", "though"})


def find_sought(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Everything in one sentence that the author offers to do, or asks to be kept in mind for."""
    words, keys = passage.words, passage.keys
    for finder in (_offered, _fronted, _put_down, _asked_after, _second_best, _coming_free, _needed):
        yield from finder(setting, words, keys)


def is_willing(words: Sequence[Word]) -> bool:
    """Whether the words say yes to something: "I'd come", "call me", "the answer is yes"."""
    return next(find(frames("wishing", "willing"), words, " ".join(w.key for w in words)), None) is not None


def whole_wish(setting: Setting, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    """A condition from ``first`` to ``stop`` with what the author would do then, as a sentence of their own."""
    start = stop + 1 if stop < len(words) and words[stop].key == "then" else stop
    end = start
    while end < len(words) and end - start < _LONGEST_MAIN and not _ends_main(words, start, end):
        end += 1
    main = words[start:end]
    said = " ".join(w.key for w in main)
    hit = next(find(frames("wishing", "promised"), main, said), None)
    run = words[first:end]
    while main and main[-1].key in listed("grammar", "prepositions", "joiners", "determiners") - _CLOSING:
        main, run = main[:-1], run[:-1]
    if (
        hit is None
        or hit.first
        or words[first + 1].key in {"is", "are"}
        or len(main) < hit.stop
        or len(run) > _LONGEST
        or has_negation(run)
        or not is_clean(setting.text, run, loud=setting.loud)
    ):
        return
    condition = setting.text[words[first].start : words[stop - 1].end]
    text = mend_sentence(f"{condition}, {setting.text[main[0].start : main[-1].end]}", loud=setting.loud)
    text = re.sub(r"\bi(?=['\u2019](?:m|d|ll|ve)\b)", "I", text)
    yield Detail("wish.own", run[0].start, run[-1].end, tuple(run), said=text)


def _ends_main(words: Sequence[Word], start: int, index: int) -> bool:
    word = words[index]
    if index == start:
        return False
    if word.text[0].isdigit() and len(word.text) > _LONGEST_FIGURE:
        return True
    joined = word.key in {"and", "or"} and index + 1 < len(words) and not words[index + 1].key.endswith("ing")
    return breaks(words[index - 1], word) or has_comma(word) or word.key in _ENDING or joined or opens_clause(words, index)


def _offered(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "I'd also drive the minibus", "glad to finish the handlist": an offer as an infinitive."""
    for hit in find(frames("wishing", "offered"), words, keys):
        verb = hit.stop - 1
        while verb > hit.first and words[verb].key in _AFTER_VERBS:
            verb -= 1
        yield from _offer(setting, words, verb, hit.stop)
    for hit in find(frames("wishing", "gladly"), words, keys):
        if hit.stop < len(words) and words[hit.stop].key not in _UNSOUGHT and words[hit.stop].text.islower():
            yield from _offer(setting, words, hit.stop, hit.stop + 1)


def _offer(setting: Setting, words: Sequence[Word], verb: int, first: int) -> Iterator[Detail]:
    """The offer whose verb stands at ``verb`` and whose object begins at ``first``."""
    stop = mentioned_end(words, noun_phrase(words, first))
    after = words[stop].key if stop < len(words) else ""
    if after in {"better", "than", "faster", "blindfolded", "myself"} or not _is_work(words[first:stop]):
        return
    yield from _make(setting, "wish.to", words, verb, stop)


def _fronted(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "tramping I would also do", "fleet sales, I'd listen"."""
    for hit in find(frames("wishing", "fronted"), words, keys):
        first = noun_phrase_before(words, hit.first)
        while first < hit.first and words[first].key in _LEADING:
            first += 1
        if words[first].key.endswith("ing") and first and words[first - 1].key == "even":
            continue
        begins = first == 0 or words[first - 1].key in _LEADING or breaks(words[first - 1], words[first])
        goes_on = hit.stop < len(words) and not breaks(words[hit.stop - 1], words[hit.stop]) and not has_comma(words[hit.stop])
        if first < hit.first and begins and (not goes_on or words[hit.stop].key in _AFTER):
            yield from _named(setting, words, first, hit.first)


def _put_down(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "put me down for the harvest weekend", "the autumn list: keep me on it"."""
    for hit in find(frames("wishing", "put_down"), words, keys):
        stop = mentioned_end(words, noun_phrase(words, hit.stop))
        if stop > hit.stop and words[hit.stop].key not in {"it", "that", "this"}:
            yield from _named(setting, words, hit.stop, stop)
        elif hit.stop < len(words) and words[hit.stop].key == "it" and ":" in words[hit.first].gap:
            first = noun_phrase_before(words, hit.first)
            if first < hit.first:
                yield from _named(setting, words, first, hit.first)


def _asked_after(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "is the caretaker job still going?", "there's also a creditors clerk needed"."""
    del keys
    for index, word in enumerate(words[:-2]):
        if word.key not in {"is", "are", "theres", "there"}:
            continue
        first = index + 1
        while first < len(words) and words[first].key in {"is", "also", "still", "now"}:
            first += 1
        stop = noun_phrase(words, first)
        if stop <= first or words[first].key not in {"a", "an", "the", "that"}:
            continue
        after = stop + 1 if stop < len(words) and words[stop].key in {"still", "now", "also"} else stop
        opened = after < len(words) and words[after].key in _OPEN and not breaks(words[after - 1], words[after])
        known = any(w.key in listed("wishing", "openings") or w.key in listed("roles", "heads") for w in words[first:stop])
        if opened and known and not (index and words[index - 1].key in {"if", "when", "not"}):
            yield from _make(setting, "other-role", words, first, stop)


def _second_best(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "if cook is not possible then maybe dinner lady, I'd do it with pleasure"."""
    del keys
    for index in range(1, len(words) - 1):
        if words[index].key != "then" or words[0].key not in {"if", "when"}:
            continue
        first = index + 1
        while first < len(words) and words[first].key in {"maybe", "perhaps", "possibly", "even"}:
            first += 1
        stop = noun_phrase(words, first)
        parted = stop == len(words) or breaks(words[stop - 1], words[stop]) or has_comma(words[stop])
        if stop > first and parted and (stop == len(words) or is_willing(words[stop:])):
            yield from _named(setting, words, first, stop)


def _coming_free(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "day shift comes open, you call me", without "if"."""
    del keys
    for index in range(1, len(words) - 2):
        if words[index].key in {"come", "comes"} and words[index + 1].key in {"open", "up", "free", "available"}:
            first = noun_phrase_before(words, index)
            begins = first == 0 or breaks(words[first - 1], words[first])
            if first < index and begins and is_willing(words[index + 2 :]):
                yield from _named(setting, words, first, index)


def _needed(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "he mentioned you're sometimes stuck for somebody in the Saturday yard"."""
    for hit in find(frames("wishing", "needed"), words, keys):
        placed = hit.stop + 2 < len(words) and words[hit.stop].key in {"somebody", "someone", "people", "anyone"}
        stop = noun_phrase(words, hit.stop + 2 if placed else hit.stop)
        run = words[hit.stop : stop]
        if (hit.first and words[hit.first - 1].key in {"if", "when"}) or len(run) < _SHORTEST or not _is_work(run):
            continue
        need = mend_phrase(setting.text[words[hit.stop - 2].start : run[-1].end], loud=setting.loud)
        for detail in _make(setting, "wish.if", words, hit.stop, stop):
            yield detail._replace(said=f"if you are {need}")


def _named(setting: Setting, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    """Work that is only named: a calling without an article is what one would work as."""
    run = words[first:stop]
    verbal = first < stop and run[0].key in listed("grammar", "verbs", "auxiliaries") and not run[0].key.endswith("ing")
    if verbal or not _is_work(run):
        return
    bare = run[0].key not in listed("grammar", "determiners") and not run[-1].key.endswith("s")
    calling = bare and run[-1].key in listed("roles", "heads")
    yield from _make(setting, "wish.as" if calling else "wish.for", words, first, stop)


def _is_work(run: Sequence[Word]) -> bool:
    """Whether a phrase can name work: something particular, and none of what people boast of or threaten with."""
    if not run or len(run) > _LONGEST_NAMED or any(w.key in _UNSOUGHT for w in run) or has_negation(run):
        return False
    flexible = listed("wishing", "flexible")
    return any(w.key not in listed("grammar", *_SMALL) and (len(run) > 1 or w.key not in flexible) for w in run)


def mentioned_end(words: Sequence[Word], stop: int) -> int:
    """The index after "(the ledger role Nuala) mentioned"."""
    told = stop < len(words) and words[stop].key in listed("sets", "wishing.mentioned") and words[stop].gap == " "
    return stop + 1 if told and words[stop - 1].is_capital else stop


def _make(setting: Setting, kind: str, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    while stop > first and words[stop - 1].key in listed("grammar", "prepositions", "adverbs", "determiners", "joiners"):
        stop -= 1
    run = tuple(words[first:stop])
    named = run and (kind != "wish.to" or len(run) > 1)
    if named and is_clean(setting.text, run, named=True, loud=setting.loud) and not _is_private(setting, run):
        yield Detail(kind, run[0].start, whole_end(setting.text, run[0].start, run[-1].end), run)


def _is_private(setting: Setting, run: Sequence[Word]) -> bool:
    """Whether all that is named is somebody already known: the recipient, the firm."""
    content = [w for w in run if w.key not in listed("grammar", *_SMALL)]
    return all(w.key in setting.known and not is_common(w) for w in content)
