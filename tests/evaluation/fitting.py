"""Fits the points of hints on labelled replies: `python -m evaluation.fitting FILE… > ../rules/hints/points.json`.

A logistic regression over what `poise.checking.weighing` finds in each sentence, each feature scaled by how unevenly it
stands in violating and innocent sentences (naive Bayes log ratios), against whether the sentence overlaps a marked violation;
a second one tells the families apart. Small points are left out. The limits are set on replies that the regression did not
see (five folds): errors at the false-alarm share `ERROR_ALARMS`, warnings at `WARNING_ALARMS`, the gate at `GATE_ALARMS`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evaluation.replies import FAMILIES, Reply, load
from poise.checking.loading import load_rulebook
from poise.checking.rulebook import Rulebook
from poise.checking.sheets import hints, lay_out
from poise.checking.weighing import FULL, find_features
from poise.domain import Profile
from poise.reading.documents import parse

FEWEST = 2
SMALLEST = 0.05
STRENGTH = 0.2
FAMILY_STRENGTH = 0.5
FOLDS = 5
ERROR_ALARMS = 0.045
WARNING_ALARMS = 0.09
GATE_ALARMS = 0.06


class Sample(NamedTuple):
    """A sentence's features, the family it breaks ("" for none), and the number of the reply it stands in."""

    features: frozenset[str]
    family: str
    reply: int


def read_samples(replies: Sequence[Reply], rulebook: Rulebook) -> Iterator[Sample]:
    """Every sentence of the replies, labelled by the marked words that it overlaps."""
    for number, reply in enumerate(replies):
        marked = [
            (at, at + len(s), FAMILIES[label])
            for label, s in zip(reply.get("labels", ()), reply.get("spans", ()), strict=True)
            if (at := reply["text"].find(s)) >= 0
        ]
        sheet = lay_out(parse(reply["text"]), rulebook, Profile.CHECK)
        for page in sheet.pages:
            span = page.reading.sentence.span
            family = next((f for a, b, f in marked if a < span.end and span.start < b), "")
            names = frozenset(f.name for f in find_features(page, hints(rulebook, page)))
            yield Sample(names, family, number)


def _matrix(samples: Sequence[Sample], columns: dict[str, int]) -> Any:
    indices: list[int] = []
    ends = [0]
    for sample in samples:
        indices.extend(sorted(columns[f] for f in sample.features if f in columns))
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(samples), len(columns)))


def _columns(samples: Sequence[Sample]) -> dict[str, int]:
    counts = Counter(f for sample in samples for f in sample.features)
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= FEWEST))}


def _fit(samples: Sequence[Sample]) -> tuple[float, dict[str, float]]:
    columns = _columns(samples)
    found = _matrix(samples, columns)
    broken = np.array([bool(s.family) for s in samples])
    bad, good = (np.asarray(found[rows].sum(axis=0)).ravel() + 1 for rows in (broken, ~broken))
    ratios = np.log((bad / bad.sum()) / (good / good.sum()))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
    model.fit(found.multiply(ratios).tocsr(), broken)
    points = model.coef_[0] * ratios
    kept = {f: round(float(points[i]), 2) for f, i in columns.items() if abs(points[i]) >= SMALLEST}
    return round(float(model.intercept_[0]), 3), kept


def _fit_families(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    broken = [s for s in samples if s.family]
    columns = _columns(broken)
    model = LogisticRegression(C=FAMILY_STRENGTH, max_iter=300)
    model.fit(_matrix(broken, columns), [s.family for s in broken])
    fitted: dict[str, dict[str, float]] = {}
    for row, family in enumerate(model.classes_):
        points = {f: round(float(model.coef_[row][i]), 2) for f, i in columns.items() if model.coef_[row][i] >= 4 * SMALLEST}
        fitted[str(family)] = {"": round(float(model.intercept_[row]), 2)} | points
    return fitted


def _evidence(samples: Sequence[Sample], bias: float, points: dict[str, float]) -> dict[int, float]:
    total: dict[int, float] = {}
    for sample in samples:
        odds = bias + sum(points.get(f, 0.0) for f in sample.features)
        total[sample.reply] = total.get(sample.reply, 0.0) + float(np.log1p(np.exp(min(odds, 30.0))))
    return total


def _unseen_evidence(samples: Sequence[Sample]) -> dict[int, float]:
    found: dict[int, float] = {}
    for fold in range(FOLDS):
        bias, points = _fit([s for s in samples if s.reply % FOLDS != fold])
        found |= _evidence([s for s in samples if s.reply % FOLDS == fold], bias, points)
    return found


def fit(replies: Sequence[Reply], rulebook: Rulebook) -> dict[str, Any]:
    """The points and limits as `poise.checking.weighing.Scales` reads them."""
    samples = list(read_samples(replies, rulebook))
    evidence = _unseen_evidence(samples)
    innocent = sorted((evidence[n] for n, r in enumerate(replies) if not r.get("labels") and n in evidence), reverse=True)
    at = {share: innocent[int(share * len(innocent))] for share in (ERROR_ALARMS, WARNING_ALARMS, GATE_ALARMS)}
    unit = FULL / at[ERROR_ALARMS]
    bias, points = _fit(samples)
    warning = round(at[WARNING_ALARMS] * unit, 2)
    gate = round(at[GATE_ALARMS] * unit, 2)
    limits = {"check": {"error": FULL, "warning": warning}, "gate": {"error": gate, "warning": gate}}
    for share, limit in sorted(at.items()):
        bad = [n for n, r in enumerate(replies) if r.get("labels") and n in evidence]
        print(f"alarms {share}: recall {sum(evidence[n] > limit for n in bad) / len(bad):.3f}", file=sys.stderr)
    return {
        "bias": bias,
        "points": points,
        "families": _fit_families(samples),
        "unit": round(unit, 4),
        "limits": limits,
    }


if __name__ == "__main__":
    print(json.dumps(fit(load(Path(a) for a in sys.argv[1:]), load_rulebook()), ensure_ascii=False, indent=0))
