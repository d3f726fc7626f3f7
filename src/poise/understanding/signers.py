"""Who signed the employer's message: a person with the fullest form of the name, a team, or a machine."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from poise.understanding.names import LONGEST_NAME_LINE, Name, is_post, read_name, read_name_line
from poise.understanding.sources import Employer
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, proper_case, split_words

_DOCTORATES = listed("sets", "names.doctorates")
_MOST_PARTS = 5
_LONGEST_SIGNED = 7
_LONGEST_LABEL = 3
_LAST_LINES = 14
_INTRODUCING = (("its",), ("this", "is"), ("my", "name", "is"), ("name", "is"))
_LONGEST_CHAT = 900
_MACHINE = re.compile(
    r"\b(?:virtual|automated|chat-?bot|bot|ai|digital) ?(?:recruiter|assistant|agent|concierge|hiring|talent)?\b", re.IGNORECASE
)
_LAST_NAME = re.compile(r"[.!?)]\s+[-\u2013\u2014]?\s?([^\W\d_]+(?: [^\W\d_]+)?)[\s.x]{0,4}$")


class Signer(NamedTuple):
    """Who signed the employer's message. ``doctor``: letters or a title say so."""

    name: Name
    line: str
    doctor: str

    @property
    def first(self) -> str:
        """The first part of the name."""
        return proper_case(self.name.parts[0])

    @property
    def last(self) -> str:
        """The family name, with the small words before it."""
        return proper_case(self.name.parts[-1])


def find_signer(employer: Employer) -> Signer | None:
    """The person who signed the employer's message, the fullest form of the name; None when a team or a machine did."""
    candidates = [_signer(line) for line in _closing_lines(employer)]
    if employer.sender and not _is_shared(employer):
        candidates.insert(0, _signer(employer.sender))
    if machine_names(employer):
        return None
    known = [signer for signer in candidates if signer]
    if not known:
        return _in_passing(employer.text)
    first = known[0]
    same = [s for s in known if {fold(p) for p in first.name.parts} & {fold(p) for p in s.name.parts}]
    fullest = max(same, key=lambda s: (len(s.name.parts), bool(s.doctor)))
    doctor = next((s.doctor for s in same if s.doctor), "")
    return fullest._replace(doctor=doctor)


def machine_names(employer: Employer) -> frozenset[str]:
    """Folded names that a machine signs with: "Pip, your virtual recruiter", "Sam / Talent Guide (automated)"."""
    lines = _closing_lines(employer)
    named = [name for line, after in zip(lines, [*lines[1:], ""], strict=False) if _is_machine(line, after)
             and (name := read_name_line(line))]  # fmt: skip
    return frozenset(fold(part) for name in named for part in name.parts)


def _signer(line: str) -> Signer | None:
    line = re.sub(r"\s+[xX]{1,4}$", "", line.rstrip())
    name = None if _is_formula(line) or _is_told(line) else read_name_line(line)
    if name is None or fold(line.strip(" ,.!")) in phrases("greetings", "closings"):
        return None
    keys = {word.key for word in split_words(line.replace(".", ""))}
    titled = next((t for t in name.titles if fold(t.rstrip(".")) in {"dr", "prof", "professor"}), "")
    doctor = titled or ("Dr." if keys & _DOCTORATES else "")
    return Signer(name, line, doctor)


def _is_formula(line: str) -> bool:
    """Whether a closing ends the line ("Cordialmente,"), or a label begins it ("Candidate: OKAFOR, JACINTA")."""
    label, colon, _ = line.partition(":")
    labelled = colon and len(label.split()) <= _LONGEST_LABEL and fold(label.strip()) not in {"signed", "from", "name"}
    return line.rstrip().endswith(",") or bool(labelled)


def _is_told(line: str) -> bool:
    """Whether a line is a sentence of the message, or its heading: "CLERICAL OFFICER (GRADE III)"."""
    heading = line.isupper() and is_post(line)
    return heading or (line.rstrip().endswith((".", "!")) and len(line.split()) > _LONGEST_SIGNED)


def _is_shared(employer: Employer) -> bool:
    """Whether the message comes from a mailbox that is nobody's own: jobs@, noreply@."""
    mailbox = re.split(r"[@+._\-]", employer.address or "")[0].lower()
    known = {word.key for word in split_words(employer.sender or "")} & listed("people", "given")
    return not known and (mailbox in listed("people", "collectives") or employer.no_reply)


def _is_machine(line: str, after: str) -> bool:
    """Whether a name on a line, or the post right below it, is a machine's."""
    return bool(_MACHINE.search(line) or (_MACHINE.search(after) and _is_line_of_post(after)))


def _is_line_of_post(line: str) -> bool:
    """Whether a line tells what somebody does, and is no statement about the message."""
    return len(line.split()) <= _MOST_PARTS + 1 and not line.rstrip().endswith(".")


def _closing_lines(employer: Employer) -> list[str]:
    """The last lines of the message, from the first that could close it."""
    lines = [line for line in employer.lines if line][-_LAST_LINES:]
    closed = next((i for i in range(len(lines) - 2, 0, -1) if _is_closing(lines[i])), 0)
    return [line for line in lines[closed + 1 :] if len(line) <= LONGEST_NAME_LINE and not _is_salutation(line)]


def _is_closing(line: str) -> bool:
    """Whether a line is a closing formula: "Kind regards,"."""
    return " ".join(word.key for word in split_words(line)) in phrases("greetings", "closings")


def _is_salutation(line: str) -> bool:
    found = split_words(line)
    return bool(found) and found[0].key in {"dear", "hi", "hello", "hey", "hoi", "hei", "hola", "bonjour"}


def _in_passing(text: str) -> Signer | None:
    """Who wrote a short message without a signature: "it's Carl from the bar", "Ana here", "… for your help. Yusran"."""
    found = split_words(text[:_LONGEST_CHAT])
    for index in range(1, len(found)):
        before = found[max(0, index - 3) : index]
        told = any(tuple(w.key for w in before[-len(way) :]) == way for way in _INTRODUCING)
        name = read_name(found, index) if told and found[index].is_capital and found[index].gap == " " else None
        if name and name.parts and _is_likely(found, index):
            return Signer(name, "", "")
    here = next((i for i, word in enumerate(found) if word.key == "here" and i and word.gap == " "), 0)
    for start in range(max(0, here - 3), here):
        begins = start == 0 or has_comma(found[start]) or breaks(found[start - 1], found[start])
        name = read_name(found, start) if begins and found[start].is_capital else None
        if name and name.parts and name.stop == here and _is_likely(found, start):
            return Signer(name, "", "")
    tail = _LAST_NAME.search(text[-LONGEST_NAME_LINE:].rstrip())
    return _signer(tail[1]) if tail and len(text) < _LONGEST_CHAT else None


def _is_likely(found: Sequence[Word], index: int) -> bool:
    return not is_common(found[index]) or found[index].key in listed("people", "given")
