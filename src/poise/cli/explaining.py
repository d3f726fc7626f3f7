"""``poise rules why``: what was recognised in a sentence, which rules it breaks, and which exceptions saved it."""

from collections.abc import Iterator

from poise.checking.judging import judge
from poise.checking.meeting import remaining
from poise.checking.pages import Page
from poise.checking.rulebook import Rule, Rulebook
from poise.checking.sheets import lay_out
from poise.cli.terminal import safe
from poise.domain import Profile
from poise.reading.documents import parse


def explain(sentence: str, rulebook: Rulebook) -> str:
    """The explanation as text; raises InputError for what cannot be judged."""
    verdict = judge(sentence, rulebook)
    sheet = lay_out(parse(sentence, masked=False), rulebook, Profile.CHECK)
    lines = [line for page in sheet.pages for line in _page(sentence, page, rulebook)]
    lines.append("Breaks:" if verdict.findings else "Breaks no rule.")
    lines.extend(f"  {finding.severity:8} {finding.rule}  {safe(finding.message)}" for finding in verdict.findings)
    return "\n".join(lines) + "\n"


def _page(given: str, page: Page, rulebook: Rulebook) -> Iterator[str]:
    hits = page.reading.hits
    yield "Recognised:" if hits else "Recognised nothing."
    for hit in hits:
        yield f'  {hit.concept:28} "{safe(given[hit.start : hit.end])}"'
    cancelled = [line for rule in rulebook.rules for line in _cancelled(given, rule, page)]
    if cancelled:
        yield "Cancelled by an exception:"
        yield from cancelled


def _cancelled(given: str, rule: Rule, page: Page) -> Iterator[str]:
    """The hits that would have filled a slot of ``rule``."""
    if not rule.unless:
        return
    for slot, concepts in rule.slots:
        left = remaining(rule, page, slot, concepts)
        for hit in page.hits(concepts, quoted=rule.quoted):
            if hit not in left:
                yield f'  {rule.id}, {slot}: {hit.concept} "{safe(given[hit.start : hit.end])}"'
