"""Names that are called out inside a text: "thanks gethin", "Congratulations eh Mr Baboolal, …", "listen Carl i know"."""

import re
from collections.abc import Sequence

from poise.understanding.gathering import Address
from poise.understanding.greeting import HEAD, tidy
from poise.understanding.heat import is_hot_word
from poise.understanding.names import is_title, read_name
from poise.understanding.signers import Signer
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, proper_case

_NOTES = listed("sets", "addressing.notes")
_THANKS_TO = listed("sets", "addressing.thanks_to")
_QUOTED = re.compile(r"[\"\u201c\u201d\u00ab]")
_SPOKEN_TO = frozenset({"you", "youre", "youve", "u", "ur", "i", "im", "ive", "we"})
_POINTERS = frozenset({"that", "this", "all", "lot", "it", "much", "so", "then", "no", "one"})
_FAR = 40
_THANKFUL = frozenset({"thanks", "cheers", "ta", "thankyou"})


def called_later(found: Sequence[Word], signer: Signer | None) -> Address | None:
    """Whom a text calls by name after its beginning; the words of a quotation call nobody."""
    insults = listed("heat", "hot_insult")
    for index in range(1, len(found)):
        titled = _titled(found, index)
        if titled:
            return titled
        word, before = found[index], found[index - 1]
        if word.key in listed("people", "polite", "nobody"):
            continue
        noted = before.key in _NOTES and word.gap == " "
        fresh = index < HEAD and word.is_capital and (has_comma(word) or noted) and not is_common(word)
        known = word.key in listed("people", "given") or (signer is not None and fold(signer.name.parts[0]) == word.key)
        if not known and word.key in listed("roles", "heads"):
            continue
        if not known and not fresh:
            weak = _is_thanked(found, index) or (signer is None and _is_spoken_to(found, index))
            if not weak:
                continue
            return Address(proper_case(word.text), index, index + 1)
        ended = _ends(found, index)
        called = before.key in _THANKS_TO and word.gap == " " and not _QUOTED.search(before.gap)
        called = called and (ended or not is_common(word))
        mocked = before.key in insults and word.gap == " "
        first = index < HEAD and has_comma(word) and index + 1 < len(found) and ended and word.is_capital
        first = first and breaks(word, found[index + 1])
        aside = has_comma(word) and ended and (index + 1 >= len(found) or word.text[0].isupper() or not is_common(word))
        spoken = known and _is_spoken_to(found, index)
        small = known and word.text.islower() and index < HEAD and ended and word.gap == " " and not is_common(word)
        spoken = spoken or (small and not _leads_to(before))
        named = called or mocked or (aside and word.key in listed("people", "given")) or first or (noted and fresh) or spoken
        if named and not _is_signed(found, index):
            return Address(proper_case(word.text), index, index + 1)
    return None


def _ends(found: Sequence[Word], index: int) -> bool:
    """Whether a mark follows the word."""
    return index + 1 >= len(found) or breaks(found[index], found[index + 1]) or has_comma(found[index + 1])


def _titled(found: Sequence[Word], index: int) -> Address | None:
    """A title with a name that is spoken to: a mark or "you" follows, and nothing before it tells of the person."""
    word, before = found[index], found[index - 1]
    if index > _FAR or not (word.is_capital and is_title(word)) or "\n" in word.gap or _QUOTED.search(word.gap):
        return None
    name = read_name(found, index)
    if name is None or not name.parts or name.stop >= len(found) or (_leads_to(before) and word.gap == " "):
        return None
    after = found[name.stop]
    spoken = has_comma(after) or after.key in _SPOKEN_TO or breaks(found[name.stop - 1], after)
    if word.gap != " " and not has_comma(word):
        spoken = spoken and after.key in _SPOKEN_TO
    return Address(tidy(name), index, name.stop) if spoken else None


def _is_spoken_to(found: Sequence[Word], index: int) -> bool:
    """Whether a capitalised word that is no ordinary one stands alone between a telling word and a mark, early in the text."""
    word, before = found[index], found[index - 1]
    given = word.key in listed("people", "given")
    if index >= HEAD or not word.is_capital or is_hot_word(word) or word.gap != " ":
        return False
    if not given and (is_common(word) or len(word.text) < len("Ana")):
        return False
    opening = index == 1 or before.text.islower()
    plain = word.text[1:].islower() and opening and (before.key in _POINTERS or not _leads_to(before))
    later = index + 1 < len(found) and (_ends(found, index) or found[index + 1].key in _SPOKEN_TO)
    return plain and later and not before.key.endswith(("ed", "ing"))


def _is_thanked(found: Sequence[Word], index: int) -> bool:
    """As in "To drive the milk. Cheers Glenys.": a rare word with a capital, after a word of thanks and before a mark."""
    word, before = found[index], found[index - 1]
    thanked = before.key in _THANKFUL and before.is_capital and word.gap == " " and word.is_capital
    plain = is_common(word) or is_hot_word(word) or word.text.isupper()
    return thanked and not plain and index < _FAR and _ends(found, index) and not _is_signed(found, index)


def _leads_to(word: Word) -> bool:
    """Whether the word goes on to whomever it tells of: "with", "met", "your"."""
    telling = listed(
        "grammar", "prepositions", "determiners", "joiners", "verbs", "auxiliaries", "subjects", "relatives", "objects"
    )
    return word.key in telling - {"you", "u"} or word.key in listed("roles", "heads") or is_title(word)


def _is_signed(found: Sequence[Word], index: int) -> bool:
    """Whether the name stands at the very end: that is the author's own."""
    return index >= len(found) - 2
