"""What became of the draft, word by word: ``[-gone-]`` and ``{+new+}``, readable without colours."""

from poise.cli.terminal import Style, cell
from poise.comparing import MOST_WORDS, Change, compare


def diff_words(old: str, new: str, style: Style) -> str:
    """The two texts as one, with what went and what came marked; for very long texts, a line that says why not."""
    changes = compare(old, new)
    if changes is None:
        return f"(not compared word by word: more than {MOST_WORDS} words)"
    return "".join(_show(change, style) for change in changes).rstrip()


def _show(change: Change, style: Style) -> str:
    gone = _mark("[-", change.gone, "-]", style, "red")
    return _printable(change.shared) + gone + _mark("{+", change.come, "+}", style, "green")


def _mark(opening: str, text: str, closing: str, style: Style, colour: str) -> str:
    """Marks stand around the words; the space after them stays outside."""
    words = text.rstrip()
    return style.paint(f"{opening}{_printable(words)}{closing}", colour) + text[len(words) :] if words else ""


def _printable(text: str) -> str:
    return "".join(c if c == "\n" else cell(c)[0] for c in text)
