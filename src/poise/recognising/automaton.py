"""Finds all phrases of all concepts in one pass over a sentence.

Phrases are kept in a trie whose edges are *symbols*: a symbol is a word or a set of words, and each word of a text carries
the symbols it belongs to. Equal subtrees are stored once. The work per word is bounded by the rulebook and never by the
text, so a pass is linear whatever the text holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from poise.recognising.phrases import Anchor, Gap, Path, Words

_MEMORY = 500_000
_WORDS = 50_000
_NOTHING: set[tuple[int, int]] = set()


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
    """The compiled phrases, ready to match. Matching changes nothing but a bounded memory of words already looked up."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._rows: Sequence[Sequence[Any]] = data["nodes"]
        self._nodes: dict[int, Node] = {}
        self._anywhere, self._anchored = data["roots"]
        self._words: Mapping[str, list[int]] = data["words"]
        self._classes: Mapping[str, list[int]] = data["classes"]
        self._prefixes: Mapping[str, list[int]] = data["prefixes"]
        self._lengths = sorted({len(p) for p in self._prefixes})
        self._known: dict[tuple[str, str], frozenset[int]] = {}
        self._memory: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
        self._followed = 0

    def knows(self, word: str) -> bool:
        """Whether some phrase holds this very word."""
        return word in self._words

    def match(self, words: Sequence[tuple[str, str]]) -> list[Match]:
        """The longest match of each concept at each word it begins with, in order.

        ``words`` are pairs of a word and its kind ("name", "number" or "").
        """
        run = _Run(len(words))
        self._open(run)
        for position, (word, kind) in enumerate(words):
            steps = self._steps(word, kind)
            active = run.waiting[position]
            active.add((self._anywhere, position))
            for number, first in active:
                targets = steps.get(number)
                if targets is None:
                    targets = steps[number] = self._follow(number, word, kind)
                for target in targets:
                    self._enter(target, first, position + 1, run)
            run.waiting[position] = _NOTHING
        return run.matches()

    def _steps(self, word: str, kind: str) -> dict[int, tuple[int, ...]]:
        """Where each state already met goes with this word: the same few thousand words come again and again."""
        if self._followed >= _MEMORY:
            self._memory.clear()
            self._followed = 0
        return self._memory.setdefault((word, kind), {})

    def _follow(self, number: int, word: str, kind: str) -> tuple[int, ...]:
        """The states that the word leads to from one state; goes through the shorter of its edges and the word's symbols."""
        self._followed += 1
        edges, symbols = self._node(number).edges, self._symbols(word, kind)
        if len(edges) <= len(symbols):
            return tuple(target for symbol, target in edges.items() if symbol in symbols)
        return tuple(edges[symbol] for symbol in symbols if symbol in edges)

    def _node(self, number: int) -> Node:
        """The state with this number, unpacked when it is first reached: a short text reaches few."""
        known = self._nodes.get(number)
        if known is None:
            edges, found, at_end, gaps = self._rows[number]
            ways = dict(zip(edges[::2], edges[1::2], strict=True))
            known = self._nodes[number] = Node(ways, tuple(found), tuple(at_end), tuple(map(tuple, gaps)))
        return known

    def _symbols(self, word: str, kind: str) -> frozenset[int]:
        key = (word, kind)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _WORDS:
                self._known.clear()
            known = self._known[key] = frozenset(self._look_up(word, kind))
        return known

    def _look_up(self, word: str, kind: str) -> Iterator[int]:
        yield from self._classes.get("any", ())
        yield from self._classes.get(kind, ())
        if kind != "name":
            yield from self._words.get(word, ())
            for length in self._lengths:
                if len(word) >= length:
                    yield from self._prefixes.get(word[:length], ())

    def _open(self, run: "_Run") -> None:
        """Wait at the beginning for the anchored phrases, and further on for those that begin with a gap."""
        run.waiting[0].add((self._anchored, 0))
        for least, most, beyond in self._node(self._anchored).gaps:
            for position in range(least, min(most, run.end) + 1):
                run.waiting[position].add((beyond, 0))

    def _enter(self, number: int, first: int, after: int, run: "_Run") -> None:
        node = self._nodes.get(number) or self._node(number)
        for concept in node.found:
            run.found[concept, first] = after
        if node.edges:
            run.waiting[after].add((number, first))
        if node.found_at_end and after == run.end:
            run.reach_end(node.found_at_end, first)
        for least, most, beyond in node.gaps:
            for position in range(after + least, min(after + most, run.end) + 1):
                run.waiting[position].add((beyond, first))
            if after + least <= run.end <= after + most:
                run.reach_end(self._node(beyond).found_at_end, first)


class _Run:
    """One pass over a sentence: the states that wait at each word, and what was found so far."""

    def __init__(self, length: int) -> None:
        self.end = length
        self.waiting: list[set[tuple[int, int]]] = [set() for _ in range(length + 1)]
        self.found: dict[tuple[int, int], int] = {}
        self._at_end: set[tuple[int, int]] = set()

    def reach_end(self, concepts: Iterable[int], first: int) -> None:
        """Note matches that reach the end of the sentence: none can be longer."""
        self._at_end.update((concept, first) for concept in concepts)

    def matches(self) -> list[Match]:
        self.found.update(dict.fromkeys(self._at_end, self.end))
        found = [Match(concept, first, last) for (concept, first), last in self.found.items()]
        return sorted(found, key=lambda m: (m.first, m.last, m.concept))
