"""Which sentences have no business in such a letter: those that hold a danger no permitted act excuses.

A sentence is read in parts, finer than clauses. A danger (a reproach, a request to know, a "not") is excused by an act of the
right kind in its own part: thanks excuse "the panel", a mild regret excuses "not selected", and neither excuses "I must say".
"""

from collections.abc import Mapping

from poise.checking.meeting import remaining
from poise.checking.pages import Page
from poise.checking.rulebook import Rule
from poise.recognising.lexicon import Hit, Reading

_TURNS = frozenset(
    ["but", "however", "though", "although", "yet", "nevertheless", "nonetheless", "while", "whereas", "because"]
)
_JOINS = frozenset(
    ["and", "so", "or", "nor", "as", "which", "who", "whom", "whose", "since", "given", "having", "if", "for", "that", "where"]
)
_LINKS = frozenset(["and", "so", "or"])
_SUBJECTS = frozenset(
    ["i", "you", "we", "it", "they", "he", "she", "the", "my", "your", "this", "that", "there", "one", "would"]
)


def find_strange(rule: Rule, page: Page) -> list[Hit] | None:
    """The unexcused dangers of a sentence that is not permitted; None for a permitted one.

    A rule without dangers permits what performs one of its acts, and nothing else. With dangers, harmless narration is
    permitted too, unless it goes on for more than ``above`` words.
    """
    parts = _number_parts(page.reading)
    acts = _find_acts(rule, page, parts)
    idle = not any(acts.values())
    if idle and (not rule.dangers or (rule.above is not None and len(parts) > rule.above)):
        return []
    strange = [
        hit
        for danger in rule.dangers
        if not page.lacks(danger.match)
        for hit in page.hits(danger.match, quoted=True)
        if not any(acts[act].intersection(parts[hit.first : hit.last]) for act in danger.excused & acts.keys())
    ]
    return sorted(strange, key=lambda hit: (hit.first, -hit.last)) or None


def _find_acts(rule: Rule, page: Page, parts: list[int]) -> Mapping[str, set[int]]:
    """In which parts of the sentence each act of the rule is performed."""
    return {
        act: {part for hit in remaining(rule, page, act, concepts) for part in parts[hit.first : hit.last]}
        for act, concepts in rule.slots
        if not page.lacks(concepts)
    }


def _number_parts(reading: Reading) -> list[int]:
    """The part that each term stands in: a new one after a strong break, at a turn, and where a clause is joined on."""
    terms = reading.terms
    numbers: list[int] = []
    current = 0
    for index, term in enumerate(terms):
        if index:
            lead = term.token.lead if terms[index - 1].token is not term.token else 0
            following = terms[index + 1].word if index + 1 < len(terms) else ""
            joined = term.word in _JOINS and lead == 1
            linked = term.word in _LINKS and following in _SUBJECTS
            current += lead > 1 or term.word in _TURNS or joined or linked
        numbers.append(current)
    return numbers
