"""Where a message names the employer outside its sentences: in the sender, labels, letterhead, signature and last words."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.employing import CONNECTING, LONGEST, Candidate
from poise.understanding.names import is_team, read_name_line
from poise.understanding.signers import find_signer
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, split_words

_FEW = 2
_EARLY = 14
_NEAR_NAME = 3
_LONGEST_CARD = 110
_LONGEST_LINE = 90
_DESKS = listed("organisations", "desks")
_LABELS = frozenset({"employer", "company", "client", "firm", "firma", "organisation", "organization", "on behalf of"})
_PARTNERS = re.compile(
    r"((?:[A-Z][\w'\u2019-]+, ){1,3}[A-Z][\w'\u2019-]+ (?:&|and) [A-Z][\w'\u2019-]+(?: LLP| Ltd)?)(?:,|$)"
)
_TAIL = re.compile(
    r"(?:^|[.!?]\s+)(?:[-\u2013\u2014]\s?)?([^.!?]{2,40}?)(?:,\s|\s[-\u2013\u2014/|]\s)"
    r"([^.!?,]{2,50}?(?: s\.r\.o\.)?)(?:, [^\W\d_]+)?[\"\u201d.]{0,2}$"
)
_SEGMENT = re.compile(r"\s*[|@\u2022,]\s*|\s+[-\u2013\u2014]\s+|\s+at\s+")


def in_sender(sender: str) -> Iterator[Candidate]:
    """The firm in a From line: "Pendrake Cold Storage Careers", "Gordon Yip (Tsang Merriweather & Co)"."""
    for piece in re.split(r"[(),|<>]|\s-\s", sender):
        text = _without_department(piece.strip())
        if text and not read_name_line(piece) and split_words(text) and text[0].isupper():
            yield Candidate(text, "sender")


def _without_department(text: str) -> str:
    """The text less the name of a department at its end, and less "The" at its start."""
    words = split_words(text)
    folded = [word.key for word in words]
    if len(words) > 1 and folded[0] in _DESKS:
        return _without_department(text[words[1].start :])
    for noise in phrases("organisations", "noise"):
        size = len(noise.replace("&", "and").split())
        if folded[-size:] == noise.split() and len(folded) > size:
            return _without_department(text[: words[-size - 1].end])
    if " ".join(folded) in phrases("organisations", "noise"):
        return ""
    return re.sub(r"^[Tt]he (?=\S)", "", text).strip(" ,-|")


def in_signature(sources: Sources) -> Iterator[Candidate]:
    """Firms in the last lines: the part of a line that bears a firm's word, or the line after the signer's post."""
    lines = [line for line in sources.employer.lines if line]
    signer = find_signer(sources.employer)
    names = {fold(part) for part in signer.name.parts} if signer else set()
    first = fold(signer.name.parts[0]) if signer else ""
    tail = lines[-12:]
    start = next(
        (
            i
            for i in range(len(tail) - 1, -1, -1)
            if names & {w.key for w in split_words(tail[i][:60])} and len(tail[i]) < _LONGEST_LINE
        ),
        None,
    )
    if signer is None:
        start = next((i for i in range(len(tail) - 1, 0, -1) if is_team(tail[i]) and len(tail[i]) < _LONGEST_LINE), None)
    for index, line in enumerate(tail):
        partners = _PARTNERS.match(line)
        if partners:
            head, _, rest = partners[1].partition(", ")
            led = fold(head.split()[-1])
            yield Candidate(rest if led in listed("roles", "heads") or led == first else partners[1], "signed")
            continue
        if len(line) > _LONGEST_CARD or any(fold(mark) in fold(line) for mark in phrases("organisations", "boilerplate")):
            continue
        pieces = _SEGMENT.split(re.sub(r"\(.*?\)", "", line))
        after = start is not None and start < index <= start + _NEAR_NAME
        for piece in pieces:
            beside = index == start and (len(piece.split()) > 1 or "&" in piece or signer is None)
            yield from _in_piece(piece, after=after or beside, names=names, sources=sources)


def _in_piece(piece: str, *, after: bool, names: set[str], sources: Sources) -> Iterator[Candidate]:
    signed, behalf, firm = piece.partition(" for ")
    if behalf and read_name_line(signed) is not None:
        piece = firm
    text = _without_department(" ".join(piece.split()).strip(" ~*_.\"'\u201c\u201d/\\[]"))
    found = split_words(text)
    if (
        not found
        or not found[0].is_capital
        or len(found) > LONGEST
        or text.endswith((",", "!", "?", ":"))
        or {w.key for w in found if len(w.key) > 1} <= names | listed("people", "titles")
    ):
        return
    if not all(w.is_capital or w.key in CONNECTING or w.text == "i" or _is_abbreviated(w) for w in found) or any(
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


def in_subject(subject: str) -> Iterator[Candidate]:
    """The firm between square brackets in a subject line: "[Sen Vang Academy] Interview result"."""
    match = re.search(r"\[([^\[\]]{3,50})\]", subject)
    text = _without_department(match[1].strip()) if match else ""
    if text and any(w.key in listed("organisations", "forms", "kinds") for w in split_words(text)):
        yield Candidate(text, "head")


def in_labels(lines: Sequence[str]) -> Iterator[Candidate]:
    """What a line or a part of one calls the employer: "Employer: Steppe Flow Pumps", "Client: Hospital da Ribeira Alta"."""
    for line in lines:
        for piece in line.split("|") if ":" in line else ():
            label, _, value = piece.strip().partition(":")
            if fold(label.strip()) in _LABELS and 0 < len(split_words(value)) <= LONGEST and value.strip()[:1].isupper():
                yield Candidate(value.strip(" .,"), "client")


def in_letterhead(lines: Sequence[str]) -> Iterator[Candidate]:
    """The first lines, when they stand alone in capitals or between brackets."""
    for line in [line for line in lines if line][:2]:
        bracketed = re.match(r"\[([^\]]{2,60})\]", line)
        text = _without_department(bracketed[1] if bracketed else re.split(r"\s[-\u2013|]\s", line)[0])
        found = split_words(text)
        signed = line.rstrip().endswith(".") or read_name_line(line) is not None or "&" in text.split()[2:3]
        if found and (found[0].key in phrases("greetings", "openings") or signed):
            continue
        alone = (
            bracketed
            or (text.isupper() and len(found) <= LONGEST)
            or any(w.key in listed("organisations", "forms") for w in found)
        )
        titled = found and all(w.is_capital or w.key in CONNECTING for w in found) and len(found) <= LONGEST
        if found and (alone or titled) and not line.endswith((",", "!", ":")) and ":" not in line and "/" not in text:
            yield Candidate(text, "head")


def in_last_words(lines: Sequence[str]) -> Iterator[Candidate]:
    """The firm after the name that ends a short message: "… for nail tech. Maybe later. - Mr Tran, Lotus & Pearl"."""
    last = next((line for line in reversed(lines) if line), "")
    match = _TAIL.search(last[-_LONGEST_CARD:])
    if match is None or not _is_named(match[1]):
        return
    text = _without_department(match[2].strip())
    found = split_words(text)
    if found and len(found) <= LONGEST and all(w.is_capital or w.key in CONNECTING or _is_abbreviated(w) for w in found):
        bears = any(w.key in listed("organisations", "forms", "kinds") for w in found)
        if bears or len(found) > 1 or "." in text:
            yield Candidate(text, "signed")


def in_introduction(found: Sequence[Word], text: str) -> Iterator[Candidate]:
    """The firm beside the name that a message begins with: "Domingas Cassule here, Kwanza Verticals."."""
    for index in range(1, min(len(found) - 1, _EARLY)):
        after = found[index + 1]
        told = has_comma(after) or after.key in {"from", "at"}
        if found[index].key != "here" or not (found[index - 1].is_capital and told):
            continue
        start = index + 1 if after.is_capital else index + 2
        stop = start
        while stop < len(found) and found[stop].is_capital and not (stop > start and breaks(found[stop - 1], found[stop])):
            stop += 1
        if stop > start + 1:
            yield Candidate(joined(text, found[start:stop]), "signed")


def _is_named(text: str) -> bool:
    """Whether the words are one or two people's names: "Mr Tran", "Rhys & Meg"."""
    return all(read_name_line(part) is not None for part in re.split(r"\s(?:&|and)\s", text))
