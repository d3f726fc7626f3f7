"""Concepts that meet: whether the slots of a rule are all filled close enough together, and by which words."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from poise.checking.pages import Page
from poise.checking.rulebook import Exemption, Rule
from poise.recognising.lexicon import Hit


class Meeting(NamedTuple):
    """The hits that filled the slots of a rule in one stretch of text, one for each slot, in the rule's order."""

    slots: tuple[tuple[str, Hit], ...]

    @property
    def start(self) -> int:
        """Where the first of the words stands."""
        return min(hit.start for _, hit in self.slots)

    @property
    def end(self) -> int:
        """Where the last of the words ends."""
        return max(hit.end for _, hit in self.slots)


def remaining(rule: Rule, page: Page, slot: str, concepts: frozenset[str]) -> list[Hit]:
    """The hits that may fill ``slot``: those of its concepts that no exception of the rule cancels."""
    if page.lacks(concepts):
        return []
    left = page.hits(concepts, quoted=rule.quoted)
    for exemption in rule.unless:
        if left and exemption.cancels in {"*", slot} and not page.lacks(exemption.match):
            left = _survivors(exemption, page, left)
    return left


def _survivors(exemption: Exemption, page: Page, hits: list[Hit]) -> list[Hit]:
    if exemption.covers == "sentence":
        return []
    excuses = page.hits(exemption.match, quoted=True)
    if exemption.covers == "match":
        return [hit for hit in hits if not _overlaps(hit, excuses)]
    excused = _clause_cover(exemption.covers, page, excuses)
    return [hit for hit in hits if not excused(hit)]


def _overlaps(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other.first < hit.last and hit.first < other.last for other in others)


def _clause_cover(covers: str, page: Page, excuses: Sequence[Hit]) -> Callable[[Hit], bool]:
    """Whether a hit shares a clause with an excuse, on the side that the exception covers."""
    earliest: dict[int, int] = {}
    latest: dict[int, int] = {}
    for excuse in excuses:
        for clause in {page.clause(excuse.first), page.clause(excuse.last - 1)}:
            earliest[clause] = min(excuse.first, earliest.get(clause, excuse.first))
            latest[clause] = max(excuse.last, latest.get(clause, excuse.last))

    def excused(hit: Hit) -> bool:
        clause = page.clause(hit.first)
        if clause not in earliest:
            return False
        after = covers != "clause-after" or earliest[clause] <= hit.first
        before = covers != "clause-before" or hit.last <= latest[clause]
        return after and before

    return excused


def meet(rule: Rule, page: Page) -> Meeting | None:
    """The first place on the page where every slot of the rule is filled, or None."""
    if any(page.lacks(concepts) for _, concepts in rule.slots):
        return None
    filled: list[tuple[str, list[Hit]]] = []
    for name, concepts in rule.slots:
        hits = remaining(rule, page, name, concepts)
        if not hits:
            return None
        filled.append((name, hits))
    return _nearest(rule, page, filled)


def _nearest(rule: Rule, page: Page, filled: Sequence[tuple[str, list[Hit]]]) -> Meeting | None:
    """Try each hit of the first slot with the nearest hit of every other: n log n in the hits."""
    (first_name, firsts), *others = filled
    starts = [[hit.first for hit in hits] for _, hits in others]
    for anchor in firsts:
        chosen = [(first_name, anchor)]
        for (name, hits), positions in zip(others, starts, strict=True):
            near = _pick(rule, page, anchor, hits, positions)
            if near is None:
                break
            chosen.append((name, near))
        else:
            return Meeting(tuple(chosen))
    return None


def _pick(rule: Rule, page: Page, anchor: Hit, hits: Sequence[Hit], positions: Sequence[int]) -> Hit | None:
    place = bisect_left(positions, anchor.first)
    near = hits[place : place + 4] if rule.ordered else hits[max(0, place - 4) : place + 4]
    fitting = [hit for hit in near if _fits(rule, page, anchor, hit)]
    return min(fitting, key=lambda hit: _distance(anchor, hit), default=None)


def _distance(one: Hit, other: Hit) -> int:
    """Words between two hits; overlapping ones are 0 apart."""
    return max(0, max(one.first, other.first) - min(one.last, other.last))


def _fits(rule: Rule, page: Page, anchor: Hit, hit: Hit) -> bool:
    if rule.within is not None and _distance(anchor, hit) > rule.within:
        return False
    if rule.ordered and hit.first < anchor.last:
        return False
    return rule.scope != "clause" or page.clause(hit.first) == page.clause(anchor.last - 1)
