"""Where employers are named: in sentences, in the sender of the message, in its signature and its letterhead."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from poise.understanding.names import read_name_line
from poise.understanding.signers import find_signer
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.vocabulary import load, phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, parts, split_words

_FEW = 2
_LONGEST_CARD = 110
_LONGEST_LINE = 90
LONGEST = 7
CONNECTING = listed("sets", "firms.connecting")
_HOLDERS = listed("sets", "firms.holders")
_SEGMENT = re.compile(r"\s*[|@\u2022,]\s*|\s+[-\u2013\u2014]\s+|\s+at\s+")


class Candidate(NamedTuple):
    """A possible employer: the words as typed, how it was named, and where it stands in the draft, if there."""

    text: str
    way: str
    start: int = -1
    end: int = -1


def find_employers(sources: Sources) -> Iterator[Candidate]:
    """Every mention of a possible employer, the message's own and the draft's."""
    employer = sources.employer
    yield from _in_words(sources.employer_words, employer.text, own=False)
    yield from _in_words(sources.words, sources.text, own=True)
    if employer.sender:
        yield from _in_sender(employer.sender)
    if employer.text:
        yield from _in_signature(sources)
        yield from _in_letterhead(employer.lines)


@cache
def _leads() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The words that name an employer, with the way in which they do, by the last of them, the longest first."""
    ways: dict[str, list[str]] = load("circumstances")["employers"]
    found = [(way, tuple(lead.split())) for way, leads in ways.items() for lead in leads]
    by_last: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for way, lead in sorted(found, key=lambda item: -len(item[1])):
        by_last.setdefault(lead[-1], []).append((way, lead))
    return by_last


def _in_words(found: Sequence[Word], text: str, *, own: bool) -> Iterator[Candidate]:
    """Capitalised runs after the words that name an employer: "working for …", "here at …", "our client …"."""
    leads = _leads()
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
            if (
                run
                and before == ("at",)
                and found[index - 2].key in _HOLDERS | listed("roles", "nouns")
                and not all(map(is_common, run))
            ):
                yield Candidate(joined(text, run), "place", *((run[0].start, run[-1].end) if own else (-1, -1)))
            if run and _is_firm_name(run, text, way=way):
                start, end = (run[0].start, run[-1].end) if own else (-1, -1)
                yield Candidate(joined(text, run), way, start, end)
            break


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
    return run


def _is_firm_name(run: Sequence[Word], text: str, *, way: str) -> bool:
    """Whether a run can name a firm: after a sure phrase almost anything can, elsewhere it needs a word that firms bear."""
    loud = all(w.text.isupper() for w in run) and sum(c.isupper() for c in text) * 2 > sum(c.isalpha() for c in text)
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
    return bears and (len(run) > 1 or not plain)


def _in_sender(sender: str) -> Iterator[Candidate]:
    """The firm in a From line: "Pendrake Cold Storage Careers", "Gordon Yip (Tsang Merriweather & Co)"."""
    for piece in re.split(r"[(),|<>]|\s-\s", sender):
        text = _without_department(piece.strip())
        if text and not read_name_line(piece) and split_words(text) and text[0].isupper():
            yield Candidate(text, "sender")


def _without_department(text: str) -> str:
    """The text less the name of a department at its end, and less "The" at its start."""
    folded = [word.key for word in split_words(text)]
    words = split_words(text)
    for noise in phrases("organisations", "noise"):
        size = len(noise.replace("&", "and").split())
        if folded[-size:] == noise.split() and len(folded) > size:
            return _without_department(text[: words[-size - 1].end])
    if " ".join(folded) in phrases("organisations", "noise"):
        return ""
    return re.sub(r"^[Tt]he (?=\S)", "", text).strip(" ,-|")


def _in_signature(sources: Sources) -> Iterator[Candidate]:
    """Firms in the last lines: the part of a line that bears a firm's word, or the line after the signer's post."""
    lines = [line for line in sources.employer.lines if line]
    signer = find_signer(sources.employer)
    names = {fold(part) for part in signer.name.parts} if signer else set()
    tail = lines[-12:]
    start = next(
        (
            i
            for i in range(len(tail) - 1, -1, -1)
            if names & {w.key for w in split_words(tail[i][:60])} and len(tail[i]) < _LONGEST_LINE
        ),
        None,
    )
    for index, line in enumerate(tail):
        if len(line) > _LONGEST_CARD or any(fold(mark) in fold(line) for mark in phrases("organisations", "boilerplate")):
            continue
        for piece in _SEGMENT.split(re.sub(r"\(.*?\)", "", line)):
            yield from _in_piece(
                piece, after=start is not None and index > start and index <= start + 3, names=names, sources=sources
            )


def _in_piece(piece: str, *, after: bool, names: set[str], sources: Sources) -> Iterator[Candidate]:
    text = _without_department(piece.strip(" ~*_.\"'\u201c\u201d/\\[]"))
    found = split_words(text)
    if (
        not found
        or not found[0].is_capital
        or len(found) > LONGEST
        or text.endswith((",", "!", "?", ":"))
        or names & {w.key for w in found}
    ):
        return
    if not all(w.is_capital or w.key in CONNECTING or _is_abbreviated(w) for w in found) or any(
        w.text[0].isdigit() for w in found
    ):
        return
    bears = any(w.key in listed("organisations", "forms", "kinds") for w in found)
    post = any(w.key in listed("roles", "heads") or w.key in listed("organisations", "signer_titles") for w in found)
    form = any(w.key in listed("organisations", "forms") for w in found)
    post = post and not form
    if post and (found[-1].key in listed("roles", "heads") or found[0].key in listed("organisations", "signer_titles")):
        return
    closing = " ".join(w.key for w in found) in phrases("greetings", "closings")
    if closing or (post and not form and not (bears and len(found) > _FEW)) or (len(found) == 1 and is_common(found[0])):
        return
    if bears or (after and not all(map(is_common, found))) or is_phrase_in(text, sources.folded):
        yield Candidate(text, "signed" if after or form else "named")


def _is_abbreviated(word: Word) -> bool:
    """Whether a lower-case word is the legal form of a firm: inc., gmbh."""
    return word.key in listed("organisations", "forms")


def _in_letterhead(lines: Sequence[str]) -> Iterator[Candidate]:
    """The first lines, when they stand alone in capitals or between brackets."""
    for line in [line for line in lines if line][:2]:
        bracketed = re.match(r"\[([^\]]{2,60})\]", line)
        text = _without_department(bracketed[1] if bracketed else re.split(r"\s[-\u2013|]\s", line)[0])
        found = split_words(text)
        if found and found[0].key in phrases("greetings", "openings"):
            continue
        alone = (
            bracketed
            or (text.isupper() and len(found) <= LONGEST)
            or any(w.key in listed("organisations", "forms") for w in found)
        )
        titled = found and all(w.is_capital or w.key in CONNECTING for w in found) and len(found) <= LONGEST
        if found and (alone or titled) and not line.endswith((",", "!", ":")) and ":" not in line and "/" not in text:
            yield Candidate(text, "head")
