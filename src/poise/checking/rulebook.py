"""The rulebook: the rules as loaded, the concepts they combine, and what they advise."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from poise.checking.weighing import Scales
from poise.recognising.lexicon import Lexicon
from poise.verdicts import Advice, Profile, Severity

if TYPE_CHECKING:
    from poise.domain import Guidance


class Exemption(NamedTuple):
    """Hits of ``match`` cancel the hits of the slot ``cancels`` ("*": of any) that they cover."""

    match: frozenset[str]
    cancels: str
    covers: str


class Danger(NamedTuple):
    """Hits of ``match`` make a sentence suspect where none of the acts ``excused`` stands in the same part of it."""

    match: frozenset[str]
    excused: frozenset[str]


class Rule(NamedTuple):
    """One requirement from one file. ``kind`` says how it is judged; ``slots`` are (name, concepts) pairs.

    ``tier`` says how far its word goes. What ``decides`` needs nobody else; what is ``backed`` is an error where the points of
    the sentence second it and a warning where they do not; a ``hint`` speaks only where the points alone stop the sentence.
    """

    id: str
    title: str
    severities: Mapping[Profile, Severity]
    message: str
    advice: str
    why: str
    source: str
    verdict: Advice | None
    kind: str
    tier: str
    slots: tuple[tuple[str, frozenset[str]], ...]
    measure: str
    above: int | None
    below: int | None
    where: str
    scope: str
    within: int | None
    ordered: bool
    quoted: bool
    at_least: int
    unless: tuple[Exemption, ...]
    dangers: tuple[Danger, ...]
    points: float | None

    @property
    def family(self) -> str:
        """The folder the rule stands in."""
        return self.id.partition("/")[0]

    @property
    def blocks(self) -> bool:
        """Whether an engine's letter that breaks the rule is rejected."""
        return self.tier != "hint" and self.severities[Profile.GATE] is Severity.ERROR


class Rulebook:
    """Rules and concepts, compiled. ``hash`` names the content: equal hashes judge alike."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.hash: str = data["hash"]
        self.lexicon = Lexicon(data["lexicon"])
        self.rules: tuple[Rule, ...] = tuple(_rule(row) for row in data["rules"])
        self.scales = Scales.of(data["weights"])

    @cached_property
    def guidance(self) -> "tuple[Guidance, ...]":
        """The advice of every blocking rule, in the order of their ids; equal advices are given once.

        A rule about the author's own safety advises the author, and a draft that meets it is sent to no writer.
        """
        from poise.domain import Guidance  # writers ask for it; a text is judged without

        seen: dict[str, Guidance] = {}
        for rule in self.rules:
            if rule.blocks and rule.verdict is not Advice.GET_HELP:
                seen.setdefault(rule.advice, Guidance(rule.id, rule.advice))
        return tuple(seen.values())

    def advice(self, rule_id: str) -> str:
        """What the rule advises; raises KeyError for an unknown id."""
        return self._by_id[rule_id].advice

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; raises KeyError for an unknown one."""
        return self._by_id[rule_id]

    def only(self, rules: Iterable[Rule], name: str) -> "Rulebook":
        """The same rulebook with no more than these of its rules; ``name`` is its hash."""
        fewer = Rulebook.__new__(Rulebook)
        fewer.hash, fewer.lexicon, fewer.rules, fewer.scales = name, self.lexicon, tuple(rules), self.scales
        return fewer

    @cached_property
    def turns(self) -> tuple[tuple[Rule, ...], ...]:
        """The rules in the order in which they speak: those that know most, the hints, and what weighs all words."""
        return (
            tuple(rule for rule in self.rules if rule.tier != "hint" and rule.kind != "weighs"),
            tuple(rule for rule in self.rules if rule.tier == "hint"),
            tuple(rule for rule in self.rules if rule.kind == "weighs"),
        )

    @cached_property
    def touched_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each concept the ids of the rules that a sentence with it may break, going by each rule's narrowest slot."""
        touched: dict[str, list[str]] = {}
        for rule in self.rules:
            if rule.kind == "when":
                for concept in min((concepts for _, concepts in rule.slots), key=len):
                    touched.setdefault(concept, []).append(rule.id)
        return {concept: tuple(ids) for concept, ids in touched.items()}

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        title=row["title"],
        severities={Profile(p): Severity(s) for p, s in row["severities"].items()},
        message=row["message"],
        advice=row["advice"],
        why=row["why"],
        source=row["source"],
        verdict=Advice(row["verdict"]) if row["verdict"] else None,
        kind=row["kind"],
        tier=row["tier"],
        slots=tuple((name, frozenset(concepts)) for name, concepts in row["slots"]),
        measure=row["measure"],
        above=row["above"],
        below=row["below"],
        where=row["where"],
        scope=row["scope"],
        within=row["within"],
        ordered=row["ordered"],
        quoted=row["quoted"],
        at_least=row["at_least"],
        unless=tuple(Exemption(frozenset(u["match"]), u["cancels"], u["covers"]) for u in row["unless"]),
        dangers=tuple(Danger(frozenset(d["match"]), frozenset(d["excused"])) for d in row["dangers"]),
        points=row["points"],
    )
