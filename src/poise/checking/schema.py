"""What a rule file may say. Imported only when rules are compiled: a cached rulebook needs neither this nor pydantic."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from poise.recognising.sources import Source
from poise.verdicts import Advice, Severity

FEWEST_EXAMPLES = 4
KINDS = ("when", "absent", "measure", "recognises", "facts", "weighs")
Scope = Literal["sentence", "clause", "window"]
Covers = Literal["match", "clause", "clause-after", "clause-before", "sentence"]
Tier = Literal["decides", "backed", "hint"]
Where = Literal["anywhere", "start", "end"]
Measure = Literal["words", "capitals"]
FactCheck = Literal["invented", "lost", "placeholder", "marker"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A text that proves a rule: the words that must fill its slots, and the draft it answers to, when they matter."""

    text: str
    slots: dict[str, str] = {}
    draft: str | None = None


class Exemption(_Strict):
    """An exception: a hit of ``match`` cancels the hits of one slot (of all, unless said) that it covers."""

    match: list[str] = Field(min_length=1)
    cancels: str = "*"
    covers: Covers = "match"
    proves: str


class Danger(_Strict):
    """Words that make a sentence suspect, unless one of the acts ``excused`` stands in the same part of it."""

    match: list[str] = Field(min_length=1)
    excused: list[str] = []


def _as_example(item: object) -> object:
    return {"text": item} if isinstance(item, str) else item


ExampleList = list[Annotated[Example, BeforeValidator(_as_example)]]


class Examples(_Strict):
    """Texts that prove the rule: flagged ones, near misses, and known gaps that it does not reach yet."""

    flags: ExampleList
    passes: ExampleList
    known_gaps: ExampleList = []


class Severities(_Strict):
    """A severity for each profile."""

    check: Severity
    gate: Severity


class RuleFile(_Strict):
    """One rule file. Exactly one key of ``KINDS`` says what it looks for."""

    title: str
    severity: Severity | Severities
    tier: Tier = "decides"
    message: str
    advice: str
    why: str
    source: str
    verdict: Advice | None = None
    when: dict[str, list[str]] | None = None
    absent: list[str] | None = None
    where: Where = "anywhere"
    measure: Measure | None = None
    above: int | None = None
    below: int | None = None
    recognises: dict[str, list[str]] | None = None
    dangers: list[Danger] = []
    points: Annotated[float, Field(gt=0)] | None = None
    facts: FactCheck | None = None
    weighs: Literal["points"] | None = None
    scope: Scope = "sentence"
    within: Annotated[int, Field(ge=0, le=40)] | None = None
    ordered: bool = False
    quoted: Literal["judged", "skipped"] = "skipped"
    at_least: Annotated[int, Field(ge=1)] = 1
    unless: list[Exemption] = []
    concepts: dict[str, list[str]] = {}
    instead: str | None = None
    examples: Examples

    @model_validator(mode="after")
    def _one_kind(self) -> "RuleFile":
        kinds = [k for k in KINDS if getattr(self, k) is not None]
        if len(kinds) != 1:
            raise ValueError(f"say exactly one of {', '.join(KINDS)}")
        if self.when is not None:
            self._known_slots(set(self.when))
        self._known_acts()
        return self

    def _known_acts(self) -> None:
        acts = set(self.recognises or {})
        for danger in self.dangers:
            if strangers := set(danger.excused) - acts:
                raise ValueError(f'dangers are excused by "{min(strangers)}", which is no act of this rule: {", ".join(acts)}')

    def _known_slots(self, slots: set[str]) -> None:
        for exemption in self.unless:
            if exemption.cancels != "*" and exemption.cancels not in slots:
                raise ValueError(
                    f'unless cancels "{exemption.cancels}", which is no slot of this rule: {", ".join(sorted(slots))}'
                )


def _legal_keys(location: tuple[int | str, ...]) -> str:
    model: type[BaseModel] = RuleFile
    if location and location[0] == "examples":
        model = Examples
    elif location and location[0] == "unless":
        model = Exemption
    elif location and location[0] == "dangers":
        model = Danger
    elif location and location[0] == "severity":
        model = Severities
    return ", ".join(model.model_fields)


def validate(source: Source) -> RuleFile:
    """The rule in ``source``; raises RuleError with file, line and, for a wrong key, the legal ones."""
    data: Any = source.data
    if not isinstance(data, dict):
        raise source.error("a rule file is a list of keys: title, severity, message, …")
    try:
        rule = RuleFile.model_validate(data)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: (e["type"] != "extra_forbidden", source.line(*e["loc"])))
        location = tuple(p for p in first["loc"] if not _is_branch(p))
        if first["type"] == "extra_forbidden":
            raise source.error(f'unknown key "{location[-1]}"; legal keys: {_legal_keys(location[:-1])}', *location) from None
        where = ".".join(str(p) for p in location)
        message = str(first["msg"]).removeprefix("Value error, ")
        raise source.error(f"{where}: {message}" if where else message, *location) from None
    _enough_examples(rule, source)
    return rule


def _is_branch(part: int | str) -> bool:
    """Pydantic names the branch of a union in the place of an error; a file has no such step."""
    return isinstance(part, str) and (
        part in {"Severities", "Severity", "Example", "str"} or part.startswith(("enum", "function-"))
    )


def _enough_examples(rule: RuleFile, source: Source) -> None:
    for kind in ("flags", "passes"):
        texts = [(e.text, e.draft) for e in getattr(rule.examples, kind)]
        if len(texts) < FEWEST_EXAMPLES:
            raise source.error(f"examples.{kind} needs at least {FEWEST_EXAMPLES} texts, has {len(texts)}", "examples", kind)
        if len(set(texts)) != len(texts):
            raise source.error(f"examples.{kind} has a text twice", "examples", kind)
