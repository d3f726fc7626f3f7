"""How far the author got, where the reply will be sent, how it is spelled, and whether anybody reads answers."""

import re

from poise.domain import Channel, Stage
from poise.understanding.patterns import frames
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import phrase_pattern, phrases
from poise.understanding.vocabulary import words as listed

_NAME_WORDS = 3
_MESSAGE_LINES = 2
_MESSAGE_WORDS = 95
_LONGER_MESSAGE_WORDS = 130


def find_stage(sources: Sources) -> Stage:
    """How far the author got, as far as the draft or the rejection says."""
    text = f"{sources.folded} {sources.employer_folded}"
    met = _count_of(text, "met")
    if met and _count_of(text, "final"):
        return Stage.FINAL_ROUND
    if met:
        return Stage.INTERVIEWED
    return Stage.APPLIED if _count_of(text, "applied") else Stage.UNKNOWN


def _count_of(text: str, key: str) -> int:
    """How often a frame of a list stands in a folded text."""
    return len(frames("circumstances", key).findall(text))


def find_channel(sources: Sources) -> Channel:
    """A message when the draft is short and in one piece, as texts and chats are; otherwise e-mail."""
    lines = sources.body_lines
    words = len(sources.words)
    signed_apart = any(line.is_signature for line in sources.lines)
    mailed = (
        sources.employer.subject
        or sources.employer.address
        or sources.text.lstrip().lower().startswith(("subject:", "dear ", "to whom"))
    )
    if mailed or signed_apart:
        return Channel.EMAIL
    if len(lines) <= 1:
        return Channel.MESSAGE if words <= _LONGER_MESSAGE_WORDS else Channel.EMAIL
    short = words <= _MESSAGE_WORDS and len(lines) <= _MESSAGE_LINES and len(lines[-1].text.split()) <= _NAME_WORDS
    return Channel.MESSAGE if short and not sources.employer.text else Channel.EMAIL


def is_british(sources: Sources) -> bool:
    """Whether the draft, or else the employer, spells and speaks as in Britain and the Commonwealth."""
    for text, raw in ((sources.folded, sources.text), (sources.employer_folded, sources.employer.text)):
        score = _count(text, "british") - _count(text, "american")
        score += 2 * ("\u00a3" in raw) - ("$" in raw)
        score += _count_of(text, "british_dates") - _count_of(text, "american_dates")
        score += len(re.findall(r"\b(?:Mr|Mrs|Ms|Dr) [A-Z]", raw)) - len(re.findall(r"\b(?:Mr|Mrs|Ms)\. [A-Z]", raw))
        if score:
            return score > 0
    return False


def _count(text: str, side: str) -> int:
    marks = listed("mending", f"{side}_marks")
    return sum(word in marks for word in text.split()) + len(phrase_pattern("mending", f"{side}_phrases").findall(text))


def is_no_reply(sources: Sources) -> bool:
    """Whether the employer's message says that answers are not read."""
    return sources.employer.no_reply or "noreply" in (sources.employer.address or "").lower().replace("-", "")


def is_automated(sources: Sources) -> bool:
    """Whether a machine wrote the employer's message."""
    text = " ".join(sources.employer.text.lower().split())
    return sources.employer.automated or any(mark in text for mark in phrases("organisations", "automated"))
