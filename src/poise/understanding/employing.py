"""Where employers are named: in sentences, in the sender of the message, in its signature and its letterhead."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common, joined, parts

_FEW = 2
LONGEST = 7
CONNECTING = listed("sets", "firms.connecting")
_FAR = 16
_APPLYING = frozenset(
    {"interest", "application", "applying", "applied", "apply", "position", "role", "post", "vacancy", "candidacy"}
)
_DEEDS = frozenset({"thanks", "regrets", "has", "thank", "regret", "wishes", "receives", "received"})
_BODIES = frozenset({"board", "committee", "trustees", "governors", "management", "staff", "members", "friends"})
_FEW = 2
_HOLDERS = listed("sets", "firms.holders")


class Candidate(NamedTuple):
    """A possible employer: the words as typed, how it was named, and where it stands in the draft, if there."""

    text: str
    way: str
    start: int = -1
    end: int = -1


@cache
def _leads() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The words that name an employer, with the way in which they do, by the last of them, the longest first."""
    ways: dict[str, list[str]] = load("circumstances")["employers"]
    found = [(way, tuple(lead.split())) for way, leads in ways.items() for lead in leads]
    by_last: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for way, lead in sorted(found, key=lambda item: -len(item[1])):
        by_last.setdefault(lead[-1], []).append((way, lead))
    return by_last


def in_words(found: Sequence[Word], text: str, *, own: bool) -> Iterator[Candidate]:
    """Capitalised runs after the words that name an employer: "working for …", "here at …", "our client …"."""
    leads = _leads()
    loud = sum(c.isupper() for c in text) * 2 > sum(c.isalpha() for c in text)
    for index in range(1, len(found)):
        for way, before in leads.get(found[index - 1].key, ()):
            size = len(before)
            if (
                index < size
                or tuple(w.key for w in found[index - size : index]) != before
                or parts(found[index - 1], found[index])
            ):
                continue
            run = _run(found, index)
            if index > 1 and found[index - 2].key == "one" and own:
                break
            if run and before == ("at",) and _holds(found, index, own=own) and (len(run) > 1 or not is_common(run[0])):
                yield Candidate(joined(text, run), "place", *((run[0].start, run[-1].end) if own else (-1, -1)))
            if run and _is_firm_name(run, way=way, loud=loud):
                start, end = (run[0].start, run[-1].end) if own else (-1, -1)
                yield Candidate(joined(text, run), way, start, end)
            break


def _holds(found: Sequence[Word], index: int, *, own: bool) -> bool:
    """Whether what stands before "at" is held by an employer: "the post with you at", "interest in … (Rust) at"."""
    near = [word.key for word in found[max(0, index - _FAR) : index - 1]]
    if own:
        theirs = near[-2:-1] and near[-2] in {"your", "their", "his", "her"}
        return bool(near) and not theirs and near[-1] in _HOLDERS | listed("roles", "nouns", "heads")
    return not _APPLYING.isdisjoint(near) or (bool(near) and near[-1] in _HOLDERS | listed("roles", "heads"))


def in_deeds(found: Sequence[Word], text: str) -> Iterator[Candidate]:
    """Capitalised words that do what employers do in their own message: "Golden Carp Palace thanks you"."""
    for index in range(1, len(found)):
        if found[index].text not in _DEEDS or found[index].gap != " ":
            continue
        start = index
        while start > 0 and index - start < LONGEST and not (start < index and parts(found[start - 1], found[start])):
            if not (found[start - 1].is_capital or found[start - 1].key in CONNECTING):
                break
            start -= 1
        run = list(found[start:index])
        while run and (run[0].key in CONNECTING or run[0].key in {"the", "we", "i", "our"}):
            run = run[1:]
        if len(run) > 1 and run[0].key not in listed("grammar", "subjects", "determiners") | listed("people", "titles"):
            yield Candidate(joined(text, run), "whom")


def _run(found: Sequence[Word], index: int) -> list[Word]:
    """The capitalised run from ``index`` on, with the small words inside it; a leading article is left out."""
    if index < len(found) - 1 and found[index].key in {"the", "our", "your"}:
        index += 1
    run: list[Word] = []
    for position in range(index, min(index + LONGEST, len(found))):
        word = found[position]
        if run and (breaks(run[-1], word) or has_comma(word)) and word.gap != ". ":
            break
        if run and breaks(run[-1], word):
            break
        inner = word.key in CONNECTING and run and position + 1 < len(found) and found[position + 1].is_capital
        if not (word.is_capital or inner):
            break
        run.append(word)
    while run and run[-1].key in CONNECTING:
        run.pop()
    heads = listed("roles", "heads")
    while len(run) > _FEW and run[0].key in _BODIES and run[1].key == "of":
        run = run[2:]
    post = next((i for i, w in enumerate(run) if i and w.key in {"of", "at"} and run[i - 1].key in heads), -1)
    return run[post + 1 :]


def _is_firm_name(run: Sequence[Word], *, way: str, loud: bool) -> bool:
    """Whether a run can name a firm: after a sure phrase almost anything can, elsewhere it needs a word that firms bear.

    ``loud``: the text is mostly in capitals, so that they say nothing.
    """
    loud = loud and all(w.text.isupper() for w in run)
    bears = any(w.key in listed("organisations", "forms", "kinds") for w in run)
    months = listed("grammar", "weekdays", "months")
    if any(w.key in months or w.text[0].isdigit() for w in run) or run[0].key in listed("people", "titles"):
        return False
    if loud and not bears:
        return False
    plain = all(is_common(w) for w in run)
    if way in {"client", "working", "whom"}:
        return not plain or bears
    if any(w.key in listed("roles", "heads") for w in run) and not bears:
        return False
    kinds = listed("organisations", "forms", "kinds")
    ended = any(w.key in kinds and (after is None or after.key in CONNECTING) for w, after in zip_longest(run, run[1:]))
    return ended and (len(run) > 1 or not plain)


