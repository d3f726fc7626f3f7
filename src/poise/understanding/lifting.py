"""Practical sentences that can be lifted out of a heated draft: clauses that arrange something, and none of the anger."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.handing import is_handed
from poise.understanding.heat import has_negation
from poise.understanding.judging import Clause, Judged
from poise.understanding.marking import THINGS, find_marks, is_strange, is_thing, is_verb
from poise.understanding.patterns import find, frames
from poise.understanding.vocabulary import phrase_pattern
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma, is_common

_LONGEST = 44
_SHORTEST = 4
_LONGEST_AFTER = 18
_ACCUSED = listed("lifting", "accused")
_MODAL = listed("lifting", "modal")
_LYING = listed("lifting", "lying")
_MINE = listed("lifting", "mine")
_HELPING = listed("lifting", "helping")
_BACKWARD = listed("lifting", "backward")
_OPEN_ENDS = listed("lifting", "open_ends")
_ASKED = frozenset({"is", "should", "can", "could", "do", "shall"})
_LINKED = re.compile(r"\.\w|@|\s?[\"\u201c]")
_REACHED = frozenset({"number", "phone", "mobile", "cell", "new", "use"})
_UNFIT = re.compile(
    r"\b(?:stand|wait|waiting|sit|park|camp|follow|come|show up|be) (?:\S+ )?"
    r"(?:in front of|outside|behind|round|around|past) your\b"
    r"|\b(?:find|found) out\b"
    r"|^(?:please )?(?:tell|ask) (?:him|her|them)\b"
    r"|\breceipt of\b|\byou live\b|\byou drive\b|\byour so\b|\bso worried\b|\S (?:do|did|will) (?:you|u)\b"
)
_LOOSE = re.compile(
    r"i (?:think i |believe i )?(?:still )?(?:left|put|posted|sent|brought|have|had) "
    r"(?:it|them|in|on|at|with|under|by|behind)\b"
)
_TOLD = frozenset({"said", "told", "says", "reckons", "promised"})
_TELLING = frozenset({"you", "u", "youve", "as", "we", "he", "she", "they"})
_TURNED = listed("lifting", "turned")
_NAMING = frozenset({"the", "my", "your", "ur", "our", "both", "two", "three", "those", "these"})
_POINTING = frozenset({"it", "its", "they", "theyre", "i", "ill", "which", "both"})
_POINTED = frozenset({"them", "it", "em", "those", "both", "that", "one"})
_DESCRIBING = frozenset({"which", "lent", "given", "left", "issued", "borrowed", "loaned"})
_NOBODY = frozenset({"he", "she", "hes", "shes", "pay"})
_SHORTEST_TOPIC = 2
_HANDING = listed("handing", "begins")


def lift(text: str, item: Judged, *, after: bool, ironic: bool) -> Iterator[tuple[int, int]]:
    """Ranges of clauses of one sentence that arrange something. ``after``: the sentence before did, so that "it" is clear."""
    if len(item.passage.words) > _LONGEST * 2:
        return
    asking = [item.asks_feedback and _asks_why(item, index) for index in range(len(item.clauses))]
    if item.asks_feedback and not any(asking):
        return
    good = [_arranges(item, clause, ironic=ironic) or _is_led_on(item, i) for i, clause in enumerate(item.clauses)]
    good = [ok and not why for ok, why in zip(good, asking, strict=True)]
    good = [ok or _lies_named(item, i) for i, ok in enumerate(good)]
    good = [ok or (0 < i < len(good) - 1 and good[i + 1] and _is_aside(item, i)) for i, ok in enumerate(good)]
    good = [ok or (i + 1 < len(good) and good[i + 1] and _is_topic(item, i)) for i, ok in enumerate(good)]
    index = 0
    while index < len(good):
        clear = (after and index <= 1) or not _points_back(item.clauses[index], item)
        leads = (good[index] and clear) or (after and index == 0 and _goes_on(item, item.clauses[0]))
        if not leads or not _may_begin(item, index, after=after):
            index += 1
            continue
        stop = index + 1
        while stop < len(good) and (good[stop] or _goes_on(item, item.clauses[stop])):
            stop += 1
        last = stop
        while stop > index and not _is_whole(text, item, index, stop):
            stop -= 1
        length = item.clauses[stop - 1].stop - item.clauses[index].first
        if stop > index and _SHORTEST <= length <= _LONGEST:
            yield index, stop
        index = last


def _asks_why(item: Judged, index: int) -> bool:
    """Whether it is this clause that asks for reasons, or the next together with it."""
    words = item.passage.words[item.clauses[index].first : item.clauses[min(index + 1, len(item.clauses) - 1)].stop]
    return bool(next(find(frames("acts", "feedback"), words, " ".join(w.key for w in words)), None))


def _points_back(clause: Clause, item: Judged) -> bool:
    """Whether the clause speaks of "them" or "it" and names nothing that this could be."""
    words = _words(item, clause)
    pointing = next((i for i in range(1, len(words)) if _points(words, i)), 0)
    placed = words[-1].key == "there" and words[-2].key in {"it", "them", "up", "be", "come"}
    return placed or (pointing > 0 and not find_marks(words[:pointing]) & THINGS and not _names_owned(words[:pointing]))


def _points(words: Sequence[Word], index: int) -> bool:
    """Whether a word stands for something named before: "it", "both"; "that" and "one" do at the end of a clause."""
    last = index + 1 == len(words)
    word = words[index]
    return word.key in _POINTED and words[index - 1].key != "whoever" and (last or word.key not in {"that", "one"})


def _names_owned(words: Sequence[Word]) -> bool:
    """Whether something of the one or the other is named: "my gouges"."""
    return any(w.key in {"my", "your", "ur", "our"} for w in words) or (len(words) > 1 and words[0].key == "the")


def _is_led_on(item: Judged, index: int) -> bool:
    """As in "I've got the badge, I'll drop it in on Friday", or "Say when and I'll drop them": the next clause completes it."""
    if index + 1 >= len(item.clauses) or not _is_fit(item, item.clauses[index]):
        return False
    here, following = item.clauses[index], item.clauses[index + 1]
    had = "logistics.have" in here.framed or "request" in find_marks(_words(item, here)) or is_handed(_words(item, here))
    said = _words(item, following)
    mine = any(w.key in _MINE for w in said[:3])
    return had and mine and {"pronoun", "verb"} <= find_marks(said) and _is_fit(item, following)


def _is_aside(item: Judged, index: int) -> bool:
    """Whether a clause is a small word between commas: "…, though, …"."""
    words = _words(item, item.clauses[index])
    told = words[0].key in _DESCRIBING and _is_named(item, index - 1) and _is_fit(item, item.clauses[index])
    return told or all(word.key in {"though", "however", "also", "please", "too"} for word in words)


def _lies_named(item: Judged, index: int) -> bool:
    """As in "(My tile cutter and the toolbox,) they are in the garage"."""
    return index > 0 and _is_named(item, index - 1) and _lies_there(_words(item, item.clauses[index]))


def _is_topic(item: Judged, index: int) -> bool:
    """As in "The van keys, …" or "My tile cutter and the toolbox, they …": only a thing, of which the next clause speaks."""
    following = _words(item, item.clauses[index + 1])
    first = following[0].key
    told = first in _POINTING | {"though", "however"} or first in listed("grammar", "auxiliaries", "relatives")
    return told and _is_named(item, index)


def _is_named(item: Judged, index: int) -> bool:
    """Whether a clause only names something: "My tile cutter and the toolbox"."""
    words = _words(item, item.clauses[index])
    named = words[0].key in _NAMING and not any(is_verb(word) for word in words)
    return named and _SHORTEST_TOPIC <= len(words) <= _LONGEST_AFTER and _is_fit(item, item.clauses[index])


def _words(item: Judged, clause: Clause) -> Sequence[Word]:
    return item.passage.words[clause.first : clause.stop]


def _may_begin(item: Judged, index: int, *, after: bool) -> bool:
    """Whether a sentence can begin with the clause: none that leans on one that is not there."""
    words = _words(item, item.clauses[index])
    first = words[0].key
    if _lacks_subject(item, words) or _opens_matter(words, index):
        return not _lacks_subject(item, words)
    if index and words[0].gap == " " and item.passage.words[item.clauses[index].first - 1].key in _ASKED:
        return False
    while first in listed("grammar", "openers") and len(words) > 1:
        words = words[1:]
        first = words[0].key
    if _names_thing(words) or first in _BACKWARD:
        return after or _names_thing(words)
    if first in {"where", "when"}:
        asked = item.passage.mark.startswith("?") or [w.key for w in words[2:3]] == ["i"]
        return asked and len(words) > 1 and words[1].key in _ASKED
    if first in {"may", "can", "could", "should", "shall", "would"}:
        return len(words) > 1 and words[1].key in listed("grammar", "subjects")
    named = words[0].is_capital and not is_common(words[0])
    return first in listed("lifting", "starts", "curt", "money") or named or words[0].text[0].isdigit()


def _lacks_subject(item: Judged, words: Sequence[Word]) -> bool:
    """As in "Will be through your letterbox", "She stayed late", "I left in the shed": nobody and nothing is named."""
    opened = _opener(words)
    asked = item.passage.mark.startswith("?") or (len(words) > 1 and words[1].key in listed("grammar", "subjects"))
    bare = opened in {"will", "is", "are", "was", "were", "be"} and not asked
    return bare or opened in _NOBODY or bool(_LOOSE.match(" ".join(w.key for w in words)))


def _opens_matter(words: Sequence[Word], index: int) -> bool:
    """Whether what goes from one to the other is told from the first word on."""
    opened = _opener(words)
    return is_handed(words) and opened in _HANDING and (index == 0 or opened not in listed("grammar", "relatives"))


def _opener(words: Sequence[Word]) -> str:
    """The first word that is no "And", "Also" or "Well"."""
    return next((w.key for w in words if w.key not in listed("grammar", "openers")), words[0].key)


def _is_whole(text: str, item: Judged, index: int, stop: int) -> bool:
    """Whether the clauses from ``index`` to ``stop`` can stand without the next: that one begins after a mark, or "and"."""
    words = item.passage.words[item.clauses[index].first : item.clauses[stop - 1].stop]
    if _ends_loosely(text, words) or not _states(words):
        return False
    if stop == len(item.clauses):
        return True
    following = item.passage.words[item.clauses[stop].first]
    return following.gap.strip() != "" or following.key in {"and", "but", "so", "because", "cause", "then", "or", "cos", "coz"}


def _ends_loosely(text: str, words: Sequence[Word]) -> bool:
    """Whether the last word wants another after it: "I can", "I should like back"."""
    loose = words[-1].key in listed("grammar", "auxiliaries") | _OPEN_ENDS and words[-1].text.islower()
    loose = loose and [w.key for w in words[-3:]] != ["whoever", "it", "is"]
    nothing_back = words[-1].key == "back" and not find_marks(words) & (THINGS | {"pronoun"})
    return loose or nothing_back or bool(_LINKED.match(text, words[-1].end))


def _states(words: Sequence[Word]) -> bool:
    """Whether the words say something of the thing that they name."""
    bare = words[1:] if words[0].key in listed("grammar", "openers") else words
    if [w.key for w in bare[:2]] == ["the", "pay"] and not any(w.key in listed("grammar", "auxiliaries") for w in words):
        return False
    if not any(map(is_verb, words)) and bare[0].key == "my":
        return False
    stated = any(is_verb(word) and (not index or not has_comma(word)) for index, word in enumerate(words))
    return stated or (words[0].key in listed("grammar", "determiners") and any(map(is_thing, words)))


def _arranges(item: Judged, clause: Clause, *, ironic: bool) -> bool:
    """Whether a clause has enough of what arrangements consist of, and nothing that a letter must not say."""
    words = _words(item, clause)
    if not _is_fit(item, clause) or "liked" in clause.acts:
        return False
    marks = find_marks(words)
    handed = is_handed(words)
    about = handed or bool(marks & THINGS)
    if not about and (ironic or words[0].key == "if"):
        return False
    return handed or _hands_over(marks) or _lies(words, marks) or _settles(words, marks)


def _hands_over(marks: set[str]) -> bool:
    """Something is brought, sent or asked for, at a time or a place."""
    thing = bool(marks & {"thing", "paper"})
    when = len(marks & {"time", "place"})
    return ("verb" in marks and (thing or ("pronoun" in marks and when > 0) or when > 1)) or ("request" in marks and thing)


def _lies(words: Sequence[Word], marks: set[str]) -> bool:
    """A thing is somewhere; "my jacks are on bench 6" is enough, for nobody can list all things."""
    thing = "thing" in marks
    lying = _LYING if thing else _LYING - {"was", "were", "have", "got"}
    mine = words[0].key == "my" and "digit" in marks
    return (thing or mine) and "place" in marks and any(w.key in lying for w in words)


def _settles(words: Sequence[Word], marks: set[str]) -> bool:
    """Money is named, a paper is needed, or a number is given."""
    keys = [w.key for w in words]
    owed = "money" in marks and bool(marks & {"digit", "verb"})
    wanted = not {"need", "needs", "require"}.isdisjoint(keys) or keys[:2] == ["i", "want"]
    reached = "contact" in marks and ("verb" in marks or not _REACHED.isdisjoint(keys))
    return owed or reached or (wanted and bool(marks & {"thing", "paper"}))


def _is_fit(item: Judged, clause: Clause) -> bool:
    """Whether nothing in the clause is hot, denied, an accusation, or strange to us."""
    words = _words(item, clause)
    keys = " ".join(w.key for w in words)
    if not clause.mild or has_negation(_without_contrast(words)) or _UNFIT.search(keys) or is_strange(words):
        return False
    handed = is_handed(words)
    never = listed("lifting", "never", "dialect") - (listed("handing", "allowed") if handed else frozenset())
    if any(w.key in never for w in words) or phrase_pattern("heat", "light").search(keys):
        return False
    if any(w.key in _TOLD and (not i or words[i - 1].key not in _TELLING) for i, w in enumerate(words)):
        return False
    modal = len(words) > 1 and words[1].key in _MODAL
    if words[0].key in _ACCUSED and not (modal or handed or _lies_there(words)) and not _names_thing(words):
        return False
    turned = "future" in clause.acts and not any(w.key in listed("lifting", "verbs") for w in words)
    if handed or turned:
        return handed and "!" not in item.passage.mark[1:]
    return not _only_asks(item, clause) and ("own" not in keys.split() or "place" in find_marks(words))


def _lies_there(words: Sequence[Word]) -> bool:
    """As in "they are in the garage", "they are washed": what is said of things named before."""
    told = words[0].key == "theyre" or (len(words) > 1 and words[0].key == "they" and words[1].key in _LYING)
    return told and not any(w.key in {"you", "your", "me"} for w in words)


def _only_asks(item: Judged, clause: Clause) -> bool:
    """Whether the clause ends a question that requests nothing, or a shout."""
    words = _words(item, clause)
    if "!" in item.passage.mark[1:]:
        return True
    if clause.stop != len(item.passage.words) or item.passage.mark[:1] != "?":
        return False
    mine = words[0].key in {"my", "and"} and any(w.key in listed("lifting", "papers") for w in words)
    return not mine and "request" not in find_marks(words)


def _without_contrast(words: Sequence[Word]) -> Sequence[Word]:
    """The words before a harmless contrast: "…, not the old place", "use 555-0104 not the other"."""
    for index in range(1, len(words) - 1):
        contrasts = words[index].key == "not" and (words[index + 1].key in {"the", "my"} or has_comma(words[index]))
        if contrasts and words[index - 1].key not in listed("grammar", "auxiliaries"):
            return words[:index]
    return words


def _names_thing(words: Sequence[Word]) -> bool:
    """As in "Your fuel card and …": the words speak of a thing of theirs, and not of what they did."""
    if words[0].key in {"you", "youve", "they", "theyve"}:
        return any(w.key == "my" for w in words[1:4]) and any(w.key in listed("lifting", "papers") for w in words[2:7])
    yours = words[0].key in {"your", "ur"}
    return yours and any(is_thing(w) or w.key in {"can", "could", "may"} for w in words[1:4])


def _goes_on(item: Judged, clause: Clause) -> bool:
    """Whether a clause goes on about the matter: when, where, by whom, in few and harmless words."""
    words = _words(item, clause)
    if len(words) > _LONGEST_AFTER or not _is_fit(item, clause):
        return False
    if words[0].key in _TURNED or "liked" in clause.acts:
        return False
    marks = find_marks(words)
    if words[0].key in _HELPING and "verb" in marks:
        return True
    return bool(marks & {"time", "place", "request"}) or {"pronoun", "verb"} <= marks


