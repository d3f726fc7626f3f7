"""Conditions that speak of an opening: "if something comes up in the highlands", "in case the night job opens up"."""

from collections.abc import Sequence
from itertools import pairwise

from poise.understanding.details import Setting
from poise.understanding.heat import has_negation, is_marked
from poise.understanding.passages import opens_clause
from poise.understanding.seeking import is_willing
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST = 26
_SHORTEST = 3
_FEW = 9
_STOPPED = listed("sets", "wishing.stopped")
_LIST = listed("sets", "wishing.list")
_PAST = listed("sets", "wishing.past")
_ANYBODY = listed("sets", "wishing.anybody")
_MINE = listed("sets", "wishing.mine")
_PERSONAL = listed("sets", "wishing.personal")
_LATER = frozenset({"when", "once", "whenever"})
_PAPERS = frozenset({"details", "references", "documents", "proof", "copies", "gate"})
_GIVEN = frozenset({"send", "keep", "count", "give", "put"})
_COVERED = frozenset({"do", "cover", "make", "manage", "fill", "work"})
_ASKED = frozenset({"call", "ring", "text", "contact", "reach", "phone", "message", "ask", "tell"})


def read_condition(setting: Setting, words: Sequence[Word], index: int) -> int:
    """The index after an if-clause that speaks of an opening; ``index`` when it is about anything else."""
    stop = index + 1
    while stop < len(words) and stop - index < _LONGEST and not _ends_condition(words, index, stop):
        stop += 1
    run = words[index + 1 : stop]
    denied = has_negation(run) and not _falls_out(run)
    if len(run) < _SHORTEST or denied or is_marked(setting.text[words[index].start : run[-1].end], loud=setting.loud):
        return index
    willing = is_willing(words[stop : stop + _FEW]) and _speaks_of_need(words, index, run)
    return stop if willing or _speaks_of_opening(words, index, run) else index


def _speaks_of_opening(words: Sequence[Word], index: int, run: Sequence[Word]) -> bool:
    """Whether a condition speaks of an opening in so many words."""
    if any(w.key in _PAPERS for w in run):
        return False
    verb = any(w.key in listed("wishing", "if_verbs") for w in run)
    sought = any(
        w.key in {"need", "needs", "needed", "wanted", "require", "requires", "open", "opens", "reopens", "launch", "launches"}
        for w in run
    )
    about = sought or any(w.key in listed("wishing", "openings") or w.key in listed("roles", "heads") for w in run)
    theirs = run[0].key not in _MINE | {"it", "they", "he", "she", "that", "this"} or (run[0].key == "there")
    if words[index].key == "should" and (run[0].key in {"be", "have", "i", "ive"} or run[0].key in listed("grammar", "verbs")):
        return False
    if words[index].key in _LATER and any(w.key in _PAST | {"finally"} for w in run):
        return False
    if any(w.key in {"who", "when", "only", "going"} for w in run) or (run[0].key in _ANYBODY and words[index].key != "should"):
        return False
    return verb and about and theirs and not _is_personal(run)


def _falls_out(run: Sequence[Word]) -> bool:
    """As in "whoever it is can't do the Wednesdays": somebody has to be found for it."""
    return any(a.key in {"cant", "cannot"} and b.key in _COVERED for a, b in pairwise(run)) and not has_negation(
        [w for w in run if w.key not in {"cant", "cannot"}]
    )


def _speaks_of_need(words: Sequence[Word], index: int, run: Sequence[Word]) -> bool:
    """Whether a condition that the author says yes to is about work, whatever that is called."""
    keys = {w.key for w in run}
    if keys & (_PERSONAL | {"who", "afraid"}) or words[index].key == "should" or (words[index].key in _LATER and keys & _PAST):
        return False
    cleft = run[0].key == "it" and "you" in keys
    theirs = cleft or run[0].key not in _MINE | {"it", "they", "he", "she", "that", "this", "not", "so"}
    needed = bool(keys & listed("wishing", "if_verbs", "needing")) or _falls_out(run)
    small = listed("grammar", "determiners", "prepositions", "subjects", "objects", "auxiliaries", "adverbs")
    named = any(w.key not in small | listed("wishing", "if_verbs", "needing") for w in run)
    return theirs and needed and named and not _is_personal(run)


def _ends_condition(words: Sequence[Word], index: int, stop: int) -> bool:
    """Whether a condition that began at ``index`` ends before ``stop``: at a mark, or where something else is said."""
    word, before = words[stop], words[stop - 1]
    after = words[stop + 1].key if stop + 1 < len(words) else ""
    if "(" in word.gap:
        return not any(")" in w.gap for w in words[stop + 1 : stop + 5])
    if ")" in word.gap and word.gap.strip() != ")":
        return True
    if (breaks(before, word) and ")" not in word.gap) or _turns(word.key, after):
        return True
    if has_comma(word):
        return not _is_listed(words, stop)
    mine = word.key in {"ive", "im", "ill", "id"} and word.text[:1] in {"I", "i"} and "'" in word.text.replace("\u2019", "'")
    return (word.key in _STOPPED or mine) and stop > index + 1 and not _goes_on(words, index, stop)


def _turns(key: str, after: str) -> bool:
    """As in "… and are feeling brave", "… can call me", "… give me a shout": no part of a condition."""
    joined = key in {"and", "or"} and after in listed("grammar", "auxiliaries")
    return joined or (key in {"can", "could"} and after in _ASKED) or (key in _GIVEN and after == "me")


def _is_listed(words: Sequence[Word], stop: int) -> bool:
    """Whether a condition goes on after a comma, as in "if you need somebody, any day or night"."""
    if words[stop].key in {"or", "and"} or words[stop].key not in _LIST or opens_clause(words, stop):
        return False
    return stop + 1 < len(words) and words[stop + 1].key not in listed("grammar", "subjects", "auxiliaries")


def _goes_on(words: Sequence[Word], index: int, stop: int) -> bool:
    """Whether a word that often ends a condition is a part of it here."""
    word, before = words[stop], words[stop - 1]
    if word.key == "before":
        return not (stop + 1 < len(words) and words[stop + 1].key in listed("grammar", "subjects"))
    if (word.key == "then" and before.key == "by") or (word.key == "do" and before.key in {"cant", "cannot", "can", "could"}):
        return True
    impersonal = words[index + 1].key in {"is", "are"}
    verbless = not impersonal and not any(w.key in listed("wishing", "if_verbs") for w in words[index + 1 : stop])
    unwell = word.text == "ill" and before.key in {"becomes", "become", "is", "falls", "fall", "gets", "get", "goes"}
    return unwell or (word.key in {"you", "i"} and verbless)


def _is_personal(run: Sequence[Word]) -> bool:
    """Whether the clause speaks of somebody else's fate, or begs."""
    keys = {w.key for w in run}
    return bool(
        keys & {"doesnt", "sick", "dies", "leaves", "quits", "fails", "hire", "returned", "instead", "mind"}
    ) or "other person" in " ".join(w.key for w in run)
