"""What a rule looks for, by the key that says so in its file: one function for each kind of rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from poise.checking.facts import judge_facts
from poise.checking.meeting import Meeting, meet, remaining
from poise.checking.pages import Page, join
from poise.checking.permitting import find_strange
from poise.checking.rulebook import Rule
from poise.checking.sheets import Sheet
from poise.checking.weighing import Weighed
from poise.verdicts import Finding, Severity, Slot, Span

Judge = Callable[[Rule, Sheet], Iterator[Finding]]

_STRETCHES = {"anywhere": slice(None), "start": slice(2), "end": slice(-6, None)}


def judge_when(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """Concepts that meet in a sentence (or across two), often enough."""
    stretches = _windows(sheet.pages) if rule.scope == "window" else ((sheet.pages[i], (i,)) for i in sheet.places[rule.id])
    found = [(meeting, places) for page, places in stretches if (meeting := meet(rule, page)) is not None]
    if len(found) >= rule.at_least:
        for meeting, places in found:
            severity, points = _second(rule, sheet, places)
            if severity is not None:
                yield _report(rule, meeting, sheet, len(found), severity, points)


def _windows(pages: tuple[Page, ...]) -> Iterator[tuple[Page, tuple[int, ...]]]:
    for i, (one, other) in enumerate(pairwise(pages)):
        if one.reading.sentence.paragraph == other.reading.sentence.paragraph:
            yield join(one, other), (i, i + 1)


def _second(rule: Rule, sheet: Sheet, places: tuple[int, ...]) -> tuple[Severity | None, float | None]:
    """How grave a meeting is once the points of its sentences were heard (None: not to be told), and those points."""
    severity = rule.severities[sheet.profile]
    if rule.tier == "decides" or sheet.scales is None:
        return severity, None
    points = max(sheet.weighed[place].points for place in places)
    limits = sheet.scales.limits(sheet.profile)
    if rule.tier == "hint":
        return (severity if points >= limits.error else None), points
    return (severity if points >= limits.backing else min(severity, Severity.WARNING, key=_gravity)), points


def _gravity(severity: Severity) -> int:
    return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(severity)


def judge_absent(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """Something that the text must hold (at its start or end, if the rule says so) and does not; reported at its end.

    A rule with ``above`` asks it only of a text with more words than that.
    """
    name, wanted = rule.slots[0]
    if rule.above is not None and _count_words(sheet) <= rule.above:
        return
    if not any(remaining(rule, page, name, wanted) for page in sheet.pages[_STRETCHES[rule.where]]):
        yield _missing(rule, sheet, rule.message)


def judge_recognises(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """Sentences that perform none of the acts that such a letter is made of, or something else besides.

    A rule with ``points`` lets a sentence pass that carries fewer points than that: nothing else speaks against it.
    """
    given = sheet.document.text
    for number, page in enumerate(sheet.pages, 1):
        found = find_strange(rule, page)
        if found is not None and _tells(rule, sheet, number - 1):
            slots = [Slot("danger", given[h.start : h.end], Span(h.start, h.end)) for h in found]
            words = f'"{" ".join(slots[0].text.split())}"' if slots else ""
            message = rule.message.replace("{count}", str(number)).replace("{words}", words)
            yield make_finding(rule, sheet, page.reading.sentence.span, message, slots)


def _tells(rule: Rule, sheet: Sheet, index: int) -> bool:
    """Whether the sentence carries as many points as the rule asks for; so it does where none were fitted."""
    return rule.points is None or not sheet.weighed or sheet.weighed[index].points >= rule.points


def judge_measure(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """A length, in words, that is above or below what the rule allows."""
    count = _count_words(sheet)
    if (rule.above is not None and count > rule.above) or (rule.below is not None and count < rule.below):
        yield _missing(rule, sheet, rule.message.replace("{count}", str(count)))


def _count_words(sheet: Sheet) -> int:
    return sum(token.shape in "xXA0" for page in sheet.pages for token in page.reading.sentence.tokens)


def judge_fact(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """Details that the text invented, lost, or left as a placeholder."""
    for span, words in judge_facts(rule.measure, sheet):
        yield make_finding(rule, sheet, span, rule.message.replace("{text}", words))


def judge_weighs(rule: Rule, sheet: Sheet) -> Iterator[Finding]:
    """Sentences that carry too many points, each told by the family that it reads like."""
    if sheet.scales is None:
        return
    limits = sheet.scales.limits(sheet.profile)
    for weighed in sheet.weighed:
        if weighed.points >= limits.warning and weighed.family == rule.family:
            severity = Severity.ERROR if weighed.points >= limits.error else Severity.WARNING
            yield _report_weight(rule, weighed, sheet.scales.telling(weighed.page), sheet, severity)


KINDS: Mapping[str, Judge] = {
    "when": judge_when,
    "absent": judge_absent,
    "recognises": judge_recognises,
    "measure": judge_measure,
    "facts": judge_fact,
    "weighs": judge_weighs,
}


def _missing(rule: Rule, sheet: Sheet, message: str) -> Finding:
    return make_finding(rule, sheet, Span(sheet.document.end, sheet.document.end), message)


def _report(  # noqa: PLR0913, PLR0917  a finding has as many parts
    rule: Rule, meeting: Meeting, sheet: Sheet, count: int, severity: Severity, points: float | None
) -> Finding:
    given = sheet.document.text
    slots = tuple(Slot(name, given[h.start : h.end], Span(h.start, h.end)) for name, h in meeting.slots)
    message = rule.message.replace("{count}", str(count))
    for slot in slots:
        message = message.replace("{" + slot.name + "}", " ".join(slot.text.split()))
    told = round(points, 1) if points is not None else None
    return make_finding(rule, sheet, Span(meeting.start, meeting.end), message, slots, severity, told)


def _report_weight(
    rule: Rule, weighed: Weighed, telling: Iterable[tuple[int, int]], sheet: Sheet, severity: Severity
) -> Finding:
    given, terms = sheet.document.text, weighed.page.reading.terms
    spans = [Span(terms[first].token.start, terms[last - 1].token.end) for first, last in telling]
    slots = [Slot("hint", given[span.start : span.end], span) for span in spans]
    words = ", ".join(dict.fromkeys(f'"{" ".join(slot.text.split())}"' for slot in slots))
    points = round(weighed.points, 1)
    message = rule.message.replace("{words}", words).replace("{points}", f"{points:g}")
    return make_finding(rule, sheet, weighed.page.reading.sentence.span, message, slots, severity, points)


def make_finding(  # noqa: PLR0913, PLR0917  a finding has as many parts
    rule: Rule,
    sheet: Sheet,
    span: Span,
    message: str,
    slots: Iterable[Slot] = (),
    severity: Severity | None = None,
    points: float | None = None,
) -> Finding:
    """A finding of ``rule`` at ``span`` of the sheet, with the rule's own words about why and what to do instead."""
    return Finding(
        rule=rule.id,
        severity=severity or rule.severities[sheet.profile],
        span=span,
        text=sheet.document.text[span.start : span.end],
        message=message,
        why=rule.why,
        source=rule.source,
        fix=rule.advice,
        slots=tuple(slots),
        points=points,
    )
