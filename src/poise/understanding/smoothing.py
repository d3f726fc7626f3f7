"""Making a sentence that was lifted out of anger fit for a letter: politer openings, and a full stop where commas ran on."""

import re
from itertools import pairwise

from poise.understanding.marking import has_verb
from poise.understanding.passages import runs_on
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import split_words

_SPLICED = re.compile(
    r",\s+(?=(?:[Ii]|[Ii]['\u2019]?(?:m|ll|ve|d)|we|she|he|it|they|my (?:\w+ ){1,4}(?:is|are|was|were|has|have|will|can))\b)"
)
_LEADING = re.compile(
    r"^(?:if|when|as|since|once|before|after|while|should|unless|because|although|though|until|in)\b", re.IGNORECASE
)
_ASKING = frozenset({"can", "could", "would", "may", "shall", "should"})
_THEN_I = re.compile(r",? and (?=I\b)")
_ENOUGH = 4
_FEWEST = 3
_NUMBERING = re.compile(r"(?:^|[,;]?\s)\(?\d\)\s+")
_NAMED = re.compile(r"(?:[A-Za-z-]+ )?[a-zA-Z-]+ (?:is|are|was|were)\b")
_MINE = re.compile(
    r"(?<!call )(?<!text )(?<!ring )(?<!reach )(?<!phone )\b(?:me own|my own|me)"
    r"(?= (?:\d+|bag|boots|tools|coat|jacket|key|phone|van|mug|gear|kit|[pP]45)\b)"
)
_BARE = (
    (re.compile(r"^(?:And )?[Ww]hether ([^;?]{5,120})[.?]?$"), r"Could you tell me whether \1?"),
    (
        re.compile(
            r"^(?:[Aa]nd |[Ss]o )?[Ww]here(?:'s|\u2019s| is) ((?:the|my|your) (?:(?! is | are | was"
            r" )[^,.;?]){3,60})[.?]?$"
        ),
        r"Could you tell me where \1 is?",
    ),
    (re.compile(r"^(?:[Aa]nd |[Ss]o )?[Ww]here are ((?:the|my|your) [^,.;?]{3,60})[.?]?$"), r"Could you tell me where \1 are?"),
    (
        re.compile(
            r"^(?:[Aa]nd |[Ss]o )?[Ww]ho (has|have) (?:got )?((?:the|my|your) [^.;?]{3,60})[.?]?$"
        ),
        r"Could you tell me who has \2?",
    ),
    (
        re.compile(
            r"^(?:[Aa]nd |[Ss]o )?([Ww]hat|[Ww]here|[Ww]hen|[Hh]ow|[Tt]o whom) (?:do|should|can|shall) I"
            r" ([^.;?]{5,90})[.?]?$"
        ),
        None,
    ),
)
_BLUNT = (
    (
        re.compile(
            r"^(?:and )?(?:you|u|youve|you've)(?: have|'ve)?(?: still)? (?:got|have|kept) (my .{3,60}?)(?: still)?$",
            re.IGNORECASE,
        ),
        r"You still have \1",
    ),
    (
        re.compile(
            r"^got (?=(?:your|ur|[a-z]+'s) (?!message|mail|e-?mail|letter|note|text|call|answer|reply))",
            re.IGNORECASE,
        ),
        "I have ",
    ),
    (re.compile(r", (?:though|however),? "), " "),
    (
        re.compile(
            r"\b(?!(?:to|can|you|please|will|and|or|I|could|then|just|also|not|do|but|would)\b)(\w+)"
            r" (?=(?:sign|post|mail) (?:it|them)\b)"
        ),
        r"\1. Please ",
    ),
    (re.compile(r",? so (?:let'?s|lets) .{0,60}$", re.IGNORECASE), ""),
    (re.compile(r",? please,? I can (?=\w)", re.IGNORECASE), ", and I can "),
    (re.compile(r"\b(it|them) (?=my \w+ (?:is|are)\b)"), r"\1. "),
    (
        re.compile(
            r"\b[Ww]hen(?:'?s| is) good (?:for me )?to ([^.?]{3,60})$"
        ),
        r"Could you tell me when would be a good time to \1",
    ),
    (
        re.compile(
            r"^((?:my|the|your) [^,.;]{3,40}, [^,.;]{3,30}), (?:they|these|those|it) (?=(?:are|were|is|was)\b)",
            re.IGNORECASE,
        ),
        r"\1, ",
    ),
    (re.compile(r"^((?:my|the|your) [^,.;]{3,40}), (?:they|these|those|it) (?=(?:are|were|is|was)\b)", re.IGNORECASE), r"\1 "),
    (re.compile(r"\blies (?=probably|still)\b"), "is "),
    (
        re.compile(
            r"\b(have|got) (your|ur|the) ([a-z -]{3,30}) I (will|can) (?=(?:bring|drop|return|post|send)\b)"
        ),
        r"\1 \2 \3, which I \4 ",
    ),
    (re.compile(r", will (?=(?:drop|bring|post|send|return|leave)\b)"), ". I will "),
    (re.compile(r"\b[Ii] want (it|them|both) back(?: please)?\b"), r"I would be glad to have \1 back"),
    (re.compile(r"\b(?:[Ii] )?want (it|them|both) (?=(?:by|before)\b)"), r"Please let me have \1 "),
    (re.compile(r"\b[Ii] (?:should|would) (also )?be (?:very |most |much )?obliged\b"), r"I would \1be grateful"),
    (re.compile(r"\b(back),? the \w+ ones?\b.{0,80}$"), r"\1"),
    (re.compile(r"\b[Ii] still want\b(?! to)"), "I would still like"),
    (re.compile(r"\b[Ii] want\b(?! to)"), "I would like"),
    (re.compile(r"\b[Ii] (?:want|wanna) (?:to )?"), "I would like to "),
    (re.compile(r"\b(?:em|'em)\b"), "them"),
    (re.compile(r"\btil\b"), "until"),
    (re.compile(r"\bwheres\b", re.IGNORECASE), "where is"),
    (_MINE, "my"),
    (re.compile(r"\b[Ii](?:'ve|ve)? still got\b"), "I still have"),
    (re.compile(r"^[Ii](?:'ve| have|ve)? got (.{3,80}?) still\b"), r"I still have \1"),
    (re.compile(r"^gimm?ie?\b|^gimme\b", re.IGNORECASE), "Please give me"),
    (re.compile(r"\bstill got (?=my|the)\b"), "still has "),
    (re.compile(r"\blike (?=(?:you|ya|he|she|they|we) (?:said|agreed|promised|told)\b)"), "as "),
    (re.compile(r"\b(can|could|to) just (?=\w)"), r"\1 "),
    (re.compile(r", can (?=(?:post|drop|bring|send|return)\b)"), ", which I can "),
    (re.compile(r",? or (?:else )?I(?:'ll| will|'m) (?:come|call|ring|be|going)\b.{0,60}$"), ""),
    (re.compile(r"\b(my [a-z]+(?: [a-z]+)?) (?:they|it) (?=(?:are|is|was|were)\b)"), r"\1, which "),
    (re.compile(r"^(?:the )?practical(?:ly)?:\s*", re.IGNORECASE), ""),
)


def smooth(text: str) -> str:
    """The sentence with blunt words softened; what it says stays."""
    text = _part_run_ons(_NUMBERING.sub(". ", text).lstrip(". "))
    for pattern, soft in _BLUNT:
        text = pattern.sub(soft, text)
    first = text.split(" ", 1)[0].lower()
    if first in listed("lifting", "curt") and "please" not in text.lower():
        text = f"Please {text[:1].lower()}{text[1:]}"
    bare = first not in listed("grammar", "determiners", "subjects")
    if bare and _NAMED.match(text) and set(text.lower().split()[:2]) & listed("logistics", "things"):
        text = f"The {text[:1].lower()}{text[1:]}"
    if first in _ASKING:
        text = _THEN_I.sub("? ", text)
    if not has_verb(text) and first in listed("grammar", "determiners"):
        text = f"There is also {text[:1].lower()}{text[1:]}"
    if not _LEADING.match(text):
        text = _SPLICED.sub(_stop, text)
    return text


def _part_run_ons(text: str) -> str:
    """The text with a full stop wherever a sentence begins without any mark."""
    words = split_words(text)
    starts = [after.start for before, after in pairwise(words) if runs_on(before, after)]
    for start in reversed(starts):
        text = f"{text[:start].rstrip()}. {text[start:]}"
    return text


def ask_politely(text: str) -> str:
    """A bare question as a request: "Where is the claim form" as "Could you tell me where the claim form is?"."""
    for pattern, polite in _BARE:
        match = pattern.match(text)
        if match:
            return match.expand(polite) if polite else f"Could you tell me {match[1].lower()} I should {match[2]}?"
    return text


def _stop(match: re.Match[str]) -> str:
    """A full stop where enough has been said before the comma to stand alone."""
    before = match.string[: match.start()]
    aside = before.count("(") > before.count(")")
    return ". " if len(before.split()) >= _ENOUGH and not aside else match.group()


def asks_first(text: str) -> bool:
    """Whether a sentence begins as a question does: "Can you keep them until May"."""
    words = text.lower().split()
    if len(words) > _FEWEST and words[0] in {"where", "when", "how", "who"} and words[1] in {"do", "can", "should", "shall"}:
        return True
    return len(words) > 1 and words[0] in _ASKING and words[1] in {"i", "you", "it", "they", "we", "somebody", "someone"}
