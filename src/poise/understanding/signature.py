"""Names on lines of their own, as letters are signed and greeted: "Cheers, Jo"."""

import re

from poise.understanding.names import Name, read_name, read_name_line
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import breaks, has_comma, is_common, proper_case, split_words

MOST_NAMES = 3
FEWEST_WORDS = 2
CONTACT = re.compile(r"@|\d[\d().\-\s]{5,30}\d|www\.|https?:")
_LEAD = re.compile(r"^[\s\-\u2013\u2014/~*_>|:.,]{0,12}(?=\S)")
_ADDRESS_STARTS = listed("sets", "signing.address_starts")
LONGEST_LINE = 70
_SHORTEST = 2
_GREETINGS = frozenset({"hi", "hello", "hey", "dear", "good"})
_NETWORKS = listed("people", "networks")
_DWELLINGS = frozenset({"house", "farm", "lodge", "manor", "mill", "rectory", "vicarage", "barn"})
_HONOURS = listed("people", "honours")
_NUMBER = re.compile(r"(?<=[^\W\d])[,;]?\s+\+?\(?\d[\d\s().\-]{5,20}$")
_DEGREE = re.compile(r"^(?:Dipl|Mag|Lic|Ir|Ing|Eng|B|M)\.(?:-\s?|\s?-?)(?:[A-Z][a-z]{1,5}\.?(?:\s?\([A-Z]+\))?\s+)(?=[A-Z])")
_KNOWN_AS = re.compile(r"[^\W\d_a-z][\w'\-]+(?: [^\W\d_a-z][\w'\-]+){0,2} \([^\W\d_a-z]\w+\) [^\W\d_a-z][\w'\-]+")
_GOES_BY = re.compile(r"[^\W\d_]{2,20} \(([^\W\d_a-z][^\s,()]{0,20}(?: [^\W\d_a-z][^\s,()]{0,20}){1,3})(?:,[^()]{0,80})\)\.?$")
_GREETING_WORDS = listed("sets", "signing.greeting_words")


def fold_find(text: str, name: str) -> int:
    """Where a name stands in a line, whatever its case."""
    return text.lower().find(name.lower())


def is_closing(text: str) -> bool:
    """Whether a line is nothing but a closing: "Kind regards"."""
    return " ".join(word.key for word in split_words(text)) in phrases("greetings", "closings")


def name_on_line(line: str, *, alone: bool) -> str | None:
    """The name that a line consists of, perhaps after a dash or a closing: "Cheers, Jo"; None when it is anything else."""
    text = _NUMBER.sub("", _DEGREE.sub("", _KNOWN.sub("", _LEAD.sub("", line.strip()))))
    if len(line) > LONGEST_LINE:
        text = re.sub(r"\s*\([^()]{1,120}\)\s*$", "", text)
    if not text or len(text) > LONGEST_LINE or is_credential(text) or CONTACT.match(text):
        return None
    if _first_word(text).rstrip(".:,") in _ADDRESS_STARTS | _NETWORKS:
        return None
    if _is_place(text):
        return None
    bracketed = _in_brackets(text) or _full_name(line.strip())
    if bracketed:
        return bracketed
    text = without_closing(re.sub(r"\s*\([^()]*(?:\)|$)", "", re.sub(r"\s+[xX]{1,4}$", "", text)))
    if not text or is_closing(text) or _first_word(text) in _GREETINGS:
        return None
    known_as = line.strip() if _KNOWN_AS.fullmatch(line.strip()) else _nicknamed(text)
    return known_as or _plain_name(text, alone=alone or line.strip()[:1] in "-\u2013\u2014/~")


_KNOWN = re.compile(r",?\s+(?:aka|a\.k\.a\.|alias|formerly|n\u00e9e|otherwise known as|your ex-)\s.*$")


def is_credential(text: str) -> bool:
    """Whether a line begins with letters that stand for a degree: "B.Sc. (Stat.), 9 papers cleared"."""
    return _first_word(text).strip("(,;").replace(".", "").replace(",", "") in listed("people", "credentials") - {"ma", "part"}


def _is_place(text: str) -> bool:
    """Whether a line is an address or an office: "Sluice Cottage, Fenny Drove", "Honorary Fellow, Society of Smiths"."""
    head, comma, rest = text.partition(",")
    found, after = split_words(head), split_words(rest)
    if not found:
        return False
    learned = bool(after) and after[0].key in listed("people", "credentials")
    street = bool(comma) and len(found) > 1 and found[-1].key in listed("sets", "contacts.streets") | _DWELLINGS and not learned
    return street or found[0].key in _HONOURS


_NICKNAMED = re.compile(
    r"([^\W\d_][^\W\d_.]{0,19}\.?(?:[^\W\d_]\.)?)"
    r" [\"\u201c(']([^\"\u201c\u201d()]{2,30})[\"\u201d)'] ([^\W\d_][\w'\-]{1,30}(?: [^\W\d_][\w'\-]{1,30})?)"
)


def _first_word(text: str) -> str:
    return text.split(" ", maxsplit=1)[0].lower()


def _in_brackets(text: str) -> str | None:
    """The full name in brackets after several words of another kind: "the one who waited (Ana Reyes)"."""
    match = re.search(r"\(([^()]{5,40})\)\s*$", text)
    inner = read_name_line(match[1], own=True) if match and len(split_words(text)) > MOST_NAMES + 1 else None
    return inner.bare if inner and len(inner.parts) > 1 else None


def _full_name(text: str) -> str | None:
    """The whole name in brackets after what somebody goes by: "Buck (Harlan B. Vance Jr., but nobody calls me that)"."""
    match = _GOES_BY.match(text)
    inner = read_name_line(match[1], own=True) if match else None
    return inner.bare if inner and len(inner.parts) > 1 else None


def _plain_name(text: str, *, alone: bool) -> str | None:
    name = read_name_line(text, own=True)
    if name and not text.rstrip().endswith(("!", "?")) and not _is_sentence(text, name):
        return name.text
    return lower_name(text) if alone else None


def _nicknamed(text: str) -> str | None:
    """A name less the nickname in quotation marks: Buford "Buddy" Stricklin."""
    match = _NICKNAMED.fullmatch(text.strip())
    if match is None or not match[1][0].isupper():
        return None
    return f"{proper_case(match[1])} {proper_case(match[3])}"


def without_closing(text: str) -> str:
    """The text after closing words that stand before the name: "Kind regards, Ana", "xx Zainab"."""
    found = split_words(text)
    for size in range(min(4, len(found) - 1), 0, -1):
        if " ".join(word.key for word in found[:size]) in phrases("greetings", "closings"):
            return text[found[size].start :]
    return text


def _is_sentence(text: str, name: Name) -> bool:
    return text.rstrip().endswith(".") and len(name.parts) == 1 and is_common(split_words(name.parts[0])[0])


def lower_name(text: str) -> str | None:
    """One or two words in lower case that can only be a name, on a line of their own."""
    found = split_words(text)
    plain = text.strip(" .,-\u2013\u2014~xX")
    if (
        not 1 <= len(found) <= FEWEST_WORDS
        or len(plain) < _SHORTEST
        or plain != text[found[0].start : found[-1].end]
        or not plain.islower()
    ):
        return None
    known = all(word.key in listed("people", "given") or not is_common(word) for word in found)
    return proper_case(plain) if known else None


def greeted_name(line: str) -> Name | None:
    """The person whom a greeting line of the employer addresses: "Hi Mason,", "Curtis,"."""
    found = split_words(line[:120])
    greeted = bool(found) and found[0].key in {
        "dear",
        "hi",
        "hello",
        "hey",
        "hoi",
        "hei",
        "hej",
        "hallo",
        "hola",
        "bonjour",
        "good",
        "kia",
    }
    index = 0
    while index < len(found) and found[index - 1 if index else 0].key != "" and (found[index].key in _GREETING_WORDS):
        index += 1
    name = read_name(found, index, trusted=greeted)
    if name is None or not name.parts or found[index].key in {"candidate", "applicant", "sir", "madam", "all"}:
        return None
    ended = name.stop >= len(found) or has_comma(found[name.stop]) or breaks(found[name.stop - 1], found[name.stop])
    only = greeted or len(found) == name.stop or ended
    several = (
        name.stop < len(found)
        and has_comma(found[name.stop])
        and found[name.stop].is_capital
        and greeted
        and len(found) <= name.stop + 2
    )
    return name if only and not several else None
