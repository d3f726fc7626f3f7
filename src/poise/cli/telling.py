"""What became of a draft, told beside its letter: what was kept, what was left out, and why."""

import textwrap
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from poise.checking.rulebook import Rulebook
from poise.cli.diffing import diff_words
from poise.cli.outputs import say
from poise.cli.recounting import recount, recount_unused
from poise.cli.showing import counsel
from poise.cli.terminal import Style, safe, width
from poise.domain import Advice, Dropped, Rewrite

_LONGEST_QUOTE = 160


class Telling(NamedTuple):
    """How much is told: ``diff`` word by word, ``explain`` every fact, ``brief`` not what the JSON says already."""

    diff: bool
    explain: bool
    brief: bool


def tell(result: Rewrite, rulebook: Rulebook, stream: TextIO, ways: Telling) -> None:
    """Write to ``stream`` what became of the draft."""
    style = Style(stream)
    blocks: list[str] = []
    helped = result.advice is Advice.GET_HELP
    if ways.explain and not helped:
        blocks.append("\n".join(recount(result, style)))
    if not ways.brief and not helped:
        blocks += ["" if ways.explain else _outcome(result), "\n".join(_left_out(result, rulebook, style))]
    if ways.explain and result.letter:
        blocks.append("\n".join(recount_unused(result, style)))
    if ways.diff and result.letter:
        blocks.append(diff_words(result.draft.text, result.letter.body, style))
    blocks.append(counsel(result.advice))
    written = "\n\n".join(block for block in blocks if block)
    if written:
        say(f"\n{written}\n", stream)


def _outcome(result: Rewrite) -> str:
    if not result.passed:
        advice = "tell more with --to and --role, or try --variant 1" if _was_composed(result) else "try again, or --offline"
        return f"No letter passed the rules, so none is shown; {advice}."
    texts = dict.fromkeys(safe(fact.text) for fact in result.kept)
    kept = ", ".join(text for text in texts if not any(text in other for other in texts if other != text))
    return textwrap.fill(f"Kept: {kept}.", width()) if kept else ""


def _was_composed(result: Rewrite) -> bool:
    return bool(result.attempts) and result.attempts[-1].engine == "offline"


def _left_out(result: Rewrite, rulebook: Rulebook, style: Style) -> Iterator[str]:
    if not result.dropped:
        return
    yield style.paint("Left out, and why:", "bold")
    told: set[str] = set()
    for dropped in result.dropped:
        yield from _explain(dropped, rulebook, told)


def _explain(dropped: Dropped, rulebook: Rulebook, told: set[str]) -> Iterator[str]:
    quote = textwrap.shorten(safe(dropped.text), _LONGEST_QUOTE, placeholder=" ...")
    yield from textwrap.wrap(f'"{quote}"', width(), initial_indent="  ", subsequent_indent="   ")
    for rule in (rulebook.rule(rule_id) for rule_id in dropped.rules):
        why = "" if rule.why in told else f" {rule.why}"
        told.add(rule.why)
        yield from textwrap.wrap(f"{rule.title}.{why}", width(), initial_indent="    - ", subsequent_indent="      ")
