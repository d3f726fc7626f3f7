"""A name at the end of a text that has no line of its own for it: "… any time. Chur, Te Ariki", "… my time (Ana Reyes)"."""

import re
from collections.abc import Sequence

from poise.domain import Fact
from poise.understanding.heat import is_hot_word
from poise.understanding.names import Name, is_title, read_name_line
from poise.understanding.signature import FEWEST_WORDS, fold_find, is_closing, lower_name, without_closing
from poise.understanding.sources import OwnLine, Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, fold, is_common, is_particle, proper_case, split_words

_MARKS = re.compile(r"[.!?);:\u2026]+[\"\u201d')]*\s+|(?<=\s)[-\u2013\u2014~/]+\s*|\s\S*[^\w\s.,;:'\"\u2019\u201d()&@/-]+\s+")
_CLOSED = re.compile(
    r"\b(?:xx+|xo+x?|regards|thanks|thanks again|thx|thx again|cheers|ta|love|servant|yours|best|respectfully)\s+(?=\S+\W*$)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\((?=[^()]{3,40}\)\W*$)")
_ASIDE = re.compile(
    r",\s*\d{1,5}[a-z]?\s[^.!?]*$|,\s*(?:for|applicant|candidate|re|the|your|formerly|aka|from|of|who|an?|not|still|once|now)\b.*$"
    r"|\s*\(?\d[\d\s().\-]{5,}$|,?\s*(?:yr\s?)?\d{1,2}$|\s+[xX]{1,4}$|\s+\([^()]{1,40}\)\.?$|\s+(?:aka|formerly|from)\b[^.!?]*\.?$"
)
_NICKNAME_FIRST = re.compile(r"(?:^|[,.!] {1,3})[^\W\d_]{2,20} \(([^\W\d_]+(?: [^\W\d_][\w'\-]*){1,3})\)\.?$")
_THANKED = re.compile(r"^[^,.!?]{2,40}, (?:for|that|who|and|but|we|you|i)\b", re.IGNORECASE)
_SYMBOLS = re.compile(r"(?:\s+[^\w\s.,;:!?'\"()]+)+$")
_LONGEST_END = 110
_LAST_LINES = 3
_LEADS_ON = listed("sets", "signing.leads_on")
_MOST_TITLE_WORDS = 7
_SHORT = 3
_NICKNAMES = frozenset({"big", "little", "old", "young", "wee", "lil", "mad"})
_MOST_PARTS = 3
_TAIL = 60


def trailing_name(sources: Sources) -> Fact | None:
    """A name at the very end of the last line: "… any time. Chur, Te Ariki"."""
    lines = [line for line in sources.lines if line.text.strip() and not line.is_signature]
    if not lines:
        return None
    line = lines[-1]
    text = _SYMBOLS.sub("", line.text.rstrip())
    pieces = [match.end() for match in _MARKS.finditer(text)]
    commas = [match.end() for match in re.finditer(r",\s+", text)][-3:]
    pieces.extend(match.end() for match in _CLOSED.finditer(text) if match.end() > len(text) - _TAIL)
    pieces.extend(match.end() for match in _BRACKETED.finditer(text))
    dashed = [at for at in pieces if text[:at].rstrip()[-1:] in "-\u2013\u2014~" and at > len(text) - _TAIL]
    for start in [*dashed[-1:], *sorted(set(pieces[-6:]) | set(commas))]:
        before = text[:start].rstrip()[-1:]
        if len(text) - start > _LONGEST_END:
            continue
        if before == "," and _THANKED.match(text[start:]):
            continue
        rest = text[start:].rstrip(" .)") if before == "(" else text[start:]
        name = _tail_name(rest, dashed=before in "-\u2013\u2014~/", ended=before in set(".!?;)\u2026"))
        if name:
            at = line.start + start + max(0, fold_find(text[start:], name))
            return sources.in_draft("sender", name, at, at + len(name))
    for last in reversed(lines[-_LAST_LINES:]):
        named = _last_word(sources, last)
        if named or len(last.text.split()) > _MOST_TITLE_WORDS:
            return named
    return None


def _last_word(sources: Sources, line: OwnLine) -> Fact | None:
    """A name that ends a text without any mark: "… have a good one tomasz"."""
    text = line.text.rstrip()
    found = split_words(text)
    if len(found) < FEWEST_WORDS or text[-1:] in ".!?)" or found[-1].end != len(text):
        return None
    last, before = found[-1], found[-2]
    name = last.key in listed("people", "given") or (last.is_capital and not last.text.isupper())
    plain = is_common(last) or is_hot_word(last) or any(c.isdigit() for c in last.text)
    if (
        not name
        or plain
        or before.key in _LEADS_ON
        or before.key in listed("grammar", "prepositions", "determiners", "joiners")
    ):
        return None
    first = len(found) - 1
    while first > 0 and last.is_capital and found[first].gap in {" ", ". "} and _is_part(found, first - 1):
        first -= 1
    while first < len(found) - 1 and is_particle(found[first]) and found[first].text.islower() and first == 0:
        first += 1
    start = found[first].start
    return sources.in_draft("sender", proper_case(text[start:]), line.start + start, line.start + len(text))


def _is_part(found: Sequence[Word], index: int) -> bool:
    """Whether the word belongs to the name that goes on after it: a capitalised one, an initial, "van" before "Meer"."""
    word = found[index]
    if found[index + 1].gap == ". ":
        return len(word.text) == 1 and word.is_capital
    capital = word.is_capital and (not is_common(word) or word.key in listed("people", "given")) and not is_title(word)
    return (capital and word.text != "I") or (is_particle(word) and index > 0 and _is_part(found, index - 1))


def _tail_name(tail: str, *, dashed: bool, ended: bool) -> str | None:
    """A name that the rest of a text consists of; after a comma, or with a full stop, it needs a closing before it."""
    nicknamed = _NICKNAME_FIRST.search(tail.strip())
    text = _ASIDE.sub("", nicknamed[1] if nicknamed else tail.strip())
    if not text or len(text) > _TAIL or text.endswith(("!", "?")) or is_closing(text):
        return None
    found = split_words(text)
    stopped = text.endswith(".") and bool(found) and len(found[-1].text) != 1
    if not found or (stopped and not ended):
        return None
    closed = re.match(r"^([^\W\d_]+(?:\s[^\W\d_]+){0,2}),\s+(?=[A-Z\u00c0-\u024f])", text)
    bare = (
        (text[closed.end() :] if closed else without_closing(text)).rstrip(".")
        if stopped
        else (text[closed.end() :] if closed else without_closing(text))
    )
    if ended and bare.count(",") == 1 and not re.search(r"[.!?]\s", bare.partition(",")[2]):
        bare = bare.partition(",")[0]
        stopped = True
    name = read_name_line(bare, own=True)
    plain = _without_credentials(bare)
    whole = name is not None and plain.rstrip(" .").endswith(name.parts[-1].rstrip("."))
    initial = name is not None and len(name.parts) > 1 and len(name.parts[-1]) == 1 and text.endswith(".")
    initialled = name is not None and any(len(part.rstrip(".")) == 1 for part in name.parts[1:])
    signed = dashed and initialled and len(found) <= _MOST_PARTS
    if name and whole and (signed or _is_sure(name, stopped=stopped and len(bare) == len(text.rstrip(".")))):
        return name.bare + "." if initial else name.bare
    lower = lower_name(bare)
    given = lower is not None and fold(lower) in listed("people", "given") and not stopped
    rare = lower is not None and ended and not stopped and " " not in lower and len(lower) > _SHORT and not _is_slang(lower)
    first = fold(lower).split(" ")[0] if lower else ""
    pair = lower is not None and " " in lower and ended and not stopped and first in listed("people", "given")
    return lower if lower and (dashed or given or rare or pair) else None


def _without_credentials(text: str) -> str:
    """The text less the letters of a degree or an order at its end."""
    found = split_words(text)
    stop = len(found)
    while stop > FEWEST_WORDS and found[stop - 1].key in listed("people", "credentials"):
        stop -= 1
    return text[: found[stop - 1].end] if 0 < stop < len(found) else text


def _is_slang(word: str) -> bool:
    """Whether a word at the end of a message is no name but a way of ending one: "innit", "lmao"."""
    return fold(word) in listed("people", "slang") or is_hot_word(split_words(word)[0])


def _is_sure(name: Name, *, stopped: bool) -> bool:
    """Whether the first part is no ordinary word; a known given name may be one. ``stopped``: it looks like a sentence."""
    initialled = len(name.parts) > 1 and len(name.parts[0].rstrip(".")) == 1
    first = split_words(name.parts[1 if initialled else 0])[0]
    given = first.key in listed("people", "given")
    several = len(name.parts) > 1
    if several and first.key in _NICKNAMES and fold(name.parts[1]) in listed("people", "given"):
        return True
    if stopped:
        return several and given
    return (given and several) or not any(map(is_common, [first] if initialled else split_words(name.parts[0])))
