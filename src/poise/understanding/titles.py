"""What the title of a position may consist of: where it begins and ends, and whether words are one at all."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_abbreviation, is_common, joined, parts

LONGEST_TRADE = 4
GENDERS = re.compile(r"\s*\(?\b(?:[mwfdhx]/[mwfdhx](?:/[mwfdhx])?|all genders)\b\)?", re.IGNORECASE)
_ADJECTIVES = listed("sets", "mentions.adjectives") | listed("roles", "hints_boasting")
_TIMES = listed("grammar", "weekdays", "months")
_FIELDS_AFTER = listed("sets", "mentions.fields_after")
FEW = 3
LONGEST = 8
CONNECTING = listed("sets", "mentions.connecting")
ORDINALS = listed("sets", "mentions.ordinals")
ARTICLES = listed("sets", "mentions.articles")
SCORES = {"noun": 10.0, "of": 10.0, "label": 11.0, "verb": 7.0, "subject": 6.0, "bare": 3.0, "lower": 1.5}
_HEADLESS = -2.0
_FIELDS = listed("sets", "mentions.fields")
_PLURALS = listed("sets", "mentions.plurals")
_TRADES = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "smith", "wright", "keeper", "eur", "euse", "ista")
_LONG_ENOUGH = 7
_TRADE_FORMS = frozenset({"asst", "assoc", "exec", "mgr", "med", "eng", "engr", "sr", "jnr", "snr"})
_FIRMS = frozenset({"bros", "brothers", "sons", "ltd", "limited", "inc", "llc", "plc", "gmbh", "pty"})
_NUMBERING = frozenset(
    {"id", "no", "nr", "ref", "reference", "number", "code", "req", "posting"}
    | {"kennziffer", "kennnummer", "referenz", "stellennummer"}
)
_MATTERS = frozenset(
    {"re", "regarding", "concerning", "subject", "betreff", "probetage", "probetag", "bewerbung", "sollicitatie", "candidature"}
    | {"proefdag", "vorstellungsgesprach", "entretien", "colloquio"}
)
_ASIDE = 2
_SHIPS = frozenset(noun for noun in listed("roles", "nouns") if noun.endswith("ship"))
_RANKS = frozenset({"head", "chief", "deputy", "senior", "junior", "vice", "lead", "associate"})
_PRAISE = listed("sets", "mentions.praise")
_MEDIA = listed("sets", "mentions.media")
_EMPTY = listed("sets", "mentions.empty")
_LEADING = (ORDINALS - {"second", "first"}) | ARTICLES | {"as", "for"}


class Candidate(NamedTuple):
    """A possible title of the position: the words as typed, how it was mentioned, and where."""

    text: str
    way: str
    score: float
    start: int
    end: int
    is_own: bool
    is_wished: bool = False


def ends(found: Sequence[Word], index: int) -> bool:
    """Whether a sentence or phrase ends right before ``index``."""
    return parts(found[index - 1], found[index])


def as_title(text: str, run: Sequence[Word], way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The run as a candidate, less what does not belong to a title; nothing when nothing is left or it is no title."""
    run = list(run)
    while run and (run[0].key in _LEADING or (run[0].key in _ADJECTIVES | _MATTERS and len(run) > 1)):
        run = run[1:]
    while len(run) > _ASIDE and run[-2].key in _NUMBERING and any(c.isdigit() for c in run[-1].text):
        run = run[:-2]
    while len(run) > 1 and run[0].text in {"work", "place", "workplace"} and run[1].is_capital | (run[1].text == "place"):
        run = run[1:]
    run = _before_firm(run)
    while run and (run[-1].key in CONNECTING or run[-1].key == "at"):
        run = run[:-1]
    if not run or not _is_title(run, way) or _says_nothing(run) or (way != "label" and _is_firm(run)):
        return
    if way == "bare" and any(w.key in _FIRMS for w in run):
        return
    if way == "noun" and not any(is_head(w) for w in run):
        bonus += _HEADLESS if any(w.is_capital for w in run) else 2 * _HEADLESS
    if run[0].key in _PRAISE:
        return
    start, end = run[0].start, run[-1].end
    title = re.sub(r"['\u2019]s$", "", joined(text, run)) if way == "noun" else joined(text, run)
    title = GENDERS.sub("", title).strip(" ,-/(")
    yield Candidate(title, way, SCORES[way] + bonus, start, end, is_own=False)


def _before_firm(run: list[Word]) -> list[Word]:
    """The words before "of" and the employer's name: "Sales Coordinator of Aozome Textile Co"."""
    for index in range(1, len(run)):
        if run[index].key in {"of", "at", "for"} and any(w.key in listed("organisations", "forms") for w in run[index:]):
            return run[:index]
    return run


def _says_nothing(run: Sequence[Word]) -> bool:
    """Whether the words are a number, a rank alone, a medium or empty: "ID 55120", "second", "LinkedIn", "dream"."""
    counted = all(w.key in ORDINALS for w in run) or _is_number(run)
    return counted or run[-1].key in _EMPTY or _is_medium(run) or _is_rank_alone(run)


def _is_firm(run: Sequence[Word]) -> bool:
    """Whether the words are a firm's: "Garrison Services Partnership"."""
    kind = run[-1].is_capital and run[-1].key in listed("organisations", "forms", "kinds")
    if _are_many(run[-1]) and not any(is_listed(word) for word in run[:-1]):
        return True
    return kind and len(run) > 1 and not any(map(is_listed, run))


def _are_many(word: Word) -> bool:
    """Whether a trade stands in the plural, as firms call themselves: "Funeral Directors"."""
    heads = listed("roles", "heads")
    owned = word.text.endswith(("'s", "\u2019s"))
    return word.is_capital and word.key.endswith("s") and not owned and word.key not in heads and word.key[:-1] in heads


def _is_rank_alone(run: Sequence[Word]) -> bool:
    """Whether a rank stands without what it is a rank in, as where a quotation was cut: become a "Head of"."""
    return (len(run) == 1 or run[0].key in {"more", "most"}) and run[-1].key in _RANKS


def _is_medium(run: Sequence[Word]) -> bool:
    """Whether the words are a place to post in: "LinkedIn", and not "Social Worker"."""
    return run[0].key in _MEDIA and len(run) < FEW and not (len(run) > 1 and is_head(run[-1]))


def _is_title(run: Sequence[Word], way: str) -> bool:
    headed = any(is_head(word) for word in run)
    capitals = sum(word.is_capital for word in run)
    if way in {"noun", "of", "label"}:
        plain = not any(w.is_capital for w in run)
        return (
            headed
            or (capitals > 0 and not all(is_common(w) and w.key not in _FIELDS for w in run))
            or (plain and _is_trade(run))
            or (len(run) > 1 and all(w.is_capital or w.key in CONNECTING for w in run))
        )
    return headed


def _is_number(run: Sequence[Word]) -> bool:
    """Whether the words only number a vacancy: "ID 55120"."""
    return all(any(c.isdigit() for c in w.text) or w.key in _NUMBERING for w in run)


def is_listed(word: Word) -> bool:
    """Whether the word, or a part of it, is in the list of trades."""
    heads = listed("roles", "heads")
    parts = {word.key, word.key.partition("-")[0], word.key.rpartition("-")[2]}
    return not parts.isdisjoint(heads) or (word.key.endswith("s") and word.key not in _PLURALS and word.key[:-1] in heads)


def is_head(word: Word) -> bool:
    """Whether the word names a trade: it is listed, or a capitalised word of the right form."""
    if is_listed(word) or (word.is_capital and word.key in _SHIPS):
        return True
    return word.is_capital and len(word.key) >= _LONG_ENOUGH and word.key.endswith(_TRADES) and not is_common(word)


def is_trade_word(word: Word) -> bool:
    """Whether the word can name a trade in whatever case: it is listed, or rare and of the right form ("scaffolder")."""
    if word.key in listed("roles", "heads"):
        return True
    return len(word.key) > LONGEST_TRADE and word.key.endswith(_TRADES) and not is_common(word) and not word.is_capital


def _is_trade(run: Sequence[Word]) -> bool:
    """Whether lower-case words before "job" tell the trade: "the lifeguard job", and not "the same job"."""
    return (
        len(run) <= LONGEST_TRADE
        and not any(
            w.key
            in listed(
                "grammar", "verbs", "subjects", "relatives", "auxiliaries", "prepositions", "adverbs", "determiners", "objects"
            )
            for w in run
        )
        and run[-1].key not in _EMPTY
    )


def is_inner(found: Sequence[Word], index: int) -> bool:
    """Whether a connecting word stands inside a title: between two capitalised words, or "head of growth"."""
    word = found[index]
    if word.key not in CONNECTING or word.key == "for" or not 0 < index < len(found) - 1:
        return False
    before, after = found[index - 1], found[index + 1]
    return (before.is_capital and after.is_capital) or (word.key == "of" and is_head(before) and not is_foreign(after))


def is_after_article(found: Sequence[Word], index: int) -> bool:
    """Whether a word that may be a verb is a noun after an article: "the call centre agent"."""
    grammar = listed(
        "grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions", "joiners", "determiners", "adverbs"
    )
    return index > 0 and found[index - 1].key in ARTICLES and found[index].key not in grammar


def is_foreign(word: Word) -> bool:
    """Whether a word cannot stand inside a title."""
    if word.is_capital and word.key in listed("roles", "heads", "levels"):
        return False
    return word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions", "joiners") or (
        word.key in listed("grammar", "verbs", "adverbs", "determiners") and not word.is_capital
    )


def is_rank(found: Sequence[Word], index: int) -> bool:
    """Whether an ordinal is a part of the title: "First Officer"."""
    after = found[index + 1 : index + 2]
    return found[index].key in {"first", "second", "third"} and found[index].is_capital and any(map(is_head, after))


def capital_stop(found: Sequence[Word], start: int, *, wraps: bool) -> int:
    """The index after a run of capitalised words; small words between two of them, and a trade after "Master's", belong."""
    stop = start
    while stop < len(found) and stop - start < LONGEST:
        word = found[stop]
        if stop > start and (stops(found, stop, capital=True, wraps=wraps) or is_pronoun(found, stop)):
            break
        inner = start < stop < len(found) - 1 and _connects(found, stop)
        owned = stop > start and found[stop - 1].text.endswith(("'s", "\u2019s")) and word.key in listed("roles", "heads")
        if not (word.is_capital or inner or owned or word.text[0].isdigit()):
            break
        stop += 1
    return stop


def is_pronoun(found: Sequence[Word], index: int) -> bool:
    """Whether "I" begins a clause ("Porter I thought"), and is no grade ("the Analyst I role")."""
    if found[index].text != "I":
        return found[index].text[:2] in {"I'", "I\u2019"}
    after = found[index + 1] if index + 1 < len(found) else None
    return after is not None and after.text.islower() and after.gap == " " and after.key not in listed("roles", "nouns")


def _connects(found: Sequence[Word], index: int) -> bool:
    """Whether a small word joins two parts of a title: "Lecturer in Law", and not "Porter in March"."""
    before, after = found[index - 1], found[index + 1]
    if found[index].key not in CONNECTING or not after.is_capital or after.key in _TIMES:
        return False
    return found[index].key != "in" or before.key in _FIELDS_AFTER | _SHIPS


def is_loud(found: Sequence[Word], index: int) -> bool:
    """Whether everything around ``index`` is in capitals, so that capitals say nothing."""
    around = [w for w in found[max(0, index - 3) : index + 4] if len(w.text) > 1 and not w.text[0].isdigit()]
    return len(around) > LONGEST_TRADE and all(w.text.isupper() for w in around)


def stops(found: Sequence[Word], index: int, *, capital: bool, wraps: bool) -> bool:
    """Whether the title ends before ``index``; a line break alone does not end one, for quoted lines are wrapped."""
    before, word = found[index - 1], found[index]
    if word.gap.strip() == "" and word.gap.count("\n") == 1 and wraps and capital and word.is_capital:
        return word.key in listed("people", "abbreviated") - _TRADE_FORMS
    if word.gap == "/" and word.is_capital and before.is_capital and len(word.text) > FEW:
        return False
    if has_comma(word):
        return not (capital and word.is_capital and word.gap == ", " and not _names_place(found, index))
    return breaks(before, word) and not (is_abbreviation(before) and "\n" not in word.gap)


def _names_place(found: Sequence[Word], index: int) -> bool:
    """Whether the words after a comma are something else than a part of the title."""
    return any(w.key in listed("organisations", "forms") for w in found[index : index + 4]) or found[index].key in {
        "i",
        "you",
        "and",
        "but",
        "so",
    }
