"""Text as rules see it, with a map back to the text that was given.

Typographic quotes and dashes become plain ones, compatibility forms their plain letters, accents go, invisible characters
vanish, and letters of another script that imitate Latin ones are read as Latin, but only inside words that contain Latin
letters: a name written wholly in Cyrillic stays what it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_PUNCTUATION = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "\u2014", "\u2014": "\u2014", "\u2015": "\u2014", "\u2212": "-",
    "\u2026": "...", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\u000b": "\n", "\u000c": "\n",
    "\u00df": "ss", "\u00f8": "o", "\u00d8": "O", "\u0142": "l", "\u0141": "L", "\u0131": "i", "\u00e6": "ae", "\u00c6": "AE",
}  # fmt: skip

_LOOKALIKES = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0432\u043a\u043c\u043d\u0442"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405"
        "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b3"
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0261\u0251",
        "aeopcyxijshdqwbkmht" + "ABEKMHOPCTXYIJS" + "aeikvoptuxy" + "ABEZHIKMNOPTYXga",
        strict=True,
    )
)


class Folded(NamedTuple):
    """A folded text; ``offsets[i]`` is where character ``i`` came from, None when nothing moved."""

    text: str
    offsets: Sequence[int] | None

    def origin(self, index: int) -> int:
        """The offset in the given text of the folded character at ``index``."""
        return index if self.offsets is None else self.offsets[index]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me", "Cc", "Cs"}:
        return character if character in "\n\r\t" else ""
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKD", character)
    return "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Me"}) or ""


def _unmask_lookalikes(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not re.search("[A-Za-z]", word):
            return word
        return "".join(_LOOKALIKES.get(c, c) for c in word)

    return text if text.isascii() else re.sub(r"[^\W\d_]+", plain, text)


def fold(text: str) -> Folded:
    """Fold ``text`` for matching; linear in its length, and never an error, whatever the text holds."""
    if text.isascii() and "`" not in text and _drop_breaks(text).isprintable():
        return Folded(text, None)
    table = {ord(character): _fold_character(character) for character in set(text)}
    folded = _unmask_lookalikes(text.translate(table))
    if all(len(plain) == 1 for plain in table.values()):
        return Folded(folded, None)
    return Folded(folded, [index for index, character in enumerate(text) for _ in table[ord(character)]])


def _drop_breaks(text: str) -> str:
    return text.replace("\n", "").replace("\r", "").replace("\t", "")
