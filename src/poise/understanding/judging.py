"""What every clause of the author's does, whether it may be repeated, and how the draft reads as a whole."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from poise.understanding.details import Detail
from poise.understanding.heat import has_heat, is_marked
from poise.understanding.passages import Passage
from poise.understanding.patterns import find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word

_ACTS = ("thanks", "future", "regret", "liked", "practical", "wishes", "understand", "greet")
_ACTING_SHARE = 0.4
_WHOLE_SHARE = 0.75
_PREDICATES = listed("sets", "repeating.predicates")
_YOU = listed("sets", "repeating.you")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f495-\U0001f49f\U0001f600-\U0001f60a\U0001f642\U0001f64f]")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")


class Clause(NamedTuple):
    """A clause judged: the acts it performs, whether it may be repeated (``clean``), and whether a calm letter could say it."""

    first: int
    stop: int
    acts: tuple[str, ...]
    clean: bool
    mild: bool
    framed: tuple[str, ...] = ()


class Judged(NamedTuple):
    """A passage with its clauses judged."""

    passage: Passage
    clauses: tuple[Clause, ...]
    asks_feedback: bool

    @property
    def acts(self) -> tuple[str, ...]:
        """Everything the sentence does, without repetition, in the order in which it does it."""
        return tuple(dict.fromkeys(act for clause in self.clauses for act in clause.acts))

    @property
    def clean(self) -> bool:
        """Whether no clause is hot and nothing is asked that a letter must not ask."""
        return all(clause.clean for clause in self.clauses) and not self.asks_feedback


def judge(text: str, passage: Passage, details: Sequence[Detail], *, loud: bool) -> Judged:
    """Judge every clause of a sentence."""
    asks = _asks_feedback(passage)
    clauses = [_judge_clause(text, passage, reach, details, loud=loud) for reach in passage.clauses]
    return Judged(passage, tuple(clauses), asks)


def _judge_clause(text: str, passage: Passage, reach: tuple[int, int], details: Sequence[Detail], *, loud: bool) -> Clause:
    first, stop = reach
    words = passage.words[first:stop]
    keys = " ".join(word.key for word in words)
    acts = tuple(act for act in _ACTS if next(find(frames("acts", act), words, keys), None))
    within = [d for d in details if d.start >= words[0].start and d.start < words[-1].end]
    acts += tuple(dict.fromkeys(d.kind.partition(".")[0] for d in within if d.kind.partition(".")[0] not in acts))
    named = {w.start for d in within for w in d.words}
    outside = [w for w in words if w.start not in named]
    typed = _BRACKETS.sub(" ", text[max(0, words[0].start - 1) : words[-1].end + 1])
    dig = not set(acts) & {"thanks", "liked", "practical", "logistics", "future"} and bool(
        next(find(frames("acts", "dig"), words, keys), None)
    )
    insult = any(_is_insult(words, index) for index in range(len(words)))
    mild = not dig and not insult and not has_heat(words, named=True) and not is_marked(_EMOJI.sub("", typed), loud=loud)
    return Clause(first, stop, acts, mild and not has_heat(outside), mild, tuple(d.kind for d in within))


def _is_insult(words: Sequence[Word], index: int) -> bool:
    """Whether a word with an innocent sense is meant as an insult here: "is a joke", "what a circus", "you clowns"."""
    if words[index].key not in listed("heat", "hot_insult"):
        return False
    return any(w.key in _PREDICATES or w.key in _YOU for w in words[max(0, index - 4) : index])


def _asks_feedback(passage: Passage) -> bool:
    """Whether a sentence asks for feedback or reasons; one that gives thanks for them does not."""
    if next(find(frames("acts", "given_feedback"), passage.words, passage.keys), None):
        return False
    asks = passage.mark.startswith("?") or any(
        w.key
        in {
            "please",
            "could",
            "would",
            "can",
            "may",
            "might",
            "any",
            "love",
            "value",
            "appreciate",
            "like",
            "wonder",
            "wondering",
            "hope",
            "tell",
        }
        for w in passage.words
    )
    return asks and bool(next(find(frames("acts", "feedback"), passage.words, passage.keys), None))


class Temper(NamedTuple):
    """How a draft reads: ``calm`` if it could nearly be sent, ``whole`` if nothing in it needs to go."""

    calm: bool
    whole: bool


def temper(judged: Sequence[Judged], *, ironic: bool) -> Temper:
    """Judge the draft as a whole: calm when hardly anything is hot and much of it does what such a letter does."""
    hot = sum(not all(c.mild for c in j.clauses) and not j.asks_feedback for j in judged)
    asks = sum(j.asks_feedback for j in judged)
    acting = sum(bool(j.acts) and all(c.mild for c in j.clauses) for j in judged)
    kinds = {act for j in judged for act in j.acts}
    warm = bool(kinds & {"thanks", "liked"}) or {"understand", "future"} <= kinds
    clean = all(c.clean for j in judged for c in j.clauses)
    calm = bool(judged) and hot == 0 and acting >= _ACTING_SHARE * len(judged) and warm
    return Temper(calm and not ironic, calm and clean and asks == 0 and acting >= _WHOLE_SHARE * len(judged))
