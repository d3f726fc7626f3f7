"""Each kind of detail as a sentence: a frame from the phrases, the author's noun phrase inside."""

import re
from collections.abc import Sequence
from dataclasses import replace

from poise.domain import Fact, Facts, Origin
from poise.engines.offline.choosing import LIFTED, Material
from poise.engines.offline.phrasing import Chooser, load
from poise.engines.offline.wording import article, as_position, fill, goes_on, lower_start, on_day, sentence, without_brackets
from poise.understanding.vocabulary import load as understood

_LONG_PHRASE = 9
_ASKS = (
    "please",
    "could it",
    "can it",
    "could they",
    "can they",
    "could you",
    "would you",
    "can you",
    "may i",
    "shall i",
    "should i",
)
_LONGEST_BARE = 15
_SHORTEST_BARE = 9
_NAMING = re.compile(
    r"(?:my|the|your|our|an?|\d+|there (?:is|are)|I (?:still |also )?(?:have|left|need|hold|lent|paid|gave))\b",
    re.IGNORECASE,
)
_COMING = ("I can ", "I could ", "I am ", "I'm ", "I will be ", "I'll be ")
_POINTING = re.compile(r"\bthat \w+\.$|\b(?:both|them|it)\b")
_POLITE = (" please", " could you", " would be", " would like", " glad", " grateful", " may i", " happy")
_ARRANGING = frozenset({LIFTED, "practical", "logistics", "plain"})
_CLAUSE_STARTS = ("i ", "i'", "we ", "the way ", "how ", "that ")
WARM = frozenset({"liked", "person", "thanks"})
_DETERMINERS = ("the", "my", "a", "an", "our", "your", "all")
_OWN_FRAMES = ("have", "left", "delete", "attached", "back", "gift", "by")
_FRAMED = {"owed": "money", "sum": "money", **{part: part for part in _OWN_FRAMES}}
_SKIPPED = frozenset({"logistics.place", "logistics.time", "logistics.money"})


class Realiser:
    """Words details for one letter."""

    def __init__(self, choose: Chooser, *, plain: bool) -> None:
        self.choose = choose
        self.plain = plain
        self._count = 0
        self._introductions = 0

    def _pick(self, name: str, part: str, phrase: str = "") -> str:
        """A frame of a part; a phrase that ends in a clause of its own needs one that ends with it."""
        self._count += 1
        frames: list[str] = load(name)[part]
        if ", " in phrase or len(phrase.split()) > _LONG_PHRASE:
            frames = [f for f in frames if f.rstrip(".?").endswith("{x}")] or frames
        return self.choose.pick(f"{part}{self._count}", frames)

    def liked(self, fact: Fact) -> str:
        """Something the author liked, took part in, or was praised for, or somebody they thank."""
        text, kind = fact.text, fact.kind
        if kind in WARM and text.endswith((".", "?")):
            return text
        if fact.origin is Origin.FIELD and text.lower().startswith(_CLAUSE_STARTS):
            return sentence(text)
        part, phrase = _frame_for(kind, text)
        return fill(self._pick("liking", part, "" if part == "to" else text), phrase)

    def wish(self, fact: Fact) -> str:
        """A wish for later."""
        if fact.kind == "wish.if":
            fact = replace(fact, text=re.sub(r"^([Ii]f) is\b", r"\1 there is", fact.text))
            return fill(
                self._pick("hoping", "if"),
                fact.text,
                **{"if": lower_start(fact.text), "If": fact.text[:1].upper() + fact.text[1:]},
            )
        if fact.kind == "wish.own":
            return fact.text
        if fact.kind in {"wish.be", "wish.to", "wish.as"}:
            return fill(self._pick("hoping", fact.kind.partition(".")[2]), fact.text, a=article(fact.text))
        part = "kind" if fact.kind == "wish.kind" else "np"
        text = re.sub(r"\b(night|evening|weekend|casual)s\b", r"\1", fact.text) if part == "kind" else fact.text
        text = as_position(text) if part == "np" else text
        return fill(self._pick("hoping", part, text if part == "np" else ""), text)

    def contact(self, fact: Fact) -> str:
        """A number, an address or an amount, to the character."""
        numbered = fact.kind == "tag" and " " in fact.text
        return fill(self._pick("arranging", "numbered" if numbered else fact.kind), fact.text)

    def available(self, material: Material) -> list[str]:
        """When and where the author can come, as they said it."""
        times = [f.text for f in material.practical if f.kind == "logistics.time"]
        times = [sentence(re.sub(r"^[Dd]oing ", "I am doing ", text)) for text in times]
        own = [
            f.text
            for f in material.own
            if not material.calm and f.kind != LIFTED and f.text.startswith(_COMING) and not _POINTING.search(f.text)
        ]
        return list(dict.fromkeys([*own, *times]))[:3]

    def practical(self, material: Material, facts: Facts) -> list[str]:
        """Practical matters in the order of the draft; frames for things, the author's sentences for arrangements."""
        shown = set(self.available(material))
        own = [f for f in material.own if f.text not in shown and f.kind not in WARM]
        items = [*(f for f in material.practical if f.kind not in _SKIPPED), *own]
        items.sort(key=lambda f: f.span.start if f.span else -1)
        said: list[str] = []
        for index, fact in enumerate(items):
            if fact in material.own:
                said.append(self.introduced(fact))
                continue
            text = self._arranged(fact, material, stated=_is_asked_next(items[index + 1 :], material.own))
            said.extend(text)
        money = next((f for f in material.practical if f.kind == "logistics.money"), None)
        if money and not any(money.text.lower() in sentence_.lower() for sentence_ in said):
            said.append(self._owed(money, facts, " ".join(said)))
        return said

    def introduced(self, fact: Fact) -> str:
        """A sentence of the author's, after a few polite words when it is long and makes no request of its own."""
        words = fact.text.split()
        most = _LONGEST_BARE if not self.plain else _SHORTEST_BARE
        lowered = f" {fact.text.lower()}"
        if fact.kind not in _ARRANGING or len(words) <= most or any(mark in lowered for mark in _POLITE) or ". " in fact.text:
            return fact.text
        if not _NAMING.match(fact.text) or lowered.startswith((" if ", " when ", " could ", " can ", " where ")):
            return fact.text
        self._introductions += 1
        leads: list[str] = load("arranging")["introductions"]
        if self._introductions > len(leads):
            return fact.text
        return f"{leads[self._introductions - 1]} {goes_on(fact.text)}"

    def _owed(self, money: Fact, facts: Facts, said: str) -> str:
        """What is to be paid back, with its amount; receipts and invoices are sent rather than asked for."""
        amount = next((f.text for f in facts.contacts if f.kind == "amount" and f.text not in said), "")
        named = money.text if money.text.split(" ", 1)[0].lower() in _DETERMINERS else f"the {money.text.lower()}"
        paper = named.lower().endswith(("receipt", "receipts"))
        bill = named.lower().endswith(("invoice", "invoices"))
        phrase = f"{named} {'for' if paper or bill else 'of'} {amount}" if amount else named
        return fill(self._pick("arranging", "attached" if paper else "money"), phrase)

    def _arranged(self, fact: Fact, material: Material, *, stated: bool) -> list[str]:
        part = fact.kind.partition(".")[2]
        if self.plain:
            fact = replace(fact, text=without_brackets(fact.text))
        if part == "delete" and self.plain and " from " not in fact.text:
            return [fill(self._pick("arranging", "delete_plain"), fact.text)]
        if part == "lies":
            return [self._lying(fact, material)]
        if part == "collect":
            place = next((f.text for f in material.practical if f.kind == "logistics.place"), "with you")
            frame = self._pick("arranging", "collect_stated" if stated else "collect")
            return [fill(frame, fact.text, place=place)]
        if part == "bring":
            return [fill(self._pick("arranging", "bring", "x, x"), on_day(fact.text))]
        named = "have_stated" if part == "have" and stated else _FRAMED.get(part)
        return [fill(self._pick("arranging", named), fact.text)] if named else []


    def _lying(self, fact: Fact, material: Material) -> str:
        """Where a thing of theirs can be found."""
        start = fact.span.start if fact.span else 0
        places = [f for f in material.practical if f.kind == "logistics.place" and f.span]
        place = next((f.text for f in places if f.span and f.span.start > start), "")
        bare = fact.text.split(" ", 1)[0].lower() not in _DETERMINERS
        thing = f"the {fact.text[:1].lower()}{fact.text[1:]}" if bare else fact.text
        return fill(self._pick("arranging", "lies"), thing, place=place) if place else ""


def joined(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, two short neighbours of a kind made one: "the tour of the vaults and the talk with the curators"."""
    found: list[Fact] = []
    for fact in facts:
        before = found[-1] if found else None
        if any(_is_said(fact, other) for other in found):
            continue
        if before is not None and _may_join(before, fact):
            found[-1] = replace(before, text=f"{_named(before)} and {_named(fact)}", kind=before.kind.partition(".")[0])
        else:
            found.append(fact)
    return found


def _is_said(fact: Fact, other: Fact) -> bool:
    """Whether another fact names the same things already: "the kittens" after "feeding those kittens"."""
    small = {*_DETERMINERS, "that", "those", "these", "this", "of", "in", "at"}
    words = set(fact.text.lower().split()) - small
    return fact.kind.startswith("liked") and not fact.text.endswith(".") and words <= set(other.text.lower().split())


def _may_join(one: Fact, other: Fact) -> bool:
    kinds = {one.kind, other.kind}
    if not (kinds <= {"liked", "liked.the"} or kinds == {"person"}):
        return False
    texts = (one.text, other.text)
    plain = not any(mark in f" {text} " for text in texts for mark in (",", " and ", ".", " who ", " for "))
    short = all(len(text.split()) <= _LONG_PHRASE for text in texts)
    return plain and short and not any(text.split(" ", 1)[0].lower().endswith("ing") for text in texts)


def _named(fact: Fact) -> str:
    return f"the {fact.text}" if fact.kind == "liked.the" else fact.text


def _frame_for(kind: str, text: str) -> tuple[str, str]:
    """The part of the phrases that suits a kind of detail, and the phrase as it goes in."""
    if kind in {"person", "spent", "praised", "activity", "thanked", "served"}:
        return kind, text
    if kind == "liked.to":
        return "to", lower_start(text)
    if kind == "liked.walked":
        return "gerund", _gerund(text)
    phrase = f"the {text}" if kind == "liked.the" else text
    return ("gerund" if phrase.split(" ", 1)[0].lower().endswith("ing") else "np"), phrase


def _is_asked_next(after: Sequence[Fact], own: Sequence[Fact]) -> bool:
    """Whether the author's next sentence says itself what is to happen with the thing."""
    return (
        bool(after)
        and after[0] in own
        and any(mark in f" {after[0].text.lower()}" for mark in (*_ASKS, " them", " both", " it ", " it?", " it."))
    )


def _gerund(text: str) -> str:
    """As in "walked the ball fields" as "walking the ball fields"."""
    gerunds: dict[str, str] = understood("liking")["walked"]["gerunds"]
    for verb in sorted(gerunds, key=len, reverse=True):
        if text.lower().startswith(verb + " "):
            return gerunds[verb] + text[len(verb) :]
    return text


def name_things(practical: Sequence[Fact], facts: Facts) -> list[str]:
    """What lies between the two, by its bare names: the sentence to fall back on when every fuller one was refused."""
    known = set(understood("logistics")["things"].split())
    bare = re.compile(rf"(?:\b(?:{understood('logistics')['sorts'].replace(' ', '|')}) )?\b[\w\-]+")
    told = [fact.text.lower() for fact in (*practical, *facts.details) if fact.kind.startswith("logistics")]
    named = [phrase for text in told for phrase in bare.findall(text) if phrase.split()[-1] in known]
    things = list({phrase.split()[-1]: f"the {phrase}" for phrase in named}.values())
    *most, last = things or [""]
    listed = f"{', '.join(most)} and {last}" if most else last
    return [load("arranging")["open"][0].replace("{x}", listed)] if last else []
