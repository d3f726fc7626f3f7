"""Finds the rule files, compiles them once, and keeps the result where the platform keeps caches.

The cached rulebook is JSON named by the hash of every file it was made from. It holds rules only, never a text that was judged.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from poise.checking.rulebook import Rulebook
from poise.errors import RuleError

FORMAT = 10
_SUFFIXES = (".yaml", ".json")

Files = Mapping[str, str]


def packaged_files() -> Files:
    """The rule files that come with poise: their path below the rules folder, and their text."""
    from importlib.resources import files

    found: dict[str, str] = {}
    for folder in files("poise.rules").iterdir():
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            for file in folder.iterdir():
                if file.name.endswith(_SUFFIXES):
                    found[f"{folder.name}/{file.name}"] = file.read_text("utf-8")
    return found


def folder_files(folder: Path) -> Files:
    """The rule files of a user's own folder; raises RuleError when there are none to use."""
    if not folder.is_dir():
        raise RuleError(
            f"{folder}: no such folder; --rules takes a folder with a sub-folder per family, like house/no-emoji.yaml"
        )
    found: dict[str, str] = {}
    for path in sorted(_walk(folder)):
        try:
            found[path.relative_to(folder).as_posix()] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise RuleError(f"{path}: cannot be read as UTF-8 text") from None
    if not found:
        raise RuleError(f"{folder}: holds no rule file; a rule is FAMILY/NAME.yaml in that folder")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.glob("*/*.yaml"):
        if not path.name.startswith("."):
            yield path


@lru_cache(maxsize=8)
def load_rulebook(extra: Path | None = None) -> Rulebook:
    """The packaged rules, and those of the folder ``extra`` added to them (the same id replaces).

    Raises RuleError for a file that cannot be used. The compiled form is cached; a folder that cannot be written to is no
    error.
    """
    own = folder_files(extra) if extra is not None else {}
    packaged = packaged_files()
    key = _hash(packaged, own)
    cached = _cache_folder() / f"rulebook-{FORMAT}-{key}.json"
    known = _read_cache(cached, key)
    if known is not None:
        return known
    from poise.checking.compiling import compile_rulebook  # a cached rulebook needs none of it

    data = compile_rulebook(packaged, own, key)
    _write_cache(cached, data)
    return Rulebook(data)


def open_rulebook(rules: str | Path | Rulebook | None = None) -> Rulebook:
    """The rulebook that a caller means: a whole one, the packaged one with a folder added to it, or the packaged one."""
    if isinstance(rules, Rulebook):
        return rules
    return load_rulebook(Path(rules) if rules is not None else None)


def _hash(packaged: Files, own: Files) -> str:
    from hashlib import sha256

    digest = sha256(str(FORMAT).encode())
    for origin, files in (("packaged", packaged), ("own", own)):
        for name in sorted(files):
            digest.update(f"\0{origin}\0{name}\0{files[name]}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home() raises where there is no home
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "poise" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "poise"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "poise"


def _read_cache(path: Path, key: str) -> Rulebook | None:
    """The rulebook in a cache file; None for one that is missing, broken, or was written by another version of poise."""
    try:
        rulebook = Rulebook(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return rulebook if rulebook.hash == key and rulebook.rules else None


def _write_cache(path: Path, data: Mapping[str, Any]) -> None:
    """Write beside the target and rename, so that no reader ever meets half a rulebook."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False), "utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True) if path.parent.is_dir() else None
