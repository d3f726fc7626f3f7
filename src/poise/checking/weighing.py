"""Points for what single rules cannot decide: words, pairs of near words and concepts each carry some, and they add up.

The points were fitted on labelled replies and are data (``hints/points.json``), in hundredths. Those of a sentence add up to
the log odds that it breaks the guidance, which are given on a scale from 0 on which ten stop a letter. Each sentence stands
for itself: courtesy around it neither hides it nor tips the scales.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import chain, count
from math import exp, log1p
from typing import Any, NamedTuple

from poise.checking.features import Row, Table, hold, locate, parse_name
from poise.checking.pages import Page
from poise.verdicts import Profile

FULL = 10.0
_HUNDREDTHS = 100
_MOST_SHOWN = 3
_STEEPEST = 30.0


class Limits(NamedTuple):
    """From how many points on a sentence is an error, is a warning, and seconds a rule that does not decide alone."""

    error: float
    warning: float
    backing: float


class Weighed(NamedTuple):
    """A sentence with its points, and the family of rules that it reads like a breach of ("" where it tells too little)."""

    page: Page
    points: float
    family: str


class Scales:
    """The fitted points: rows that hold the number of each feature, and what each weighs. It counts once in a sentence."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._bias: float = data["bias"]
        self._unit: float = data["unit"]
        self._points: dict[int | None, int] = {None: 0}
        self._row: Table[int] = _Rows(data["points"], self._points).__getitem__
        self._fitted: Mapping[str, Mapping[str, float]] = data["families"]
        self._limits = {Profile(name): Limits(**limits) for name, limits in data["limits"].items()}
        self._least = min(limits.warning for limits in self._limits.values())

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Scales | None":
        """The scales in the data of a rulebook; None where nothing was fitted."""
        return Scales(data) if data else None

    def limits(self, profile: Profile) -> Limits:
        """What points mean in this profile."""
        return self._limits[profile]

    def weigh(self, page: Page) -> Weighed:
        """The points of one sentence."""
        found = hold(page, self._row)
        odds = self._bias + sum(map(self._points.__getitem__, found)) / _HUNDREDTHS
        points = log1p(exp(min(odds, _STEEPEST))) * self._unit
        return Weighed(page, points, self._family(page) if points >= self._least else "")

    def telling(self, page: Page) -> list[tuple[int, int]]:
        """The terms that add most to the points of a sentence, the heaviest first: from the first to the one after the last."""
        found = ((self._points[number], first, last) for number, first, last in locate(page, self._row) if last > first)
        heavy = sorted((f for f in found if f[0] > 0), key=lambda f: (-f[0], f[1]))
        return [(first, last) for _, first, last in heavy[:_MOST_SHOWN]]

    def _family(self, page: Page) -> str:
        names = hold(page, self._leanings.get) | {""}
        return max(self._families, key=lambda family: sum(map(self._families[family].__getitem__, names)))

    @cached_property
    def _families(self) -> Mapping[str, Mapping[str | None, int]]:
        """The families in order, and what each feature speaks for them, in hundredths."""
        return {
            family: defaultdict(int, {name: round(_HUNDREDTHS * points) for name, points in self._fitted[family].items()})
            for family in sorted(self._fitted)
        }

    @cached_property
    def _leanings(self) -> Mapping[str, Row[str]]:
        """The names of all features that speak for a family."""
        columns: dict[str, dict[str, dict[Any, str]]] = {}
        for name in filter(None, chain.from_iterable(self._fitted.values())):
            head, column, key = parse_name(name)
            row = columns.setdefault(head, {field: {} for field in Row._fields})
            row[column][tuple(key.split(" ")) if column == "thirds" else key] = name
        return {
            head: Row(row["alone"].get(""), row["nexts"], row["thirds"], row["nears"]) for head, row in columns.items()
        }


class _Rows(dict[str, Row[int] | None]):
    """The rows of the fitted points, each unpacked when its word is first met; the points of its features go to ``points``."""

    def __init__(self, packed: Mapping[str, str], points: dict[int | None, int]) -> None:
        super().__init__()
        self._packed = dict(zip(packed["heads"].split(" "), packed["rows"].split(";"), strict=True))
        self._points = points

    def __missing__(self, head: str) -> Row[int] | None:
        packed = self._packed.get(head)
        if packed is None:
            return None
        (start,), alone, nexts, thirds, nears = (column.split(" ") if column else [] for column in packed.split("|"))
        points = chain(alone, nexts[1::2], thirds[2::3], nears[1::2])
        self._points.update(enumerate(map(int, points), int(start)))
        numbers = count(int(start))
        row = self[head] = Row(
            next(numbers) if alone else None,
            dict(zip(nexts[::2], numbers, strict=False)),
            dict(zip(zip(thirds[::3], thirds[1::3], strict=True), numbers, strict=False)),
            dict(zip(nears[::2], numbers, strict=False)),
        )
        return row
