"""Facts to letter: the parts in their natural order, each worded for this author."""

import re

from poise.domain import Brief, Channel, Fact, Facts, Letter, Origin
from poise.engines.offline.choosing import Material, choose, is_missing, missing_contacts
from poise.engines.offline.framing import close, greet, name_post, subject_line
from poise.engines.offline.phrasing import Chooser, load
from poise.engines.offline.realising import WARM, Realiser, joined, name_things
from poise.engines.offline.wording import fill, lower_start

_NEWS = re.compile(
    r"\b(?:letting me know|telling me|informing me|(?:calling|ringing) me)\b"
    r"|\b(?:your|the) (?:\w+ ){0,3}(?:message|mail|e-?mail|letter|reply|answer|note|call)\b"
)
_FUTURE = "form/future-interest"
_THANKS = "form/thanks"
_LONGEST = 130
_ROOM_FOR_WISHES = 100
_SHORTEST = 36
_FEW_SHORT = 6
_FEWEST_WARM = 3
_MOST_WARM = {"brief": 3, "standard": 4, "warm": 5}
_PRIVATE = frozenset(
    [
        "nanny",
        "babysitter",
        "childminder",
        "au-pair",
        "tutor",
        "housekeeper",
        "carer",
        "caregiver",
        "companion",
        "cleaner",
        "gardener",
    ]
)
_EASY_GREETINGS = frozenset(["hi", "hey", "hiya", "hi there", "hey there", "heya", "alright", "morning"])
_THANKS_FOR = re.compile(r"^(Thank you|Thanks) (?:so much |very much )?for (?=\w)")
_SMALL_I = re.compile(r"(?<![\w.])i(?:'?m|'?ve|'?d|'?ll)?(?= )")
_OFFICIAL = ("team", "vacanc", "opening", "position", "candida", "search", "colleague", "advertis", "post")
_LAST_RESORT = 3
_MOST_WISHES = 2


def compose(brief: Brief, *, variant: int, tone: str) -> Letter:
    """Write the letter for one attempt; the same brief, variant and tone always give the same letter."""
    return _Composer(brief, variant, tone).letter()


class _Composer:
    """Holds what all parts of one letter share."""

    def __init__(self, brief: Brief, variant: int, tone: str) -> None:
        self.brief = brief
        self.facts: Facts = brief.facts
        self.tone = tone
        self.material: Material = choose(brief)
        self.choose = Chooser(
            brief.draft.text,
            variant + 3 * (brief.attempt - 1),
            british=self.facts.british,
            casual=_is_casual(self.facts, brief.draft.text),
        )
        self.private = self._is_private()
        rejection = brief.draft.rejection
        answered = rejection if isinstance(rejection, str) else (rejection or b"").decode("utf-8", "replace")
        self.interviewed = "interview" in f"{brief.draft.text} {answered}".lower()
        self.realise = Realiser(self.choose, plain=brief.attempt > 1)
        self.post = name_post(self.facts, self.material.place, self.choose, private=self.private)

    def letter(self) -> Letter:
        paragraphs = self._calm_body() if self.material.calm else self._composed_body()
        message = self.facts.channel is Channel.MESSAGE
        paragraphs = self._fit([p for p in paragraphs if p], message=message)
        body = "\n\n".join(" ".join(p) for p in paragraphs) if not message else " ".join(s for p in paragraphs for s in p)
        greeting = greet(self.facts, self.choose, private=self.private, calm=self.material.calm)
        ending = close(self.facts, self.choose, body, message=message, tone=self.tone)
        if message:
            text = f"{greeting} {lower_start(body)}" if greeting.endswith(",") else f"{greeting} {body}"
            return Letter(subject_line(self.brief, self.choose), f"{text}\n\n{ending}" if ending else text)
        return Letter(subject_line(self.brief, self.choose), f"{greeting}\n\n{body}\n\n{ending}")

    def _is_private(self) -> bool:
        """Whether the position is in somebody's home, where the words of firms ring false."""
        role = self.facts.role.text.lower().split() if self.facts.role else []
        return self.facts.company is None and not _PRIVATE.isdisjoint(role)

    def _bank(self, name: str, part: str) -> list[str]:
        """The phrases of a part that suit this letter."""
        phrases: list[str] = load(name)[part]
        if not self.private:
            return phrases
        fit = [p for p in phrases if not any(word in p.replace("{post}", "").lower() for word in _OFFICIAL)]
        return fit or phrases

    def _thanks(self) -> str:
        met = self.facts.stage.value in {"interviewed", "final-round"}
        part = "met" if met and self.choose.chance("met", 65) else "any"
        phrases = self._bank("thanking", part)
        if not self.interviewed:
            phrases = [phrase for phrase in phrases if "interview" not in phrase]
        return fill(self.choose.pick("thanks", self._short(phrases)), "", post=self.post)

    def _own_thanks(self) -> list[str]:
        """The thanks that a letter begins with: the author's for the message, when they gave any, and then for the chance."""
        own = next((f for f in self.material.own if f.kind == "thanks" and _thanks_for_news(f.text)), None)
        if own is None or self.facts.channel is Channel.MESSAGE:
            return [self._thanks()]
        return [own.text, fill(self.choose.pick("again", _plainly(load("thanking")["again"])), "", post=self.post)]

    def _regret(self) -> str:
        return self.choose.pick("regret", self._short(self._bank("regretting", "any")))

    def _led_by_regret(self, warm: list[str]) -> list[str]:
        """The warm sentences, the first after a word of regret, as in "I was sorry to miss out, but I enjoyed the tour"."""
        if not warm or not warm[0].startswith(("I ", "I'")) or self.tone == "brief" or not self.choose.chance("led", 55):
            return []
        return [f"{self.choose.pick('lead', load('regretting')['leads'])}, but {warm[0]}", *warm[1:]]

    def _short(self, phrases: list[str]) -> list[str]:
        """The shorter phrases for a brief letter, all of them for any other."""
        if self.tone != "brief":
            return phrases
        return sorted(phrases, key=lambda phrase: len(phrase.split()))[: max(_FEW_SHORT, len(phrases) // 3)]

    def _outlook(self, *, regret: bool) -> list[str]:
        """Regret and interest in what comes next: one sentence for both where the author wishes for nothing particular."""
        named, kinds = self._wished()
        together = not named and self.choose.chance("together", 70) and self.tone != "brief"
        if regret and together and not is_missing(self.brief, _FUTURE):
            return [self.choose.pick("outlook", self._bank("hoping", "joined")), *kinds]
        return [*([self._regret()] if regret else []), *self._future()]

    def _wished(self) -> tuple[list[str], list[str]]:
        """What the author wishes for next, and which kinds of work, as sentences."""
        wishes = self.material.wishes
        kinds = [fact for fact in wishes if fact.kind == "wish.kind"]
        offers = [fact for fact in wishes if fact.kind == "wish.to"]
        named = [fact for fact in wishes if fact not in kinds and fact not in offers[1:]]
        named.sort(key=lambda fact: fact.kind != "other-role")
        return [self.realise.wish(fact) for fact in named[:_MOST_WISHES]], [self.realise.wish(fact) for fact in kinds[:1]]

    def _future(self) -> list[str]:
        """Interest in what comes next, in the author's own terms where there are any."""
        named, kinds = self._wished()
        if not named or is_missing(self.brief, _FUTURE):
            named.append(self.choose.pick("future", self._short(self._bank("hoping", "any"))))
        return [*named, *kinds]

    def _warm(self, most: int) -> list[str]:
        own = () if self.material.calm else tuple(f for f in self.material.own if f.kind in WARM)
        own = tuple(f for f in own if f.kind != "thanks" or not _thanks_for_news(f.text))
        items = [*self.material.liked, *self.material.people, *own]
        items.sort(key=lambda f: f.span.start if f.span else -1)
        return [self.realise.liked(fact) for fact in joined(items)[:most]]

    def _practical(self) -> list[str]:
        """Practical matters in the order of the draft, each once; the author's own sentences among them."""
        if self.brief.attempt >= _LAST_RESORT:
            return name_things(self.material.practical, self.facts)
        return self.realise.practical(self.material, self.facts)

    def _contacts(self, body: str) -> list[str]:
        """Numbers and addresses that the body lacks; those from an e-mail signature go under the name instead."""
        missing = missing_contacts(self.facts, body)
        reach = [fact for fact in missing if fact.kind in {"phone", "email", "link", "address"}]
        if self.facts.channel is Channel.EMAIL:
            reach = [fact for fact in reach if not self._is_under_name(fact)]
        rest = [fact for fact in missing if fact.kind in {"amount", "tag", "account"}]
        return [self.realise.contact(fact) for fact in [*rest, *reach]]

    def _is_under_name(self, fact: Fact) -> bool:
        sender = self.facts.sender
        after = sender is not None and sender.span is not None and fact.span is not None and fact.span.start >= sender.span.end
        return after and sender is not None

    def _wishes(self) -> list[str]:
        if self.tone == "brief":
            return []
        wish = self.choose.pick("wishes", load("wishing")["private" if self.private else "any"])
        if self.tone != "warm":
            return [wish]
        again = self.choose.pick("warm", load("thanking")["warm"])
        return [again, wish if self.private else self.choose.pick("wishes", load("wishing")["warm"])]

    def _composed_body(self) -> list[list[str]]:
        message = self.facts.channel is Channel.MESSAGE
        warm = self._warm(_MOST_WARM[self.tone] if not message else 3)
        practical, available = self._practical(), self.realise.available(self.material)
        led = self._led_by_regret(warm)
        opening = _thank_once([*self._own_thanks(), *(led or warm)])
        hope = self._outlook(regret=not led and not (message and (warm or practical)))
        (practical or hope).extend(available)
        said = " ".join([*opening, *hope, *practical])
        practical = [*practical, *self._contacts(said)]
        return [opening, hope, practical, [] if message else self._wishes()]

    def _calm_body(self) -> list[list[str]]:
        """The author's own letter, with what is missing from it added."""
        paragraphs = self._own_paragraphs()
        said = " ".join(s for p in paragraphs for s in p)
        kinds = {fact.kind for fact in self.material.own}
        role = self.facts.role.text.lower() if self.facts.role else ""
        if (not kinds & {"thanks"} and not _gives_thanks(said)) or is_missing(self.brief, _THANKS):
            paragraphs.insert(0, [self._thanks()])
        elif role and role not in said.lower():
            again = self.choose.pick("again", _plainly(load("thanking")["again"]))
            paragraphs.append([fill(again, "", post=self.post)])
        if not _looks_ahead(said, kinds) or is_missing(self.brief, _FUTURE):
            paragraphs.append(self._future())
        anew = self.brief.attempt > 1
        told = [self.realise.liked(fact) for fact in self.material.liked if anew or fact.origin is Origin.FIELD]
        if told:
            paragraphs[0].extend(told)
        extra = self.realise.practical(self.material._replace(own=()), self.facts)
        extra += self._contacts(" ".join([said, *extra]))
        warmer = self.tone == "warm" and not _wishes_well(said) and len(said.split()) < _ROOM_FOR_WISHES
        wishes = self._wishes() if warmer else []
        return [p for p in (*paragraphs, extra, wishes) if p]

    def _own_paragraphs(self) -> list[list[str]]:
        paragraphs: list[list[str]] = []
        end = -1
        for fact in self.material.own:
            start = fact.span.start if fact.span else end
            gap = self.brief.draft.text[end:start] if end >= 0 else ""
            if not paragraphs or gap.count("\n") > 1:
                paragraphs.append([])
            paragraphs[-1].append(self._without_name(fact.text))
            end = fact.span.end if fact.span else end
        return paragraphs

    def _without_name(self, text: str) -> str:
        """The sentence without the recipient's name at its end: the greeting has it."""
        name = self.facts.recipient.text if self.facts.recipient else ""
        return text.replace(f", {name}.", ".") if name else text

    def _fit(self, paragraphs: list[list[str]], *, message: bool) -> list[list[str]]:
        """The paragraphs within the length of a letter: good wishes come first to be left out, and to be put in."""
        words = sum(len(s.split()) for p in paragraphs for s in p)
        if message or self.material.calm:
            return paragraphs
        if words > _LONGEST and len(paragraphs) > 1 and self.tone != "brief":
            words -= sum(len(s.split()) for s in paragraphs[-1])
            paragraphs = paragraphs[:-1]
        while words > _LONGEST and len(paragraphs[0]) > _FEWEST_WARM:
            words -= len(paragraphs[0][-1].split())
            paragraphs = [paragraphs[0][:-1], *paragraphs[1:]]
        if words < _SHORTEST and self.tone == "brief":
            paragraphs = [*paragraphs, [self.choose.pick("wishes", load("wishing")["any"])]]
        return paragraphs


def _plainly(phrases: list[str]) -> list[str]:
    """The phrases that do not say thanks again, for a letter in which the author does."""
    return [phrase for phrase in phrases if "thank" not in phrase.lower()]


def _thank_once(opening: list[str]) -> list[str]:
    """The sentences, a second "Thank you for" joined to the first: "Thank you also for the tea."."""
    first, *rest = opening
    thanked = "thank" in first.lower()
    return [first, *(_THANKS_FOR.sub(r"\1 also for ", s) if thanked and i == 0 else s for i, s in enumerate(rest))]


def _is_casual(facts: Facts, draft: str) -> bool:
    """Whether the author writes as people talk, so that "I would" were stiff: in a message, after "Hi", with a small "i"."""
    greeting = (facts.salutation or "").lower()
    return facts.channel is Channel.MESSAGE or greeting in _EASY_GREETINGS or bool(_SMALL_I.search(draft))


def _thanks_for_news(text: str) -> bool:
    """Whether the author thanks for being told, as letters begin."""
    lowered = text.lower()
    return lowered.startswith(("thank", "many thanks")) and bool(_NEWS.search(lowered))


def _gives_thanks(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in ("thank", "grateful", "appreciate"))


def _wishes_well(text: str) -> bool:
    lowered = text.lower()
    return any(mark in lowered for mark in ("wish you", "wishes", "all the best", "good luck", "every success", "all well"))


def _looks_ahead(text: str, kinds: set[str]) -> bool:
    lowered = text.lower()
    marks = (
        "in mind",
        "considered",
        "consider me",
        "future",
        "think of me",
        "apply again",
        "comes up",
        "come up",
        "opens",
        "be asked",
        "if you need",
        "if another",
    )
    return bool(kinds & {"future", "wish"}) or any(mark in lowered for mark in marks)
