"""What there is to understand: the author's own lines and sentences, and the employer's message, wherever it was given."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from poise.domain import Draft, Fact, Origin, Skipped, Span
from poise.reading.documents import Document, parse
from poise.reading.lines import Line, split_lines
from poise.reading.mail import read_mail
from poise.understanding.heat import is_loud
from poise.understanding.quieting import quieten
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, fold, is_common, split_words

_COMMENT = re.compile(r"<!--")
_QUOTE_MARKS = re.compile(r"^[\s>|]{1,40}")
_CHEVRONS = re.compile(r">{2,} ?\S.{3,160}>{2,}$")
_ADDRESS = re.compile(r"[<(\[]?\s?[\w.+\-]{1,64}@[\w.\-]{1,255}\s?[>)\]]?")
_SEPARATOR = re.compile(r"^\s*[-_*=]{3,}")
_LABEL = re.compile(r"^(subject|betreff|objet|asunto|re)\s?:\s*(.*)$", re.IGNORECASE)
_LONGEST = 200_000


class OwnLine(NamedTuple):
    """A line that the author wrote or signs with, where it stands in the draft, and whether reading took it for a signature."""

    start: int
    end: int
    text: str
    is_signature: bool


class Employer(NamedTuple):
    """The employer's message as plain text, with what its headers say. All empty when there is none."""

    text: str = ""
    subject: str | None = None
    sender: str | None = None
    address: str | None = None
    recipients: tuple[str, ...] = ()
    no_reply: bool = False
    automated: bool = False
    origin: Origin = Origin.REJECTION
    given: str = ""

    @property
    def lines(self) -> list[str]:
        """Its lines, stripped."""
        return [line.strip() for line in self.text.splitlines()]


class Sources:
    """A draft taken apart once; every finder reads from this."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.document: Document = parse(draft.text)
        self.skipped = _with_barred(draft.text, self.document.skipped)
        self.lines = _own_lines(draft.text, self.skipped)
        self.employer = _read_employer(draft, self.skipped)
        self.text = self._quiet()

    def _quiet(self) -> str:
        """The draft as it would be typed without capitals throughout, if it was; its offsets stay."""
        text = self.draft.text
        written = [(line.start, line.end) for line in self.lines]
        if not is_loud([word for start, end in written for word in split_words(text, start, end)]):
            return text
        names = {w.key for w in self.employer_words if w.is_capital and not w.text.isupper() and not is_common(w)}
        quiet = quieten(text, written, names)
        self.document = parse(quiet)
        self.lines = tuple(line._replace(text=quiet[line.start : line.start + len(line.text)]) for line in self.lines)
        return quiet

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the author's own sentences, signature excluded, with offsets in the draft."""
        found: list[Word] = []
        stop = 0
        for line in self.body_lines:
            words = split_words(self.text, line.start, line.end)
            if words:
                mark = self.text[found[-1].end : stop].strip() if found else ""
                blank = bool(found) and self.text.count("\n", stop, line.start) > 1
                found.append(words[0]._replace(gap=mark + ("\n\n" if blank else "\n") + words[0].gap))
                found.extend(words[1:])
                stop = line.start + len(line.text.rstrip())
        return tuple(found)

    @cached_property
    def body_lines(self) -> tuple[OwnLine, ...]:
        """The author's lines without signature and subject line, blank ones left out."""
        kept = [line for line in self.lines if line.text.strip() and not line.is_signature]
        return tuple(line for i, line in enumerate(kept) if i > 1 or not _LABEL.match(line.text.strip()))

    @cached_property
    def folded(self) -> str:
        """The author's own words, folded, with single spaces: for asking whether a phrase occurs."""
        return " ".join(word.key for word in self.words)

    @cached_property
    def employer_words(self) -> tuple[Word, ...]:
        """The words of the employer's message; offsets stand in its plain text."""
        return split_words(self.employer.text)

    @cached_property
    def employer_folded(self) -> str:
        """The employer's words, folded, with single spaces."""
        return " ".join(word.key for word in self.employer_words)

    def in_draft(self, kind: str, text: str, start: int, end: int) -> Fact:
        """A fact that stands in the draft."""
        return Fact(kind, text, Origin.DRAFT, Span(start, end))

    def in_message(self, kind: str, text: str, typed: str | None = None) -> Fact:
        """A fact of the employer's; its span is where it stands, as typed, in what was given, if it does in one piece."""
        start = self.employer.given.find(typed or text)
        end = start + len(typed or text)
        return Fact(kind, text, self.employer.origin, Span(start, end) if start >= 0 else None)


def quote_start(lines: Sequence[Line]) -> int | None:
    """Where a quotation begins that reading leaves to us: lines marked with bars, or all below ">>> Ana <…> 3 May >>>"."""
    for index, line in enumerate(lines):
        bare = line.text.strip()
        if index and _CHEVRONS.match(bare):
            return line.start
        if index and bare[:1] == "|" and all(after.text.strip()[:1] in {"", "|"} for after in lines[index:]):
            return line.start
    return None


def _with_barred(text: str, skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """What is skipped, and a quotation at the end that is marked in a rarer way."""
    if "|" not in text and ">>" not in text:
        return tuple(skipped)
    start = quote_start(list(split_lines(text)))
    if start is None:
        return tuple(skipped)
    return (*(part for part in skipped if part.span.end <= start), Skipped("quoted", Span(start, len(text))))


def _own_lines(text: str, skipped: Sequence[Skipped]) -> tuple[OwnLine, ...]:
    """The author's lines: quoted messages and footers are left out, signatures are marked."""
    kinds = iter([*skipped, None])
    part = next(kinds)
    found: list[OwnLine] = []
    for line in split_lines(text):
        while part is not None and part.span.end <= line.start and part.span.end < line.end:
            part = next(kinds)
        inside = part is not None and part.span.start <= line.start < max(part.span.end, part.span.start + 1)
        kind = part.kind if inside and part is not None else ""
        if kind in {"", "signature"}:
            found.append(OwnLine(line.start, line.end, line.text, kind == "signature"))
    return tuple(found)


def _read_employer(draft: Draft, skipped: Sequence[Skipped]) -> Employer:
    """The rejection if one was given, or else what the draft quotes."""
    if draft.rejection:
        given = draft.rejection
        mail = read_mail(given[:_LONGEST] if isinstance(given, str) else given, "the rejection")
        text = without_comments(mail.text[:_LONGEST])
        return Employer(
            text, mail.subject, mail.sender, mail.address, mail.recipients, mail.no_reply, mail.automated,
            Origin.REJECTION, given if isinstance(given, str) else mail.text,
        )  # fmt: skip
    quoted = [part for part in skipped if part.kind == "quoted"]
    if not quoted:
        return Employer()
    lines = [line for part in quoted for line in split_lines(draft.text[part.span.start : part.span.end][:_LONGEST])]
    return _read_quoted(lines, draft.text)


def _read_quoted(lines: Sequence[Line], given: str) -> Employer:
    """The quoted message without its marks; whoever the line above it names is the sender."""
    bare = [_QUOTE_MARKS.sub("", line.text) if line.text.lstrip()[:1] in {">", "|"} else line.text for line in lines]
    sender = None
    kept: list[str] = []
    for index, line in enumerate(bare):
        introduces = index < _HEADER_LINES and not lines[index].text.lstrip().startswith(">")
        if introduces and (_SEPARATOR.match(line) or line.rstrip().endswith(":")):
            sender = sender or introduced_name(line)
        else:
            kept.append(line)
    mail = read_mail("\n".join(kept).strip(), "the quoted message")
    text = without_comments(mail.text)
    return Employer(
        text,
        mail.subject,
        mail.sender or sender,
        mail.address,
        mail.recipients,
        mail.no_reply,
        mail.automated,
        Origin.DRAFT,
        given,
    )


_HEADER_LINES = 6


def introduced_name(line: str) -> str | None:
    """Who wrote what follows, after a line such as "On Tue, 3 Mar 2026 at 9:14, Oskar Fjällgren <…> wrote:"."""
    said, _, verb = line.strip().rpartition(" ")
    head = _ADDRESS.split(line)[0] if _ADDRESS.search(line) else line if verb[:1].isupper() else said
    name: list[str] = []
    for word in reversed(split_words(head)):
        if not word.is_capital or word.key in _CLOCK_WORDS or any(c.isdigit() for c in word.text):
            break
        name.append(word.text)
    return " ".join(reversed(name)) or None


_CLOCK_WORDS = listed("sets", "sources.clock_words") | {"quoting", "citing", "zitat", "citat", "citation"}


def without_comments(text: str) -> str:
    """The text without HTML comments: nobody was meant to read them."""
    pieces: list[str] = []
    position = 0
    for match in _COMMENT.finditer(text):
        if match.start() < position:
            continue
        end = text.find("-->", match.end())
        pieces.append(text[position : match.start()])
        position = len(text) if end < 0 else end + 3
    pieces.append(text[position:])
    return "".join(pieces)


def own_subject(sources: Sources) -> str:
    """What the author typed as a subject line at the top of the draft; empty without one."""
    for line in [line for line in sources.lines if line.text.strip()][:2]:
        match = _LABEL.match(line.text.strip())
        if match:
            return match[2].strip()
    return ""


def is_phrase_in(phrase: str, folded: str) -> bool:
    """Whether a folded text holds these words in a row."""
    return f" {fold(phrase)} " in f" {folded} "
