"""Finds all phrases of all concepts in one pass over a sentence.

Phrases are kept in a trie whose edges are *symbols*: a symbol is a word or a set of words, and each word of a text carries
the symbols it belongs to. Equal subtrees are stored once. The work per word is bounded by the rulebook and never by the
text, so a pass is linear whatever the text holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from poise.recognising.phrases import Anchor, Gap, Path, Words

_MEMORY = 200_000


class Match(NamedTuple):
    """A phrase of the concept with this number, over the words ``first`` (inclusive) to ``last`` (exclusive)."""

    concept: int
    first: int
    last: int


class Node(NamedTuple):
    """A state: edges by symbol, concepts that end here (anywhere, or only at the sentence's end), gaps that open here."""

    edges: dict[int, int]
    found: tuple[int, ...]
    found_at_end: tuple[int, ...]
    gaps: tuple[tuple[int, int, int], ...]


class _Draft:
    """A node while the trie is being built."""

    __slots__ = ("at_end", "edges", "found", "gaps")

    def __init__(self) -> None:
        self.edges: dict[int, _Draft] = {}
        self.found: set[int] = set()
        self.at_end: set[int] = set()
        self.gaps: dict[tuple[int, int], _Draft] = {}


class _Builder:
    def __init__(self) -> None:
        self.anywhere = _Draft()
        self.anchored = _Draft()
        self.symbols: dict[Words, int] = {}

    def add(self, concept: int, path: Path) -> None:
        node = self.anywhere
        if isinstance(path[0], Anchor):
            node, path = self.anchored, path[1:]
        for step in path:
            if isinstance(step, Words):
                symbol = self.symbols.setdefault(step, len(self.symbols))
                node = node.edges.setdefault(symbol, _Draft())
            elif isinstance(step, Gap):
                node = node.gaps.setdefault((step.least, step.most), _Draft())
        (node.at_end if isinstance(path[-1], Anchor) else node.found).add(concept)

    def freeze(self) -> dict[str, Any]:
        table: list[list[Any]] = []
        known: dict[str, int] = {}
        roots = [_freeze(root, table, known) for root in (self.anywhere, self.anchored)]
        return {"roots": roots, "nodes": table} | self._symbol_tables()

    def _symbol_tables(self) -> dict[str, dict[str, list[int]]]:
        """The symbols of every word, beginning and class, ready to look up."""
        tables: dict[str, dict[str, list[int]]] = {"words": {}, "prefixes": {}, "classes": {}}
        for symbol, number in self.symbols.items():
            for name, table in tables.items():
                for key in sorted(getattr(symbol, name)):
                    table.setdefault(key, []).append(number)
        return tables


def _freeze(node: _Draft, table: list[list[Any]], known: dict[str, int]) -> int:
    """Store a node after its children; equal nodes get one number."""
    edges = [n for symbol, child in sorted(node.edges.items()) for n in (symbol, _freeze(child, table, known))]
    gaps = [[*bounds, _freeze(child, table, known)] for bounds, child in sorted(node.gaps.items())]
    row: list[Any] = [edges, sorted(node.found), sorted(node.at_end), gaps]
    key = repr(row)
    if key not in known:
        known[key] = len(table)
        table.append(row)
    return known[key]


def build(paths: Iterable[tuple[int, Path]]) -> dict[str, Any]:
    """Compile numbered paths to plain data that JSON can hold."""
    builder = _Builder()
    for concept, path in paths:
        builder.add(concept, path)
    return builder.freeze()


class Automaton:
    """The compiled phrases, ready to match. Matching changes nothing but a bounded memory of steps already worked out."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._rows: Sequence[Sequence[Any]] = data["nodes"]
        self._nodes: dict[int, Node] = {}
        self._anywhere, self._anchored = data["roots"]
        self._words: Mapping[str, list[int]] = data["words"]
        self._classes: Mapping[str, list[int]] = data["classes"]
        self._prefixes: Mapping[str, list[int]] = data["prefixes"]
        self._lengths = sorted({len(p) for p in self._prefixes})
        self._steps: dict[tuple[int, str, str], tuple[int, ...]] = {}

    def _node(self, number: int) -> Node:
        """The state with this number, unpacked when it is first reached: a short text reaches few."""
        known = self._nodes.get(number)
        if known is None:
            edges, found, at_end, gaps = self._rows[number]
            ways = dict(zip(edges[::2], edges[1::2], strict=True))
            known = self._nodes[number] = Node(ways, tuple(found), tuple(at_end), tuple(map(tuple, gaps)))
        return known

    def knows(self, word: str) -> bool:
        """Whether some phrase holds this very word."""
        return word in self._words

    def _symbols(self, word: str, kind: str) -> list[int]:
        found = [*self._classes.get("any", ()), *self._classes.get(kind, ())]
        if kind != "name":
            found.extend(self._words.get(word, ()))
            for length in self._lengths:
                found.extend(self._prefixes.get(word[:length], ()) if len(word) >= length else ())
        return found

    def _step(self, node: int, word: str, kind: str) -> tuple[int, ...]:
        key = (node, word, kind)
        known = self._steps.get(key)
        if known is None:
            edges = self._node(node).edges
            known = tuple(dict.fromkeys(edges[s] for s in self._symbols(word, kind) if s in edges))
            if len(self._steps) >= _MEMORY:
                self._steps.clear()
            self._steps[key] = known
        return known

    def match(self, words: Sequence[tuple[str, str]]) -> list[Match]:
        """All matches in ``words``, pairs of a word and its kind ("name", "number" or "")."""
        waiting: list[set[tuple[int, int]]] = [set() for _ in range(len(words) + 1)]
        found: set[Match] = set()
        self._open(waiting)
        for position, (word, kind) in enumerate(words):
            active = waiting[position]
            active.add((self._anywhere, position))
            for node, first in active:
                for target in self._step(node, word, kind):
                    self._enter(target, first, position + 1, waiting, found)
            waiting[position] = set()
        return sorted(found, key=lambda m: (m.first, m.last, m.concept))

    def _open(self, waiting: list[set[tuple[int, int]]]) -> None:
        """Wait at the beginning for the anchored phrases, and further on for those that begin with a gap."""
        waiting[0].add((self._anchored, 0))
        for least, most, beyond in self._node(self._anchored).gaps:
            for position in range(least, min(most, len(waiting) - 1) + 1):
                waiting[position].add((beyond, 0))

    def _enter(self, target: int, first: int, after: int, waiting: list[set[tuple[int, int]]], found: set[Match]) -> None:
        node = self._node(target)
        found.update(Match(concept, first, after) for concept in node.found)
        if node.found_at_end and after == len(waiting) - 1:
            found.update(Match(concept, first, after) for concept in node.found_at_end)
        if node.edges:
            waiting[after].add((target, first))
        end = len(waiting) - 1
        for least, most, beyond in node.gaps:
            for position in range(after + least, min(after + most, end) + 1):
                waiting[position].add((beyond, first))
            if after + least <= end <= after + most:
                found.update(Match(concept, first, end) for concept in self._node(beyond).found_at_end)

