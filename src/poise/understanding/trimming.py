"""A sentence of the author's cut to what may stand: without its opening words, loose ends and half brackets."""

import re
from collections.abc import Sequence

from poise.domain import Fact, Origin, Span
from poise.understanding.judging import Judged
from poise.understanding.vocabulary import load, phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word

_SHORTEST = 2
_CLIPPED = re.compile(r"(?:^|\s)(?:['\u2019](?:er|im|em|is|ad|e)\b|[tT]['\u2019][a-z])")
_ASKING = listed("sets", "repeating.asking")


def trim(text: str, item: Judged, chosen: tuple[int, int], *, calm: bool) -> Fact | None:
    """The chosen clauses as a fact whose kind is the first thing they do; None when too little is left."""
    if _CLIPPED.search(text[item.passage.start : item.passage.end]):
        return None
    whole = item.passage.words[item.clauses[chosen[0]].first : item.clauses[chosen[1] - 1].stop]
    words = without_opener(whole, thoroughly=not calm or chosen[0] > 0)
    while len(words) > _SHORTEST and words[0].key in {"anyway", "anyways", "anyhow"}:
        words = words[1:]
    if len(words) < _SHORTEST and not calm:
        return None
    if not words:
        return None
    ended = chosen[1] == len(item.clauses)
    loose = listed("grammar", "joiners") if ended else listed("grammar", "prepositions", "joiners", "determiners")
    while len(words) > _SHORTEST and words[-1].key in loose:
        words = words[:-1]
    start, end = words[0].start, words[-1].end
    if chosen == (0, len(item.clauses)):
        end = _closing_mark(text, end)
    start, end = _with_brackets(text, start, end)
    acts = [act for i in range(*chosen) for act in item.clauses[i].acts]
    kind = acts[0] if acts else "plain"
    mark = item.passage.mark[:1] if chosen[1] == len(item.clauses) or words[0].key in _ASKING else "."
    return Fact(f"{kind}{'?' if mark == '?' else ''}", " ".join(text[start:end].split()), Origin.DRAFT, Span(start, end))


def without_opener(words: Sequence[Word], *, thoroughly: bool) -> Sequence[Word]:
    """The words less "Also", "I will say" and the like at their start."""
    changed = True
    while changed and words:
        changed = False
        keys = " ".join(w.key for w in words[:10])
        for phrase in phrases("grammar", "discourse"):
            if not thoroughly and phrase.startswith("i "):
                continue
            if keys.startswith(phrase + " "):
                words, changed = words[len(phrase.split()) :], True
                break
        if thoroughly and not changed and len(words) > 1 and words[0].key in listed("grammar", "openers"):
            words, changed = words[1:], True
    return words


def _closing_mark(text: str, end: int) -> int:
    """Past a bracket that belongs to the last word."""
    return end + 1 if text[end : end + 1] in {")", "\u20ac", "%"} or text[end : end + 2] == " \u20ac" else end


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The range made to hold both brackets of a pair, or neither."""
    typed = text[start:end]
    if typed.count("(") > typed.count(")"):
        close = text.find(")", end, end + 2)
        end = close + 1 if close >= 0 else start + typed.rfind("(")
    if text[end : end + 2] == " \u20ac":
        end += 2
    return start, end


def tidy(words: Sequence[Word]) -> bool:
    """Whether a sentence is typed as letters are: no words that need mending."""
    slang = set(load("mending")["replace"]) - {"+"}
    return not any(w.key in slang and w.text.islower() and "'" not in w.text and "\u2019" not in w.text for w in words)
