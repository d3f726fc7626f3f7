"""What the words of a sentence may mean: every concept that stands in it, and where.

Typing is undone first (contractions, text-speak, frequent misspellings), and names are put aside: a name, a firm or the
title of a job is never evidence for anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from poise.reading.segmenting import Sentence, Token
from poise.recognising.automaton import Automaton
from poise.recognising.unmasking import Masks

_by_place = attrgetter("first", "last", "concept")
_SHOUTED = 0.6
_FAMILIAR = 0.4
_FEW = 4
_MENTION = 6
_TAILS = {"m": "am", "re": "are", "ve": "have", "ll": "will"}


class Term(NamedTuple):
    """A word as rules see it: one typed token may stand for several ("i'd": i, would). ``kind``: name, number or ""."""

    word: str
    kind: str
    token: Token


class Hit(NamedTuple):
    """A concept over the terms ``first`` to ``last`` (exclusive), standing at ``start:end`` of the given text."""

    concept: str
    first: int
    last: int
    start: int
    end: int


class Reading(NamedTuple):
    """A sentence with its terms and everything recognised in it, in order; ``shielded`` hits are no evidence."""

    sentence: Sentence
    terms: tuple[Term, ...]
    hits: tuple[Hit, ...]
    shielded: tuple[Hit, ...] = ()

    @property
    def every(self) -> tuple[Hit, ...]:
        """All hits, those put aside included."""
        return self.hits + self.shielded

    def of(self, *concepts: str) -> tuple[Hit, ...]:
        """The hits of these concepts; a name ending in ``.*`` stands for all beneath it."""
        return tuple(h for h in self.hits if any(covers(c, h.concept) for c in concepts))

    def has(self, *concepts: str) -> bool:
        """Whether any of these concepts stands in the sentence."""
        return bool(self.of(*concepts))


def covers(wanted: str, concept: str) -> bool:
    """Whether ``concept`` is ``wanted``, or beneath it when ``wanted`` ends in ``.*``."""
    return concept == wanted or (wanted.endswith(".*") and concept.startswith(wanted[:-1]))


class Lexicon:
    """The concepts of a rulebook, compiled. Build one from the data that compiling made."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.concepts: tuple[str, ...] = tuple(data["concepts"])
        self._automaton = Automaton(data["automaton"])
        self._spelling: dict[str, list[str]] = data["spelling"]
        self._masks = Masks(data["masked"])
        self._never_names = frozenset(data["never_names"])
        self._numbers = frozenset(data["numbers"])
        self._honorifics = frozenset(data["honorifics"])
        self._after_had = frozenset(data["after_had"])
        self._is_after = frozenset(data["is_after"])

    def read(self, sentence: Sentence) -> Reading:
        """Recognise ``sentence``: its terms and the hits of every concept, sorted by place."""
        terms = self.terms(sentence)
        hits = [
            Hit(self.concepts[concept], first, last, terms[first].token.start, terms[last - 1].token.end)
            for first, longest in self._automaton.match([(word, kind) for word, kind, _ in terms])
            for concept, last in longest.items()
        ]
        hits.extend(_features(sentence, terms))
        hits.sort(key=_by_place)
        shielded = _shielded(hits)
        if not shielded:
            return Reading(sentence, terms, tuple(hits))
        return Reading(
            sentence, terms, tuple(h for h in hits if h not in shielded), tuple(h for h in hits if h in shielded)
        )

    def hits(self, sentence: Sentence) -> tuple[Hit, ...]:
        """Every concept that stands in ``sentence``."""
        return self.read(sentence).hits

    def terms(self, sentence: Sentence) -> tuple[Term, ...]:
        """The words of ``sentence`` as rules see them."""
        tokens = sentence.tokens
        signed = self._is_signature(sentence)
        calm = self._is_calm(tokens)
        terms: list[Term] = []
        for index, token in enumerate(tokens):
            word = token.word
            if signed or (calm and token.shape in "XA" and self._is_name(tokens, index)):
                terms.append(Term(word, "name", token))
            elif word in self._spelling or "'" in word:
                terms.extend(Term(spelled, self._kind(spelled, token), token) for spelled in self._spell(tokens, index))
            else:
                shown = word if word.isalpha() else self._masks.undo(word)
                terms.append(Term(shown, self._kind(shown, token), token))
        return tuple(terms)

    def _is_signature(self, sentence: Sentence) -> bool:
        """Two to four capitalised words alone on a line, none of them a courtesy: somebody's name, whatever its words mean."""
        tokens = sentence.tokens
        if sentence.mark or not 1 < len(tokens) <= _FEW:
            return False
        plain = self._never_names | self._honorifics
        return all(t.shape == "X" and not t.lead and t.word not in plain for t in tokens)

    def _is_calm(self, tokens: Sequence[Token]) -> bool:
        """False for a sentence typed in capitals, or with a capital on most words, where capitals mean nothing."""
        letters = [t for t in tokens if t.shape in "xXA" and t.word != "i"]
        raised = [t for t in letters if t.shape != "x"]
        if len(letters) < _FEW or len(raised) < _SHOUTED * len(letters):
            return True
        return sum(self._knows(t.word) for t in raised) < _FAMILIAR * len(raised)

    def _kind(self, word: str, token: Token) -> str:
        return "number" if token.shape == "0" or word in self._numbers else ""

    def _spell(self, tokens: Sequence[Token], index: int) -> Sequence[str]:
        """The words that a short form or a slip stands for."""
        word = tokens[index].word
        if word in self._spelling:
            return self._spelling[word]
        stem, _, tail = word.rpartition("'")
        if tail == "d":
            after = tokens[index + 1].word if index + 1 < len(tokens) else ""
            return (stem, "had" if after in self._after_had else "would")
        return self._expand(stem, tail)

    def _expand(self, stem: str, tail: str) -> tuple[str, ...]:
        """What an ending after an apostrophe stands for; a possessive is the word itself."""
        if tail == "t":
            return (stem.removesuffix("n"), "not")
        if tail == "s":
            return (stem, "is") if stem in self._is_after else (stem,)
        return (stem, _TAILS[tail]) if tail in _TAILS else (stem + tail,)

    def _is_name(self, tokens: Sequence[Token], index: int) -> bool:
        token = tokens[index]
        if token.word in self._never_names:
            return False
        known = self._knows(token.word)
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is not None and before.word in self._honorifics and token.lead == 0:
            return True
        if token.shape == "A":
            return not known and index > 0
        if before is None:
            return not known and (after is None or (after.shape == "X" and after.word not in self._never_names))
        return not known or self._in_run(token, before, after, index)

    def _in_run(self, token: Token, before: Token, after: Token | None, index: int) -> bool:
        """A capitalised known word is a name only beside another capitalised one that is none of the courtesy words."""
        joined_before = index > 1 and token.lead == 0 and before.shape == "X" and before.word not in self._never_names
        joined_after = after is not None and after.lead == 0 and after.shape == "X" and after.word not in self._never_names
        return joined_before or joined_after

    def _knows(self, word: str) -> bool:
        return word in self._spelling or "'" in word or self._automaton.knows(word)


def _shielded(hits: Sequence[Hit]) -> set[Hit]:
    """Hits that lie wholly inside a ``shield``: words that are the name of a job, a team or a piece of work."""
    shields = [h for h in hits if h.concept.startswith("shield.")]
    if not shields:
        return set()
    reach = 0
    inside: set[Hit] = set()
    by_start = iter(shields)
    following = next(by_start, None)
    for hit in hits:
        while following is not None and following.first <= hit.first:
            reach = max(reach, following.last)
            following = next(by_start, None)
        if hit.last <= reach and not hit.concept.startswith(("shield.", "form.")):
            inside.add(hit)
    return inside


def _features(sentence: Sentence, terms: Sequence[Term]) -> list[Hit]:
    """What the shape of the sentence says, as hits of the ``form`` concepts over all of it."""
    if not terms:
        return []
    found = []
    letters = [t for t in sentence.tokens if t.shape in {"x", "X", "A"} and len(t.word) > 1]
    if "?" in sentence.mark:
        found.append("form.question")
    if "!" in sentence.mark:
        found.append("form.exclamation")
    if len(sentence.mark) > 1 and set(sentence.mark) <= {"!", "?"}:
        found.append("form.marks")
    if len(letters) >= _FEW and sum(t.shape == "A" for t in letters) >= _SHOUTED * len(letters):
        found.append("form.capitals")
    whole = [Hit(name, 0, len(terms), sentence.span.start, sentence.span.end) for name in found]
    return [*whole, *_quotations(terms)]


def _quotations(terms: Sequence[Term]) -> Iterator[Hit]:
    """Each run of at most ``_MENTION`` quoted words: words held up for the reader to look at."""
    for quoted, run in groupby(enumerate(terms), key=lambda item: item[1].token.quoted):
        words = list(run)
        if quoted and len(words) <= _MENTION:
            first, last = words[0][0], words[-1][0] + 1
            yield Hit("form.quotation", first, last, words[0][1].token.start, words[-1][1].token.end)
