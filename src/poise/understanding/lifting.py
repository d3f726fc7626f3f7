"""Practical sentences that can be lifted out of a heated draft: clauses about things, times, places and requests, and no anger."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.heat import has_negation
from poise.understanding.judging import Clause, Judged
from poise.understanding.vocabulary import load, phrase_pattern
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, is_common, split_words

_LONGEST = 44
_SHORTEST = 4
_LONGEST_AFTER = 18
_FEW = 2
_UNKNOWN_SHARE = 5
_PLACES = frozenset({"at", "in", "on", "to", "near", "behind", "under", "with", "by", "c/o", "from", "of", "before", "until"})
_ACCUSED = frozenset({"you", "u", "yous", "youse", "they", "theyre", "youve", "youre", "youd", "your", "ur", "nobody", "somebody"})
_MODAL = frozenset({"could", "can", "would", "may", "will", "might", "find", "still", "have", "agreed", "said", "wrote"})
_NUMBER = re.compile(r"\d{3}-\d{4}|\d{7,}")
_NUMBERED = re.compile(r"\d{1,2}(?:st|nd|rd|th|h|pm|am)|\d{1,2}[.:]\d\d")
_LYING = frozenset({"is", "are", "was", "were", "still", "stayed", "left", "remain", "remains", "got", "have", "youve"})
_MINE = frozenset({"i", "ill", "im", "my", "ive", "we"})
_HELPING = frozenset({"be", "is", "are", "was", "were", "been", "get", "getting", "have", "being", "them", "it", "already"})
_BACKWARD = frozenset({"it", "they", "he", "she", "them", "both", "those", "one", "by"})
_OPEN_ENDS = frozenset({"as", "that", "like", "than", "if", "who", "which", "what", "how", "already", "the", "my", "your", "i"})
_LINKED = re.compile(r"\.\w|@|\s?[\"\u201c]")
_PAPER_TALK = re.compile(r"\breceipt of\b|\byou live\b|\byou drive\b|\byour so\b|\bso worried\b")
_TURNED = frozenset({"but", "because", "cause", "although", "though", "which", "while", "unless", "except", "than"})


def lift(text: str, item: Judged, *, after: bool, ironic: bool) -> Iterator[tuple[int, int]]:
    """Ranges of clauses of one sentence that arrange something. ``after``: the sentence before did, so that "it" is clear."""
    if item.asks_feedback or len(item.passage.words) > _LONGEST * 2:
        return
    good = [_arranges(item, clause, ironic=ironic) or _is_led_on(item, i) for i, clause in enumerate(item.clauses)]
    index = 0
    while index < len(good):
        leads = (good[index] and (after or index or not _points_back(item.clauses[0], item))) or (after and index == 0 and _goes_on(item, item.clauses[index]))
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


def _points_back(clause: Clause, item: Judged) -> bool:
    """Whether the clause speaks of "them" or "it" and names nothing that this could be."""
    words = _words(item, clause)
    marks = _marks(words)
    return any(w.key in {"them", "it", "em", "those"} for w in words[1:]) and not marks & {"thing", "paper", "money"}


def _is_led_on(item: Judged, index: int) -> bool:
    """As in "I've got the badge, I'll drop it in on Friday", or "Say when and I'll drop them": the next clause completes it."""
    if index + 1 >= len(item.clauses) or not _is_fit(item, item.clauses[index]):
        return False
    here, following = item.clauses[index], item.clauses[index + 1]
    had = "logistics.have" in here.framed or "request" in _marks(_words(item, here))
    said = _words(item, following)
    return had and {"pronoun", "verb"} <= _marks(said) and any(w.key in _MINE for w in said[:3]) and _is_fit(item, following)


def _is_verb(word: Word) -> bool:
    """Whether a word makes a statement of the words around it."""
    verbs = listed("grammar", "verbs", "auxiliaries") | listed("lifting", "verbs", "participles")
    return word.key in verbs or "'" in word.text or "\u2019" in word.text


def has_verb(text: str) -> bool:
    """Whether a text is a statement, and not only a name of something."""
    return any(_is_verb(word) for word in split_words(text))


def _words(item: Judged, clause: Clause) -> Sequence[Word]:
    return item.passage.words[clause.first : clause.stop]


def _may_begin(item: Judged, index: int, *, after: bool) -> bool:
    """Whether a sentence can begin with the clause: none that leans on one that is not there."""
    words = _words(item, item.clauses[index])
    first = words[0].key
    while first in listed("grammar", "openers") and len(words) > 1:
        words = words[1:]
        first = words[0].key
    if _names_thing(words):
        return True
    if first in _BACKWARD:
        return after
    if first in {"where", "when"}:
        return item.passage.mark.startswith("?") and len(words) > 1 and words[1].key in {"is", "should", "can", "could", "do", "shall"}
    if first in {"may", "can", "could", "should", "shall", "would"}:
        return len(words) > 1 and words[1].key in listed("grammar", "subjects")
    named = words[0].is_capital and not is_common(words[0])
    return first in listed("lifting", "starts", "curt", "money") or named or words[0].text[0].isdigit()


def _is_whole(text: str, item: Judged, index: int, stop: int) -> bool:
    """Whether the clauses from ``index`` to ``stop`` can stand without the next: that one begins after a mark, or "and"."""
    words = item.passage.words[item.clauses[index].first : item.clauses[stop - 1].stop]
    if words[-1].key in listed("grammar", "auxiliaries") or words[-1].key in _OPEN_ENDS or _LINKED.match(text, words[-1].end):
        return False
    if not any(_is_verb(w) for w in words) and words[0].key not in listed("grammar", "determiners"):
        return False
    if stop == len(item.clauses):
        return True
    following = item.passage.words[item.clauses[stop].first]
    return following.gap.strip() != "" or following.key in {"and", "but", "so", "because", "cause", "then", "or", "cos", "coz"}


def _arranges(item: Judged, clause: Clause, *, ironic: bool) -> bool:
    """Whether a clause has enough of what arrangements consist of, and nothing that a letter must not say."""
    words = _words(item, clause)
    if not _is_fit(item, clause) or "liked" in clause.acts:
        return False
    marks = _marks(words)
    if words[0].key == "if" and not marks & {"thing", "paper", "money"}:
        return False
    thing, paper, verb = "thing" in marks, "paper" in marks, "verb" in marks
    timed, placed, named = "time" in marks, "place" in marks, "pronoun" in marks
    asked, money = "request" in marks, "money" in marks
    handed = verb and (thing or paper or (named and (timed or placed)) or (timed and placed))
    lying = _LYING if thing else _LYING - {"was", "were", "have", "got"}
    lies = (thing or (words[0].key == "my" and "digit" in marks)) and placed and any(w.key in lying for w in words)
    owed = money and ("digit" in marks or verb)
    wanted = any(w.key in {"need", "needs", "require"} for w in words) or [w.key for w in words[:2]] == ["i", "want"]
    needed = (thing or paper) and wanted
    reached = "contact" in marks and (verb or any(w.key in {"number", "phone", "mobile", "cell", "new", "use"} for w in words))
    useful = handed or lies or owed or needed or reached or (asked and (thing or paper))
    return useful and not (ironic and not (thing or paper or money))


def _is_fit(item: Judged, clause: Clause) -> bool:
    words = _words(item, clause)
    keys = " ".join(w.key for w in words)
    if not clause.mild or has_negation(_without_contrast(words)) or phrase_pattern("heat", "light").search(keys):
        return False
    if any(w.key in listed("lifting", "never") or w.key in listed("lifting", "dialect") for w in words):
        return False
    if words[0].key in _ACCUSED and not (len(words) > 1 and words[1].key in _MODAL) and not _names_thing(words):
        return False
    if _PAPER_TALK.search(keys) or ("own" in keys.split() and "place" not in _marks(words)):
        return False
    if "future" in clause.acts and not any(w.key in listed("lifting", "verbs") for w in words):
        return False
    mark = item.passage.mark[:1] if clause.stop == len(item.passage.words) else ""
    mine = words[0].key in {"my", "and"} and any(w.key in listed("lifting", "papers") for w in words)
    asks = mark == "?" and not mine and not phrase_pattern("lifting", "requests").search(keys)
    return not asks and "!" not in item.passage.mark[1:] and not _is_strange(words)


def _without_contrast(words: Sequence[Word]) -> Sequence[Word]:
    """The words before a harmless contrast: "…, not the old place", "use 555-0104 not the other"."""
    for index in range(1, len(words) - 1):
        if words[index].key == "not" and words[index + 1].key in {"the", "my"} and words[index - 1].key not in listed("grammar", "auxiliaries"):
            return words[:index]
    return words


def _names_thing(words: Sequence[Word]) -> bool:
    """As in "Your fuel card and …": the words speak of a thing of theirs, and not of what they did."""
    if words[0].key in {"you", "youve", "they", "theyve"}:
        return any(w.key == "my" for w in words[1:4]) and any(w.key in listed("lifting", "papers") for w in words[2:7])
    yours = words[0].key in {"your", "ur"}
    return yours and any(w.key in listed("logistics", "things") or w.key in {"can", "could", "may"} for w in words[1:4])


def is_about_things(words: Sequence[Word]) -> bool:
    """Whether a thing, a paper or money is named."""
    return bool(_marks(words) & {"thing", "paper", "money"})


def _marks(words: Sequence[Word]) -> set[str]:
    """What the words of a clause are about."""
    found: set[str] = set()
    for index, word in enumerate(words):
        for name, key in (("verb", "verbs"), ("money", "money"), ("paper", "papers"), ("pronoun", "pronouns")):
            if word.key in listed("lifting", key):
                found.add(name)
        helped = index > 0 and words[index - 1].key in _HELPING
        if helped and word.key in listed("lifting", "participles"):
            found.add("verb")
        if _is_thing(word):
            found.add("thing")
        if word.key in listed("logistics", "when_words") or _NUMBERED.fullmatch(word.text):
            found.add("time")
        if word.text[0].isdigit():
            found.add("digit")
        if _NUMBER.search(word.text):
            found.add("contact")
        after = words[index + 1] if index + 1 < len(words) else None
        if word.key in _PLACES and after is not None and _is_place(words, index + 1):
            found.add("place")
    if phrase_pattern("lifting", "requests").search(" ".join(w.key for w in words)):
        found.add("request")
    return found


def _is_thing(word: Word) -> bool:
    things = listed("logistics", "things")
    return word.key in things or (word.key.endswith("s") and word.key[:-1] in things)


def _is_place(words: Sequence[Word], index: int) -> bool:
    """Whether a place or a person begins soon after a preposition: a name, or a numbered room."""
    near = words[index : index + 4]
    if near[0].key in {"you", "u"} and words[index - 1].key in {"with", "by"}:
        return True
    numbered = any(w.text[0].isdigit() for w in near[1:])
    named = any(w.is_capital and not is_common(w) and len(w.text) > 1 for w in near)
    fixed = any(w.key in listed("lifting", "fixed") for w in near)
    return numbered or named or fixed


def _goes_on(item: Judged, clause: Clause) -> bool:
    """Whether a clause goes on about the matter: when, where, by whom, in few and harmless words."""
    words = _words(item, clause)
    if len(words) > _LONGEST_AFTER or not _is_fit(item, clause):
        return False
    if words[0].key in _TURNED or "liked" in clause.acts:
        return False
    marks = _marks(words)
    if words[0].key in _HELPING and "verb" in marks:
        return True
    return bool(marks & {"time", "place", "request"}) or {"pronoun", "verb"} <= marks


def _is_strange(words: Sequence[Word]) -> bool:
    """Whether too many words are in no list: a dialect or another language, that we could not mend."""
    known = listed("logistics", "things", "when_words") | listed("lifting", "verbs", "papers", "money") | set(load("mending")["replace"])
    lower = [w for w in words if w.text.islower()]
    unknown = [w for w in lower if not (is_common(w) or w.key in known or w.key.endswith(("s", "ed", "ing")))]
    return len(unknown) > _FEW + len(lower) // _UNKNOWN_SHARE
