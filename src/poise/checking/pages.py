"""A sentence prepared for judging: its hits by concept, its clauses, what in it is quoted."""

from collections.abc import Mapping

from poise.reading.segmenting import Sentence
from poise.recognising.lexicon import Hit, Reading

_CONTRAST = frozenset(
    ["but", "however", "though", "although", "yet", "nevertheless", "nonetheless", "still", "while", "whereas", "because"]
)
_QUOTATION = 3


class Page:
    """A sentence with its hits by concept and its clauses."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._by_concept: dict[str, list[Hit]] = {}
        for hit in reading.hits:
            self._by_concept.setdefault(hit.concept, []).append(hit)
        self._clauses: list[int] | None = None

    @property
    def concepts(self) -> Mapping[str, list[Hit]]:
        """The hits of each concept that stands in the sentence, in order."""
        return self._by_concept

    def clause(self, term: int) -> int:
        """The number of the clause that the term stands in."""
        if self._clauses is None:
            self._clauses = _number_clauses(self.reading)
        return self._clauses[term]

    def lacks(self, concepts: frozenset[str]) -> bool:
        """Whether none of these concepts stands in the sentence."""
        return concepts.isdisjoint(self._by_concept)

    def hits(self, concepts: frozenset[str], *, quoted: bool) -> list[Hit]:
        """The hits of these concepts, in order; those inside a quotation only when ``quoted``."""
        found = [hit for concept in concepts & self._by_concept.keys() for hit in self._by_concept[concept]]
        found.sort(key=lambda hit: (hit.first, hit.last, hit.concept))
        return found if quoted else [hit for hit in found if not self._is_quotation(hit)]

    def _is_quotation(self, hit: Hit) -> bool:
        """A hit in a quotation of three words or more; a single word in quotes is its author's own irony."""
        terms = self.reading.terms
        if not all(term.token.quoted for term in terms[hit.first : hit.last]):
            return False
        around = terms[max(0, hit.first - _QUOTATION) : hit.last + _QUOTATION]
        return sum(term.token.quoted for term in around) >= _QUOTATION


def _number_clauses(reading: Reading) -> list[int]:
    numbers: list[int] = []
    current = 0
    for index, term in enumerate(reading.terms):
        if index and (term.token.lead > 1 or term.word in _CONTRAST):
            current += 1
        numbers.append(current)
    return numbers


def join(one: Page, other: Page) -> Page:
    """Two neighbouring sentences as one, for what is said across a full stop."""
    first, second = one.reading, other.reading
    shift = len(first.terms)
    sentence = Sentence(
        first.sentence.span,
        first.sentence.tokens + second.sentence.tokens,
        first.sentence.paragraph,
        second.sentence.mark,
    )
    moved = tuple(hit._replace(first=hit.first + shift, last=hit.last + shift) for hit in second.hits)
    return Page(Reading(sentence, first.terms + second.terms, first.hits + moved))
