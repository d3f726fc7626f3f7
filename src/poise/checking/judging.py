"""One text, one verdict: every rule over every sentence, in the order of the text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from poise.checking.advising import advise
from poise.checking.kinds import KINDS
from poise.checking.rulebook import Rule, Rulebook
from poise.checking.sheets import Given, Sheet, lay_out
from poise.errors import InputError
from poise.reading.documents import Document, parse
from poise.reading.language import is_clearly_foreign
from poise.verdicts import Finding, Profile, Severity, Span, Verdict

if TYPE_CHECKING:
    from poise.domain import Draft, Facts


def judge(  # noqa: PLR0913 - all that a text can be judged by
    text: str,
    rulebook: Rulebook,
    *,
    profile: Profile = Profile.CHECK,
    draft: "Draft | None" = None,
    rejection: str | bytes | None = None,
    facts: "Facts | None" = None,
) -> Verdict:
    """Judge ``text`` by every rule of ``rulebook``.

    With ``draft``, invented and lost facts are judged too (``facts`` are those of the draft, if they are known already); the
    rejection (the draft's own, unless given) counts for the advice. In the gate nothing is masked. Raises InputError for a
    text with nothing of its author's in it and for one that is clearly not English.
    """
    document = parse(text, masked=profile is Profile.CHECK)
    refuse_unreadable(document)
    answered = rejection if rejection is not None else draft.rejection if draft is not None else None
    sheet = lay_out(document, rulebook, profile, Given(draft, facts, answered))
    findings: list[Finding] = []
    for turn in rulebook.turns:
        stopped = _stopped(findings)
        findings += [finding for finding in _apply(turn, sheet) if not _is_told(finding.span, stopped)]
    findings.sort(key=lambda f: (f.span.start, f.rule, f.span.end))
    return Verdict(tuple(findings), advise(findings, rulebook, sheet), document.skipped, rulebook.hash)


def _apply(rules: Iterable[Rule], sheet: Sheet) -> Iterator[Finding]:
    for rule in rules:
        if rule.kind != "when" or rule.id in sheet.places:
            yield from KINDS[rule.kind](rule, sheet)


def _stopped(findings: Iterable[Finding]) -> list[Span]:
    """The words that an error stops already, in order; what overlaps is one."""
    stopped: list[Span] = []
    for span in sorted((f.span for f in findings if f.severity is Severity.ERROR), key=lambda span: (span.start, span.end)):
        if stopped and span.start < stopped[-1].end:
            stopped[-1] = Span(stopped[-1].start, max(stopped[-1].end, span.end))
        else:
            stopped.append(span)
    return stopped


def _is_told(span: Span, stopped: Sequence[Span]) -> bool:
    """Whether a rule that knows more already stops the same words: one reason is enough."""
    place = bisect_right(stopped, span.start, key=lambda other: other.end)
    return place < len(stopped) and stopped[place].start < span.end


def refuse_unreadable(document: Document) -> None:
    """Raise InputError when there is nothing to judge, or it is clearly not English."""
    if not document.sentences:
        if document.skipped:
            raise InputError("nothing but quoted text and signatures is in it; paste your own reply too")
        raise InputError("there is no text in it; paste the reply that you want to send")
    words = [t.word for s in document.sentences for t in s.tokens if t.shape in "xXA"]
    if is_clearly_foreign(words):
        raise InputError("this does not look like English, and the rules are English only; paste an English reply")
