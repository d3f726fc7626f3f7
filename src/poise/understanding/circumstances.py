"""How far the author got, where the reply will be sent, how it is spelled, and whether anybody reads answers."""

import re

from poise.domain import Channel, Stage
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import phrase_pattern, phrases
from poise.understanding.vocabulary import words as listed

_MESSAGE_WORDS = 95
_LONGER_MESSAGE_WORDS = 130
_FINAL = re.compile(r"\b(?:final (?:round|interview|stage|list|day|selection)|last round|finalist|second choice|close second|very close|shortlist)\b")
_MET = re.compile(
    r"\b(?:interview|interviewed|interviews|interviewing|onsite|assessment day|trial (?:shift|week|day|shifts)|test day|meeting you|met with you|"
    r"(?:first|second|third|fourth|five|six|seven|four|three|two|\d) (?:rounds|interviews|stages|meetings)|rounds|panel|audition|tryout|"
    r"came (?:in|to see|for|to meet)|coming (?:in|down|over|all)|showed me|walked me|tour|your interviewer|the interviewer|we met|"
    r"(?:trade|forklift|practical|writing|typing|computer|driving|cooking|skills) test|presentation|shadowing|open workshop|site visit|field visit)\b"
)


def find_stage(sources: Sources) -> Stage:
    """How far the author got, as far as the draft or the rejection says."""
    text = f"{sources.folded} {sources.employer_folded}"
    if _FINAL.search(text) and _MET.search(text):
        return Stage.FINAL_ROUND
    if _MET.search(text):
        return Stage.INTERVIEWED
    return Stage.APPLIED if re.search(r"\b(?:appl(?:y|ied|ying|ication)|candidat|resume|cv)", text) else Stage.UNKNOWN


def find_channel(sources: Sources) -> Channel:
    """A message when the draft is short and in one piece, as texts and chats are; otherwise e-mail."""
    lines = sources.body_lines
    words = len(sources.words)
    signed_apart = any(line.is_signature for line in sources.lines)
    mailed = sources.employer.subject or sources.employer.address or sources.text.lstrip().lower().startswith(("subject:", "dear ", "to whom"))
    if mailed or signed_apart:
        return Channel.EMAIL
    if len(lines) <= 1:
        return Channel.MESSAGE if words <= _LONGER_MESSAGE_WORDS else Channel.EMAIL
    short = words <= _MESSAGE_WORDS and len(lines) <= 2 and len(lines[-1].text.split()) <= 3
    return Channel.MESSAGE if short and not sources.employer.text else Channel.EMAIL


def is_british(sources: Sources) -> bool:
    """Whether the draft, or else the employer, spells and speaks as in Britain and the Commonwealth."""
    for text, raw in ((sources.folded, sources.text), (sources.employer_folded, sources.employer.text)):
        score = _count(text, "british") - _count(text, "american")
        score += 2 * ("\u00a3" in raw) - ("$" in raw)
        score += len(re.findall(r"\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)\b", text))
        score -= len(re.findall(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}\b", text))
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
