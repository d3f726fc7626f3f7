"""Practical matters: what has to go back or be fetched, what is owed, what is to be deleted, when the author can come."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.liking import Liked
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST = 22
_PLACE = frozenset("in at with on behind by under near inside".split())
_DEFINITE = frozenset("my your the that those these two three a an some both his her their our".split())
_BACK = frozenset("back in off by over round".split())


class Arranger:
    """Finds practical matters in the passages of one draft."""

    def __init__(self, text: str, *, loud: bool) -> None:
        self.text = text
        self.loud = loud

    def read(self, passage: Passage) -> Iterator[Liked]:
        """Every practical matter of one sentence."""
        words, keys = passage.words, passage.keys
        for kind, finder in _FINDERS.items():
            for hit in find(frames("logistics", kind), words, keys):
                yield from finder(self, words, hit)
        yield from self._money(words, keys)
        yield from self._attached(words, keys)

    def make(self, kind: str, words: Sequence[Word], first: int, stop: int) -> Iterator[Liked]:
        """The words as a detail, unless they are hot or say nothing."""
        while stop > first and words[stop - 1].key in listed("grammar", "prepositions", "adverbs", "determiners", "joiners"):
            stop -= 1
        run = tuple(words[first:stop])
        if run and is_clean(self.text, run, named=True, loud=self.loud):
            end = run[-1].end
            closes = "(" in self.text[run[0].start : end] and self.text[end : end + 1] == ")"
            yield Liked(kind, run[0].start, end + 1 if closes else end, run)

    def _have(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        stop = noun_phrase(words, hit.stop)
        run = words[hit.stop : stop]
        kept = any(w.key in {"still", "owe", "with"} for w in words[hit.first : hit.stop]) and words[hit.stop].key in _DEFINITE
        concrete = kept and not any(w.key in listed("logistics", "abstract") for w in run)
        if run and (_is_thing(run) or concrete) and not has_negation(words[hit.first : hit.stop]):
            yield from self.make("logistics.have", words, hit.stop, stop)

    def _with_you(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        first = noun_phrase_before(words, hit.first)
        if first == hit.first or not _is_thing(words[first : hit.first]):
            return
        yield from self.make("logistics.collect", words, first, hit.first)
        place = hit.stop - 2
        stop = noun_phrase(words, hit.stop - 1)
        if stop > place + 1 and words[hit.stop - 1].key != "you":
            yield from self.make("logistics.place", words, place, stop)

    def _left(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        stop = noun_phrase(words, hit.stop)
        if stop > hit.stop and _is_thing(words[hit.stop : stop]):
            yield from self.make("logistics.left", words, hit.stop, stop)

    def _give_back(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        first = hit.stop
        while first < len(words) and words[first].key in _BACK and words[first].gap == " ":
            first += 1
        stop = noun_phrase(words, first)
        if stop > first and _is_thing(words[first:stop]):
            yield from self.make("logistics.bring", words, first, stop)
        elif first < len(words) and words[first].key in {"them", "it", "these", "both"}:
            yield from self._mentioned(words, hit.first)

    def _mentioned(self, words: Sequence[Word], before: int) -> Iterator[Liked]:
        """The thing that "I'll bring them" speaks of, named earlier in the sentence."""
        for index in range(before):
            if words[index].key in _DEFINITE and (index == 0 or opens_clause(words, index) or words[index - 1].key in {"have", "got", "also"}):
                stop = noun_phrase(words, index)
                if stop > index and _is_thing(words[index:stop]):
                    yield from self.make("logistics.bring", words, index, stop)
                    return

    def _deleted(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        first = noun_phrase_before(words, hit.first)
        if first < hit.first and words[first].key in _DEFINITE and not has_negation(words[max(0, first - 3) : hit.stop]):
            yield from self.make("logistics.delete", words, first, hit.first)

    def _want_back(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        stop = noun_phrase(words, hit.stop - 1)
        if stop > hit.stop and _is_thing(words[hit.stop - 1 : stop]):
            yield from self.make("logistics.back", words, hit.stop - 1, stop)

    def _delete(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        stop = noun_phrase(words, hit.stop - 1)
        if stop + 1 < len(words) and has_comma(words[stop]) and words[stop].key == "including":
            stop = max(stop, noun_phrase(words, stop + 1))
        yield from self.make("logistics.delete", words, hit.stop - 1, stop)

    def _clause(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        """A statement of the author's about time and place, as it stands."""
        stop = hit.stop
        while stop < len(words) and stop - hit.first < _LONGEST and not _ends(words, stop):
            stop += 1
        run = words[max(hit.first + 1, hit.stop - 1) : stop]
        if any(w.key in {"receipt", "touch", "favour"} for w in run[:2]):
            return
        timed = any(w.key in listed("logistics", "when_words") or w.text[0].isdigit() for w in run)
        placed = any(w.key in _PLACE and run[i + 1].is_capital for i, w in enumerate(run[:-1]))
        if run and (timed or placed) and not has_negation(run) and is_clean(self.text, words[hit.first : stop], loud=self.loud):
            yield from self.make("logistics.time", words, hit.first, stop)

    def _arrive(self, words: Sequence[Word], hit: Found) -> Iterator[Liked]:
        first = noun_phrase_before(words, hit.first)
        if first < hit.first and words[first].key == "my":
            stop = hit.stop
            while stop < len(words) and not _ends(words, stop):
                stop += 1
            yield from self.make("logistics.time", words, first, stop)

    def _money(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """Receipts, invoices and what is to be paid back: the noun phrase that names it."""
        for index, word in enumerate(words):
            if word.key not in {"receipts", "receipt", "invoice", "expenses", "refund", "reimbursement", "deposit", "fare", "mileage"}:
                continue
            if index and (words[index - 1].key == "in" or (index + 1 < len(words) and words[index + 1].key == "of")):
                continue
            first = noun_phrase_before(words, index + 1)
            yield from self.make("logistics.money", words, first if first <= index else index, index + 1)
            return

    def _attached(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        for hit in find(frames("logistics", "attached"), words, keys):
            stop = noun_phrase(words, hit.stop)
            first = noun_phrase_before(words, hit.first)
            if stop > hit.stop and _is_thing(words[hit.stop : stop]):
                yield from self.make("logistics.attached", words, hit.stop, stop)
            elif first < hit.first and _is_thing(words[first : hit.first]):
                yield from self.make("logistics.attached", words, first, hit.first)


_FINDERS = {
    "have": Arranger._have,
    "with_you": Arranger._with_you,
    "left": Arranger._left,
    "give_back": Arranger._give_back,
    "delete": Arranger._delete,
    "deleted": Arranger._deleted,
    "want_back": Arranger._want_back,
    "move": Arranger._clause,
    "available": Arranger._clause,
    "finish": Arranger._clause,
    "arrive": Arranger._arrive,
}


def _is_thing(run: Sequence[Word]) -> bool:
    """Whether a phrase names something that is handed over."""
    return any(w.key in listed("logistics", "things") for w in run)


def _ends(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    return breaks(words[index - 1], word) or opens_clause(words, index) or (has_comma(word) and word.key not in {"any", "day", "days", "or"}) or (
        word.key in {"so", "when", "if", "should"} or word.key in listed("wishing", "stop")
    )
