"""Practical matters: what has to go back or be fetched, what is owed, what is to be deleted, when the author can come."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Setting
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST = 22
_MOST_LISTED = 4
_FILED = frozenset({"resume", "cv", "application", "file", "files"})
_PLACE = listed("sets", "arranging.place")
_DEFINITE = listed("sets", "arranging.definite")
_LACKING = listed("sets", "arranging.lacking")
_ASKED = frozenset({"could", "can", "may", "might", "shall"})
_SENT = listed("sets", "arranging.sent")
_THERE = frozenset({"at", "in", "with", "on", "by", "behind", "under"})
_MADE = listed("sets", "arranging.made")
_BACK = listed("sets", "arranging.back")


def find_arranged(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Every practical matter of one sentence."""
    words, keys = passage.words, passage.keys
    for kind, finder in _FINDERS.items():
        for hit in find(frames("logistics", kind), words, keys):
            yield from finder(setting, words, hit)
    yield from _money(setting, words)
    yield from _attached(setting, words, keys)


def _make(setting: Setting, kind: str, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    """The words as a detail, unless they are hot or say nothing."""
    while (
        stop > first
        and setting.text[words[stop - 1].end : words[stop - 1].end + 1] != ")"
        and words[stop - 1].key in listed("grammar", "prepositions", "adverbs", "determiners", "joiners")
    ):
        stop -= 1
    run = tuple(words[first:stop])
    if run and is_clean(setting.text, run, named=True, loud=setting.loud):
        end = run[-1].end
        closes = "(" in setting.text[run[0].start : end] and setting.text[end : end + 1] == ")"
        yield Detail(kind, run[0].start, end + 1 if closes else end, run)


def _list_end(words: Sequence[Word], stop: int) -> int:
    """The index after further things of a list: "(my photos), the video and both references"."""
    for _ in range(_MOST_LISTED):
        after = stop + 1 if stop < len(words) and words[stop].key in {"and", "plus", "&"} else stop
        parted = stop < len(words) and (has_comma(words[stop]) or after > stop)
        if not parted or after >= len(words) or words[after].key not in _DEFINITE | {"any", "all"}:
            return stop
        end = noun_phrase(words, after)
        if end <= after + 1 or (end < len(words) and words[end].key in listed("grammar", "auxiliaries")):
            return stop
        stop = end
    return stop


def _have(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    if hit.first and words[hit.first - 1].key in _ASKED:
        yield from _asked_back(setting, words, hit)
        return
    stop = noun_phrase(words, hit.stop)
    bare = [w.key for w in words[hit.stop : stop]]
    if not bare or bare[0].endswith("ing") or bare == ["the", "original"]:
        return
    stop = _list_end(words, stop)
    run = words[hit.stop : stop]
    kept = any(w.key in {"still", "owe", "with"} for w in words[hit.first : hit.stop]) and words[hit.stop].key in _DEFINITE
    concrete = kept and not any(w.key in listed("logistics", "abstract") for w in run)
    if run and (_is_thing(run) or concrete) and not has_negation(words[hit.first : hit.stop]):
        yield from _make(setting, "logistics.have", words, hit.stop, stop)


def _asked_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "Could I have the fox puppet back": a thing of the author's that they ask for."""
    stop = noun_phrase(words, hit.stop)
    back = next((i for i in range(hit.stop, min(stop + 1, len(words))) if words[i].key == "back"), 0)
    if back > hit.stop and _is_thing(words[hit.stop : back]):
        yield from _make(setting, "logistics.back", words, hit.stop, back)


def _lent(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "the laptop you lent me is boxed": the employer's thing, unless it is said to be somewhere already."""
    before = hit.first - 1 if hit.first and words[hit.first - 1].key in {"that", "which"} else hit.first
    first = noun_phrase_before(words, before)
    first = next((i for i in range(first, before) if words[i].key in {"the", "your", "that", "a"}), first)
    after = words[hit.stop : hit.stop + 9]
    there = any(
        w.key in {"is", "are", "was", "were"} and i + 1 < len(after) and after[i + 1].key in _THERE for i, w in enumerate(after)
    )
    if first < before and not there and words[first].key in {"the", "your", "that", "a"} and _is_thing(words[first:before]):
        yield from _make(setting, "logistics.have", words, first, before)


def _gift(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "You can keep the puzzle I built": a present, and no taunt about the job."""
    stop = noun_phrase(words, hit.stop)
    made = stop + 1 < len(words) and words[stop].key == "i" and words[stop + 1].key in _MADE
    if stop > hit.stop and words[hit.stop].key in {"the", "my"} and (made or _is_thing(words[hit.stop : stop])):
        yield from _make(setting, "logistics.gift", words, hit.stop, stop + 2 if made else stop)


def _with_you(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    if first == hit.first or not _is_thing(words[first : hit.first]) or any(w.key in _FILED for w in words[first : hit.first]):
        return
    preposition = next(i for i in range(hit.stop - 1, hit.first, -1) if words[i].key in _PLACE | {"on"})
    stop = noun_phrase(words, preposition + 1)
    definite = words[hit.stop - 1].key == "the"
    yours = words[hit.stop - 1].key in {"your", "you"} or (definite and _is_own(words[first : hit.first]))
    theirs = definite and not yours and stop > preposition + 1
    if not (yours or theirs) and (words[first].key != "my" or stop == preposition + 1):
        return
    yield from _make(setting, "logistics.lies" if theirs else "logistics.collect", words, first, hit.first)
    if stop > preposition + 1 and words[hit.stop - 1].key != "you":
        yield from _make(setting, "logistics.place", words, preposition, stop)


def _left(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop and _is_thing(words[hit.stop : stop]):
        yield from _make(setting, "logistics.left", words, hit.stop, stop)


def _give_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = hit.stop
    while first < len(words) and words[first].key in _BACK and words[first].gap == " ":
        first += 1
    stop = noun_phrase(words, first)
    stop = next((i for i in range(first + 1, stop) if words[i].key in _BACK), stop)
    if stop > first and _is_thing(words[first:stop]):
        yield from _make(setting, "logistics.bring", words, first, stop)
    elif first < len(words) and words[first].key in {"them", "it", "these", "both"}:
        yield from _mentioned(setting, words, hit.first)


def _mentioned(setting: Setting, words: Sequence[Word], before: int) -> Iterator[Detail]:
    """The thing that "I'll bring them" speaks of, named earlier in the sentence."""
    for index in range(before):
        if words[index].key in _DEFINITE and (
            index == 0 or opens_clause(words, index) or words[index - 1].key in {"have", "got", "also", "and"}
        ):
            stop = noun_phrase(words, index)
            if stop > index and _is_thing(words[index:stop]):
                yield from _make(setting, "logistics.bring", words, index, stop)
                return


def _deleted(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    if first < hit.first and words[first].key in _DEFINITE and not has_negation(words[max(0, first - 3) : hit.stop]):
        yield from _make(setting, "logistics.delete", words, first, hit.first)


def _want_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    stop = noun_phrase(words, hit.stop - 1)
    run = words[hit.stop - 1 : stop]
    lent = any(w.key in {"lent", "left", "loaned", "brought"} for w in words[stop : stop + 3])
    mine = (
        bool(run)
        and (run[0].key == "my" or lent)
        and len(run) > 1
        and not any(w.key in listed("logistics", "abstract") for w in run)
    )
    needed = words[hit.first].key in {"need", "want"}
    sent = any(w.key in _SENT for w in words[stop : stop + 2]) or (run and run[-1].key in _SENT)
    if run and (_is_thing(run) or mine) and (sent or not needed):
        yield from _make(setting, "logistics.back", words, hit.stop - 1, stop)


def _delete_out(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "take my photographs out of your system"."""
    stop = noun_phrase(words, hit.stop - 1)
    if stop > hit.stop and any(w.key in {"out", "off", "down"} for w in words[stop - 1 : stop + 1]):
        yield from _make(setting, "logistics.delete", words, hit.stop - 1, stop)


def _owed(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I'm still owed 42.50 for parking": what the money is for."""
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop and any(w.text[0].isdigit() for w in words[hit.first : hit.stop]):
        yield from _make(setting, "logistics.money", words, hit.stop, stop)


def _kept(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "You kept my passport": a thing of the author's that somebody holds."""
    stop = noun_phrase(words, hit.stop - 1)
    stop = next((i for i in range(hit.stop, stop) if words[i].key in {"for", "since", "until"}), stop)
    owner = hit.first and (
        words[hit.first - 1].key in {"you", "they", "she", "he", "still", "hr"} or words[hit.first - 1].is_capital
    )
    if (owner or words[hit.first].key == "you") and _is_thing(words[hit.stop - 1 : stop]):
        yield from _make(setting, "logistics.back", words, hit.stop - 1, stop)


def _with_me(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "your gate key is still on my ring"."""
    first = noun_phrase_before(words, hit.first)
    if first < hit.first and words[first].key in {"your", "ur", "the"} and _is_thing(words[first : hit.first]):
        yield from _make(setting, "logistics.have", words, first, hit.first)


def _achieved(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I have now completed the AWS certificate"."""
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop and _is_paper(words[hit.stop : stop]) and words[hit.stop].key in _DEFINITE | {"this"}:
        yield from _make(setting, "logistics.time", words, hit.first, stop)


def _reimburse(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    yield from _make(setting, "logistics.owed", words, hit.stop - 1, noun_phrase(words, hit.stop - 1))


def _delete(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    if words[hit.first].key == "to" and any(w.key in _LACKING for w in words[: hit.first]):
        return
    stop = _list_end(words, noun_phrase(words, hit.stop - 1))
    if stop + 1 < len(words) and has_comma(words[stop]) and words[stop].key == "including":
        stop = max(stop, noun_phrase(words, stop + 1))
    yield from _make(setting, "logistics.delete", words, hit.stop - 1, stop)


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
        yield from _make(setting, "logistics.time", words, hit.first, stop)


def _arrive(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    if first < hit.first and words[first].key == "my" and _is_paper(words[first : hit.first]):
        stop = hit.stop
        while stop < len(words) and not _ends(words, stop):
            stop += 1
        yield from _make(setting, "logistics.time", words, first, stop)


def _money(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """Receipts, invoices and what is to be paid back: the noun phrase that names it."""
    for index, word in enumerate(words):
        if word.key not in {
            "receipts",
            "receipt",
            "invoice",
            "expenses",
            "refund",
            "reimbursement",
            "deposit",
            "fare",
            "mileage",
            "bill",
        }:
            continue
        if index and (words[index - 1].key == "in" or (index + 1 < len(words) and words[index + 1].key == "of")):
            continue
        if word.key == "bill" and not any(w.text[0].isdigit() for w in words):
            continue
        first = noun_phrase_before(words, index + 1)
        yield from _make(setting, "logistics.money", words, min(first, index), index + 1)
        return


def _attached(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    for hit in find(frames("logistics", "attached"), words, keys):
        stop = noun_phrase(words, hit.stop)
        first = noun_phrase_before(words, hit.first)
        if stop > hit.stop and _is_thing(words[hit.stop : stop]):
            yield from _make(setting, "logistics.attached", words, hit.stop, stop)
        elif first < hit.first and _is_thing(words[first : hit.first]):
            yield from _make(setting, "logistics.attached", words, first, hit.first)


_FINDERS = {
    "have": _have,
    "with_you": _with_you,
    "lent_me": _lent,
    "gift": _gift,
    "left": _left,
    "give_back": _give_back,
    "delete": _delete,
    "deleted": _deleted,
    "want_back": _want_back,
    "delete_out": _delete_out,
    "owed": _owed,
    "kept": _kept,
    "with_me": _with_me,
    "achieved": _achieved,
    "reimburse": _reimburse,
    "move": _clause,
    "available": _clause,
    "finish": _clause,
    "arrive": _arrive,
}


def _is_paper(run: Sequence[Word]) -> bool:
    """Whether a phrase names something that is issued: a certificate, results."""
    return any(w.key in listed("logistics", "papers") for w in run)


def _is_own(run: Sequence[Word]) -> bool:
    """Whether a phrase names a thing of the author's."""
    return any(w.key in {"my", "our"} for w in run)


def _is_thing(run: Sequence[Word]) -> bool:
    """Whether a phrase names something that is handed over."""
    return any(w.key in listed("logistics", "things") for w in run)


def _ends(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    return (
        breaks(words[index - 1], word)
        or opens_clause(words, index)
        or (has_comma(word) and word.key not in {"any", "day", "days", "or"})
        or (word.key in {"so", "when", "if", "should"} or word.key in listed("wishing", "stop"))
    )
