"""Names of people: read from words, and from the lines that employers sign with."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, is_particle, proper_case, split_words

_SPOKEN_TITLES = listed("sets", "names.spoken_titles")
_VAGUE_TITLES = listed("sets", "names.vague_titles")
_MOST_PARTS = 5
_LONGEST_LETTERS = 5
_HONOUR = re.compile(r"[AFLMH]R[A-Z]{1,3}")
_INITIALS = 2
_VOWELS = frozenset("aeiouy")
_DEGREES = listed("people", "degrees")
LONGEST_NAME_LINE = 90
_TAIL = re.compile(r"[|,(@\u2022]|\s[-\u2013\u2014]\s|\s(?:for|on behalf of)\s")


class Name(NamedTuple):
    """A name as read: titles and parts as typed, and the index of the word after it."""

    titles: tuple[str, ...]
    parts: tuple[str, ...]
    stop: int

    @property
    def text(self) -> str:
        """Titles and parts, cased as names are."""
        return " ".join([*self.titles, *_cased(self.parts)])

    @property
    def bare(self) -> str:
        """The parts alone."""
        return " ".join(_cased(self.parts))


def _cased(parts: Sequence[str]) -> list[str]:
    """The parts as names are written; two letters in capitals are initials where the other parts are no shouting: "JP Holt"."""
    mixed = any(not part.isupper() for part in parts) or _VOWELS.isdisjoint(fold(parts[0]) if parts else "")
    return [part if mixed and len(part) == _INITIALS else proper_case(part) for part in parts]


def is_title(word: Word) -> bool:
    """Whether the word is a title before a name: Dr., Professor, Lady, Sister; plain words only when capitalised."""
    if word.text == "HR":
        return False
    return word.key in listed("people", "titles") and (word.is_capital or word.key in _SPOKEN_TITLES | _VAGUE_TITLES)


def read_name(found: Sequence[Word], index: int, *, trusted: bool = False, whole: bool = False) -> Name | None:
    """Read a name with its titles from ``index``.

    ``trusted`` means that a name is expected there, ``whole`` that nothing else is: then any capitalised word belongs to it.
    """
    titles, position = read_titles(found, index)
    parts: list[str] = []
    while position < len(found) and len(parts) < _MOST_PARTS:
        word = found[position]
        if position > index and (breaks(found[position - 1], word) or has_comma(word)):
            break
        inner = whole and (_is_between(found, position) if parts else _is_initial(found, position))
        if not (inner or _is_part(word, free=whole or (not parts and (trusted or bool(titles)))) or _joins(found, position)):
            break
        typed = word.text + ("." if _is_initial(found, position) else "")
        if parts and parts[-1].endswith(".") and word.gap == "." and len(word.text) == 1:
            parts[-1] += typed
        else:
            parts.append(typed)
        if is_particle(word) and word.is_capital and _joins(found, position):
            position += 1
            parts.append(found[position].text)
        position += 1
    while parts and fold(parts[-1]) in listed("people", "credentials") and len(parts) > 1:
        parts.pop()
    while len(parts) > 1 and _is_letters(parts[-1], after=len(parts) - 1) and not all(part.isupper() for part in parts):
        parts.pop()
    return Name(titles, tuple(parts), position) if parts or titles else None


def _is_between(found: Sequence[Word], position: int) -> bool:
    """Whether a capitalised word stands between parts of a name, whatever else it may mean: "Ana Theres Aigner"."""
    word, after = found[position], position + 1
    return word.is_capital and len(word.text) > 1 and after < len(found) and found[after].is_capital


def _is_letters(part: str, *, after: int) -> bool:
    """Whether a word ``after`` so many of a name is an abbreviated honour, "RRC", and no family name, "BAMBA"."""
    abbreviated = _VOWELS.isdisjoint(fold(part)) or fold(part) in listed("people", "credentials")
    abbreviated = abbreviated or (after > 1 and bool(_HONOUR.fullmatch(part)))
    return part.isupper() and 1 < len(part) <= _LONGEST_LETTERS and part.isalpha() and abbreviated


def read_titles(found: Sequence[Word], index: int) -> tuple[tuple[str, ...], int]:
    """The titles from ``index`` on, as typed with their full stops, and the index after them."""
    titles: list[str] = []
    while (
        index < len(found)
        and is_title(found[index])
        and (not titles or "\n" not in found[index].gap)
        and not (titles and has_comma(found[index]))
    ):
        dotted = index + 1 < len(found) and found[index + 1].gap.startswith(".")
        titles.append(found[index].text[0].upper() + _lower_tail(found[index].text) + ("." if dotted else ""))
        if index + 1 < len(found) and breaks(found[index], found[index + 1]):
            return tuple(titles), index + 1
        index = _past_degrees(found, index + 1)
    return tuple(titles), index


def _past_degrees(found: Sequence[Word], index: int) -> int:
    """The index after what goes on about a title: "Dr. med.", "Professor Emerita"."""
    while index + 1 < len(found) and found[index].key in _DEGREES and "\n" not in found[index + 1].gap:
        index += 1
    return index


def _lower_tail(text: str) -> str:
    return text[1:].lower() if text.isupper() else text[1:]


def _is_part(word: Word, *, free: bool) -> bool:
    if not word.is_capital or word.key == "i" or any(c.isdigit() for c in word.text):
        return False
    if free and word.key in listed("people", "given"):
        return True
    if free:
        return word.key not in listed("grammar", "subjects", "relatives", "auxiliaries")
    return not is_common(word)


def _joins(found: Sequence[Word], index: int) -> bool:
    """A small word of a name: one that a capitalised word follows at once."""
    after = index + 1
    if not is_particle(found[index]) or after >= len(found) or found[after].gap != " ":
        return False
    if found[index].is_capital and found[after].is_capital:
        return True
    return is_particle(found[after]) or (found[after].is_capital and not is_common(found[after]))


def _is_initial(found: Sequence[Word], index: int) -> bool:
    word = found[index]
    return len(word.text) == 1 and word.is_capital and index + 1 < len(found) and found[index + 1].gap.startswith(".")


def is_team(line: str) -> bool:
    """Whether a line names a department and no person: "Talent Team"."""
    return any(word.key in listed("people", "collectives") for word in split_words(line))


def is_post(line: str) -> bool:
    """Whether a line holds the title of somebody's job."""
    return any(
        word.key in listed("roles", "heads") or word.key in listed("organisations", "signer_titles")
        for word in split_words(line)
    )


def is_firm(line: str) -> bool:
    """Whether a line holds a word that only firms and institutions bear."""
    found = [*split_words(line), *split_words(re.sub(r"(?<=\w)\.", "", line))]
    return any(word.key in listed("organisations", "forms", "kinds") and word.is_capital for word in found)


def read_name_line(line: str, *, own: bool = False) -> Name | None:
    """The person that a signature line names; what follows a comma or a bar is left out. ``own``: no firm signs here."""
    head = re.sub(r"^\W*(?:i\.\s?[AV]\.|p\.\s?p\.|gez\.|for)?\s*", "", _TAIL.split(line.strip(), maxsplit=1)[0])
    found = split_words(head)
    if not found or len(head) > LONGEST_NAME_LINE or len(found) > _MOST_PARTS + 2 or head.rstrip().endswith(("?", "!", ":")):
        return None
    plural = found[-1].key.endswith("s") and found[-1].key[:-1] in listed("roles", "heads")
    if is_team(head) or (plural and not own) or (is_firm(head) and not own) or _is_boilerplate(line):
        return None
    name = read_name(found, 0, whole=True)
    if name is None or not name.parts:
        return None
    if fold(name.parts[-1]) in listed("people", "posts"):
        return None
    rest = found[name.stop :]
    if not rest and len(found[-1].text) == 1 and found[-1].is_capital and head[found[-1].end :].startswith("."):
        name = name._replace(parts=(*name.parts[:-1], name.parts[-1].rstrip(".") + "."))
    if any(not word.is_capital and word.key not in listed("people", "credentials") for word in rest):
        return None
    return name if _is_personal(name, rest) else None


def _is_personal(name: Name, rest: Sequence[Word]) -> bool:
    """Whether it is a name and not a heading: something in it is no ordinary word, and no word of it is a post."""
    words = [*split_words(" ".join(name.parts)), *rest]
    given = listed("people", "given")
    posts = listed("roles", "heads", "levels") - given
    never = posts | (listed("people", "credentials") - given)
    if is_common(words[0]) and words[0].key not in given and any(word.key in posts for word in words[1:]):
        return False
    telling = [word for word in words if not is_common(word) or word.key in given]
    return any(never.isdisjoint({word.key, *word.key.split("-")}) for word in telling)


def _is_boilerplate(line: str) -> bool:
    text = fold(line)
    return any(fold(mark) in text for mark in listed_phrases())


def listed_phrases() -> tuple[str, ...]:
    """Marks of lines that no person wrote."""
    return phrases("organisations", "boilerplate")


