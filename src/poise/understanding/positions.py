"""Which position the draft is about: every mention is a candidate, and the best supported one wins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.domain import Fact, Origin
from poise.understanding.mending import mend_phrase
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import load, phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_abbreviation, is_common, joined, parts, proper_case, split_words

_LONGEST = 8
_ASIDE = 2
_CONNECTING = frozenset("of and & de der du la le for in".split())
_INTO = frozenset("for as of".split())
_ORDINALS = frozenset("second another new other same above next open similar different current advertised vacant said first given permanent further no2".split())
_ARTICLES = frozenset("the a an your this that our my ur said".split())
_WISHES = frozenset("another other next again future instead also else different similar ever later reopens second even any open".split())
_COMING = frozenset("opens opened comes come reopens available arises arise becomes".split())
_PLACES = frozenset("at on in with for onboard aboard".split())
_SCORES = {"noun": 10.0, "of": 10.0, "label": 11.0, "verb": 7.0, "subject": 6.0, "bare": 3.0, "lower": 1.5}
_FOUND_TWICE = 4.0
_SIGNED = -8.0
_WISHED = 5.0
_HEADLESS = -2.0
_MINIMUM = 1.0


class Candidate(NamedTuple):
    """A possible title of the position: the words as typed, how it was mentioned, and where."""

    text: str
    way: str
    score: float
    start: int
    end: int
    is_own: bool
    is_wished: bool = False


def find_role(sources: Sources) -> Fact | None:
    """The position the author applied for; the author's own field comes first, None when no mention is sure enough."""
    if sources.draft.role and sources.draft.role.strip():
        return Fact("role", " ".join(sources.draft.role.split()), Origin.FIELD)
    candidates = list(_candidates(sources))
    if not candidates:
        return None
    best = max(
        candidates, key=lambda c: (_support(c, candidates) - (_WISHED if c.is_wished else 0.0), c.is_own, -c.start)
    )
    loud = sources.text.isupper() or sum(w.text.isupper() for w in sources.words) * 2 > len(sources.words)
    lone = best.is_wished and not any(not c.is_wished and _is_same(_key(c.text), _key(best.text)) for c in candidates)
    if _support(best, candidates) < _MINIMUM or (lone and not loud and not (_is_full(best) and _is_reopened(sources, best))):
        return None
    text = _cased(best, candidates)
    if best.is_own:
        return sources.in_draft("role", text, best.start, best.end)
    return sources.in_message("role", text, best.text)


def _support(candidate: Candidate, candidates: Sequence[Candidate]) -> float:
    """The score of a candidate, more when other mentions name the same position."""
    key = _key(candidate.text)
    others = [c for c in candidates if c is not candidate and _is_same(key, _key(c.text))]
    twice = _FOUND_TWICE if any(c.is_own != candidate.is_own and c.score > 0 for c in others) else 0.0
    return candidate.score + twice + 0.5 * len(others) + 0.1 * min(len(candidate.text.split()), 4)


def _is_full(candidate: Candidate) -> bool:
    """Whether a position that is only wished for is named as fully as the one applied for would be."""
    found = split_words(candidate.text)
    headed = any(_is_head(word) for word in found)
    capital = candidate.text[:1].isupper() or any(c.isdigit() for c in candidate.text)
    return headed and capital and (len(found) > 1 or any(c.isdigit() for c in candidate.text))


def _is_reopened(sources: Sources, best: Candidate) -> bool:
    """Whether the wish is for the same position once more ("opens again", "a second", "another look at me for")."""
    around = [w.key for w in sources.words if best.start - 60 <= w.start <= best.end + 60]
    return not _AGAIN.isdisjoint(around)


_AGAIN = frozenset("again second another else ever reopens no2 no look next once".split())


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in split_words(text))


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return long[: len(short)] == short or long[-len(short) :] == short


def _cased(best: Candidate, candidates: Sequence[Candidate]) -> str:
    """The title as it is best written: never in capitals throughout, and with the capitals that somebody gave it."""
    key = _key(best.text)
    if best.text.islower() or best.text.isupper():
        for other in candidates:
            if _key(other.text) == key and not (other.text.islower() or other.text.isupper()):
                return other.text
    if best.text.isupper() and len(best.text) > 4:
        return " ".join(w.lower() if fold(w) in _CONNECTING else w if _is_code(w) else proper_case(w) for w in best.text.split())
    return best.text


def _is_code(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: it is short, has a digit or no vowel."""
    return len(word) <= 2 or any(c.isdigit() for c in word) or not set(fold(word)) & set("aeiouy")


def _candidates(sources: Sources) -> Iterator[Candidate]:
    employer = sources.employer
    wished = _wished(sources.words)
    greeted = _greeting_end(sources)
    for found in _mentions(sources.text, sources.words):
        if found.start < greeted:
            continue
        yield found._replace(is_own=True, is_wished=_is_wished(found, sources.words, wished))
    for found in _mentions(employer.text, sources.employer_words):
        yield found._replace(score=found.score + 1.0 + (_SIGNED if _is_signed(found, employer.text) else 0.0))
    for label in _labelled(employer.text):
        yield label
    if employer.subject:
        yield from _in_subject(employer.subject)


def _greeting_end(sources: Sources) -> int:
    """Where a greeting on a line of its own ends: whoever is greeted by their post does not offer it."""
    line = next(iter(sources.body_lines), None)
    alone = line is not None and len(line.text) <= 60 and line.text.rstrip().endswith((",", "!", ":"))
    return line.end if alone and line is not None and split_words(line.text)[:1] and split_words(line.text)[0].key in _GREETS else 0


_GREETS = frozenset("dear hi hello hey to good respected".split())


def _wished(found: Sequence[Word]) -> frozenset[int]:
    """Indices of words near which another position is wished for: up to ten words after "if" or "another"."""
    near: set[int] = set()
    for index, word in enumerate(found):
        after = found[index + 1].key if index + 1 < len(found) else ""
        aside = (word.key == "even" and after in {"with", "if", "though", "so"}) or (
            word.key == "second" and not (index and found[index - 1].key == "a")
        )
        if word.key in {"if", "when", "should", "whenever", "once"} or (word.key in _WISHES and not aside):
            for after in range(index, min(index + 10, len(found))):
                if after > index and _ends(found, after):
                    break
                near.add(after)
        if word.key in _COMING and (not word.key.startswith("come") or after in {"up", "along", "free", "round", "around"}):
            near.update(range(max(0, index - 5), index))
    return frozenset(near)


def _ends(found: Sequence[Word], index: int) -> bool:
    return parts(found[index - 1], found[index])


def _is_wished(candidate: Candidate, found: Sequence[Word], wished: frozenset[int]) -> bool:
    return any(found[i].start == candidate.start or candidate.start <= found[i].start < candidate.end for i in wished)


def _is_signed(candidate: Candidate, text: str) -> bool:
    """Whether it stands on a line of its own near the end, as the signer's own post does."""
    line_start = text.rfind("\n", 0, candidate.start) + 1
    before = text[line_start : candidate.start].strip(" ,|@-")
    stop = text.find("\n", candidate.end)
    after = text[candidate.end : len(text) if stop < 0 else stop]
    lone = candidate.way in {"bare", "lower"} and len(before.split()) <= 4 and len(after.split()) <= 6
    return lone and line_start > len(text) * 0.4


def _mentions(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Every mention of a position among the words of one text."""
    nouns, strong = listed("roles", "nouns"), listed("roles", "strong_nouns")
    for index, word in enumerate(found):
        if word.key in nouns:
            yield from _before_noun(text, found, index, sure=word.key in strong)
            yield from _after_noun(text, found, index, sure=word.key in strong)
        if word.key in {"for", "as"}:
            yield from _run_from(text, found, index + 1, "verb")
        elif _is_listed(word) and not word.text.islower():
            yield from _around_head(text, found, index)
        elif word.key in listed("roles", "heads"):
            yield from _lower_head(text, found, index)


def _candidate(text: str, run: Sequence[Word], way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The run as a candidate, less what does not belong to a title; nothing when nothing is left or it is no title."""
    run = list(run)
    while run and (run[0].key in (_ORDINALS - {"second", "first"}) | _ARTICLES or run[0].key in {"as", "for"}):
        run = run[1:]
    while run and (run[-1].key in _CONNECTING or run[-1].key == "at"):
        run = run[:-1]
    if not run or not _is_title(run, way) or run[-1].key in _EMPTY or (run[0].key in _MEDIA and len(run) < 3):
        return
    if way == "noun" and not any(_is_head(w) for w in run):
        bonus += _HEADLESS if any(w.is_capital for w in run) else 2 * _HEADLESS
    if run[0].key in _PRAISE:
        return
    start, end = run[0].start, run[-1].end
    title = re.sub(r"['\u2019]s$", "", joined(text, run)) if way == "noun" else joined(text, run)
    yield Candidate(title, way, _SCORES[way] + bonus, start, end, is_own=False)


def _is_title(run: Sequence[Word], way: str) -> bool:
    headed = any(_is_head(word) for word in run)
    capitals = sum(word.is_capital for word in run)
    if way in {"noun", "of", "label"}:
        plain = all(is_common(w) and not w.is_capital for w in run)
        return headed or (capitals > 0 and not all(is_common(w) and w.key not in _FIELDS for w in run)) or (plain and _is_trade(run))
    return headed


_FIELDS = frozenset("cabin crew support care service services operations sales product people customer".split())


def _is_listed(word: Word) -> bool:
    heads = listed("roles", "heads")
    parts = {word.key, word.key.partition("-")[0], word.key.rpartition("-")[2]}
    return not parts.isdisjoint(heads) or (word.key.endswith("s") and word.key not in _PLURALS and word.key[:-1] in heads)


def _is_head(word: Word) -> bool:
    """Whether the word names a trade: it is listed, or a capitalised word of the right form."""
    if _is_listed(word):
        return True
    return word.is_capital and len(word.key) >= _LONG_ENOUGH and word.key.endswith(_TRADES) and not is_common(word)


_PLURALS = frozenset("heads hands leads hosts models keepers minds".split())
_TRADES = ("er", "or", "ist", "ian", "eer", "man", "woman", "person", "smith", "wright", "keeper")
_LONG_ENOUGH = 7


def _is_trade(run: Sequence[Word]) -> bool:
    """Whether lower-case words before "job" tell the trade: "the lifeguard job", and not "the same job"."""
    return len(run) <= 4 and not any(
        w.key in listed("grammar", "verbs", "subjects", "relatives", "auxiliaries", "prepositions", "adverbs", "determiners", "objects") for w in run
    ) and run[-1].key not in _EMPTY


_PRAISE = frozenset("better best good great bad worse".split())
_MEDIA = frozenset("linkedin blog facebook instagram twitter social media forum".split())
_EMPTY = frozenset(
    "high street front dream great good nice real full time old last best only big whole hard easy bad right perfect actual next current previous summer night day part "
    "full-time part-time entire worst late early open closed final ideal top same".split()
)


def _before_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """"the Shift Lead position": the words back to the article, or the capitalised run."""
    start = index
    while start > 0 and index - start < _LONGEST and not _ends(found, start):
        word = found[start - 1]
        if has_comma(found[start]) and not (word.is_capital and found[start].is_capital):
            break
        if word.key in _ARTICLES or (_blocks(word) and not (word.key in _CONNECTING and word.key != "for" and _is_inner(found, start - 1))):
            break
        start -= 1
    run = found[start:index]
    article = start > 0 and found[start - 1].key in _ARTICLES
    if run and all(w.key in _CONNECTING for w in run):
        return
    whole = "post" if found[index].key in {"post", "place", "apprenticeship", "internship", "fellowship", "traineeship"} else ""
    if found[index].key.endswith("ship") and run:
        run = found[start : index + 1]
    headless = run and not any(_is_head(w) for w in run)
    if headless and not sure and run[-1] is not found[index] and not any(w.is_capital or w.text[0].isdigit() for w in run):
        return
    if whole and headless and run and not found[index].is_capital and any(w.is_capital or w.text[0].isdigit() for w in run):
        run = found[start : index + 1]
    yield from _candidate(text, run, "noun", (0.0 if sure else -1.0) + (1.0 if article else 0.0))


def _is_inner(found: Sequence[Word], index: int) -> bool:
    """Whether a connecting word stands between two capitalised words."""
    return 0 < index < len(found) - 1 and found[index - 1].is_capital and found[index + 1].is_capital


def _blocks(word: Word) -> bool:
    """Whether a word cannot stand inside a title."""
    if word.is_capital and word.key in listed("roles", "heads", "levels"):
        return False
    return word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions", "joiners") or (
        word.key in listed("grammar", "verbs", "adverbs", "determiners") and not word.is_capital
    )


def _after_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """"position of Shift Lead", "the vacancy for Chair of Trustees", "Position: Hygienist"."""
    after = index + 1
    if after >= len(found):
        return
    labelled = ":" in found[after].gap and "\n" not in found[after].gap
    joins = found[after].key in _INTO and not _ends(found, after)
    if labelled:
        yield from _run_from(text, found, after, "label")
    elif joins:
        yield from _run_from(text, found, after + 1, "of", 0.0 if sure else -2.0)
    elif sure and found[after].is_capital and found[after].gap in {" ", ' "', " \u201c"}:
        yield from _run_from(text, found, after, "of", -1.0)


def _run_from(text: str, found: Sequence[Word], index: int, way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The title that begins at ``index``: a capitalised run, or lower-case words up to one that names a trade."""
    start = index
    while start < len(found) and start - index < 3 and not (start > index and _ends(found, start)):
        indefinite = start > index and found[start - 1].key in {"a", "an", "another"}
        if found[start].key not in _ARTICLES and not (found[start].key in _ORDINALS and (indefinite or found[start].key != "second")):
            break
        start += 1
    stop = start
    capital = start < len(found) and found[start].is_capital and not _is_loud(found, start)
    while stop < len(found) and stop - start < _LONGEST and (stop == start or not _parts(found, stop, capital=capital, wraps=way != "label")):
        word = found[stop]
        inner = word.key in _CONNECTING and stop > start and stop + 1 < len(found) and (found[stop + 1].is_capital if capital else False)
        owned = capital and stop > start and found[stop - 1].text.endswith(("'s", "\u2019s")) and word.key in listed("roles", "heads")
        if capital and not (word.is_capital or inner or owned or word.text[0].isdigit()):
            break
        if not capital and _blocks(word):
            break
        stop += 1
    run = found[start:stop]
    if capital:
        yield from _candidate(text, run, way, bonus)
    else:
        heads = [i for i, w in enumerate(run) if _is_head(w)]
        if heads and heads[-1] == len(run) - 1 and len(run) <= 5:
            yield from _candidate(text, run[: heads[-1] + 1], way, bonus - 1.5)


def _is_loud(found: Sequence[Word], index: int) -> bool:
    """Whether everything around ``index`` is in capitals, so that capitals say nothing."""
    around = [w for w in found[max(0, index - 3) : index + 4] if len(w.text) > 1 and not w.text[0].isdigit()]
    return len(around) > 4 and all(w.text.isupper() for w in around)


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
    return any(w.key in listed("organisations", "forms") for w in found[index : index + 4]) or found[index].key in {"i", "you", "and", "but", "so"}


def _around_head(text: str, found: Sequence[Word], index: int) -> Iterator[Candidate]:
    """A capitalised run that ends with a trade: "Unit Coordinator", wherever it stands."""
    start = index
    while start > 0 and index - start < 6 and not _ends(found, start) and not has_comma(found[start]) and found[start - 1].is_capital:
        if found[start - 1].key in listed("grammar", "subjects", "relatives", "auxiliaries", "determiners", "prepositions", "openers"):
            break
        start -= 1
    stop = index + 1
    while stop < len(found) and stop - index < 4 and found[stop].is_capital and not _ends(found, stop) and not has_comma(found[stop]):
        if not _is_head(found[stop]):
            return
        stop += 1
    run = found[start:stop]
    named = stop < len(found) and found[stop].is_capital and not _ends(found, stop) and not is_common(found[stop])
    if not named and not (len(run) == 1 and (run[0].key in listed("people", "titles") or is_common(run[0]))):
        shouting = all(w.text.isupper() for w in found[max(0, start - 3) : stop + 3])
        yield from _candidate(text, run, "bare", -1.0 if shouting and len(run) > 3 else 0.0)


def _lower_head(text: str, found: Sequence[Word], index: int) -> Iterator[Candidate]:
    """A trade in lower case after an article: "a mid-level product designer"."""
    start = index
    while start > 0 and index - start < 4 and not _ends(found, start) and not has_comma(found[start]) and not _blocks(found[start - 1]):
        start -= 1
    while start < index and found[start].key in {"new", "next", "your", "the"}:
        start += 1
    if start > 0 and found[start - 1].key in {"a", "an", "for", "as", "best", "new", "next"} and found[index].key not in _PEOPLE:
        if index > start:
            yield from _candidate(text, found[start : index + 1], "lower")


_PEOPLE = frozenset("head hand lead mate guard host model keeper minister partner expert professional driver player crew staff chair".split())


def _labelled(text: str) -> Iterator[Candidate]:
    """Lines such as "POST: PRINCIPAL PLANNING OFFICER" or "Division: Cabin Crew"."""
    offset = 0
    for line in text.splitlines(keepends=True)[:40]:
        head, colon, value = line.partition(":")
        label = " ".join(word.key for word in split_words(head[:40]))
        if colon and label in phrases("roles", "labels") and label not in {"re", "subject"}:
            start = offset + len(head) + 1
            found = [w for w in split_words(text, start, offset + len(line))]
            run = _until(found, "([{|\u2013\u2014;")
            if run:
                yield Candidate(joined(text, run), "label", _SCORES["label"], run[0].start, run[-1].end, is_own=False)
        offset += len(line)


def _until(found: Sequence[Word], marks: str) -> list[Word]:
    run: list[Word] = []
    for word in found[:10]:
        if run and any(mark in word.gap for mark in marks):
            break
        run.append(word)
    return run


def _in_subject(subject: str) -> Iterator[Candidate]:
    """The part of a subject line that names a trade."""
    for piece in re.split(r"\s[-\u2013\u2014|]\s|:\s|[(\[]", subject[:300]):
        found = [w for w in split_words(piece)]
        folded = " ".join(w.key for w in found)
        if not found or folded in phrases("roles", "subject_noise"):
            continue
        noisy = next((n for n in phrases("roles", "subject_noise") if folded.startswith(n + " ")), "")
        run = found[len(noisy.split()) :] if noisy else found
        if run and any(_is_head(w) for w in run) and len(run) <= _LONGEST:
            yield from _candidate(piece, [w for w in run if w.text[0] not in "#"], "subject")


def find_place(sources: Sources, role: Fact | None) -> Fact | None:
    """Where the position is, in the draft's own words right after it: "on the Rotterdam lane", "at the Bhiwandi hub"."""
    if role is None or role.span is None or role.origin is not Origin.DRAFT:
        return None
    found = sources.words
    index = next((i for i, w in enumerate(found) if w.start >= role.span.end), len(found))
    while index < len(found) and found[index].key in listed("roles", "nouns") and found[index].gap == " ":
        index += 1
    if index >= len(found) - 1 or found[index].key not in _PLACES or found[index].gap != " ":
        return None
    stop = index + 1
    while stop < len(found) and stop - index < 8 and not (stop > index + 1 and (_ends(found, stop) or has_comma(found[stop]))):
        word = found[stop]
        if word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "verbs", "adverbs", "joiners") and word.text != "&":
            break
        if word.key in load("mending")["drop"].split():
            break
        stop += 1
    while stop > index + 1 and found[stop - 1].key in listed("grammar", "prepositions", "determiners"):
        stop -= 1
    loud = all(w.text.isupper() for w in found[index:stop] if len(w.text) > 1)
    field = found[index].key == "in" and not is_common(found[index + 1]) and found[index - 1].key in listed("roles", "nouns")
    definite = not loud and (found[index + 1].key in _ARTICLES or found[index + 1].is_capital or field)
    before = next((w.key for w in reversed(found) if w.end <= role.span.start), "")
    if stop == index + 1 or not definite or before in {"best", "only"}:
        return None
    return sources.in_draft("place", mend_phrase(joined(sources.text, found[index:stop])), found[index].start, found[stop - 1].end)


_REFERENCE = re.compile(
    r"(?<![\w-])(?:our ref|your ref|ref(?:erence)?|req(?:uisition)?|job (?:id|ref|no)|vacancy (?:id|ref|no)|competition|applicant no)"
    r"[\s.:#]{0,4}(?:no\.?|number|is)?[\s:#]{0,3}(?P<code>(?=[A-Z\-/_.]{0,12}\d)[A-Z0-9][A-Z0-9\-/_.]{1,24}[A-Z0-9])",
    re.IGNORECASE,
)


def find_reference(sources: Sources) -> Fact | None:
    """The number under which the employer keeps the application."""
    for text in (sources.employer.subject or "", sources.employer.text):
        match = _REFERENCE.search(text)
        if match:
            return sources.in_message("reference", match["code"])
    return None
