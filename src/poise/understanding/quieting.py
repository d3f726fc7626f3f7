"""A draft that is typed in capitals throughout, as it would have been typed without: every character stays in its place."""

import re
from collections.abc import Collection, Sequence

from poise.understanding.heat import is_loud
from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma, is_common, proper_case, split_words

_PLACING = frozenset({"at", "in", "from", "near", "to", "tell", "thank", "ask"})
_BEING = frozenset({"was", "is", "were", "and", "by", "with", "only"})
_BELONGING = frozenset({"in", "from", "at", "on", "who"})
_UNITS = frozenset({"am", "pm", "th", "st", "nd", "rd", "hrs", "min", "mins", "km", "kg"})
_SAID = frozenset({"it", "us", "ok", "post", "navy", "army", "id", "pa", "ma", "part", "hons"})
_SHORTEST_NAME = 3
_MOST_NAMES = 4
_LONGEST_STREET = 4
_BEFORE_NAMES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "captain", "chef", "coach", "sir", "sister", "herr", "frau"}
)
_SLANG = frozenset(
    {"u", "ur", "urs", "r", "n", "nd", "bc", "pls", "plz", "thx", "bro", "wiv", "aint", "im", "ive", "its"}
)
_OPENS = re.compile(r"[.?!\u2026][\"')\]]*\s|\n\s*\n|\n\s*(?:[-*\u2022]|\d{1,2}[.)])|[-*\u2022]\s*$|\s[-\u2013\u2014]\s")
_ENDINGS = re.compile(r"(?:s|es|ed|d|ing|er|ers|ly)$")
_TRADES = ("heads", "levels", "nouns")


def quieten(text: str, lines: Sequence[tuple[int, int]], names: Collection[str]) -> str:
    """The text with its loud ``lines`` in lower case but for names, codes and first words, when most of them are loud.

    ``names``: folded words that somebody writes with a capital. The length stays, so that every offset stays true.
    """
    found = [word for start, end in lines for word in split_words(text, start, end)]
    if not is_loud(found):
        return text
    pieces, position = [], 0
    signed = _signed_from(text, lines)
    for index, word in enumerate(found):
        if word.start >= signed and len(word.text) > 1 and word.text.isupper():
            pieces += [text[position : word.start], proper_case(word.text)]
            position = word.end
            continue
        quiet = _quiet(text, found, index, names)
        if len(quiet) == len(word.text):
            pieces += [text[position : word.start], quiet]
            position = word.end
    return "".join([*pieces, text[position:]])


def _signed_from(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """Where the last line begins if it is a few words without a stop, as a name is; else the end of the text."""
    start, end = next(((a, b) for a, b in reversed(lines) if text[a:b].strip()), (len(text), len(text)))
    line = text[start:end].strip()
    few = len(line.split()) <= _MOST_NAMES and line[-1:] not in {".", "!", "?"} and text.count("\n", 0, start) > 0
    return start if few and not any(c.isdigit() for c in line) else len(text)


def _quiet(text: str, found: Sequence[Word], index: int, names: Collection[str]) -> str:
    """The word as it would be typed where it stands."""
    word = found[index]
    if not word.text.isupper() or word.text == "I" or word.text.startswith(("I'", "I\u2019")):
        return word.text[:1] + word.text[1:].lower() if word.text[:2] in {"I'", "I\u2019"} else word.text
    if any(c.isdigit() for c in word.text):
        typed = re.sub(r"[\d.,:]", "", word.text).lower() in _UNITS or word.key in load("mending")["replace"]
        return word.text.lower() if typed else word.text
    opens = index == 0 or bool(_OPENS.search(text[found[index - 1].end : word.start]))
    if _is_initial(found, index) or (_is_code(word) and not opens):
        return word.text
    place = index > 1 and has_comma(word) and _is_in_address(found, index - 1) and not is_common(word)
    if opens or place or _is_in_address(found, index) or _is_name(found, index, names):
        return "-".join(part[:1] + part[1:].lower() for part in word.text.split("-"))
    return word.text.lower()


def _is_initial(found: Sequence[Word], index: int) -> bool:
    """Whether a single letter is a part of somebody's name: "RIKKI P", "J. HOLT"."""
    word = found[index]
    dotted = index + 1 < len(found) and found[index + 1].gap.startswith(".")
    after_name = index > 0 and not is_common(found[index - 1]) and word.key not in {"u", "r", "n", "y", "w"}
    return len(word.text) == 1 and word.key != "a" and (dotted or after_name)


def _is_in_address(found: Sequence[Word], index: int) -> bool:
    """Whether a house number stands before the word, and a word for streets or houses in the same run: "14 MILL LANE"."""
    first = next((i for i in range(index - 1, max(-1, index - _LONGEST_STREET), -1) if found[i].text[0].isdigit()), -1)
    run = found[first + 1 : first + _LONGEST_STREET]
    plain = first >= 0 and all(word.gap == " " for word in found[first + 1 : index + 1])
    return plain and any(word.key in listed("sets", "contacts.streets") for word in run[index - first - 1 :])


def _is_code(word: Word) -> bool:
    """Whether capitals are how the word is written, "HGV", and it is none that people say."""
    papers = listed("people", "credentials") - _SAID
    return word.key in listed("heat", "caps_ok") - _SAID or word.key in papers or word.key == "cod"


def _is_name(found: Sequence[Word], index: int, names: Collection[str]) -> bool:
    """Whether the word is somebody's or some place's name, going by lists and by what stands beside it."""
    word = found[index]
    before = found[index - 1].key if index > 0 and found[index].gap in {" ", ". "} else ""
    if word.key in listed("grammar", "weekdays", "months") - {"may", "march"}:
        return True
    after = found[index + 1].key if index + 1 < len(found) and found[index + 1].gap == " " else ""
    if word.key in _BEFORE_NAMES and index + 1 < len(found) and not is_common(found[index + 1]):
        return True
    if before in _BEFORE_NAMES or (
        word.key in listed("people", "given") and not is_common(word) and before not in listed("grammar", "determiners")
    ):
        return True
    if len(word.text) < _SHORTEST_NAME or (_is_known(word) and word.key not in names):
        return False
    beside = any(_is_rare(found, i) and found[max(i, index)].gap == " " for i in (index - 1, index + 1))
    told = before in _BEING and after in _BELONGING
    return word.key in names or beside or before in _PLACING or told


def _is_rare(found: Sequence[Word], index: int) -> bool:
    return 0 <= index < len(found) and len(found[index].text) >= _SHORTEST_NAME and not _is_known(found[index])


def _is_known(word: Word) -> bool:
    """Whether the word, or what it is a form of, is in any list of ordinary words."""
    stem = _ENDINGS.sub("", word.key)
    lists = listed("roles", *_TRADES) | listed("logistics", "things") | listed("common", "words", "more")
    ordinary = not lists.isdisjoint({word.key, stem, stem + "e", stem[:-1]})
    return is_common(word) or ordinary or word.key in _SLANG or not word.text.isalpha()
