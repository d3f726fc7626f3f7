"""Who writes the draft: the name under it, a name given in passing, or the one that the employer used."""

import re
from collections.abc import Sequence

from poise.domain import Fact, Origin
from poise.understanding.heat import is_hot_word
from poise.understanding.names import Name, is_post, read_name, read_name_line
from poise.understanding.signature import (
    CONTACT,
    FEWEST_WORDS,
    LONGEST_LINE,
    MOST_NAMES,
    fold_find,
    greeted_name,
    is_closing,
    is_credential,
    name_on_line,
)
from poise.understanding.sources import OwnLine, Sources
from poise.understanding.trailing import trailing_name
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, is_particle, split_words

_MOST_TITLE_WORDS = 7
_MOST_WORDS = 6
_MOST_LINES = 9
_EARLY = 8
_INTRODUCTIONS = (
    ("sign", "it"), ("my", "name", "is"), ("names",), ("this", "is"), ("its",), ("it", "is"), ("i", "am"), ("im",), ("signed",),
    ("i",), ("na", "me"), ("me",), ("writing", "for"),
)  # fmt: skip
_INTRODUCING = frozenset(phrase[0] for phrase in _INTRODUCTIONS)
_SURE = frozenset({("sign", "it"), ("my", "name", "is"), ("names",), ("signed",)})
_FOLLOWERS = listed("sets", "signing.followers")
_BRACKETS = frozenset({"()", "[]", "{}", "<>", "**"})
_NOTE = re.compile(
    r"(?:note|nb|n\.b\.|edit|todo|to do|instructions?|reminder|prompt|ai|chatgpt)\b[^.]{0,30}[:\u2013\u2014-]", re.IGNORECASE
)
_CODED = re.compile(
    r"[^.!?]{0,30}\b(?:ref|reference|candidate|applicant|application|id|no|nr)\b[^.!?]{0,12}\d[\w/-]{0,20}$", re.IGNORECASE
)
_NATIONS = listed("sets", "signing.nations")


def find_sender(sources: Sources) -> Fact | None:
    """The author's name as they sign, never made up; the author's own field comes first."""
    if sources.draft.name and sources.draft.name.strip():
        return Fact("sender", " ".join(sources.draft.name.split()), Origin.FIELD)
    signed = _signed(sources)
    told = _introduced(sources)
    if signed and told and fold(signed.text.split()[0]) == fold(told.text.split()[0]):
        return max(told, signed, key=lambda fact: len(fact.text))
    return signed or told or _addressed(sources)


def signature_start(sources: Sources) -> int | None:
    """Where the line that the author signs on begins; None when nothing is signed on a line of its own."""
    line = _signature_line(sources.lines)
    return line[0].start if line else None


def _signed(sources: Sources) -> Fact | None:
    own = _signature_line(sources.lines)
    if own:
        return _located(sources, own[0], own[1])
    return trailing_name(sources)


def _located(sources: Sources, line: OwnLine, name: str) -> Fact:
    start = max(0, fold_find(line.text, name))
    return sources.in_draft("sender", name, line.start + start, line.start + min(len(line.text), start + len(name)))


def _signature_line(lines: Sequence[OwnLine]) -> tuple[OwnLine, str] | None:
    """The lowest line that is a name, below which there is nothing but what belongs to a signature."""
    written = [line for line in lines if line.text.strip()]
    postscript = next(
        (i for i, line in enumerate(written) if i and re.match(r"\s*p\.?\s?(?:p\.?\s?)?s\b", line.text, re.IGNORECASE)), None
    )
    closed = _after_closing(written)
    if closed:
        return closed
    for group in (written, written[:postscript] if postscript else []):
        for offset, line in enumerate(reversed(group[-_MOST_LINES:])):
            if len(written) == 1 and len(line.text.split()) > MOST_NAMES:
                break
            name = name_on_line(line.text, alone=len(written) > 1 and offset < _MOST_LINES)
            above = _name_above(group, len(group) - 1 - offset, name)
            if name or above:
                return above or (line, name or "")
            if not _belongs_to_signature(line):
                break
    return None


def _name_above(group: Sequence[OwnLine], index: int, name: str | None) -> tuple[OwnLine, str] | None:
    """The whole name on the line above a last one that is a plain word ("Adjunct (still)") or a remark without a stop."""
    line, above = group[index], group[index - 1] if index else None
    plain = name is not None and " " not in name and is_common(split_words(name)[0])
    plain = plain or (name is not None and " " not in name and fold(name) not in listed("people", "given") and "(" in line.text)
    remark = name is None and index == len(group) - 1 and line.text.strip()[-1:] not in {".", "!", "?", ")"}
    whole = name_on_line(above.text, alone=True) if above is not None and (plain or remark) else None
    return (above, whole) if whole and above is not None and " " in whole else None


def _after_closing(written: Sequence[OwnLine]) -> tuple[OwnLine, str] | None:
    """The line right below a closing such as "Kind regards", if it is a name and little follows."""
    for index in range(len(written) - 2, max(0, len(written) - _MOST_LINES), -1):
        if is_closing(written[index].text.strip(" ,.!")) and not all(map(_is_long, written[index + 1 :])):
            name = name_on_line(written[index + 1].text, alone=True)
            return (written[index + 1], name) if name else None
    return None


def _is_long(line: OwnLine) -> bool:
    return len(line.text) > LONGEST_LINE


def _belongs_to_signature(line: OwnLine) -> bool:
    text = line.text.strip()
    if (
        line.is_signature
        or text[:1] + text[-1:] in _BRACKETS
        or _NOTE.match(text)
        or _CODED.match(text)
        or text.startswith("--")
        or (CONTACT.search(text) and len(text) <= LONGEST_LINE)
    ):
        return True
    found = split_words(text)
    if (
        found
        and len(found) <= _MOST_WORDS
        and all(w.is_capital or w.text[0].isdigit() for w in found)
        and text[-1] not in ".!?"
    ):
        return True
    few = len(found) <= _MOST_TITLE_WORDS and not text.endswith(("!", "?"))
    learned = any(word.key in listed("people", "credentials", "titles") for word in found)
    titled = learned or is_credential(text) or is_post(text)
    return few and (titled or is_closing(text) or ("," in text and not text.endswith(".")) or len(found) <= FEWEST_WORDS)


def _introduced(sources: Sources) -> Fact | None:
    """A name given in passing: "it's Shanice Barrett-Lowe from Thursday's interview"."""
    found = sources.words
    here = next((i for i, word in enumerate(found) if word.key == "here" and i and word.gap == " "), 0)
    if here:
        name = _named_before(found, here)
        if name:
            return sources.in_draft("sender", name.bare, found[here - len(name.parts)].start, found[here - 1].end)
    for index in range(len(found)):
        if found[index].key not in _INTRODUCING:
            continue
        for phrase in _INTRODUCTIONS:
            size = len(phrase)
            if tuple(word.key for word in found[index : index + size]) != phrase:
                continue
            name = _given_name(
                found, index + size, sure=phrase in _SURE, loud=found[index].text.isupper() and len(found[index].text) > 1
            )
            if name:
                first, last = found[index + size], found[name.stop - 1]
                return sources.in_draft("sender", name.bare, first.start, last.end)
    return None


def _named_before(found: Sequence[Word], stop: int) -> Name | None:
    """The name right before "here" at the beginning of a clause: "Ana Reyes here, from Tuesday"."""
    for start in range(max(0, stop - MOST_NAMES - 1), stop):
        begins = start == 0 or has_comma(found[start]) or breaks(found[start - 1], found[start])
        name = read_name(found, start) if begins and found[start].is_capital else None
        if name and name.stop == stop and name.parts and not name.titles and len(name.parts) == stop - start:
            return name if not is_common(found[start]) or found[start].key in listed("people", "given") else None
    return None


def _given_name(found: Sequence[Word], index: int, *, sure: bool, loud: bool) -> Name | None:
    """The name at ``index``, if what stands there introduces somebody."""
    if index >= len(found) or breaks(found[index - 1], found[index]) or loud or is_hot_word(found[index]):
        return None
    if found[index].text.isupper() and not sure:
        return None
    name = read_name(found, index)
    if not (name and name.parts) and not sure and _is_told_from(found, index):
        return Name((), (found[index].text,), index + 1)
    if name and name.parts and not name.titles:
        alone = len(name.parts) == 1
        return name if not alone or sure or _is_introduced(found, name.stop) else None
    stop = index
    while (
        stop < len(found)
        and stop - index < MOST_NAMES
        and found[stop].text.islower()
        and not found[stop].key.endswith("ing")
        and not is_common(found[stop])
        and not is_particle(found[stop])
    ):
        if stop > index and (breaks(found[stop - 1], found[stop]) or has_comma(found[stop])):
            break
        stop += 1
    if stop > index and (sure or _is_introduced(found, stop)):
        return Name((), tuple(word.text for word in found[index:stop]), stop)
    return None


def _is_told_from(found: Sequence[Word], index: int) -> bool:
    """Whether a plain word with a capital introduces somebody: "its Precious from Saturday"."""
    word, after = found[index], found[index + 1] if index + 1 < len(found) else None
    told = after is not None and after.gap == " " and after.key in {"from", "here", "who"}
    days = listed("grammar", "weekdays", "months")
    return told and word.is_capital and word.text[1:].islower() and word.key not in days | _NATIONS


def _is_introduced(found: Sequence[Word], stop: int) -> bool:
    """Whether what follows a single name goes on about the person: "jaxx.", "sandeep who came for …"."""
    if stop >= len(found):
        return True
    after = found[stop]
    return ((after.key in _FOLLOWERS or has_comma(after)) and found[stop - 1].key not in _NATIONS) or (
        breaks(found[stop - 1], after) and (found[stop - 1].key in listed("people", "given") or stop < _EARLY)
    )


def _addressed(sources: Sources) -> Fact | None:
    """The name in the employer's greeting or To line: how they call the author."""
    employer = sources.employer
    single = [name for name in employer.recipients if (n := read_name_line(name)) and n.parts]
    if len(employer.recipients) == 1 and single and not re.search(r"\d|group", single[0]):
        return sources.in_message("sender", read_name_line(single[0]).bare, single[0])  # type: ignore[union-attr]
    for line in [line for line in employer.lines if line][:8]:
        labelled = re.match(r"(?:name|applicant|candidate)(?: name)?\s?:\s*(.+)", line, re.IGNORECASE)
        name = read_name_line(labelled[1]) if labelled else greeted_name(line)
        if name and name.parts:
            return sources.in_message("sender", name.bare, " ".join(name.parts))
    return None
