"""What a model says → its letter, taken only from between the one pair of markers that proves it complete."""

import re

from poise.domain import Letter
from poise.prompting import MARKERS

_THOUGHT = r"(?:seed:)?(?:think|thinking|thought|reasoning)"
_THOUGHT_START = re.compile(
    rf"<\|?{_THOUGHT}\b|\[{_THOUGHT}\]|\u25c1think\u25b7|<\|channel\|>(?:analysis|commentary)", re.IGNORECASE
)
_THOUGHT_END = re.compile(
    rf"</{_THOUGHT}>|\[/{_THOUGHT}\]|\u25c1/think\u25b7|<\|channel\|>final<\|message\|>", re.IGNORECASE
)
_LETTER_START = re.compile(r"<letter>", re.IGNORECASE)
_LETTER_END = re.compile(r"</letter>", re.IGNORECASE)
_ANY_MARKER = re.compile(rf"</?(?:{'|'.join(MARKERS)})>", re.IGNORECASE)
_SUBJECT = re.compile(r"subject:[ \t]*(\S.*)", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def drop_thoughts(text: str) -> str | None:
    """Return what a model says after it has thought aloud; None where the thought never ends."""
    said = _THOUGHT_END.split(text.replace("\r\n", "\n").replace("\r", "\n"))[-1]
    return None if _THOUGHT_START.search(said) else said


def extract(text: str) -> Letter | None:
    """Take the letter out of an answer; None unless it stands complete between exactly one pair of markers.

    Closed thoughts are dropped and chatter outside the markers is ignored. An unclosed thought, a second marker, a
    missing subject line or empty line, an empty body, or control characters make the answer no letter.
    """
    said = drop_thoughts(text) or ""
    starts, ends = list(_LETTER_START.finditer(said)), list(_LETTER_END.finditer(said))
    if len(starts) != 1 or len(ends) != 1:
        return None
    inside = said[starts[0].end() : ends[0].start()].strip()
    if _ANY_MARKER.search(inside) or _UNPRINTABLE.search(inside):
        return None
    first, _, rest = inside.partition("\n")
    subject = _SUBJECT.fullmatch(first.strip())
    blank, _, body = rest.partition("\n")
    if subject is None or blank.strip() or not body.strip():
        return None
    lines = [line.rstrip() for line in body.strip().split("\n")]
    return Letter(subject.group(1).strip(), "\n".join(lines))
