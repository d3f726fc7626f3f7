"""What became of the draft, word by word: ``[-gone-]`` and ``{+new+}``, readable without colours."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from poise.cli.terminal import Style, cell

_WORD = re.compile(r"(\S+)(\s*)")
_MOST_WORDS = 3000
_FEWEST_SHARED = 3


class Change(NamedTuple):
    """A stretch of both texts: words that stayed, or else words that went and words that came."""

    shared: str
    gone: str
    come: str


def diff_words(old: str, new: str, style: Style) -> str:
    """The two texts as one, with what went and what came marked; for very long texts, a line that says why not."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        return f"(not compared word by word: more than {_MOST_WORDS} words)"
    return "".join(_show(change, style) for change in compare(before, after)).rstrip()


def compare(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[Change]:
    """The changes from ``before`` to ``after``, each a list of words with the space after them.

    Only a run of words counts as shared: two letters always have some "the" and "you" in common, and showing each of
    them would tear every sentence apart.
    """
    gone = come = ""
    matcher = SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" and b - a >= _FEWEST_SHARED:
            if gone or come:
                yield Change("", gone, come)
            yield Change(_join(after[c:d]), "", "")
            gone = come = ""
        else:
            gone += _join(before[a:b])
            come += _join(after[c:d])
    if gone or come:
        yield Change("", gone, come)


def _join(words: Sequence[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)


def _show(change: Change, style: Style) -> str:
    gone = _mark("[-", change.gone, "-]", style, "red")
    return _printable(change.shared) + gone + _mark("{+", change.come, "+}", style, "green")


def _mark(opening: str, text: str, closing: str, style: Style, colour: str) -> str:
    """Marks stand around the words; the space after them stays outside."""
    words = text.rstrip()
    return style.paint(f"{opening}{_printable(words)}{closing}", colour) + text[len(words) :] if words else ""


def _printable(text: str) -> str:
    return "".join(c if c == "\n" else cell(c)[0] for c in text)
