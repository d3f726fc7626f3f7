"""Phrases to a trie as plain data, which ``automaton`` runs.

An edge of the trie is a *symbol*: a word, or a set of words that mean the same at that place. Equal subtrees are stored once.
A node is of one of three sorts, told apart by its number alone, so that a reader looks up few of them:

- an *end* finds one concept and goes no further; it has the number of the concept;
- a *plain* node goes on and brings nothing else; these have the highest numbers;
- whatever brings more, or is several nodes that one word reaches at once, has a row of its own.

Numbers are stored as characters, a row of them as one string: small, and read at the speed of ``ord``. The surrogates, which no
file can hold, and the first characters, which JSON would have to escape, are left out.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from poise.recognising.automaton import FIRST, SURROGATES
from poise.recognising.phrases import Anchor, Gap, Path, Words

_Targets = frozenset[int]


class _Draft:
    """A node while the trie is being built."""

    __slots__ = ("at_end", "edges", "found", "gaps")

    def __init__(self) -> None:
        self.edges: dict[int, _Draft] = {}
        self.found: set[int] = set()
        self.at_end: set[int] = set()
        self.gaps: dict[tuple[int, int], _Draft] = {}


class _Node(NamedTuple):
    """A node as it is stored; ``gaps`` are (least, most, node), and ``edges`` are (symbol, node)."""

    found: tuple[int, ...]
    at_end: tuple[int, ...]
    gaps: tuple[tuple[int, int, int], ...]
    edges: tuple[tuple[int, int], ...]

    @property
    def is_end(self) -> bool:
        return len(self.found) == 1 and not (self.at_end or self.gaps or self.edges)

    @property
    def is_plain(self) -> bool:
        return bool(self.edges) and not (self.found or self.at_end or self.gaps)


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

    def freeze(self, concepts: int) -> dict[str, Any]:
        known: dict[_Node, int] = {}
        roots = [_store(root, known) for root in (self.anywhere, self.anchored)]
        tables = self._tables(list(known))
        return _Numbering(list(known), concepts, tables).freeze(roots)

    def _tables(self, nodes: list[_Node]) -> dict[str, dict[str, dict[int, _Targets]]]:
        """For every word, beginning and class: from which nodes it goes on, and to which."""
        names = list(self.symbols)
        tables: dict[str, dict[str, dict[int, _Targets]]] = {"words": {}, "prefixes": {}, "classes": {}}
        for number, node in enumerate(nodes):
            for symbol, target in node.edges:
                for name, table in tables.items():
                    for key in getattr(names[symbol], name):
                        ways = table.setdefault(key, {})
                        ways[number] = ways.get(number, frozenset()) | {target}
        return tables


def _store(draft: _Draft, known: dict[_Node, int]) -> int:
    """Store a node after those behind it; equal nodes get one number."""
    node = _Node(
        found=tuple(sorted(draft.found)),
        at_end=tuple(sorted(draft.at_end)),
        gaps=tuple((least, most, _store(beyond, known)) for (least, most), beyond in sorted(draft.gaps.items())),
        edges=tuple((symbol, _store(target, known)) for symbol, target in sorted(draft.edges.items())),
    )
    return known.setdefault(node, len(known))


class _Numbering:
    """Gives every node its number for good, and a row to those that need one."""

    def __init__(self, nodes: list[_Node], concepts: int, tables: Mapping[str, Mapping[str, Mapping[int, _Targets]]]) -> None:
        self.nodes = nodes
        self.tables = tables
        ways = (ways for table in tables.values() for ways in table.values())
        several = {targets for way in ways for targets in way.values() if len(targets) > 1}
        alone = {frozenset({n}) for n, node in enumerate(nodes) if not (node.is_end or node.is_plain)}
        self.rows = sorted(several | alone, key=sorted)
        plain = [frozenset({n}) for n, node in enumerate(nodes) if node.is_plain]
        self.numbers = {targets: _number(concepts + place) for place, targets in enumerate([*self.rows, *plain])}
        self.numbers |= {frozenset({n}): _number(node.found[0]) for n, node in enumerate(nodes) if node.is_end}
        self.first_row = _number(concepts)
        self.first_plain = _number(concepts + len(self.rows))

    def freeze(self, roots: Iterable[int]) -> dict[str, Any]:
        return {
            "roots": [self._alone(root) for root in roots],
            "first_row": self.first_row,
            "first_plain": self.first_plain,
            "rows": " ".join(self._row(targets) for targets in self.rows),
        } | {name: self._table(table) for name, table in self.tables.items()}

    def _alone(self, node: int) -> int:
        return self.numbers[frozenset({node})]

    def _table(self, table: Mapping[str, Mapping[int, _Targets]]) -> dict[str, str]:
        """All keys and all rows as two strings: JSON reads thousands of short ones far more slowly."""
        keys = sorted(table)
        return {"keys": " ".join(keys), "rows": " ".join(self._ways(table[key]) for key in keys)}

    def _ways(self, ways: Mapping[int, _Targets]) -> str:
        """Pairs of the node that a word leaves and the node that it reaches."""
        return _pack(chain.from_iterable((self._alone(node), self.numbers[ways[node]]) for node in sorted(ways)))

    def _row(self, targets: _Targets) -> str:
        """Concepts found, concepts found at the end of the sentence, gaps, and the nodes that wait for the next word."""
        nodes = [(number, self.nodes[number]) for number in sorted(targets)]
        found = {_number(concept) for _, node in nodes for concept in node.found}
        at_end = {_number(concept) for _, node in nodes for concept in node.at_end}
        gaps = {(FIRST + least, FIRST + most, self._alone(beyond)) for _, node in nodes for least, most, beyond in node.gaps}
        waiting = {self._alone(number) for number, node in nodes if node.edges}
        return "|".join(map(_pack, (sorted(found), sorted(at_end), chain.from_iterable(sorted(gaps)), sorted(waiting))))


def _number(place: int) -> int:
    number = FIRST + place
    return number if number < SURROGATES.start else number + len(SURROGATES)


def _pack(numbers: Iterable[int]) -> str:
    return "".join(map(chr, numbers))


def build(concepts: int, paths: Iterable[tuple[int, Path]]) -> dict[str, Any]:
    """Compile the paths of so many ``concepts``, each with the number of its concept, to plain data that JSON can hold."""
    builder = _Builder()
    for concept, path in paths:
        builder.add(concept, path)
    return builder.freeze(concepts)
