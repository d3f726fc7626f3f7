"""Mentions of a position in one text: "the Shift Lead role", "post of Planner", "Position: Hygienist", a trade by itself."""

from collections.abc import Iterator, Sequence

from poise.understanding.hinting import BECOMING, PEOPLE
from poise.understanding.titles import (
    ARTICLES,
    CONNECTING,
    FEW,
    LONGEST,
    LONGEST_TRADE,
    ORDINALS,
    Candidate,
    as_title,
    capital_stop,
    ends,
    is_after_article,
    is_foreign,
    is_head,
    is_inner,
    is_listed,
    is_loud,
    is_pronoun,
    is_rank,
    stops,
)
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma, is_common

_LONGEST_RUN = 6
_LONGEST_LOWER = 5
_ASIDE = 2
_GETTING = listed("sets", "mentions.getting")
_APPLYING = listed("sets", "mentions.applying")
_VAGUE = -3.0
_SEEKING = listed("roles", "verbs", "seeking") | _APPLYING
_FOREIGN = frozenset({"poste", "puesto", "stilling", "tjanst", "vacature", "stanowisko", "pozice", "pozicia", "vaga", "stelle"})
_APPLIED = frozenset({"applying", "applied", "apply", "application", "applications"})
_OWNED = frozenset({"your", "their", "his", "her", "by", "from", "with", "told"})
_SOMEBODY = -2.5
_WEAK_NOUNS = listed("sets", "mentions.weak_nouns")
_INTO = listed("sets", "mentions.into")


def find_mentions(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Every mention of a position among the words of one text."""
    nouns, strong = listed("roles", "nouns"), listed("roles", "strong_nouns")
    for index, word in enumerate(found):
        if word.key in _WEAK_NOUNS and index and is_head(found[index - 1]):
            yield from _before_noun(text, found, index, sure=False)
        if word.key in nouns - _FOREIGN:
            yield from _before_noun(text, found, index, sure=word.key in strong)
        if word.key in nouns:
            yield from _after_noun(text, found, index, sure=word.key in strong)
        applied = word.key == "to" and index and found[index - 1].key in _APPLIED
        if word.key in {"for", "as"} or applied or _is_becoming(found, index):
            yield from _run_from(text, found, index + 1, "verb")
        elif word.key in _GETTING or (word.key == "about" and _leads_to_one(found, index + 1)):
            yield from _run_from(text, found, index + 1, "verb", -2.0)
        elif is_listed(word) and not word.text.islower():
            yield from _around_head(text, found, index)
        elif word.key in listed("roles", "heads"):
            yield from _lower_head(text, found, index)


def _leads_to_one(found: Sequence[Word], index: int) -> bool:
    """Whether a position may follow "about": an article comes next, or a trade in capitals."""
    run = found[index : capital_stop(found, index, wraps=False)] if index < len(found) else ()
    return index < len(found) and (found[index].key == "the" or any(map(is_head, run)))


def _is_becoming(found: Sequence[Word], index: int) -> bool:
    """Whether "be" tells what somebody applied to be."""
    run = [word.key for word in found[max(0, index - 3) : index + 1]]
    return run[-2:] == ["to", "be"] and not _APPLYING.isdisjoint(run)


def _before_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """As in "the Shift Lead position": the words back to the article, or the capitalised run."""
    start = index
    while start > 0 and index - start < LONGEST and not ends(found, start):
        word = found[start - 1]
        if has_comma(found[start]) and not (word.is_capital and found[start].is_capital):
            break
        if word.key in ARTICLES or (
            is_foreign(word) and not is_inner(found, start - 1) and not is_after_article(found, start - 1)
        ):
            break
        start -= 1
    run = found[start:index]
    article = start > 0 and found[start - 1].key in ARTICLES
    if run and all(w.key in CONNECTING for w in run):
        return
    whole = "post" if found[index].key in {"post", "apprenticeship", "internship", "fellowship", "traineeship"} else ""
    if found[index].key.endswith("ship") and run:
        run = found[start : index + 1]
    headless = run and not any(is_head(w) for w in run)
    about = start > 1 and article and found[start - 2].key in {"about", "bout", "for", "re", "regarding", "on", "wi"}
    typed = any(w.is_capital or w.text[0].isdigit() for w in run)
    if headless and not sure and run[-1] is not found[index] and not (typed and article) and not about:
        return
    if whole and headless and run and not found[index].is_capital and any(w.is_capital or w.text[0].isdigit() for w in run):
        run = found[start : index + 1]
    if run and run[-1] is found[index]:
        run = found[start : _field_end(found, index)]
    if headless and found[index].key in {"job", "gig"} and all(w.text.islower() for w in run):
        yield from _job(text, run, found[index], _VAGUE + (1.0 if article else 0.0))
        return
    yield from as_title(text, run, "noun", (0.0 if sure else -1.0) + (1.0 if article else 0.0))


def _job(text: str, run: Sequence[Word], noun: Word, bonus: float) -> Iterator[Candidate]:
    """Work that is named without a trade, with the noun that makes it a position: "the forklift job"."""
    for found in as_title(text, run, "noun", bonus):
        yield found._replace(text=f"{found.text} {noun.text}", end=noun.end)


def _field_end(found: Sequence[Word], index: int) -> int:
    """The index after the field that a fellowship or a chair is in: "Fellowship in Stellar Magnetism"."""
    after = index + 1
    if after + 1 >= len(found) or found[after].key not in {"in", "of"} or not found[after + 1].is_capital or ends(found, after):
        return index + 1
    return capital_stop(found, after + 1, wraps=True)


def _after_noun(text: str, found: Sequence[Word], index: int, *, sure: bool) -> Iterator[Candidate]:
    """As in "position of Shift Lead", "the vacancy for Chair of Trustees", "Position: Hygienist"."""
    after = index + 1
    if after >= len(found):
        return
    labelled = ":" in found[after].gap and "\n" not in found[after].gap
    joins = found[after].key in _INTO and not ends(found, after)
    field = found[after].key in _INTO | {"in"} and not ends(found, after) and found[index].is_capital
    if field and (found[index].key == "chair" or found[index].key.endswith("ship")):
        first = index
        while first > 0 and found[first - 1].is_capital and found[first - 1].key in listed("roles", "levels"):
            first -= 1
        yield from _run_from(text, found, first, "of")
        return
    if labelled:
        yield from _run_from(text, found, after, "label")
    elif joins:
        yield from _run_from(text, found, after + 1, "of", 0.0 if sure else -2.0)
    elif sure and found[after].is_capital and found[after].gap in {" ", ' "', " \u201c"}:
        yield from _run_from(text, found, after, "of", -1.0)


def _run_from(text: str, found: Sequence[Word], index: int, way: str, bonus: float = 0.0) -> Iterator[Candidate]:
    """The title that begins at ``index``: a capitalised run, or lower-case words up to one that names a trade."""
    start = _past_articles(found, index)
    if start < len(found) and found[start].is_capital and (not is_loud(found, start) or ":" in found[start].gap):
        yield from as_title(text, found[start : capital_stop(found, start, wraps=way != "label")], way, bonus)
        return
    stop = last = start
    while stop < len(found) and stop - start < LONGEST and (not is_foreign(found[stop]) or is_inner(found, stop)):
        if stop > start and stops(found, stop, capital=False, wraps=False):
            break
        stop += 1
        if is_head(found[stop - 1]) and not (last > start and has_comma(found[stop - 1])):
            last = stop
    if start < last < stop - 1 and found[last].key == "of":
        last = min(stop, last + _ASIDE)
    if start < last <= start + _LONGEST_LOWER:
        sought = way != "verb" or not _SEEKING.isdisjoint(w.key for w in found[max(0, index - 4) : index])
        yield from as_title(text, found[start:last], way, bonus - (1.5 if sought else 3.5))


def _past_articles(found: Sequence[Word], index: int) -> int:
    """The index after articles and words such as "another"; a "second" counts only after "a"."""
    start = index
    while start < len(found) and start - index < FEW and not (start > index and ends(found, start)):
        indefinite = start > index and found[start - 1].key in {"a", "an", "another"}
        ordinal = found[start].key in ORDINALS and (indefinite or found[start].key != "second") and not is_rank(found, start)
        if found[start].key not in ARTICLES and not ordinal:
            break
        start += 1
    return start


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
        initial = len(found[start - 1].text) == 1 and found[start].gap.startswith(".")
        if found[start - 1].key in small and not (initial or is_rank(found, start - 1)):
            break
        start -= 1
    stop = index + 1
    while (
        stop < len(found)
        and stop - index < LONGEST_TRADE
        and found[stop].is_capital
        and not ends(found, stop)
        and not has_comma(found[stop])
        and not is_pronoun(found, stop)
    ):
        if not is_head(found[stop]):
            return
        stop += 1
    while (
        stop + 1 < len(found)
        and found[stop].key in {"of", "for", "de", "du", "der"}
        and found[stop + 1].is_capital
        and not ends(found, stop)
        and not ends(found, stop + 1)
    ):
        stop += 2
        while stop < len(found) and found[stop].is_capital and not ends(found, stop) and not has_comma(found[stop]):
            stop += 1
    run = found[start:stop]
    if not _names_somebody(found, start, stop):
        shouting = all(w.text.isupper() for w in found[max(0, start - 3) : stop + 3])
        theirs = start > 0 and found[start - 1].key in _OWNED and not ends(found, start)
        bonus = (-1.0 if shouting and len(run) > FEW else 0.0) + (_SOMEBODY if theirs else 0.0)
        yield from as_title(text, run, "bare", bonus)


def _names_somebody(found: Sequence[Word], start: int, stop: int) -> bool:
    """Whether a capitalised run is somebody rather than a position: a name goes on after it, or it is a single plain word."""
    goes_on = stop < len(found) and found[stop].is_capital and not is_pronoun(found, stop) and not ends(found, stop)
    if goes_on and not is_common(found[stop]):
        return True
    plain = stop - start == 1 and (found[start].key in listed("people", "titles") or is_common(found[start]))
    sought = start > 0 and found[start - 1].key in {"a", "an", "another", "advertise"} and not ends(found, start)
    return plain and not sought


def _lower_head(text: str, found: Sequence[Word], index: int) -> Iterator[Candidate]:
    """A trade in lower case after an article: "a mid-level product designer"."""
    start = index
    while (
        start > 0
        and index - start < LONGEST_TRADE
        and not ends(found, start)
        and not has_comma(found[start])
        and (not is_foreign(found[start - 1]) or is_after_article(found, start - 1))
    ):
        start -= 1
    while start < index and found[start].key in {"new", "next", "your", "the"}:
        start += 1
    if start == 0 or found[index].key in PEOPLE:
        return
    before = found[start - 1].key
    if before in {"a", "an"} and start > 1 and found[start - 2].key in {"hes", "shes", "theyre", "youre"}:
        return
    gone = before == "the" and index + 1 < len(found) and found[index + 1].key in {"went", "goes", "vanished", "is", "has"}
    if index > start and (gone or before in {"a", "an", "for", "as", "best", "new", "next", "re"}):
        yield from as_title(text, found[start : index + 1], "lower")
    elif index > start and all(w.key in listed("roles", "levels") or is_head(w) for w in found[start:index]):
        yield from as_title(text, found[start : index + 1], "lower", -0.4)
    elif index == start and not is_common(found[index]):
        sought = before in {"a", "an"} and start > 1 and found[start - 2].key in BECOMING
        if sought or before == "new":
            yield from as_title(text, found[start : index + 1], "lower")


