"""The terminal as it is: whether it has colours, how wide it is, and how wide a character is drawn in it."""

import os
import shutil
import unicodedata
from typing import TextIO

_NARROWEST, _WIDEST = 40, 100
_TAB = "    "
_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
_SEVERITIES = {"error": "red", "warning": "yellow", "note": "cyan"}
_JOINERS = "\u200d\ufe0f"


class Style:
    """Paints words where the stream can show it, and leaves them alone everywhere else."""

    def __init__(self, stream: TextIO) -> None:
        self.enabled = is_interactive(stream) and not os.environ.get("NO_COLOR")

    def paint(self, text: str, *names: str) -> str:
        """``text`` in these colours and weights, if there are any."""
        if not self.enabled or not text:
            return text
        codes = ";".join(str(_CODES[name]) for name in names)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def severity(self, severity: str, text: str) -> str:
        """``text`` in the colour of a severity."""
        return self.paint(text, "bold", _SEVERITIES[severity])


def is_interactive(stream: TextIO) -> bool:
    """Whether a person looks at ``stream`` in a terminal that can move its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many columns to write in."""
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def cell(character: str) -> tuple[str, int]:
    """What to print for one character, and how many columns it takes.

    Nothing that could steer the terminal is printed: control characters become a dot, and invisible ones vanish.
    """
    if character == "\t":
        return _TAB, len(_TAB)
    if " " <= character <= "~":
        return character, 1
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return "\u00b7", 1
    if category in {"Mn", "Me"} or character in _JOINERS:
        return character, 0
    if category == "Cf":
        return "", 0
    return character, 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def safe(text: str) -> str:
    """``text`` on one line, with nothing in it that could steer the terminal."""
    return "".join(cell(c)[0] for c in " ".join(text.split()))
