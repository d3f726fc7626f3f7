"""The phrase language of concepts and rules: small enough to learn in a minute, linear by construction.

========== =========================================================
``word``    that word, however it is typed
``(a|b c)`` one of the alternatives
``x?``      an optional word, group or class
``word*``   every word with that beginning (four letters or more)
``<0-3>``   a gap of up to three words, never past the sentence
``{share}`` share, shares, shared, sharing
``{name}``  a proper name; ``{number}`` a number; ``{any}`` any word
``[x.y]``   any phrase of the concept x.y
``^ $``     the beginning and the end of the sentence
========== =========================================================

A phrase becomes a set of paths, each a sequence of steps. A step is a word, a class of words, or a gap.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from poise.recognising.inflecting import inflect

LONGEST_GAP = 8
MOST_PATHS = 4096
SHORTEST_PREFIX = 4
BUILT_IN = frozenset({"name", "number", "any"})

_TOKEN = re.compile(
    r"\s*(?:(?P<gap><(\d+)(?:-(\d+))?>)|(?P<class>\{[a-z]+\})|(?P<concept>\[[\w.\-]+\])|(?P<mark>[()|?^$])|(?P<word>[^\s()|?<>{}\[\]^$]+))"
)


class Words(NamedTuple):
    """One word out of a set; ``prefix`` words match every word that begins with them."""

    words: frozenset[str]
    prefixes: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


class Gap(NamedTuple):
    """Between ``least`` and ``most`` words of any kind."""

    least: int
    most: int


class Anchor(NamedTuple):
    """The beginning (``^``) or end (``$``) of the sentence."""

    mark: str


Step = Words | Gap | Anchor
Path = tuple[Step, ...]
Resolve = Callable[[str], tuple[Path, ...]]


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where in it and what was expected."""


class _Reader:
    """Recursive descent over one phrase; every method returns the paths of what it read."""

    def __init__(self, phrase: str, resolve: Resolve) -> None:
        self.phrase = phrase
        self.resolve = resolve
        self.tokens = list(self._scan())
        self.position = 0

    def _scan(self) -> Iterator[re.Match[str]]:
        position = 0
        while self.phrase[position:].strip():
            match = _TOKEN.match(self.phrase, position)
            if match is None:
                raise PhraseError(f'cannot read "{self.phrase[position:].strip()}" in "{self.phrase}"')
            yield match
            position = match.end()

    def _peek(self) -> str:
        return self.tokens[self.position].group().strip() if self.position < len(self.tokens) else ""

    def read(self) -> tuple[Path, ...]:
        paths = self._alternatives()
        if self._peek():
            raise PhraseError(f'unexpected "{self._peek()}" in "{self.phrase}"')
        return paths

    def _alternatives(self) -> tuple[Path, ...]:
        found = list(self._sequence())
        while self._peek() == "|":
            self.position += 1
            found.extend(self._sequence())
        return _merge_words(tuple(dict.fromkeys(found)))

    def _sequence(self) -> tuple[Path, ...]:
        paths: tuple[Path, ...] = ((),)
        while self._peek() not in {"", "|", ")"}:
            item = self._item()
            if self._peek() == "?":
                self.position += 1
                item = (*item, ())
            paths = tuple(a + b for a in paths for b in item)
            if len(paths) > MOST_PATHS:
                raise PhraseError(f'more than {MOST_PATHS} readings of "{self.phrase}": split it')
        return paths

    def _item(self) -> tuple[Path, ...]:
        match = self.tokens[self.position]
        self.position += 1
        if match["word"]:
            return ((_word(match["word"], self.phrase),),)
        if match["class"]:
            return ((_class(match["class"][1:-1]),),)
        if match["concept"]:
            return self.resolve(match["concept"][1:-1])
        if match["gap"]:
            return ((_gap(int(match[2]), match[3], self.phrase),),)
        if match["mark"] in {"^", "$"}:
            return ((Anchor(match["mark"]),),)
        return self._group(match["mark"])

    def _group(self, mark: str) -> tuple[Path, ...]:
        if mark != "(":
            raise PhraseError(f'unexpected "{mark}" in "{self.phrase}"')
        paths = self._alternatives()
        if () in paths:
            raise PhraseError(f'an alternative in "{self.phrase}" can be empty; "?" makes a whole word optional: write (a|b)?')
        if self._peek() != ")":
            raise PhraseError(f'a "(" is not closed in "{self.phrase}"')
        self.position += 1
        return paths


def _word(text: str, phrase: str) -> Words:
    word = text.lower()
    if word.endswith("*"):
        stem = word[:-1]
        if len(stem) < SHORTEST_PREFIX or not stem.isalpha():
            raise PhraseError(f'"{text}" in "{phrase}" is too short a beginning: give {SHORTEST_PREFIX} letters or more')
        return Words(frozenset(), frozenset({stem}))
    return Words(frozenset({word}))


def _class(name: str) -> Words:
    if name in BUILT_IN:
        return Words(frozenset(), classes=frozenset({name}))
    return Words(inflect(name))


def _gap(low: int, high: str | None, phrase: str) -> Gap:
    least, most = (low, int(high)) if high is not None else (0, low)
    if least > most or most > LONGEST_GAP:
        raise PhraseError(f'a gap in "{phrase}" must grow from low to high and be at most {LONGEST_GAP} words')
    return Gap(least, most)


def _merge_words(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Alternatives of one word each become one step, so that they cost nothing."""
    single = [p[0] for p in paths if len(p) == 1 and isinstance(p[0], Words)]
    if len(single) < 2:  # noqa: PLR2004  two make a choice
        return paths
    merged = Words(
        frozenset().union(*(s.words for s in single)),
        frozenset().union(*(s.prefixes for s in single)),
        frozenset().union(*(s.classes for s in single)),
    )
    return ((merged,), *(p for p in paths if not (len(p) == 1 and isinstance(p[0], Words))))


def read_phrase(phrase: str, resolve: Resolve) -> tuple[Path, ...]:
    """All paths of ``phrase``; ``resolve`` gives the paths of a concept. Raises PhraseError."""
    paths = tuple(dict.fromkeys(_join_gaps(path) for path in _Reader(phrase, resolve).read()))
    for path in paths:
        _refuse_empty(path, phrase)
    return paths


def _join_gaps(path: Path) -> Path:
    """Gaps that meet where an optional word is left out become one."""
    joined: list[Step] = []
    for step in path:
        last = joined[-1] if joined else None
        if isinstance(step, Gap) and isinstance(last, Gap):
            joined[-1] = Gap(last.least + step.least, last.most + step.most)
        else:
            joined.append(step)
    return tuple(joined)


def _refuse_empty(path: Path, phrase: str) -> None:
    if not any(isinstance(step, Words) for step in path):
        raise PhraseError(f'"{phrase}" can match without a single word')
    if isinstance(path[0], Gap) or isinstance(path[-1], Gap):
        raise PhraseError(f'"{phrase}" begins or ends with a gap')


def merge_paths(groups: list[tuple[Path, ...]]) -> tuple[Path, ...]:
    """The paths of several phrases as one set, single words merged."""
    return _merge_words(tuple(dict.fromkeys(path for group in groups for path in group)))
