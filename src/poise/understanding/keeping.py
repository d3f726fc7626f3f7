"""What of a draft is worth keeping: details for frames, sentences that may stand, people to thank."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from poise.domain import Fact, Origin, Span
from poise.understanding.arranging import find_arranged, find_deadline
from poise.understanding.crediting import find_credited, find_rated
from poise.understanding.details import Detail, Setting
from poise.understanding.heat import is_ironic, is_loud, is_playful, is_threatening
from poise.understanding.judging import Temper, judge, temper
from poise.understanding.liking import find_liked
from poise.understanding.marking import has_verb
from poise.understanding.mending import lower_loud, mend_phrase, mend_sentence
from poise.understanding.owing import find_sums
from poise.understanding.partaking import find_activities
from poise.understanding.passages import Passage
from poise.understanding.repeating import own_sentences
from poise.understanding.smoothing import ask_politely, asks_first, smooth
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.wishing import find_wishes
from poise.understanding.words import fold, has_comma, is_common, proper_case, split_words

_MOST = {"liked": 3, "person": 2, "activity": 1, "wish": 2, "wish.own": 2, "praised": 1, "spent": 1, "thanked": 1, "served": 1}
_FEW = 2
_WAYS = {"spoke": "for the kind words about", "for": "for"}
_THINGS = frozenset(f"logistics.{part}" for part in ("attached", "back", "have", "left", "delete", "bring", "collect", "lies"))
_ARRANGED = frozenset({"practical", "logistics"})
_POLITE = listed("sets", "keeping.polite")
_BEGINNINGS = listed("sets", "keeping.beginnings")
_ARTICLES = listed("sets", "keeping.articles")
_CONDITIONAL = frozenset({"if", "when", "once", "whenever", "unless", "because", "although"})
_MAIN = listed("sets", "keeping.main")
_MINE = frozenset({"i", "id", "ill", "im", "then"})
_WISHED = frozenset({"wish.if", "wish.own"})
_ASIDES = frozenset({"well", "or", "and", "nor", "not", "as"})


class Kept(NamedTuple):
    """Details, own sentences and people, and whether the draft is calm."""

    details: tuple[Fact, ...]
    sentences: tuple[Fact, ...]
    people: tuple[Fact, ...]
    calm: bool


def find_kept(sources: Sources, passages: Sequence[Passage], known: Iterable[Fact | None]) -> Kept:
    """Everything worth keeping; ``known`` are names, role and firm, which are no details."""
    text = sources.text
    loud = is_loud(sources.words)
    ironic = is_ironic(sources.folded, text)
    facts = [fact for fact in known if fact]
    names = frozenset(word.key for fact in facts if fact.kind != "role" for word in split_words(fact.text))
    setting = Setting(text, loud, ironic, names)
    finders = (find_liked, find_rated, find_wishes, find_arranged)
    found = [[detail for finder in finders for detail in finder(setting, passage)] for passage in passages]
    judged = [judge(text, passage, details, loud=loud) for passage, details in zip(passages, found, strict=True)]
    mood = temper(judged, ironic=ironic or is_playful(text))
    credited = list(find_credited(setting, passages))
    if text != sources.draft.text:
        mood = Temper(calm=False, whole=False)
    sums = [] if is_threatening(sources.words) else list(find_sums(setting, passages))
    owed = ("logistics.money", "logistics.owed") if sums else ()
    dated = [] if is_threatening(sources.words) else [d for passage in passages for d in find_deadline(setting, passage)]
    named = {detail.start for detail in credited}
    told = [d for group in found for d in group if d.kind not in owed and not (d.kind == "liked" and d.start in named)]
    details = _distinct([*sums, *dated[:1], *credited, *told], facts)
    if is_threatening(sources.words):
        details = [d for d in details if not d.kind.startswith("logistics.have")]
    else:
        details = _with_activity(details, setting, passages, facts)
    own = own_sentences(text, judged, mood, ironic=ironic, loud=loud)
    mended = [_mended(fact, calm=mood.calm, loud=loud) for fact in own]
    wishes = () if mood.calm else details
    sentences = tuple(fact for fact in mended if not _is_better_said(fact, sums) and not _is_half(fact, wishes))
    chosen = tuple(_as_fact(sources, detail, loud=loud) for detail in sorted(_limited(details), key=lambda d: d.start))
    people = tuple(fact for fact in chosen if fact.kind == "person")
    return Kept(tuple(fact for fact in chosen if fact not in people), sentences, people, mood.calm)


def _is_better_said(fact: Fact, sums: Sequence[Detail]) -> bool:
    """Whether a sentence about money is no polite statement, so that a phrase of ours says it better."""
    span = fact.span
    told = span is not None and any(span.start < detail.end and detail.start < span.end for detail in sums)
    keys = [word.key for word in split_words(fact.text)]
    begun = not keys or keys[0] in _BEGINNINGS
    return told and not (begun and has_verb(fact.text) and not _POLITE.isdisjoint(keys))


def _is_half(fact: Fact, details: Sequence[Detail]) -> bool:
    """Whether a sentence is only a condition, its main clause cut off, or asks nothing beyond the wish that it holds."""
    words = split_words(fact.text)
    if not words or words[0].key not in _CONDITIONAL:
        return False
    span = fact.span
    wished = span is not None and any(d.kind in _WISHED and span.start <= d.start < span.end for d in details)
    opened = [w for w in words[_FEW + 1 :] if w.key in _MAIN or (has_comma(w) and w.key not in _ASIDES)]
    return not any(w.key not in _MINE for w in opened) if wished else not opened


def _mended(fact: Fact, *, calm: bool, loud: bool) -> Fact:
    kind, question, _ = fact.kind.partition("?")
    typed = lower_loud(fact.text) if loud else fact.text
    text = smooth(typed) if kind == "lifted" or (kind in _ARRANGED and not calm) else typed
    asks = bool(question) or (asks_first(text) and not any(mark in text for mark in ".?"))
    asks = asks or asks_first(text.rpartition(". ")[2])
    mended = mend_sentence(text, question=asks)
    return Fact(kind, mended if calm else ask_politely(mended), fact.origin, fact.span)


def _distinct(details: Sequence[Detail], known: Sequence[Fact]) -> list[Detail]:
    """The details without repetition: of two that overlap the longer stays, a person before a thing."""
    kept: list[Detail] = []
    for detail in sorted(details, key=_precedence):
        clash = next((k for k in kept if detail.start < k.end and k.start < detail.end and _rival(k.kind, detail.kind)), None)
        if clash is None and not _is_known(detail, known):
            kept.append(detail)
    return kept


def _precedence(detail: Detail) -> tuple[bool, bool, int, bool]:
    """People with a deed come first, then what is longer, of two alike somebody before something; activities come last."""
    person = detail.kind == "person"
    return (not person or detail.deed < 0, detail.kind == "activity", detail.start - detail.end, not person)


def _rival(one: str, other: str) -> bool:
    """Whether two kinds may not be said of the same words: a place goes with the thing that is there."""
    return (not {"logistics.place", "logistics.by"} & {one, other} and {one, other} != {"wish.own", "wish.if"}) or one == other


def _is_known(detail: Detail, known: Sequence[Fact]) -> bool:
    """Whether a liked thing is only the role, the firm or the recipient."""
    if not detail.kind.startswith(("liked", "activity", "person")):
        return False
    words = {w.key for w in detail.words} - _ARTICLES - listed("roles", "nouns")
    return any(words <= {w.key for w in split_words(fact.text)} for fact in known)


def _with_activity(details: list[Detail], setting: Setting, passages: Sequence[Passage], known: Sequence[Fact]) -> list[Detail]:
    """The details, and what the author took part in when little else was found."""
    warm = [d for d in details if d.kind.startswith(("liked", "spent", "praised", "thanked"))]
    people = [d for d in details if d.kind == "person"]
    if len(warm) + len(people) >= _FEW:
        return details
    activities = [activity for passage in passages for activity in find_activities(setting, passage)]
    return _distinct([*details, *activities], known)


def _limited(details: Sequence[Detail]) -> Iterator[Detail]:
    """No more of a kind than a letter can hold, in the order of the draft."""
    counts: dict[str, int] = {}
    for detail in sorted(details, key=lambda d: d.start):
        family = detail.kind if detail.kind == "wish.own" else detail.kind.partition(".")[0]
        limit = _MOST.get(family)
        counts[family] = counts.get(family, 0) + 1
        if limit is None or counts[family] <= limit:
            yield detail


def _name_end(detail: Detail) -> int:
    """Where the name of a person ends, before what they did."""
    if detail.named >= 0:
        return detail.named
    return detail.deed if detail.deed >= 0 else detail.end


def _opens_sentence(detail: Detail, first: str) -> bool:
    """Whether an ordinary word has its capital only because a sentence begins with it."""
    word = detail.words[0]
    plain = word.is_capital and is_common(word) and not word.text.isupper() and word.gap != " "
    named = len(detail.words) > 1 and detail.words[1].is_capital and not first.endswith("ing")
    return plain and first == word.text and not named


def _capitalised(text: str) -> str:
    """A name with its capital; "miss renee" has two."""
    first, space, rest = text.partition(" ")
    before = listed("people", "titles") | listed("sets", "praising.nicknames")
    titled = fold(first) in before and rest[:1].islower()
    return f"{first[:1].upper()}{first[1:]}{space}{rest[:1].upper() + rest[1:] if titled else rest}"


def _as_person(detail: Detail, text: str, *, loud: bool) -> str:
    """Somebody with the capitals of their name, and without an owner's ending: "Mrs Gill" of "Mrs Gill's group"."""
    text = re.sub(r"['\u2019]s$", "", text) if detail.deed < 0 else text
    if loud:
        text = " ".join(word if is_common(w) else proper_case(word) for word in text.split(" ") for w in split_words(word)[:1])
    text = re.sub(r"(?<=\w) 4(?= for\b|$)", "", text)
    return text if fold(text.split(" ", 1)[0]) in _ARTICLES else _capitalised(text)


def _as_fact(sources: Sources, detail: Detail, *, loud: bool) -> Fact:
    if detail.said:
        span = Span(detail.deed, detail.named) if detail.deed >= 0 else Span(detail.start, detail.end)
        return Fact(detail.kind, detail.said, Origin.DRAFT, span)
    text = mend_phrase(sources.text[detail.start : _name_end(detail)], loud=loud)
    if detail.deed >= 0:
        deed = mend_phrase(sources.text[detail.deed : detail.end], loud=loud)
        deed = f"{_WAYS[detail.way]} {deed}" if detail.way else re.sub(r"^4 ", "for ", deed)
        doing = deed.split(" ", 1)[0].endswith("ing")
        deed = f"for {deed}" if doing else deed
        comma = "" if fold(text.split(" ", 1)[0]) in _ARTICLES else ","
        text = f"{text} {deed}" if deed.startswith("for ") else f"{text}{comma} who {re.sub(r'^who ', '', deed)}"
    if detail.kind == "person":
        text = _as_person(detail, text, loud=loud)
    elif detail.kind == "liked" and text.count(",") == 1:
        text = text.replace(", and ", " and ")
    first, _, rest = text.partition(" ")
    if detail.kind != "person" and _opens_sentence(detail, first):
        text = text[:1].lower() + text[1:]
        first = text.partition(" ")[0]
    if fold(first) == "that" and detail.kind != "person":
        again = fold(rest.partition(" ")[0]) in _ARTICLES
        text = rest if again else f"the {rest}"
        first = text.partition(" ")[0]
    if fold(first) in _ARTICLES or (first[:1].isupper() and fold(first) in listed("grammar", "relatives")):
        text = f"{first.lower()} {rest}"
    if detail.kind in _THINGS:
        text = re.sub(r"['\u2019]s$", "", text)
    bare = first[:1].islower() and fold(first) not in listed("grammar", "determiners")
    if bare and detail.kind in _THINGS and not text.endswith(")"):
        text = f"the {text}"
    return Fact(detail.kind, text, Origin.DRAFT, Span(detail.start, detail.end))
