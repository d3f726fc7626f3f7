"""One text, one verdict: every rule over every sentence, in the order of the text."""

from collections.abc import Callable, Sequence

from poise.checking.advising import advise
from poise.checking.kinds import KINDS
from poise.checking.rulebook import Rule, Rulebook
from poise.checking.sheets import Sheet, lay_out
from poise.domain import Draft, Finding, Profile, Severity, Verdict
from poise.errors import InputError
from poise.reading.documents import Document, parse
from poise.reading.language import is_clearly_foreign


def judge(
    text: str,
    rulebook: Rulebook,
    *,
    profile: Profile = Profile.CHECK,
    draft: Draft | None = None,
    rejection: str | bytes | None = None,
) -> Verdict:
    """Judge ``text`` by every rule of ``rulebook``.

    With ``draft``, invented and lost facts are judged too; the rejection (the draft's own, unless given) counts for the
    advice. In the gate nothing is masked. Raises InputError for a text with nothing of its author's in it and for one that is
    clearly not English.
    """
    document = parse(text, masked=profile is Profile.CHECK)
    refuse_unreadable(document)
    answered = rejection if rejection is not None else draft.rejection if draft is not None else None
    sheet = lay_out(document, rulebook, profile, draft, answered)
    findings: list[Finding] = []
    for speaks in _IN_TURN:
        findings += [f for f in _apply(sheet, rulebook, speaks) if speaks is _speaks_first or not _is_told(f, findings)]
    findings.sort(key=lambda f: (f.span.start, f.rule, f.span.end))
    return Verdict(tuple(findings), advise(findings, rulebook, sheet), document.skipped, rulebook.hash)


def _speaks_first(rule: Rule) -> bool:
    return rule.tier != "hint" and rule.kind != "weighs"


def _hints(rule: Rule) -> bool:
    return rule.tier == "hint"


def _weighs(rule: Rule) -> bool:
    return rule.kind == "weighs"


_IN_TURN = (_speaks_first, _hints, _weighs)


def _apply(sheet: Sheet, rulebook: Rulebook, speaks: Callable[[Rule], bool]) -> list[Finding]:
    return [finding for rule in rulebook.rules if speaks(rule) for finding in KINDS[rule.kind](rule, sheet)]


def _is_told(finding: Finding, earlier: Sequence[Finding]) -> bool:
    """Whether a rule that knows more already stops the same words: one reason is enough."""
    span = finding.span
    return any(
        other.severity is Severity.ERROR and other.span.start < span.end and span.start < other.span.end for other in earlier
    )


def refuse_unreadable(document: Document) -> None:
    """Raise InputError when there is nothing to judge, or it is clearly not English."""
    if not document.sentences:
        if document.skipped:
            raise InputError("nothing but quoted text and signatures is in it; paste your own reply too")
        raise InputError("there is no text in it; paste the reply that you want to send")
    words = [t.word for s in document.sentences for t in s.tokens if t.shape in "xXA"]
    if is_clearly_foreign(words):
        raise InputError("this does not look like English, and the rules are English only; paste an English reply")
