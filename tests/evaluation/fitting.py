"""Fits the points of hints on labelled replies: `python -m evaluation.fitting FILE… > ../rules/hints/points.json`.

A logistic regression over what `poise.checking.features` finds in each sentence, each feature scaled by how unevenly it
stands in violating and innocent sentences (naive Bayes log ratios), against whether the sentence overlaps a marked violation.
The examples of the rules are labelled texts too, and the composer's phrases are innocent ones. The `MOST` weightiest features
are fitted once more alone, which loses little and starts quickly; a second regression tells the families apart. A text is as
bad as its worst sentence. Ten points are what at most the share `ALARMS` of innocent replies reaches, by hands that the
regression has not seen (the first letter of an id names the hand); `LIMITS` says what fewer mean.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evaluation.replies import FAMILIES, Reply, load
from poise.checking.compiling import read_sources
from poise.checking.features import find_names
from poise.checking.loading import load_rulebook, packaged_files
from poise.checking.packing import pack
from poise.checking.rulebook import Rulebook
from poise.checking.sheets import lay_out
from poise.checking.weighing import FULL
from poise.domain import Profile
from poise.reading.documents import parse

FEWEST = 2
MOST = 30_000
STRENGTH = 0.1
FAMILY_STRENGTH = 0.5
FAMILY_SMALLEST = 0.2
FOLDS = 5
_EXAMPLE = "="
ALARMS = 0.065
LIMITS = {
    "check": {"error": FULL, "warning": 3.0, "backing": 1.5},
    "gate": {"error": 2.1, "warning": 2.1, "backing": 0.5},
}

Fitted = tuple[float, dict[str, float]]


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
            yield Sample(frozenset(find_names(page)), family, number)


def read_examples() -> list[Reply]:
    """The examples of the rules, as replies: what they flag is marked whole, and what they pass is innocent."""
    labels = {family: label for label, family in FAMILIES.items()}
    replies: list[Reply] = []
    for rule in read_sources(packaged_files(), {}).rules:
        label = labels.get(rule.id.partition("/")[0])
        if label:
            flagged = ((e.text, [label], [e.text]) for e in rule.file.examples.flags)
            replies += ({"id": _EXAMPLE, "text": text, "labels": marks, "spans": spans} for text, marks, spans in flagged)
            replies += ({"id": _EXAMPLE, "text": e.text} for e in rule.file.examples.passes)
    return replies


def read_phrases() -> list[Reply]:
    """The composer's phrases, filled, as innocent replies."""
    slots = {"x": "the folder", "X": "The folder", "is": "is", "them": "it", "place": "in your office"}
    slots |= {"post": "the planner position", "if": "if something opens in May", "If": "If something opens in May"}
    banks = files("poise.engines.offline").joinpath("phrases").iterdir()
    frames = [frame for bank in banks for part in json.loads(bank.read_text("utf-8")).values() for frame in part]
    return [{"id": _EXAMPLE, "text": frame.format_map(slots)} for frame in frames if frame.endswith((".", "?"))]


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


def _fit(samples: Sequence[Sample]) -> Fitted:
    columns = _columns(samples)
    found = _matrix(samples, columns)
    broken = np.array([bool(s.family) for s in samples])
    bad, good = (np.asarray(found[rows].sum(axis=0)).ravel() + 1 for rows in (broken, ~broken))
    ratios = np.log((bad / bad.sum()) / (good / good.sum()))
    _, points = _regress(found, ratios, broken)
    kept = np.sort(np.argsort(-np.abs(points), kind="stable")[:MOST])
    bias, points = _regress(found[:, kept], ratios[kept], broken)
    names = list(columns)
    rounded = {names[column]: round(float(points[i]), 2) for i, column in enumerate(kept)}
    return round(bias, 3), {name: value for name, value in rounded.items() if value}


def _regress(found: Any, ratios: Any, broken: Any) -> tuple[float, Any]:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    model.fit(found.multiply(ratios).tocsr(), broken)
    return float(model.intercept_[0]), model.coef_[0] * ratios


def _fit_families(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    broken = [s for s in samples if s.family]
    columns = _columns(broken)
    model = LogisticRegression(C=FAMILY_STRENGTH, max_iter=300)
    model.fit(_matrix(broken, columns), [s.family for s in broken])
    fitted: dict[str, dict[str, float]] = {}
    for row, family in enumerate(model.classes_):
        points = {f: round(float(model.coef_[row][i]), 2) for f, i in columns.items() if model.coef_[row][i] >= FAMILY_SMALLEST}
        fitted[str(family)] = {"": round(float(model.intercept_[row]), 2)} | points
    return fitted


def _worst(samples: Iterable[Sample], fitted: Fitted) -> dict[int, float]:
    """The evidence of the worst sentence of each reply."""
    bias, points = fitted
    worst: dict[int, float] = {}
    for sample in samples:
        odds = bias + sum(points.get(f, 0.0) for f in sample.features)
        worst[sample.reply] = max(worst.get(sample.reply, 0.0), float(np.log1p(np.exp(min(odds, 30.0)))))
    return worst


def _unseen(samples: Sequence[Sample], replies: Sequence[Reply]) -> dict[int, float]:
    """The evidence of each reply by points fitted on replies of other hands only."""
    hands = {hand: i for i, (hand, _) in enumerate(groupby(sorted(reply["id"][0] for reply in replies)))}
    folds = [hands[reply["id"][0]] % FOLDS for reply in replies]
    found: dict[int, float] = {}
    for fold in range(FOLDS):
        fitted = _fit([s for s in samples if folds[s.reply] != fold])
        found |= _worst((s for s in samples if folds[s.reply] == fold), fitted)
    return found


def fit(replies: Sequence[Reply], rulebook: Rulebook) -> dict[str, Any]:
    """The points and limits as `poise.checking.weighing.Scales` reads them."""
    samples = list(read_samples(replies, rulebook))
    evidence = _unseen(samples, replies)
    innocent = sorted((evidence[n] for n, r in enumerate(replies) if not r.get("labels") and n in evidence), reverse=True)
    bad = [evidence[n] for n, r in enumerate(replies) if r.get("labels") and n in evidence]
    limit = innocent[int(ALARMS * len(innocent))]
    print(f"unseen hands: recall {sum(e > limit for e in bad) / len(bad):.3f} at {ALARMS} alarms", file=sys.stderr)
    bias, points = _fit(samples)
    return {
        "bias": bias,
        "points": pack(points),
        "families": _fit_families(samples),
        "unit": round(FULL / limit, 4),
        "limits": LIMITS,
    }


if __name__ == "__main__":
    labelled = [*load(Path(a) for a in sys.argv[1:]), *read_examples(), *read_phrases()]
    print(json.dumps(fit(labelled, load_rulebook()), ensure_ascii=False, indent=0))
