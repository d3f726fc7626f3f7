"""Concept files to one automaton: resolves references between concepts and numbers them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from poise.recognising.building import build
from poise.recognising.phrases import Path, PhraseError, merge_paths, read_phrase
from poise.recognising.sources import Source

Place = tuple[Source, tuple[str | int, ...]]


class Concepts:
    """Named phrase lists with the place of each, before they are compiled. Later definitions replace earlier ones."""

    def __init__(self) -> None:
        self.phrases: dict[str, list[tuple[str, Place]]] = {}
        self._paths: dict[str, tuple[Path, ...]] = {}
        self._open: list[str] = []

    def add(self, source: Source, table: Any, *path: str | int) -> None:  # noqa: ANN401  unvalidated YAML
        """Take the mapping of names to phrase lists that stands at ``path`` in ``source``."""
        if not isinstance(table, Mapping):
            raise source.error("expected concepts: a name, a colon and a list of phrases", *path)
        for name, phrases in table.items():
            if not isinstance(phrases, list) or not phrases:
                raise source.error(f'concept "{name}" needs a list of phrases', *path, name)
            self.phrases[name] = [(str(p), (source, (*path, name, i))) for i, p in enumerate(phrases)]
        self._paths.clear()

    def file(self, name: str) -> str:
        """The name of the file in which the concept ``name`` stands."""
        return self.phrases[name][0][1][0].name

    def paths(self, name: str) -> tuple[Path, ...]:
        """Every path of the concept ``name``; raises RuleError for a bad phrase and for a circle."""
        if name not in self._paths:
            self._open.append(name)
            self._paths[name] = merge_paths([self._read(phrase, place) for phrase, place in self.phrases[name]])
            self._open.pop()
        return self._paths[name]

    def phrase_paths(self, name: str) -> Iterator[tuple[Path, ...]]:
        """The paths of each phrase of the concept ``name``, one phrase at a time."""
        yield from (self._read(phrase, place) for phrase, place in self.phrases[name])

    def _read(self, phrase: str, place: Place) -> tuple[Path, ...]:
        source, path = place

        def resolve(name: str) -> tuple[Path, ...]:
            if name not in self.phrases:
                raise source.error(f'there is no concept "{name}"', *path)
            if name in self._open:
                raise source.error(f"concepts refer to each other in a circle: {' > '.join([*self._open, name])}", *path)
            return self.paths(name)

        try:
            return read_phrase(phrase, resolve)
        except PhraseError as error:
            raise source.error(str(error), *path) from None

    def compile(self, wanted: Iterable[str]) -> dict[str, Any]:
        """The automaton of the wanted concepts as plain data, with their names in order of their numbers."""
        names = sorted(set(wanted))
        numbered = ((number, path) for number, name in enumerate(names) for path in self.paths(name))
        return {"concepts": names, "automaton": build(len(names), numbered)}
