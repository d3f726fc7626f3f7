"""What there is to read about a rule, section by section: the terminal and the rule pages set the same."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from poise.checking.compiling import Compiled
from poise.checking.rulebook import Rule
from poise.checking.schema import Example


class Section(NamedTuple):
    """A heading and what stands under it: paragraphs, or a list of texts."""

    title: str
    texts: tuple[str, ...]
    listed: bool = True


def find_sections(rule: Rule, compiled: Compiled) -> Iterator[Section]:
    """Why there is this rule, what to write, its source, the texts that prove it, and what serves better, if it says so."""
    file = compiled.file
    for title, text in (("Why", rule.why), ("Instead", rule.advice), ("Source", rule.source)):
        yield Section(title, (text,), listed=False)
    yield from _texts("Flags", file.examples.flags)
    yield from _texts("Passes", file.examples.passes)
    yield from _texts("Does not see yet", file.examples.known_gaps)
    yield from _texts("Exceptions: says nothing about", [unless.proves for unless in file.unless])
    if file.instead:
        yield Section("What serves better", (file.instead,), listed=False)


def _texts(title: str, examples: Iterable[Example | str]) -> Iterator[Section]:
    texts = tuple(" ".join((e.text if isinstance(e, Example) else e).split()) for e in examples)
    if texts:
        yield Section(title, texts)
