"""A mail file, or a mail pasted as text, as a value: what it says, who sent it, and whether an answer would be read."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from poise.reading.decoding import check_size, decode, printable
from poise.reading.headers import find_introduction, read_label, read_labels
from poise.reading.lines import Line, skip_blank, split_lines
from poise.reading.quoting import find_skipped
from poise.reading.wordlists import load

if TYPE_CHECKING:
    from email.message import Message

_FIELD = r"([!-9;-~]{1,80})[ \t]{0,5}:"
_ADDRESS = r"[\w.+\-=&'/]{1,64}@[\w.\-]{0,255}\w"
_ANGLED = r"<\s?[^<>\s@]{1,100}@[^<>\s@]{1,255}\s?>"
_RECIPIENT = r'(?:"([^"]{0,200})"|([^",;<>]{0,200}))\s?<'
_QUOTES = " \t\"'"
_OPENERS = " \t<([,;"
_MESSAGE_ID = r"<[^<>\s]{1,500}>"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 100_000
_FEWEST_FIELDS = 2
_LONGEST_INTRODUCTION = 4


class Mail(NamedTuple):
    """One mail. What it does not say is None, or empty.

    ``text`` is the decoded text part; of pasted text, what stands below its header lines. ``sender`` is the display name as
    written, ``recipients`` those of the To line. ``reply_to`` is an address. ``references`` are the message ids that a reply
    continues, without ``message_id`` itself. ``automated``: a machine wrote it; ``no_reply``: nobody reads an answer.
    """

    text: str
    subject: str | None = None
    sender: str | None = None
    address: str | None = None
    reply_to: str | None = None
    recipients: tuple[str, ...] = ()
    message_id: str | None = None
    references: tuple[str, ...] = ()
    automated: bool = False
    no_reply: bool = False


def looks_like_mail(data: bytes | str) -> bool:
    """Whether ``data`` is a whole RFC 822 message: header fields first, one of them written by machines alone.

    Text that somebody pasted with its From and Subject lines is none; ``read_mail`` understands it all the same.
    """
    text = data[:_HEAD].decode("latin-1") if isinstance(data, bytes) else data[:_HEAD]
    fields: list[str] = []
    for line in split_lines(text.removeprefix("\u00ef\u00bb\u00bf").lstrip("\ufeff\r\n")):
        match = re.match(_FIELD, line.text)
        if match:
            fields.append(match.group(1).lower())
        elif not (line.text[:1] in {" ", "\t"} and fields) and not (line.text.startswith("From ") and not fields):
            break
    return len(fields) >= _FEWEST_FIELDS and not set(load("mail")["technical"]).isdisjoint(fields)


def read_mail(data: bytes | str, name: str = "the mail") -> Mail:
    """Read a mail file, or the text of a mail as somebody pasted it, HTML source included.

    ``name`` is what errors call it. Raises InputError for a mail without text that can be read (encrypted, only attachments,
    in no known charset), for bytes that are not text, and for more than 20 MB.
    """
    name = printable(name)
    if isinstance(data, bytes) and data.startswith(_BYTE_ORDER_MARKS):
        data = decode(data, name)
    if looks_like_mail(data):
        return _read_message(data, name)
    return _read_pasted(data if isinstance(data, str) else decode(data, name))


def _read_message(data: bytes | str, name: str) -> Mail:
    # Loaded here because it brings the email package, which only mail files need.
    from poise.reading.mime import decode_words, parse_message, raw_header, read_body, read_header

    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    check_size(len(raw), name)
    message = parse_message(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), name)
    text = read_body(message, name, is_text=isinstance(data, str))
    sender, address = split_sender(raw_header(message, "from"))
    _, reply_to = split_sender(raw_header(message, "reply-to"))
    own = _own_words(text)
    thread = raw_header(message, "references") or raw_header(message, "in-reply-to")
    return Mail(
        text=text,
        subject=read_header(message, "subject") or None,
        sender=(decode_words(sender) or None) if sender else None,
        address=address,
        reply_to=reply_to,
        recipients=tuple(map(decode_words, split_recipients(raw_header(message, "to")))),
        message_id=next(iter(re.findall(_MESSAGE_ID, raw_header(message, "message-id"))), None),
        references=tuple(re.findall(_MESSAGE_ID, thread)),
        automated=_is_sent_by_machine(message, (address, reply_to)) or _says(own, "automated_phrases"),
        no_reply=_is_unanswerable(reply_to or address) or _says(own, "no_reply_phrases"),
    )


def _read_pasted(text: str) -> Mail:
    if text.lstrip().startswith("<"):
        # Loaded here because html.parser takes time and most texts are not HTML.
        from poise.reading.markup import looks_like_html, to_text

        text = to_text(text) if looks_like_html(text) else text
    lines = split_lines(text)
    index, introduced_by = _skip_introduction(lines)
    labels, index = _read_labels(lines, index)
    body = _unquote(text[lines[index].start :]) if index < len(lines) else ""
    sender, address = split_sender(labels.get("from", ""))
    address = address or introduced_by
    own = _own_words(body)
    return Mail(
        text=body,
        subject=labels.get("subject") or None,
        sender=sender,
        address=address,
        recipients=split_recipients(labels.get("to", "")),
        automated=_is_tracking_system((address,)) or _says(own, "automated_phrases"),
        no_reply=_is_unanswerable(address) or _says(own, "no_reply_phrases"),
    )


def _skip_introduction(lines: Sequence[Line]) -> tuple[int, str | None]:
    """Where the message begins that a first line such as "Begin forwarded message:" introduces, and its address."""
    start = skip_blank(lines, 0)
    for index in range(start, min(start + _LONGEST_INTRODUCTION, len(lines))):
        introduction = find_introduction(lines, index, start)
        if introduction and introduction.first == start and not read_label(lines[start].text):
            below = introduction.first + 1 if read_label(lines[introduction.last].text) else introduction.last + 1
            match = re.search(_ADDRESS, " ".join(line.text for line in lines[start:below]))
            return skip_blank(lines, below), match.group() if match else None
    return start, None


def _read_labels(lines: Sequence[Line], start: int) -> tuple[dict[str, str], int]:
    """The header lines from ``start``, the first of each role, and where the text below them begins.

    One label alone is believed only for a subject above a blank line: sentences, too, begin with "From: ".
    """
    stop, found = read_labels(lines, start)
    labels = {label.role: label.value for label in reversed(found)}
    below = skip_blank(lines, stop)
    alone = "subject" in labels and below > stop
    return (labels, below) if len(labels) > 1 or alone else ({}, start)


def _unquote(text: str) -> str:
    """``text`` without its ``>`` when every line of it has one: somebody pasted the mail as quoted in their reply."""
    lines = text.splitlines(keepends=True)
    if not all(line.lstrip().startswith(">") or not line.strip() for line in lines):
        return text
    return "".join(line.lstrip(" \t").removeprefix(">").removeprefix(" ") for line in lines)


def split_sender(value: str) -> tuple[str | None, str | None]:
    """Split the value of a From line into display name and address; either may be missing."""
    match = re.search(_ANGLED, value) or re.search(_ADDRESS, value)
    if match is None:
        return value.strip(_QUOTES) or None, None
    name = value[: match.start()].removesuffix("mailto:").rstrip(_OPENERS).strip(_QUOTES)
    comment = value[match.end() :].strip(_QUOTES + "()") if not name else ""
    return name or comment or None, match.group().strip("<> ")


def split_recipients(value: str) -> tuple[str, ...]:
    """The display names in the value of a To line, in order."""
    if "<" in value:
        names = [quoted or plain for quoted, plain in re.findall(_RECIPIENT, value)]
    else:
        names = [name for name in value.split(";") if "@" not in name]
    return tuple(name for name in (name.strip(_QUOTES) for name in names) if name)


def _own_words(text: str) -> str:
    """What the mail itself says, not what it quotes, on one line and in lower case."""
    quoted = [part.span for part in find_skipped(text) if part.kind == "quoted"]
    starts = [0, *(span.end for span in quoted)]
    ends = [*(span.start for span in quoted), len(text)]
    own = " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    plain = " ".join(own.casefold().replace("\u2019", "'").split())
    for innocent in load("mail")["innocent_phrases"]:
        plain = plain.replace(innocent, " ")
    return plain


def _says(own: str, phrases: str) -> bool:
    return any(phrase in own for phrase in load("mail")[phrases])


@cache
def _unanswerable() -> tuple[str, ...]:
    return tuple(load("mail")["unanswerable"])


def _is_unanswerable(address: str | None) -> bool:
    """Whether the address itself says that nobody reads what is sent to it."""
    squeezed = "".join(c for c in (address or "").casefold() if c.isalnum())
    return any(mark in squeezed for mark in _unanswerable())


def _is_tracking_system(addresses: Sequence[str | None]) -> bool:
    domains = ["." + address.rpartition("@")[2].casefold() for address in addresses if address]
    systems = tuple("." + system for system in load("mail")["tracking_systems"])
    return any(domain.endswith(systems) for domain in domains)


def _is_sent_by_machine(message: "Message", addresses: Sequence[str | None]) -> bool:
    # Loaded here because it brings the email package, which only mail files need.
    from poise.reading.mime import raw_header

    submitted = raw_header(message, "auto-submitted").partition(";")[0].strip().casefold()
    precedence = raw_header(message, "precedence").strip().casefold()
    _, bounce = split_sender(raw_header(message, "return-path"))
    return (
        submitted not in {"", "no"}
        or precedence in load("mail")["automatic_precedence"]
        or any(name in message for name in load("mail")["automatic_headers"])
        or _is_tracking_system((*addresses, bounce))
    )
