"""What was given, read from files, a pipe or a paste. Every way in which it can be unusable is one line of advice."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from poise.cli.outputs import say
from poise.cli.terminal import safe
from poise.errors import InputError
from poise.reading.decoding import MOST_BYTES, check_size, decode
from poise.reading.mail import looks_like_mail, read_mail

if TYPE_CHECKING:
    from poise.reading.mail import Mail

STDIN = "-"
_END_KEYS = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"


class Given(NamedTuple):
    """One input: its name in reports (``-`` for a pipe or paste), its text, and the mail that it came in, if any."""

    name: str
    text: str
    mail: "Mail | None" = None


def read_text(name: str | None, what: str) -> Given:
    """Read a text that somebody wrote; an .eml gives its text part. ``what`` is what a person is asked to paste.

    Raises InputError when there is no such file, it is no text, or there is nothing in it.
    """
    name = name or STDIN
    data = _read_bytes(name, what)
    mail = read_mail(data, called(name)) if _is_mail(name, data) else None
    text = mail.text if mail else decode(data, called(name))
    if not text.strip():
        raise InputError(f"{called(name)}: there is no text in it; give the reply that you want to send")
    return Given(name, text, mail)


def read_rejection(name: str | None) -> str | bytes | None:
    """Read the message that is answered: a whole .eml as bytes, anything else as text."""
    if name is None:
        return None
    data = _read_bytes(name, "the rejection")
    if _is_mail(name, data):
        read_mail(data, called(name))
        return data
    text = decode(data, called(name))
    if not text.strip():
        raise InputError(f"{called(name)}: there is no text in it; give the rejection, or leave the option out")
    return text


def refuse_two_pipes(*names: str | None) -> None:
    """Raise InputError when more than one input is to come from stdin."""
    if sum(name == STDIN for name in names) > 1:
        raise InputError("-: only one input can come from stdin; give the others as files")


def _is_mail(name: str, data: bytes) -> bool:
    return name.lower().endswith(".eml") or looks_like_mail(data)


def called(name: str) -> str:
    """What errors call an input."""
    return "stdin" if name == STDIN else safe(name)


def _read_bytes(name: str, what: str) -> bytes:
    if name == STDIN:
        return _read_stdin(what)
    path = Path(name)
    try:
        check_size(path.stat().st_size, name)
        return path.read_bytes()
    except FileNotFoundError:
        problem = "no such file; check the name, or give - and paste the text"
    except IsADirectoryError:
        problem = "is a folder; name a file in it"
    except PermissionError:
        problem = "may not be read; check its permissions"
    except (OSError, ValueError) as error:
        problem = f"cannot be read ({getattr(error, 'strerror', None) or 'the name is none'}); check the name"
    raise InputError(f"{called(name)}: {problem}")


def _read_stdin(what: str) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("stdin: is closed; name a file")
    if sys.stdin.isatty():
        say(f"Paste {what}, then end it with {_END_KEYS} on a line of its own.\n")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    check_size(len(data), "stdin")
    return data
