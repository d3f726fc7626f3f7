"""What the buttons do: a form goes in, a result comes out, and nothing is kept in between."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import quote

from poise.checking.judging import judge, refuse_unreadable
from poise.checking.loading import open_rulebook
from poise.comparing import Change, compare
from poise.domain import Advice, Draft, Engine, Fact, Letter, Rewrite, Verdict
from poise.engines.events import Event, FellBack, Listener
from poise.engines.offline import Offline
from poise.errors import InputError
from poise.reading.documents import parse
from poise.rewriting import rewrite
from poise.web.marking import Reason, Sheet, mark
from poise.web.receiving import Form, Wish

LONGEST_LINK = 1800

Kind = Literal["check", "letter", "help", "none"]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter to edit, what the rules say of it as it stands, and the ways it can leave.

    ``in_subject`` are the reasons not to send its subject, ``problem`` why it cannot be judged at all. ``link`` is a
    mailto: address, empty for a letter that does not pass or is too long for one. ``changes`` lead from the draft to it.
    """

    subject: str
    body: str
    sheet: Sheet | None
    in_subject: tuple[Reason, ...]
    problem: str
    link: str
    changes: tuple[Change, ...] | None

    @property
    def passed(self) -> bool:
        """Whether nothing in it, subject included, must change."""
        return self.sheet is not None and self.sheet.passed and not self.in_subject


@dataclass(frozen=True, slots=True)
class Result:
    """What one press of a button gave. ``writer`` is the model that wrote the letter, or empty for the composer."""

    kind: Kind
    advice: Advice
    draft: Sheet | None = None
    letter: LetterView | None = None
    kept: tuple[str, ...] = ()
    writer: str = ""
    apology: str = ""


class Judged(NamedTuple):
    """A draft's own verdict, if it has one."""

    sheet: Sheet | None
    advice: Advice


def inspect(form: Form) -> Result:
    """Judge the draft; a letter that is there already stays. Raises InputError for a draft that cannot be judged."""
    draft = form.to_draft()
    sheet, advice = _judge_draft(draft)
    if advice is Advice.GET_HELP:
        return Result("help", advice)
    letter = view_letter(draft, Letter(form.subject, form.letter)) if form.letter.strip() else None
    return Result("check", advice, sheet, letter, writer=form.writer)


def compose(form: Form) -> Result:
    """Have the letter composed, on this computer. Raises PoiseError."""
    draft = form.to_draft()
    return _conclude(draft, rewrite(draft, engine=Offline(form.variant, form.tone)))


def ask(form: Form, engine: Engine, model: str, tell: Listener) -> Result:
    """Have the letter written by a model; where it gives none that passes, the composer's. Raises PoiseError."""
    draft = form.to_draft()
    gave_up: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, FellBack):
            gave_up.append(event.reason)
        tell(event)

    result = _conclude(draft, rewrite(draft, engine=engine, notify=listen), model)
    if not gave_up or not result.letter:
        return result
    apology = f"No letter by {model} could be used ({gave_up[0]}). This one was written on this computer instead."
    return Result(result.kind, result.advice, result.draft, result.letter, result.kept, "", apology)


def review(form: Form) -> Result:
    """Judge the letter as it was edited by hand, beside the draft that it came from."""
    draft = form.to_draft()
    sheet, advice = None, Advice.SEND
    with suppress(InputError):  # the draft may be gone by now; the letter is judged all the same
        sheet, advice = _judge_draft(draft)
    advice = Advice.SEND if advice is Advice.REVISE else advice
    if advice is Advice.GET_HELP:
        return Result("help", advice)
    letter = view_letter(draft, Letter(form.subject, form.letter.rstrip()))
    return Result("letter", advice, sheet, letter, writer=form.writer)


def keep_letter(form: Form) -> Result | None:
    """The letter of the form as it stands, unjudged: what somebody edited is never lost to an error."""
    if not form.letter.strip():
        return None
    unjudged = LetterView(form.subject, form.letter, None, (), "", "", ())
    return Result("letter", Advice.SEND, letter=unjudged, writer=form.writer)


DEEDS: dict[Wish, Callable[[Form], Result]] = {
    "check": inspect,
    "recheck": review,
    "rewrite": compose,
    "another": compose,
}


def view_letter(draft: Draft, letter: Letter) -> LetterView:
    """Judge a letter as one that a person is about to send: its facts are that person's own business."""
    head = f"Subject: {letter.subject}\n\n"
    changes = compare(draft.text, letter.body) if draft.text.strip() else ()
    rulebook = open_rulebook(None)
    try:
        refuse_unreadable(parse(letter.body))  # a letter of nothing but a subject is none
        verdict = judge(head + letter.body, rulebook, rejection=draft.rejection)
    except InputError as error:
        return LetterView(letter.subject, letter.body, None, (), str(error), "", changes)
    subject, body = _split(verdict, len(head))
    sheet = mark(letter.body, body, rulebook, offset=len(head))
    in_subject = tuple(reason for place in mark(head, subject, rulebook).places for reason in place.reasons)
    link = _link(letter) if verdict.passed else ""
    return LetterView(letter.subject, letter.body, sheet, in_subject, "", link, changes)


def _judge_draft(draft: Draft) -> Judged:
    verdict = judge(draft.text, rulebook := open_rulebook(None), rejection=draft.rejection)
    return Judged(mark(draft.text, verdict, rulebook), verdict.advice)


def _conclude(draft: Draft, result: Rewrite, writer: str = "") -> Result:
    if result.advice is Advice.GET_HELP:
        return Result("help", result.advice)
    sheet = mark(draft.text, result.verdict, open_rulebook(None)) if result.verdict else None
    if result.letter is None:
        return Result("none", result.advice, draft=sheet)
    return Result("letter", result.advice, sheet, view_letter(draft, result.letter), _list_kept(result.kept), writer)


def _list_kept(kept: tuple[Fact, ...]) -> tuple[str, ...]:
    """What the letter tells of the draft, each once, and nothing that stands inside something longer."""
    texts = dict.fromkeys(" ".join(fact.text.split()) for fact in kept)
    return tuple(text for text in texts if not any(text in other for other in texts if other != text))


def _split(verdict: Verdict, at: int) -> tuple[Verdict, Verdict]:
    """The verdict on the subject and that on the body, which begins ``at``."""

    def part(*, first: bool) -> Verdict:
        findings = tuple(f for f in verdict.findings if (f.span.start < at) is first)
        skipped = tuple(s for s in verdict.skipped if (s.span.start < at) is first)
        return Verdict(findings, verdict.advice, skipped, verdict.rulebook)

    return part(first=True), part(first=False)


def _link(letter: Letter) -> str:
    """A mailto: link without a recipient: whoever sends the letter fills that in. Empty where programs would cut it."""
    subject, body = (quote(text.replace("\n", "\r\n"), safe="") for text in (letter.subject, letter.body))
    link = f"mailto:?subject={subject}&body={body}"
    return link if len(link) <= LONGEST_LINK else ""
