"""Whose position it is: the employer as the message signs, heads or names itself, or as the draft names it."""

from collections.abc import Iterator, Sequence

from poise.domain import Fact, Origin
from poise.understanding.employing import CONNECTING, LONGEST, Candidate, in_deeds, in_words
from poise.understanding.letterheads import (
    in_introduction,
    in_labels,
    in_last_words,
    in_letterhead,
    in_sender,
    in_signature,
    in_subject,
)
from poise.understanding.signers import find_signer
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import fold, proper_case, split_words

_DEPARTMENTS = frozenset(
    {"committee", "office", "department", "dept", "team", "board", "panel", "unit", "division", "desk", "notification"}
)
_FULL_NAME = 2
_SHORTEST_NAME = 3
_LONGEST_FORM = 4
_MINIMUM = 4.0
_AGENCIES = listed("sets", "firms.agencies")
_WORTH = {
    "client": 14.0,
    "working": 9.0,
    "signed": 7.0,
    "sender": 6.0,
    "head": 5.0,
    "at": 4.0,
    "whom": 5.0,
    "named": 2.0,
    "place": 4.0,
    "object": 4.0,
}


def find_company(sources: Sources, role: Fact | None, known: Sequence[Fact]) -> Fact | None:
    """The employer; the author's own field comes first, None when no mention is sure enough. ``known`` are people's names."""
    if sources.draft.company and sources.draft.company.strip():
        return Fact("company", " ".join(sources.draft.company.split()), Origin.FIELD)
    people = {word.key for fact in known for word in split_words(fact.text)}
    signer = find_signer(sources.employer)
    people |= {fold(part) for part in signer.name.parts} if signer else set()
    candidates = [c for c in _candidates(sources) if _is_possible(c, role, people)]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (_worth(c, candidates), len(c.text)))
    if _worth(best, candidates) < _MINIMUM:
        return None
    shown = _best_form(best, candidates)
    if role and shown.text.startswith(f"{role.text}, "):
        shown = shown._replace(text=shown.text[len(role.text) + 2 :])
    if shown.start >= 0:
        return sources.in_draft("company", _cased(shown.text), shown.start, shown.end)
    return sources.in_message("company", _cased(shown.text), shown.text)


def _candidates(sources: Sources) -> Iterator[Candidate]:
    """Every mention of a possible employer, the message's own and the draft's."""
    employer = sources.employer
    yield from in_words(sources.employer_words, employer.text, own=False)
    yield from in_deeds(sources.employer_words, employer.text)
    yield from in_words(sources.words, sources.text, own=True)
    if employer.sender:
        yield from in_sender(employer.sender)
    if employer.text:
        yield from in_subject(employer.subject or "")
        yield from in_introduction(sources.employer_words, employer.text)
        yield from in_labels(employer.lines)
        yield from in_signature(sources)
        yield from in_last_words(employer.lines)
        yield from in_letterhead(employer.lines)


def _is_possible(candidate: Candidate, role: Fact | None, people: set[str]) -> bool:
    keys = [word.key for word in split_words(candidate.text)]
    if not keys or len(keys) > LONGEST + 2 or " ".join(keys) in phrases("organisations", "noise"):
        return False
    if role and fold(candidate.text) in fold(role.text):
        return False
    if _is_no_firm(candidate.text, keys):
        return False
    if candidate.way == "place" and (
        role is None or set(keys) & (listed("people", "titles") | listed("grammar", "weekdays", "months"))
    ):
        return False
    return not all(key in people for key in keys) and any(len(key) > 1 for key in keys)


def _is_no_firm(text: str, keys: list[str]) -> bool:
    """Whether the words name a department, a post, a person or nothing at all: "Search Committee", "Disposition: Declined"."""
    kinds = listed("organisations", "forms", "kinds")
    if any(mark in text for mark in ":*@{}[]") or text.startswith(("Co. ", "No. ")):
        return True
    if keys[-1] in _DEPARTMENTS or (keys[-1] in listed("roles", "heads") and keys[-1] not in kinds):
        return True
    if (len(keys) == 1 and keys[0] in kinds) or keys[-1] in {"i", "ii", "iii"}:
        return True
    people = [part.split()[0] for part in fold(text).split("&") if part.split()]
    named = all(name in listed("people", "given") for name in people)
    return named and kinds.isdisjoint(keys) and (len(people) > 1 or len(keys) == _FULL_NAME)


def _worth(candidate: Candidate, candidates: Sequence[Candidate]) -> float:
    """Its own worth, more when it bears a word that firms bear, and when it is named in other ways too."""
    keys = {word.key for word in split_words(candidate.text)}
    firm = 3.0 if keys & listed("organisations", "forms", "kinds") else 0.0
    others = {c.way for c in candidates if c.way != candidate.way and _is_same(c.text, candidate.text)}
    firm += 2.0 if any(key.startswith("universit") for key in keys) else 0.0
    agency = 8.0 if keys & _AGENCIES else 0.0
    return _WORTH[candidate.way] + firm + 3.0 * len(others) - agency


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((fold(one).removeprefix("the "), fold(other).removeprefix("the ")), key=len)
    return f" {long} ".startswith(f" {short} ") or f" {short} " in f" {long} "


def _best_form(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The same firm as somebody wrote it without capitals throughout, if anybody did."""
    if not best.text.isupper() and not any(len(w) > _LONGEST_FORM and w.isupper() for w in best.text.split()):
        return best
    mixed = [c for c in candidates if not c.text.isupper() and _is_same(c.text, best.text) and len(c.text) > _SHORTEST_NAME]
    return max(mixed, key=lambda c: len(c.text), default=best)


def _cased(text: str) -> str:
    long = [w for w in text.split() if len(w) > _SHORTEST_NAME]
    if not long or not all(w.isupper() for w in long) or len(text) <= _LONGEST_FORM:
        return text
    short = listed("organisations", "forms")
    cased = [
        w.lower() if fold(w) in CONNECTING else w if fold(w) in short and len(w) <= _SHORTEST_NAME else proper_case(w)
        for w in text.split()
    ]
    return " ".join([cased[0][:1].upper() + cased[0][1:], *cased[1:]])


