"""The rules as a list, and one rule as a page."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from poise.checking.compiling import Compiled, read_sources
from poise.checking.documenting import find_sections
from poise.checking.loading import folder_files, open_rulebook, packaged_files
from poise.checking.rulebook import Rule, Rulebook
from poise.cli.selecting import unknown_rule
from poise.cli.terminal import width
from poise.domain import Profile
from poise.errors import InputError


def catalogue(rulebook: Rulebook) -> str:
    """One line for each rule, families together."""
    longest = max(len(rule.id) for rule in rulebook.rules)
    head = f"{'check':8} {'gate':8} {'rule':{longest}} says of a text that it"
    rows = (f"{_severities(rule)} {rule.id:{longest}} {rule.title}" for rule in rulebook.rules)
    return "\n".join([head, *rows]) + "\n"


def _severities(rule: Rule) -> str:
    return f"{rule.severities[Profile.CHECK]:8} {rule.severities[Profile.GATE]:8}"


def describe(name: str, extra: str | None) -> str:
    """The page of the rule with this id, or with this second half of one. Raises InputError for an unknown one."""
    rulebook = open_rulebook(extra)
    known = [rule.id for rule in rulebook.rules]
    matching = [k for k in known if name in {k, k.partition("/")[2]}]
    if len(matching) != 1:
        raise InputError(unknown_rule(name, [*known, *dict.fromkeys(rule.family for rule in rulebook.rules)]))
    own = folder_files(Path(extra)) if extra else {}
    sources = read_sources(packaged_files(), own)
    compiled = next(rule for rule in sources.rules if rule.id == matching[0])
    return "\n".join(_page(rulebook.rule(matching[0]), compiled)) + "\n"


def _page(rule: Rule, compiled: Compiled) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield f"Profile check: {rule.severities[Profile.CHECK]}. Profile gate: {rule.severities[Profile.GATE]}."
    for section in find_sections(rule, compiled):
        yield from ("", section.title)
        for text in section.texts:
            yield from textwrap.wrap(text, width(), initial_indent="  ", subsequent_indent="    " if section.listed else "  ")
