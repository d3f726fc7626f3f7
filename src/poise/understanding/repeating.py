"""Which sentences of the author's own can stand as they are, whole or less a clause; and whether the draft is calm."""

import re
from collections.abc import Iterator, Sequence

from poise.domain import Fact, Origin
from poise.understanding.handing import is_handed
from poise.understanding.heat import has_negation
from poise.understanding.judging import Clause, Judged, Temper
from poise.understanding.lifting import lift
from poise.understanding.marking import has_verb, is_about_things
from poise.understanding.patterns import find, frames
from poise.understanding.trimming import tidy, trim, without_opener
from poise.understanding.vocabulary import phrase_pattern
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import is_common

_LONGEST = 60
_SHORTEST = 2
_SHORT = 14
_SHORT_WORD = 3
_SOMEBODY = frozenset({"he", "she", "he'll", "she'll", "he's", "she's"})
_FRAMED = frozenset({"logistics.have", "logistics.left", "logistics.delete", "logistics.bring", "logistics.collect"})
_CONTACT = re.compile(r"@|\d{3}[-.\s]\d{4}|\d{7,}|www\.|https?:")
_GRUDGING = re.compile(r"(?:the )?(?:only|best)\b|i must\b|shout ?out\b|props\b")
_HEADINGS = frozenset({"kindly note", "please note", "just the practicals", "a few practical points", "practical matters"})
_FEWEST_PRAISING = 5
_LONGEST_PRAISE = 26
_CONFESSING = frozenset(
    {"cry", "cried", "crying", "tears", "sighed", "gutted", "heartbroken", "devastated", "miserable", "depressed", "ashamed"}
    | {"wept", "sad", "sobbed", "embarrassed", "humiliated"}
)
_MOVED = listed("sets", "repeating.moved")
_NOT_WARM = listed("sets", "repeating.not_warm")


def own_sentences(
    text: str, judged: Sequence[Judged], mood: Temper, *, ironic: bool = False, loud: bool = False
) -> Iterator[Fact]:
    """The sentences that may be repeated, in order, as facts whose kind is the first thing they do.

    Of a draft that is ``loud``, all in capitals, only what is handed over: names are lost in the rest.
    """
    before: Fact | None = None
    for index, item in enumerate(judged):
        lifted = [] if mood.calm else list(lift(text, item, after=before is not None, ironic=ironic))
        lifted = [reach for reach in lifted if not loud or _is_handed(item, reach)]
        for reach in lifted:
            part = trim(text, item, reach, calm=False)
            if part:
                yield Fact("lifted?" if part.kind.endswith("?") else "lifted", part.text, part.origin, part.span)
                before = part
        if lifted:
            continue
        if loud:
            before = Fact("frame", "", Origin.DRAFT) if any(map(_is_framed, item.clauses)) else None
            continue
        chosen = (
            (_calm_range(item, lenient=mood.whole or before is not None) or _asked_range(text, item, after=before))
            if mood.calm
            else (None if ironic and not is_about_things(item.passage.words) else _heated_range(text, item, after=before))
            or _warm_range(text, item, ironic=ironic)
        )
        fact = trim(text, item, chosen, calm=mood.calm) if chosen else None
        if fact and mood.calm and fact.kind == "plain" and len(fact.text.split()) <= _SHORT_WORD and not has_verb(fact.text):
            fact = None
        if fact and mood.calm and fact.kind == "plain" and not (mood.whole or _leads_on(judged, index) or before):
            fact = None
        if fact:
            yield fact
        arranges = any(map(_is_framed, item.clauses))
        before = (
            fact
            if fact and (fact.kind.rstrip("?") in {"practical", "logistics", "plain"})
            else Fact("frame", "", Origin.DRAFT)
            if arranges
            else None
        )


def _is_framed(clause: Clause) -> bool:
    """Whether a practical matter was found in the clause, that a phrase of ours will tell."""
    return any(kind.startswith("logistics") for kind in clause.framed)


def _is_handed(item: Judged, reach: tuple[int, int]) -> bool:
    """Whether any of the clauses is about a thing that goes from one to the other."""
    clauses = item.clauses[reach[0] : reach[1]]
    return any(is_handed(item.passage.words[clause.first : clause.stop]) for clause in clauses)


def _leads_on(judged: Sequence[Judged], index: int) -> bool:
    """Whether the sentence after a plain one asks for what the plain one names: "Can you put me for this one?"."""
    after = judged[index + 1] if index + 1 < len(judged) else None
    return (
        after is not None
        and bool(set(after.acts) & {"practical", "wish", "future"})
        and any(w.key in {"this", "that", "it", "one", "them"} for w in after.passage.words)
    )


def _calm_range(item: Judged, *, lenient: bool) -> tuple[int, int] | None:
    """The clauses of a calm sentence to keep: all, or those before the first that is hot or a complaint."""
    if item.asks_feedback or len(item.passage.words) > _LONGEST or item.passage.keys in _HEADINGS:
        return None
    if "thanks" not in item.acts and _confesses(item):
        return None
    if item.passage.mark.startswith("?") and not set(item.acts) & {"practical", "future", "logistics", "wish"}:
        return None
    good = [_is_harmless(item, clause) for clause in item.clauses]
    if all(good):
        return (0, len(item.clauses)) if item.acts or lenient or _is_plain(item) else None
    first = next((i for i, ok in enumerate(good) if ok), len(good))
    last = next((i for i in range(first, len(good)) if not good[i]), len(good))
    acting = any(item.clauses[i].acts for i in range(first, last))
    whole = first == 0 or (
        first < len(good) and item.passage.words[item.clauses[first].first].key in listed("grammar", "subjects")
    )
    return (first, last) if acting and whole else None


def _confesses(item: Judged) -> bool:
    """Whether a sentence tells of grief; somebody who is "a little sad" only says so."""
    words = item.passage.words
    return any(w.key in _CONFESSING and words[max(0, i - 1)].key not in {"little", "bit"} for i, w in enumerate(words))


def _asked_range(text: str, item: Judged, *, after: Fact | None) -> tuple[int, int] | None:
    """A whole question about a practical matter in a calm draft: "Could you keep them for me until Tuesday?"."""
    asks = item.passage.mark.startswith("?") and item.clean and len(item.passage.words) <= _LONGEST
    arranged = asks and any(lift(text, item, after=after is not None, ironic=False))
    return (0, len(item.clauses)) if arranged else None


def _is_harmless(item: Judged, clause: Clause) -> bool:
    words = item.passage.words[clause.first : clause.stop]
    if phrase_pattern("heat", "light").search(" ".join(w.key for w in words)):
        return False
    return clause.mild and (bool(clause.acts) or not has_negation(words))


def _is_plain(item: Judged) -> bool:
    """A statement without denial or question, about the author or a thing: harmless though it does nothing for the letter."""
    words = item.passage.words
    return (
        not has_negation(words)
        and len(words) >= _SHORTEST
        and not item.passage.mark.startswith("?")
        and not any(w.key in {"you", "your", "they", "them", "u", "people"} for w in words)
    )


def _heated_range(text: str, item: Judged, *, after: Fact | None) -> tuple[int, int] | None:
    """The clauses of a heated draft that can be lifted out: a clean run about a practical matter that no frame says better."""
    if item.asks_feedback or len(item.passage.words) > _LONGEST:
        return None
    useful = [i for i, clause in enumerate(item.clauses) if clause.mild and _is_useful(text, item, clause)]
    someone = item.passage.words[item.clauses[0].first].text.lower() in _SOMEBODY
    if someone or any(w.key in listed("lifting", "dialect") for w in item.passage.words):
        return None
    pointing = after is None and any(w.key == "it" for w in item.passage.words)
    if pointing and not is_about_things(item.passage.words):
        return None
    if not useful:
        return (0, len(item.clauses)) if _continues(item, after) else None
    if len(item.passage.words) < _FEWEST_PRAISING:
        return None
    first = last = useful[0]
    while last + 1 < len(item.clauses) and (last + 1 in useful or _follows_up(item, last + 1) or _is_place(item, last + 1)):
        last += 1
    return first, last + 1


def _is_place(item: Judged, index: int) -> bool:
    """Whether a clause after a colon is an address: every word capitalised or a number."""
    clause = item.clauses[index]
    words = item.passage.words[clause.first : clause.stop]
    return (
        ":" in words[0].gap
        and clause.clean
        and all(w.is_capital or w.text[0].isdigit() or len(w.text) <= _SHORT_WORD for w in words)
    )


def _follows_up(item: Judged, index: int) -> bool:
    """Whether a clause says what happens to the thing in the clause before: "and I will leave them in on Saturday"."""
    clause = item.clauses[index]
    words = item.passage.words[clause.first : clause.stop]
    keys = " ".join(w.key for w in words)
    return clause.clean and not has_negation(words) and bool(next(find(frames("acts", "follows"), words, keys), None))


def _is_useful(text: str, item: Judged, clause: Clause) -> bool:
    """Whether a clause arranges something, politely, in words that need no mending."""
    words = item.passage.words[clause.first : clause.stop]
    keys = " ".join(w.key for w in words)
    sure = next(find(frames("acts", "sure"), words, keys), None) is not None
    if not (sure or clause.clean):
        return False
    timed = "logistics" in clause.acts and not set(clause.framed) & _FRAMED
    if not clause.framed and not sure:
        return False
    dated = (
        "logistics" in clause.acts
        and any(w.key in listed("logistics", "when_words") for w in item.passage.words)
        and item.clean
    )
    if any(w.key in {"want", "demand", "expect", "insist", "immediately", "asap"} for w in words):
        return False
    if not (sure or timed or dated) or (set(clause.framed) & _FRAMED and not dated) or (has_negation(words) and not sure):
        return False
    agreed = next(find(frames("acts", "agreed"), words, keys), None) is not None
    if (
        not tidy(words)
        or (words[0].key in {"you", "they", "he", "she", "your"} and not agreed)
        or _CONTACT.search(text[words[0].start : words[-1].end])
    ):
        return False
    curt = next(find(frames("acts", "curt"), words, keys), None)
    asked = any(w.key in {"please", "could", "would", "can", "may", "kindly", "obliged", "grateful"} for w in words)
    return not (curt and not asked)


def _warm_range(text: str, item: Judged, *, ironic: bool) -> tuple[int, int] | None:
    """A whole sentence of praise in a heated draft, if it is clean throughout and typed as letters are."""
    words = item.passage.words
    framed = {kind for clause in item.clauses for kind in clause.framed}
    praises = (framed & {"liked", "liked.to", "person", "liked.the"} and "liked" in item.acts) or _is_warm(item)
    if any(w.key in listed("liking", "speech") for w in words):
        return None
    if _GRUDGING.match(item.passage.keys):
        return None
    if ironic or not praises or not item.clean or has_negation(words) or not words[0].is_capital or not tidy(words):
        return None
    typed = text[words[0].start : words[-1].end]
    if any(w.key in _MOVED for w in words):
        return None
    told = all(clause.acts or clause.framed for clause in item.clauses)
    if not told and len(item.clauses) > 1:
        return None
    long = len(words) > _LONGEST_PRAISE or item.passage.mark[:1] in {"!", "?"} or "(" in typed
    trimmed = without_opener(words, thoroughly=True)
    last = max((i for i, clause in enumerate(item.clauses) if clause.acts), default=len(item.clauses) - 1)
    return (0, last + 1) if not long and len(trimmed) >= _FEWEST_PRAISING else None


def _is_warm(item: Judged) -> bool:
    """Whether a sentence without a known frame praises all the same: a word of praise, and somebody or something named."""
    words = item.passage.words
    good = any(w.key in listed("liking", "good") for w in words)
    named = any(w.is_capital and not is_common(w) for w in words[1:])
    doing = any(w.key in listed("liking", "activities") for w in words)
    mine = any(w.key in {"i", "ive", "im", "id", "you", "your", "youre", "they", "their"} for w in words[:2])
    thanks = "thanks" in item.acts and len(words) > _SHORT // 2
    bare = any(w.key in _NOT_WARM for w in words)
    short = len(item.clauses) == 1 and len(words) <= _LONGEST_PRAISE - _FEWEST_PRAISING
    return short and good and not bare and (thanks or ((named or doing) and not mine))


def _continues(item: Judged, after: Fact | None) -> bool:
    """Whether a short clean sentence goes on about the practical matter before it: "They are fragile."."""
    words = item.passage.words
    if after is None or not item.clean or len(words) > _SHORT or has_negation(words):
        return False
    return bool(next(find(frames("acts", "follows"), words, item.passage.keys), None))
