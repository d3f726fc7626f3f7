"""Bytes to text, exactly: no newline is translated and no character is guessed."""

import codecs

from poise.errors import InputError

MOST_BYTES = 20 * 1024 * 1024
"""The largest input that is read; larger ones are taken for a mistake."""

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decode(data: bytes, name: str) -> str:
    """Decode ``data`` as UTF-8, with or without a byte order mark, or as UTF-16 with one.

    ``name`` is what errors call the input. The byte order mark is not part of the text. Raises InputError, naming the byte
    offset (from 0), for invalid bytes and NUL, and for more than 20 MB.
    """
    name = printable(name)
    check_size(len(data), name)
    mark = data[:2]
    if mark in _UTF_16 and data[:4] != codecs.BOM_UTF32_LE:
        text = _decode(data, len(mark), _UTF_16[mark], name)
        zero = 2 + 2 * _units_before_nul(text) if "\0" in text else -1
    else:
        skip = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        zero = data.find(b"\0")
        text = "" if zero >= 0 else _decode(data, skip, "utf-8", name)
    if zero >= 0:
        raise InputError(
            f"{name}: NUL at byte {zero}, so this is not a text file; save the letter as plain text (UTF-8) and try again"
        )
    return text


def check_size(size: int, name: str) -> None:
    """Raise InputError when ``size``, in bytes, is more than anybody's letter."""
    if size > MOST_BYTES:
        raise InputError(
            f"{printable(name)}: {size / 1024 / 1024:.0f} MB is more than the 20 MB that are read; give only the letter"
        )


def printable(name: str) -> str:
    """``name`` fit for one line of a message: control characters and lone surrogates become ``?``."""
    return "".join(c if c.isprintable() else "?" for c in name)


def _decode(data: bytes, skip: int, encoding: str, name: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise InputError(
            f"{name}: not valid {label} at byte {skip + error.start}; save the file as UTF-8 and try again"
        ) from None


def _units_before_nul(text: str) -> int:
    """How many UTF-16 code units stand before the first NUL of ``text``."""
    return len(text[: text.index("\0")].encode("utf-16-le", "surrogatepass")) // 2
