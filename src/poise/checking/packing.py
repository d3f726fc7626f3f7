"""Points as text: as the file has them, where people compare versions, and as a rulebook keeps them, quick to read."""

from collections.abc import Mapping
from typing import Any

from poise.checking.features import Row, parse_name

_HUNDREDTHS = 100


def pack(points: Mapping[str, float]) -> dict[str, str]:
    """The points as the file has them: under the first word of each feature, its rest and its points in hundredths."""
    rows: dict[str, list[str]] = {}
    for name in sorted(points):
        head, space, rest = name.partition(" ")
        rows.setdefault(head, []).extend((space + rest, str(round(points[name] * _HUNDREDTHS))))
    return {head: "\t".join(row) for head, row in rows.items()}


def compile_weights(weights: Mapping[str, Any]) -> dict[str, Any]:
    """The content of the file as a rulebook keeps it.

    Each word has one row; its columns stand between ``|``, each a list of keys and points, and before them a number that no
    other feature's begins with: the features of the row are counted from there.
    """
    if not weights:
        return {}
    rows: list[str] = []
    number = 0
    for head, packed in weights["points"].items():
        parts = packed.split("\t")
        columns: dict[str, list[str]] = {name: [] for name in Row._fields}
        for rest, points in zip(parts[::2], parts[1::2], strict=True):
            _, column, key = parse_name(head + rest)
            columns[column] += [*key.split(" "), points] if key else [points]
        rows.append("|".join([str(number), *map(" ".join, columns.values())]))
        number += len(parts) // 2
    return {**weights, "points": {"heads": " ".join(weights["points"]), "rows": ";".join(rows)}}
