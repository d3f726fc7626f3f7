"""Phrases to a trie as plain data, which ``automaton`` runs.

An edge of the trie is a *symbol*: a word, or a set of words that mean the same at that place. Equal subtrees are stored once.
What is stored is packed in strings, so that a reader unpacks only what a text meets.
"""

from collections.abc import Iterable
from typing import Any

from poise.recognising.phrases import Anchor, Gap, Path, Words


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
        rows: list[str] = []
        edges: list[tuple[int, int, int]] = []
        known: dict[str, int] = {}
        roots = [self._store(root, rows, edges, known) for root in (self.anywhere, self.anchored)]
        return {"roots": roots, "nodes": rows} | self._tables(edges)

    def _store(self, node: _Draft, rows: list[str], edges: list[tuple[int, int, int]], known: dict[str, int]) -> int:
        """Store a node after its children; equal nodes get one number."""
        ways = [(symbol, self._store(child, rows, edges, known)) for symbol, child in sorted(node.edges.items())]
        gaps = [f"{low} {high} {self._store(child, rows, edges, known)}" for (low, high), child in sorted(node.gaps.items())]
        row = "|".join((_join(sorted(node.found)), _join(sorted(node.at_end)), " ".join(gaps), "1" if ways else ""))
        key = f"{row}{ways}"
        if key not in known:
            known[key] = len(rows)
            rows.append(row)
            edges.extend((symbol, known[key], target) for symbol, target in ways)
        return known[key]

    def _tables(self, edges: Iterable[tuple[int, int, int]]) -> dict[str, dict[str, str]]:
        """The edges of every word, beginning and class, as pairs of the state they leave and the state they reach."""
        names = list(self.symbols)
        tables: dict[str, dict[str, list[int]]] = {"words": {}, "prefixes": {}, "classes": {}}
        for symbol, state, target in edges:
            for name, table in tables.items():
                for key in getattr(names[symbol], name):
                    table.setdefault(key, []).extend((state, target))
        return {name: {key: _join(table[key]) for key in sorted(table)} for name, table in tables.items()}


def _join(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def build(paths: Iterable[tuple[int, Path]]) -> dict[str, Any]:
    """Compile numbered paths to plain data that JSON can hold."""
    builder = _Builder()
    for concept, path in paths:
        builder.add(concept, path)
    return builder.freeze()
