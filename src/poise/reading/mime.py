"""The text of an RFC 822 message: the plain part, or else the HTML part read as text.

Headers are read with the email package's compat32 policy and decoded here: the header parser of its modern policy raises
IndexError, TypeError or RecursionError on some malformed addresses that real mail contains.
"""

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from poise.errors import InputError
from poise.reading.decoding import printable
from poise.reading.markup import to_text

if TYPE_CHECKING:
    from email.message import Message

_LONGEST_PARAMETERS = 8000
_LONGEST_HEADER = 4000
_MOST_MULTIPARTS = 100
_PARAMETERS = re.compile(rb"(?:\A|[\r\n])content-(?:type|disposition)[ \t]{0,20}:", re.IGNORECASE)
_MULTIPART = re.compile(rb"content-type[ \t]{0,20}:\s{0,20}multipart", re.IGNORECASE)
_HEADER_END = re.compile(rb"\r?\n(?![ \t])|\Z")
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_SUPERSETS = {"ascii": "utf-8", "iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_DASH_ESCAPE = re.compile(r"^- (?=-)", re.MULTILINE)
_PGP_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_PGP_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_PGP_END = "-----END PGP SIGNATURE-----"
_PGP_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"


class Part(NamedTuple):
    """A text part: plain or HTML, decoded."""

    kind: str
    text: str


def parse_message(data: bytes, name: str) -> "Message":
    """Parse ``data``; InputError when its structure is too tangled to be anybody's letter."""
    # Loaded here because only mail files need it.
    from email import message_from_bytes

    if len(_MULTIPART.findall(data)) > _MOST_MULTIPARTS:
        raise InputError(f"{name}: this mail has too many parts to be read; paste its text instead")
    for match in _PARAMETERS.finditer(data):
        end = _HEADER_END.search(data, match.end())
        if end and end.start() - match.end() > _LONGEST_PARAMETERS:
            raise InputError(f"{name}: a mail header is too long to be read; paste the text of the mail instead")
    try:
        return message_from_bytes(data)
    except RecursionError:
        raise InputError(f"{name}: the parts of this mail are nested too deeply; paste its text instead") from None


def read_body(message: "Message", name: str, *, is_text: bool) -> str:
    """The text that the mail's reader sees, line breaks untouched.

    ``is_text`` says that the mail was given as ``str``: parts that are not transfer-encoded are then already decoded.
    Raises InputError for mails that are encrypted, have only attachments, or are not in the charset they claim.
    """
    try:
        parts = _collect(message, name, is_text=is_text)
    except RecursionError:
        parts = []
    text = _join(parts)
    if text.lstrip().startswith(_PGP_ENCRYPTED):
        raise InputError(_without_text(message, name, encrypted=True))
    if not text.strip():
        raise InputError(_without_text(message, name, encrypted=False))
    if "\0" in text:
        raise InputError(f"{name}: the text of this mail has NUL characters; paste it as plain text instead")
    return _unwrap_signed(text)


def _collect(part: "Message", name: str, *, is_text: bool) -> list[Part]:
    """The text parts of ``part`` in order; of alternatives only the best, of attachments nothing."""
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() == "message":
        return []
    if not part.is_multipart():
        kind = part.get_content_type()
        named = part.get_filename() is not None
        return [] if named or kind not in {"text/plain", "text/html"} else [Part(kind, _decode(part, name, is_text=is_text))]
    children = [_collect(child, name, is_text=is_text) for child in part.get_payload() if not isinstance(child, str)]
    if part.get_content_subtype() == "alternative":
        return max(children, key=_rank, default=[])
    return [found for child in children for found in child]


def _rank(parts: list[Part]) -> int:
    """Plain text is better than HTML, and HTML better than nothing; the first of equals is taken."""
    written = {part.kind for part in parts if part.text.strip()}
    return 2 if "text/plain" in written else len(written)


def _join(parts: list[Part]) -> str:
    text = ""
    pieces: list[str] = []
    for part in parts:
        if text.strip() and not text.endswith(("\n", "\r")):
            pieces.append("\n")
        text = to_text(part.text) if part.kind == "text/html" else part.text
        pieces.append(text)
    return "".join(pieces)


def _decode(part: "Message", name: str, *, is_text: bool) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    declared = part.get_content_charset() or "utf-8"
    if is_text and encoding not in {"base64", "quoted-printable"}:
        declared = "utf-8"
    for codec in (_codec(declared), "utf-8"):
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except (LookupError, UnicodeError):
            continue
    charset = printable(declared[:40])
    raise InputError(f"{name}: the text of this mail is not in the charset it names ({charset}); paste its text instead")


def _codec(charset: str) -> str:
    """The codec for ``charset``, or for the larger one that mail programs mean by it; UTF-8 for one nobody knows."""
    try:
        codec = codecs.lookup(charset).name.replace("-", "_")
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if codec in _NO_CHARSETS else _SUPERSETS.get(codec, codec)


def _without_text(message: "Message", name: str, *, encrypted: bool) -> str:
    """What to tell the person whose mail has no text that can be read."""
    paste = "paste its text instead"
    for part in message.walk():
        kind = part.get_content_type()
        if kind in _ENCRYPTED and str(part.get_param("smime-type", "")).lower() == "signed-data":
            return f"{name}: the text of this mail is sealed inside its signature; open it in your mail program and {paste}"
        encrypted = encrypted or kind in _ENCRYPTED
    if encrypted:
        return f"{name}: this mail is encrypted; open it in your mail program and {paste}"
    if any(part.get_content_disposition() == "attachment" or part.get_filename() for part in message.walk()):
        return f"{name}: this mail has attachments and no text; {paste}"
    return f"{name}: this mail has no text; {paste}"


def _unwrap_signed(text: str) -> str:
    """The text inside an inline PGP signature; other texts as they are."""
    if not text.lstrip().startswith(_PGP_SIGNED):
        return text
    head_end = _BLANK_LINE.search(text)
    body, _, after = text[head_end.end() if head_end else 0 :].partition(_PGP_SIGNATURE)
    return _DASH_ESCAPE.sub("", body) + after.partition(_PGP_END)[2].lstrip("\r\n")


def read_header(message: "Message", name: str) -> str:
    """The decoded value of a header on one line; "" when there is none."""
    return decode_words(raw_header(message, name))


def raw_header(message: "Message", name: str) -> str:
    """The value of a header as sent, on one line; bytes outside ASCII are read as UTF-8."""
    value = next((value for key, value in message.raw_items() if key.lower() == name), "")
    data = str(value)[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    return one_line(data.decode("utf-8", "replace"))


def decode_words(raw: str) -> str:
    """Read the encoded words of a header, whatever charset they claim."""
    # Loaded here because only mail files need it.
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    return one_line("".join(_decode_word(piece, charset) for piece, charset in pieces))


def one_line(value: str) -> str:
    """``value`` with its white space single and nothing in it that could end a header line."""
    return "".join(c for c in " ".join(value.split()) if c.isprintable())


def _decode_word(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(_codec(charset or "utf-8"), "replace")
    except (LookupError, UnicodeError):
        return piece.decode("utf-8", "replace")
