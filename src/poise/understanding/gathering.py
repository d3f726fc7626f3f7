"""Committees, departments and crowds as somebody to greet: some have a name of their own, most are nobody in particular."""

from collections.abc import Sequence
from typing import NamedTuple

from poise.understanding.names import is_title
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common, joined

_LONGEST_GROUP = 5
_GROUPS = listed("people", "collectives")


class Address(NamedTuple):
    """A form of address, and the words of the draft that it was read from: ``first`` to ``stop`` (exclusive)."""

    text: str
    first: int
    stop: int


def read_group(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """A committee or department; its text is empty when it names nobody in particular. None when a person is addressed."""
    if index < len(found) and any(mark in found[index].gap for mark in '"\u201c\u00ab'):
        real = is_title(found[index]) or found[index].key in listed("people", "given")
        return None if real else Address("", index, index)
    run: list[Word] = []
    for word in found[index : index + 7]:
        if run and (breaks(run[-1], word) or has_comma(word)) and word.gap.strip() != "/":
            break
        run.append(word)
    keys = [word.key for word in run if word.key != "the"]
    text = " ".join(keys)
    if text in phrases("people", "anonymous"):
        return Address("", index, index + len(run))
    if run and index + len(run) < len(found) and "(" in found[index + len(run)].gap and any(key in _GROUPS for key in keys):
        return Address("", index, index + len(run))
    for name in phrases("people", "collective_names"):
        if text == name or text.startswith((name + " of ", name + " at ", name + " for ")):
            skip = 1 if run[0].key == "the" else 0
            size = len(name.split()) + (0 if name.startswith("the ") else skip)
            return Address(_capitals(joined(sources.text, run[skip:size])), index + skip, index + size)
    groups = _GROUPS | {"colleagues", "folks", "friends", "crew"}
    firm = any(w.key in listed("organisations", "kinds") and w.is_capital for w in run[1:])
    if not (firm or any(key in groups for key in keys)) or any(map(is_title, run)):
        return None
    others = [w for w in run if w.key not in listed("people", "collectives") and not is_common(w)]
    loud = all(w.text.isupper() for w in run)
    formal = (
        not others
        and not loud
        and 1 < len(run) <= _LONGEST_GROUP
        and all(w.is_capital or w.key in {"and", "of", "the", "&"} for w in run)
    )
    known = formal or (others and all(_is_known(w, sources, index + len(run)) for w in others))
    return (
        Address(joined(sources.text, run), index, index + len(run))
        if known and len(run) <= _LONGEST_GROUP
        else Address("", index, index + len(run))
    )


def _capitals(text: str) -> str:
    return " ".join(word if word in {"of", "and"} else word[:1].upper() + word[1:] for word in text.split())


def _is_known(word: Word, sources: Sources, after: int) -> bool:
    """Whether a word of a team's name occurs elsewhere too, and is no joke of the greeting's."""
    return is_phrase_in(word.key, sources.employer_folded) or any(w.key == word.key for w in sources.words[after:])
