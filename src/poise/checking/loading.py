"""Finds the rule files and gives the rulebook that is made of them, compiled once and cached."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from poise.checking.caching import FORMAT, keep_digest, read_rulebook, recall_digest, rule_files, take_stamp, write_rulebook
from poise.checking.rulebook import Rulebook
from poise.errors import RuleError

Files = Mapping[str, str]


def packaged_files() -> Files:
    """The rule files that come with poise: their path below the rules folder, and their text."""
    return {name: Path(file.path).read_text("utf-8") for name, file in rule_files(_packaged_folder())}


def _packaged_folder() -> Path:
    """``rules`` stands apart from the rest of the source; wherever it was installed, the package knows its place."""
    return Path(import_module("poise.rules").__path__[0])


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


def load_rulebook(extra: Path | None = None) -> Rulebook:
    """The packaged rules, and those of the folder ``extra`` added to them (the same id replaces).

    The packaged files are looked at once in a process, those of ``extra`` each time. Raises RuleError for a file that cannot
    be used. The compiled form is cached; a folder that cannot be written to is no error.
    """
    own = folder_files(extra) if extra is not None else {}
    return _load(tuple(own.items()))


@lru_cache(maxsize=8)
def _load(own: tuple[tuple[str, str], ...]) -> Rulebook:
    """The rulebook of the packaged files and these; from the cache without reading the former, where they are known."""
    stamp = take_stamp(_packaged_folder())
    digest = recall_digest(stamp)
    known = read_rulebook(_key(digest, own)) if digest else None
    if known is not None:
        return known
    packaged = packaged_files()
    digest = _digest(tuple(sorted(packaged.items())))
    keep_digest(stamp, digest)
    key = _key(digest, own)
    return read_rulebook(key) or _compile(packaged, dict(own), key)


forget = _load.cache_clear
"""Look at every file anew."""


def _compile(packaged: Files, own: Files, key: str) -> Rulebook:
    from poise.checking.compiling import compile_rulebook  # a cached rulebook needs none of it

    data = compile_rulebook(packaged, own, key)
    write_rulebook(key, data)
    return Rulebook(data)


def open_rulebook(rules: str | Path | Rulebook | None = None) -> Rulebook:
    """The rulebook that a caller means: a whole one, the packaged one with a folder added to it, or the packaged one."""
    if isinstance(rules, Rulebook):
        return rules
    return load_rulebook(Path(rules) if rules is not None else None)


def _key(packaged: str, own: tuple[tuple[str, str], ...]) -> str:
    """The name of a rulebook: the digest of the packaged files, or of them and of the user's own."""
    return _digest((("", packaged), *own)) if own else packaged


def _digest(files: tuple[tuple[str, str], ...]) -> str:
    from hashlib import sha256  # takes as long to load as a letter to judge

    digest = sha256(str(FORMAT).encode())
    for name, text in files:
        digest.update(f"\0{name}\0{len(text)}\0{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
