"""The cache folder: compiled rulebooks, and by which marks the packaged rule files are known again without being read.

A rulebook is JSON named by the digest of every file it was made from. It holds rules only, never a text that was judged. What
cannot be read or written is no error: the rules are then compiled again.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from poise.checking.rulebook import Rulebook

FORMAT = 12
SUFFIXES = (".yaml", ".json")
_AT_REST = 2_000_000_000
"""Nanoseconds after which a clock must have ticked on any file system: a file changed since then shows another time."""
_MOST_KEPT = 16


class Stamp(NamedTuple):
    """The rule files of a folder as the file system tells them: ``marks`` has a line for each.

    ``settled``: all of them are at rest for so long that a later change is sure to show in another stamp.
    """

    folder: Path
    marks: str
    settled: bool


def rule_files(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The rule files in the folders of ``folder``, by their path in it."""
    for family in os.scandir(folder):
        if family.is_dir() and not family.name.startswith(("_", ".")):
            for file in os.scandir(family.path):
                if file.name.endswith(SUFFIXES) and not file.name.startswith("."):
                    yield f"{family.name}/{file.name}", file


def take_stamp(folder: Path) -> Stamp:
    """Look at every rule file of ``folder`` without reading it."""
    settled = time.time_ns() - _AT_REST
    found = [(name, file.stat()) for name, file in rule_files(folder)]
    lines = sorted(f"{name} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}" for name, about in found)
    changed = (max(about.st_mtime_ns, about.st_ctime_ns) for _, about in found)
    return Stamp(folder, "\n".join([str(folder), *lines]), all(moment < settled for moment in changed))


def recall_digest(stamp: Stamp) -> str | None:
    """The digest of the files under this stamp; None where they were not seen before, or have changed since."""
    try:
        digest, _, marks = _stamp_file(stamp).read_text("utf-8", "surrogateescape").partition("\n")
    except (OSError, ValueError):
        return None
    return digest if marks == stamp.marks else None


def keep_digest(stamp: Stamp, digest: str) -> None:
    """Keep the digest of files that were read after the stamp was taken."""
    if stamp.settled:
        _write(_stamp_file(stamp), f"{digest}\n{stamp.marks}")


def read_rulebook(key: str) -> Rulebook | None:
    """The rulebook in the cache; None for one that is missing, broken, or was written by another version of poise."""
    try:
        rulebook = Rulebook(json.loads(_rulebook_file(key).read_bytes()))
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return rulebook if rulebook.hash == key and rulebook.rules else None


def write_rulebook(key: str, data: Mapping[str, Any]) -> None:
    """Keep a compiled rulebook, and of the others those that were made last."""
    target = _rulebook_file(key)
    _write(target, json.dumps(data, separators=(",", ":"), ensure_ascii=False))
    try:
        others = sorted(target.parent.glob("rulebook-*.json"), key=lambda file: file.stat().st_mtime_ns)
        for stale in others[:-_MOST_KEPT]:
            stale.unlink(missing_ok=True)
    except OSError:
        return


def _rulebook_file(key: str) -> Path:
    return cache_folder() / f"rulebook-{FORMAT}-{key}.json"


def _stamp_file(stamp: Stamp) -> Path:
    return cache_folder() / f"files-{FORMAT}-{crc32(os.fsencode(stamp.folder)):08x}.txt"


def cache_folder() -> Path:
    """Where the platform keeps what can be made again."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where there is no home
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "poise" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "poise"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "poise"


def _write(path: Path, text: str) -> None:
    """Write beside the target and rename, so that no reader ever meets half a file."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8", "surrogateescape")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True) if path.parent.is_dir() else None
