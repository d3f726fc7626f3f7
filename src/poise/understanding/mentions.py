"""Mentions of a position in one text: "the Shift Lead role", "post of Planner", "Position: Hygienist", a trade by itself."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_abbreviation, is_common, joined, parts, split_words

_LONGEST_RUN = 6
_LONGEST_LOWER = 5
_ASIDE = 2
_LONGEST_TRADE = 4
_GENDERS = re.compile(r"\s*\(?\b(?:[mwfdhx]/[mwfdhx](?:/[mwfdhx])?|all genders)\b\)?", re.IGNORECASE)
_GETTING = listed("sets", "mentions.getting")
_APPLYING = listed("sets", "mentions.applying")
_ADJECTIVES = listed("sets", "mentions.adjectives")
_SUBJECT_TAIL = (
    listed("roles", "nouns") | listed("sets", "mentions.weak_nouns") | {"rejection", "decision", "outcome", "update", "result"}
)
_TIMES = listed("grammar", "weekdays", "months")
_BECOMING = listed("sets", "mentions.becoming")
_FIELDS_AFTER = listed("sets", "mentions.fields_after")
_WEAK_NOUNS = listed("sets", "mentions.weak_nouns")
_FEW = 3
_LONGEST = 8
CONNECTING = listed("sets", "mentions.connecting")
_INTO = listed("sets", "mentions.into")
_ORDINALS = listed("sets", "mentions.ordinals")
ARTICLES = listed("sets", "mentions.articles")
_SCORES = {"noun": 10.0, "of": 10.0, "label": 11.0, "verb": 7.0, "subject": 6.0, "bare": 3.0, "lower": 1.5}
_HEADLESS = -2.0
_FIELDS = listed("sets", "mentions.fields")
_PLURALS = listed("sets", "mentions.plurals")
_TRADES = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "smith", "wright", "keeper")
_LONG_ENOUGH = 7
_PRAISE = listed("sets", "mentions.praise")
_MEDIA = listed("sets", "mentions.media")
_EMPTY = listed("sets", "mentions.empty")
_PEOPLE = listed("sets", "mentions.people")


_LEADING = (_ORDINALS - {"second", "first"}) | ARTICLES | {"as", "for"}


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


def find_mentions(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Every mention of a position among the words of one text."""
    nouns, strong = listed("roles", "nouns"), listed("roles", "strong_nouns")
    for index, word in enumerate(found):
        if word.key in _WEAK_NOUNS and index and is_head(found[index - 1]):
            yield from _before_noun(text, found, index, sure=False)
        if word.key in nouns:
            yield from _before_noun(text, found, index, sure=word.key in strong)
            yield from _after_noun(text, found, index, sure=word.key in strong)
        if word.key in {"for", "as"} or _is_becoming(found, index):
            yield from _run_from(text, found, index + 1, "verb")
        elif word.key in _GETTING or (word.key == "about" and index + 1 < len(found) and found[index + 1].key == "the"):
            yield from _run_from(text, found, index + 1, "verb", -2.0)
        elif _is_listed(word) and not word.text.islower():
            yield from _around_head(text, found, index)
        elif word.key in listed("roles", "heads"):
            yield from _lower_head(text, found, index)


def _is_becoming(found: Sequence[Word], index: int) -> bool:
    """Whether "be" tells what somebody applied to be."""
    run = [word.key for word in found[max(0, index - 3) : index + 1]]
    return run[-2:] == ["to", "be"] and not _APPLYING.isdisjoint(run)


def _make(text: str, run: Sequence[Word], way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The run as a candidate, less what does not belong to a title; nothing when nothing is left or it is no title."""
    run = list(run)
    while run and (run[0].key in _LEADING or (run[0].key in _ADJECTIVES and len(run) > 1)):
        run = run[1:]
    while run and (run[-1].key in CONNECTING or run[-1].key == "at"):
        run = run[:-1]
    if not run or not _is_title(run, way) or run[-1].key in _EMPTY or _is_medium(run):
        return
    if way == "noun" and not any(is_head(w) for w in run):
        bonus += _HEADLESS if any(w.is_capital for w in run) else 2 * _HEADLESS
    if run[0].key in _PRAISE:
        return
    start, end = run[0].start, run[-1].end
    title = re.sub(r"['\u2019]s$", "", joined(text, run)) if way == "noun" else joined(text, run)
    title = _GENDERS.sub("", title).strip(" ,-/(")
    yield Candidate(title, way, _SCORES[way] + bonus, start, end, is_own=False)


def _is_medium(run: Sequence[Word]) -> bool:
    """Whether the words are a place to post in: "LinkedIn", and not "Social Worker"."""
    return run[0].key in _MEDIA and len(run) < _FEW and not (len(run) > 1 and is_head(run[-1]))


def _is_title(run: Sequence[Word], way: str) -> bool:
    headed = any(is_head(word) for word in run)
    capitals = sum(word.is_capital for word in run)
    if way in {"noun", "of", "label"}:
        plain = not any(w.is_capital for w in run)
        return (
            headed
            or (capitals > 0 and not all(is_common(w) and w.key not in _FIELDS for w in run))
            or (plain and _is_trade(run))
        )
    return headed


def _is_listed(word: Word) -> bool:
    heads = listed("roles", "heads")
    parts = {word.key, word.key.partition("-")[0], word.key.rpartition("-")[2]}
    return not parts.isdisjoint(heads) or (word.key.endswith("s") and word.key not in _PLURALS and word.key[:-1] in heads)


def is_head(word: Word) -> bool:
    """Whether the word names a trade: it is listed, or a capitalised word of the right form."""
    if _is_listed(word):
        return True
    return word.is_capital and len(word.key) >= _LONG_ENOUGH and word.key.endswith(_TRADES) and not is_common(word)


def _is_trade(run: Sequence[Word]) -> bool:
    """Whether lower-case words before "job" tell the trade: "the lifeguard job", and not "the same job"."""
    return (
        len(run) <= _LONGEST_TRADE
        and not any(
            w.key
            in listed(
                "grammar", "verbs", "subjects", "relatives", "auxiliaries", "prepositions", "adverbs", "determiners", "objects"
            )
            for w in run
        )
        and run[-1].key not in _EMPTY
    )


def _before_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """As in "the Shift Lead position": the words back to the article, or the capitalised run."""
    start = index
    while start > 0 and index - start < _LONGEST and not ends(found, start):
        word = found[start - 1]
        if has_comma(found[start]) and not (word.is_capital and found[start].is_capital):
            break
        if word.key in ARTICLES or (_blocks(word) and not _is_inner(found, start - 1) and not _is_noun(found, start - 1)):
            break
        start -= 1
    run = found[start:index]
    article = start > 0 and found[start - 1].key in ARTICLES
    if run and all(w.key in CONNECTING for w in run):
        return
    whole = "post" if found[index].key in {"post", "place", "apprenticeship", "internship", "fellowship", "traineeship"} else ""
    if found[index].key.endswith("ship") and run:
        run = found[start : index + 1]
    headless = run and not any(is_head(w) for w in run)
    about = start > 1 and article and found[start - 2].key in {"about", "bout", "for", "re", "regarding", "on", "wi"}
    typed = any(w.is_capital or w.text[0].isdigit() for w in run)
    if headless and not sure and run[-1] is not found[index] and not typed and not about:
        return
    if whole and headless and run and not found[index].is_capital and any(w.is_capital or w.text[0].isdigit() for w in run):
        run = found[start : index + 1]
    yield from _make(text, run, "noun", (0.0 if sure else -1.0) + (1.0 if article else 0.0))


def _is_inner(found: Sequence[Word], index: int) -> bool:
    """Whether a connecting word stands inside a title: between two capitalised words, or "head of growth"."""
    word = found[index]
    if word.key not in CONNECTING or word.key == "for" or not 0 < index < len(found) - 1:
        return False
    before, after = found[index - 1], found[index + 1]
    return (before.is_capital and after.is_capital) or (word.key == "of" and is_head(before) and not _blocks(after))


def _is_noun(found: Sequence[Word], index: int) -> bool:
    """Whether a word that may be a verb is a noun after an article: "the call centre agent"."""
    grammar = listed(
        "grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions", "joiners", "determiners", "adverbs"
    )
    return index > 0 and found[index - 1].key in ARTICLES and found[index].key not in grammar


def _blocks(word: Word) -> bool:
    """Whether a word cannot stand inside a title."""
    if word.is_capital and word.key in listed("roles", "heads", "levels"):
        return False
    return word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions", "joiners") or (
        word.key in listed("grammar", "verbs", "adverbs", "determiners") and not word.is_capital
    )


def _after_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """As in "position of Shift Lead", "the vacancy for Chair of Trustees", "Position: Hygienist"."""
    after = index + 1
    if after >= len(found):
        return
    labelled = ":" in found[after].gap and "\n" not in found[after].gap
    joins = found[after].key in _INTO and not ends(found, after)
    if labelled:
        yield from _run_from(text, found, after, "label")
    elif joins:
        yield from _run_from(text, found, after + 1, "of", 0.0 if sure else -2.0)
    elif sure and found[after].is_capital and found[after].gap in {" ", ' "', " \u201c"}:
        yield from _run_from(text, found, after, "of", -1.0)


def _run_from(text: str, found: Sequence[Word], index: int, way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The title that begins at ``index``: a capitalised run, or lower-case words up to one that names a trade."""
    start = _past_articles(found, index)
    if start < len(found) and found[start].is_capital and not _is_loud(found, start):
        yield from _make(text, found[start : _capital_stop(found, start, wraps=way != "label")], way, bonus)
        return
    stop = last = start
    while stop < len(found) and stop - start < _LONGEST and (not _blocks(found[stop]) or _is_inner(found, stop)):
        if stop > start and _parts(found, stop, capital=False, wraps=False):
            break
        stop += 1
        if is_head(found[stop - 1]) and not (last > start and has_comma(found[stop - 1])):
            last = stop
    if start < last < stop - 1 and found[last].key == "of":
        last = min(stop, last + _ASIDE)
    if start < last <= start + _LONGEST_LOWER:
        yield from _make(text, found[start:last], way, bonus - 1.5)


def _past_articles(found: Sequence[Word], index: int) -> int:
    """The index after articles and words such as "another"; a "second" counts only after "a"."""
    start = index
    while start < len(found) and start - index < _FEW and not (start > index and ends(found, start)):
        indefinite = start > index and found[start - 1].key in {"a", "an", "another"}
        ordinal = found[start].key in _ORDINALS and (indefinite or found[start].key != "second") and not _is_rank(found, start)
        if found[start].key not in ARTICLES and not ordinal:
            break
        start += 1
    return start


def _is_rank(found: Sequence[Word], index: int) -> bool:
    """Whether an ordinal is a part of the title: "First Officer"."""
    after = found[index + 1 : index + 2]
    return found[index].key in {"first", "second", "third"} and found[index].is_capital and any(map(is_head, after))


def _capital_stop(found: Sequence[Word], start: int, *, wraps: bool) -> int:
    """The index after a run of capitalised words; small words between two of them, and a trade after "Master's", belong."""
    stop = start
    while stop < len(found) and stop - start < _LONGEST:
        word = found[stop]
        if stop > start and (_parts(found, stop, capital=True, wraps=wraps) or _is_pronoun(found, stop)):
            break
        inner = start < stop < len(found) - 1 and _connects(found, stop)
        owned = stop > start and found[stop - 1].text.endswith(("'s", "\u2019s")) and word.key in listed("roles", "heads")
        if not (word.is_capital or inner or owned or word.text[0].isdigit()):
            break
        stop += 1
    return stop


def _is_pronoun(found: Sequence[Word], index: int) -> bool:
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
    return found[index].key != "in" or before.key in _FIELDS_AFTER


def _is_loud(found: Sequence[Word], index: int) -> bool:
    """Whether everything around ``index`` is in capitals, so that capitals say nothing."""
    around = [w for w in found[max(0, index - 3) : index + 4] if len(w.text) > 1 and not w.text[0].isdigit()]
    return len(around) > _LONGEST_TRADE and all(w.text.isupper() for w in around)


def _parts(found: Sequence[Word], index: int, *, capital: bool, wraps: bool) -> bool:
    """Whether the title ends before ``index``; a line break alone does not end one, for quoted lines are wrapped."""
    before, word = found[index - 1], found[index]
    if word.gap.strip() == "" and word.gap.count("\n") == 1 and wraps and capital and word.is_capital:
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


def _around_head(text: str, found: Sequence[Word], index: int) -> Iterator[Candidate]:
    """A capitalised run that ends with a trade: "Unit Coordinator", wherever it stands."""
    start = index
    while (
        start > 0
        and index - start < _LONGEST_RUN
        and not ends(found, start)
        and not has_comma(found[start])
        and found[start - 1].is_capital
    ):
        small = listed("grammar", "subjects", "relatives", "auxiliaries", "determiners", "prepositions", "openers")
        if found[start - 1].key in small and not _is_rank(found, start - 1):
            break
        start -= 1
    stop = index + 1
    while (
        stop < len(found)
        and stop - index < _LONGEST_TRADE
        and found[stop].is_capital
        and not ends(found, stop)
        and not has_comma(found[stop])
        and not _is_pronoun(found, stop)
    ):
        if not is_head(found[stop]):
            return
        stop += 1
    while stop + 1 < len(found) and found[stop].key in {"of", "for"} and found[stop + 1].is_capital and not ends(found, stop):
        stop += 2
        while stop < len(found) and found[stop].is_capital and not ends(found, stop) and not has_comma(found[stop]):
            stop += 1
    run = found[start:stop]
    named = (
        stop < len(found)
        and found[stop].is_capital
        and not _is_pronoun(found, stop)
        and not ends(found, stop)
        and not is_common(found[stop])
    )
    plain = len(run) == 1 and (run[0].key in listed("people", "titles") or is_common(run[0]))
    single = plain and start > 0 and found[start - 1].key in {"a", "an", "another", "advertise"} and not ends(found, start)
    if not named and (single or not plain):
        shouting = all(w.text.isupper() for w in found[max(0, start - 3) : stop + 3])
        yield from _make(text, run, "bare", -1.0 if shouting and len(run) > _FEW else 0.0)


def _lower_head(text: str, found: Sequence[Word], index: int) -> Iterator[Candidate]:
    """A trade in lower case after an article: "a mid-level product designer"."""
    start = index
    while (
        start > 0
        and index - start < _LONGEST_TRADE
        and not ends(found, start)
        and not has_comma(found[start])
        and (not _blocks(found[start - 1]) or _is_noun(found, start - 1))
    ):
        start -= 1
    while start < index and found[start].key in {"new", "next", "your", "the"}:
        start += 1
    if start == 0 or found[index].key in _PEOPLE:
        return
    before = found[start - 1].key
    gone = before == "the" and index + 1 < len(found) and found[index + 1].key in {"went", "goes", "vanished", "is", "has"}
    if index > start and (gone or before in {"a", "an", "for", "as", "best", "new", "next", "re"}):
        yield from _make(text, found[start : index + 1], "lower")
    elif index > start and all(w.key in listed("roles", "levels") or is_head(w) for w in found[start:index]):
        yield from _make(text, found[start : index + 1], "lower", -0.4)
    elif index == start and not is_common(found[index]):
        sought = before in {"a", "an"} and start > 1 and found[start - 2].key in _BECOMING
        if sought or before == "new":
            yield from _make(text, found[start : index + 1], "lower")


def find_labelled(text: str) -> Iterator[Candidate]:
    """Lines such as "POST: PRINCIPAL PLANNING OFFICER" or "Division: Cabin Crew"."""
    offset = 0
    for line in text.splitlines(keepends=True)[:40]:
        head, colon, _value = line.partition(":")
        label = " ".join(word.key for word in split_words(head[:40]))
        if colon and label in phrases("roles", "labels") and label not in {"re", "subject"}:
            start = offset + len(head) + 1
            found = list(split_words(text, start, offset + len(line)))
            run = _until(found, "([{|\u2013\u2014;")
            if run:
                yield Candidate(joined(text, run), "label", _SCORES["label"], run[0].start, run[-1].end, is_own=False)
        offset += len(line)


def _until(found: Sequence[Word], marks: str) -> list[Word]:
    stop = next((i for i, word in enumerate(found[:10]) if i and any(mark in word.gap for mark in marks)), 10)
    return list(found[:stop])


def find_in_subject(subject: str) -> Iterator[Candidate]:
    """The part of a subject line that names a trade."""
    for piece in re.split(r"\s[-\u2013\u2014|]\s|:\s|[(\[]", subject[:300]):
        found = list(split_words(piece))
        folded = " ".join(w.key for w in found)
        if not found or folded in phrases("roles", "subject_noise"):
            continue
        noisy = next((n for n in phrases("roles", "subject_noise") if folded.startswith(n + " ")), "")
        run = found[len(noisy.split()) :] if noisy else found
        while len(run) > 1 and run[-1].key in _SUBJECT_TAIL:
            run = run[:-1]
        if run and any(is_head(w) for w in run) and len(run) <= _LONGEST:
            yield from _make(piece, [w for w in run if w.text[0] != "#"], "subject")
