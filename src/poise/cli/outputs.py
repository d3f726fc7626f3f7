"""Where everything goes that poise writes: results to stdout or to a file, words for people to stderr."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

from poise.cli.terminal import safe
from poise.errors import InputError


def check_target(name: str | None) -> None:
    """Raise InputError for an ``-o`` that cannot be written to; asked before any letter is written, not after."""
    if name in {None, "-"}:
        return
    target = Path(str(name))
    if target.is_dir():
        raise InputError(f"{safe(target.name)}: is a folder; name a file for the letter with -o")
    if not target.parent.is_dir():
        raise InputError(f"{safe(str(target.parent))}: no such folder; make it first, or name another file with -o")


def put(data: str | bytes, name: str | None = None) -> None:
    """Write a result to stdout, or to the file called ``name``."""
    if name in {None, "-"}:
        _put_out(data)
    else:
        _put_file(data.encode() if isinstance(data, str) else data, Path(str(name)))


def say(text: str, stream: TextIO | None = None) -> None:
    """Write words for people: to ``stream``, or to stderr."""
    stream = stream or sys.stderr
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)


def complain(message: object) -> None:
    """Say in one line, on stderr, what is wrong."""
    say(f"poise: {safe(str(message))}\n")


def _put_out(data: str | bytes) -> None:
    try:
        if isinstance(data, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(_speakable(data))
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    """A reader who leaves early (``| head -1``) has what it wanted: from here on nothing is written, and all is well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speakable(text: str) -> str:
    """``text`` without what the encoding of stdout cannot say; an ASCII terminal gets a letter all the same."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _put_file(data: bytes, target: Path) -> None:
    """Write beside the target and rename: whoever reads it finds the old file or the new one, never half of one."""
    target = Path(os.path.realpath(target))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(data, target)
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); name another file with -o"
        raise InputError(f"{safe(str(target))}: {problem}") from None


def _replace(data: bytes, target: Path) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
