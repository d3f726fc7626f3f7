"""Letters judged a second in one process: poise, proselint and spaCy's Matcher, on the same letters.

Run by the interpreter of `benchmarks/.venv`, which holds all three. spaCy is given poise's own concepts as patterns of
lower-case words, one path of each phrase, so that both look for about as much.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
from spacy.matcher import Matcher

from poise.checking.compiling import read_sources
from poise.checking.judging import judge
from poise.checking.loading import load_rulebook, packaged_files
from poise.recognising.phrases import Path as Steps
from poise.recognising.phrases import Words

ROUNDS = 3


def letters(corpus: Path) -> list[str]:
    """The clean letters of the corpus."""
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    return [row["text"] for row in rows if row["register"] == "letter"][:200]


def with_poise() -> Callable[[str], object]:
    """The whole check."""
    rulebook = load_rulebook()
    return lambda text: judge(text, rulebook)


def with_proselint() -> Callable[[str], object]:
    """All of its checks."""
    CheckRegistry().register_many(__register__)
    return lambda text: LintFile("letter", text).lint(DEFAULT)


def with_spacy() -> Callable[[str], object]:
    """Tokenising and matching only."""
    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    concepts = read_sources(packaged_files(), {}).concepts
    for name in load_rulebook().lexicon.concepts:
        patterns = [p for p in (pattern(steps) for steps in concepts.paths(name)) if p]
        if patterns:
            matcher.add(name, patterns)
    return lambda text: matcher(nlp(text))


def pattern(steps: Steps) -> list[dict[str, object]]:
    """One path as a token pattern; paths with gaps or anchors become the words around them."""
    return [{"LOWER": {"IN": sorted(step.words)}} for step in steps if isinstance(step, Words) and step.words]


def rate(check: Callable[[str], object], texts: Sequence[str]) -> float:
    """Letters a second, the best of some rounds after one to warm up."""
    best = 0.0
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        for text in texts:
            check(text)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


def main() -> None:
    """Print the rates and the ratios to poise."""
    texts = letters(Path(sys.argv[1]))
    own = rate(with_poise(), texts)
    print(f"{'poise':16}{own:10.0f} letters a second")
    for name, make in (("proselint", with_proselint), ("spaCy Matcher", with_spacy)):
        other = rate(make(), texts)
        print(f"{name:16}{other:10.0f} letters a second; poise judges {own / other:.1f} times as many")


if __name__ == "__main__":
    main()
