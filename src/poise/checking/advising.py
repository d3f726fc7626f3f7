"""From findings to one piece of advice: what to do with the text now."""

from collections.abc import Sequence

from poise.checking.rulebook import Rulebook
from poise.checking.sheets import Sheet
from poise.verdicts import Advice, Finding, Severity

_GRAVEST_FIRST = (Advice.GET_HELP, Advice.SEEK_ADVICE, Advice.DO_NOT_SEND, Advice.WAIT)


def advise(findings: Sequence[Finding], rulebook: Rulebook, sheet: Sheet) -> Advice:
    """The gravest advice that a broken rule carries; else whether to answer at all, to revise, or to send."""
    carried = {rulebook.rule(finding.rule).verdict for finding in findings}
    for advice in _GRAVEST_FIRST:
        if advice in carried:
            return advice
    if sheet.unanswerable:
        return Advice.NO_REPLY_NEEDED
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Advice.REVISE
    return Advice.SEND
