"""Noun phrases, found with closed lists of small words: everything that is none of those may be a noun."""

from collections.abc import Sequence

from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST_PARTICIPLE = 4
_LONGEST_CONTACT = 6
_LONGEST = 18
_LONGEST_ASIDE = 9
_MOST_LISTED = 4
_NEVER = listed("sets", "chunking.never")
_TWOFOLD = listed("sets", "chunking.twofold")
_ED_NOUNS = listed("sets", "chunking.ed_nouns")
_PARTNERS = listed("sets", "chunking.partners")
_SHOWN_TO = frozenset({"me", "us"})
_GERUND = 5


def noun_phrase(found: Sequence[Word], index: int) -> int:
    """The index after the noun phrase that begins at ``index``; ``index`` itself when none does.

    Prepositions and "and" are followed as long as more of the phrase comes; brackets inside it are taken along.
    """
    position, best = index, index
    opened = True
    while position < len(found) and position - index < _LONGEST:
        aside = _aside_end(found, position) if position > index and not opened else position
        if aside > position:
            position = best = aside
            continue
        if position > index and _ends_before(found, position):
            break
        kind = _kind(found, position, opened=opened)
        if kind == "stop":
            break
        if position > index and word_joins(found[position]):
            opened = True
        if kind == "noun":
            best, opened = position + 1, False
        elif kind == "joint":
            opened = True
        position += 1
    return best


def enumeration(found: Sequence[Word], stop: int) -> int:
    """The index after "…, the cinnamon buns and her kindness" when a list goes on at ``stop``; ``stop`` when none does."""
    position = stop
    for _ in range(_MOST_LISTED):
        last = position < len(found) and found[position].key in {"and", "plus", "&"}
        first = position + 1 if last else position
        if first >= len(found) or not (last or has_comma(found[first])) or not _opens_item(found, first):
            return stop
        if found[first].key == "and":
            first, last = first + 1, True
        position = noun_phrase(found, first)
        last = last or any(word.key in {"and", "&"} for word in found[first:position])
        if position <= first + 1 and not found[first].is_capital:
            return stop
        if last:
            return position if _is_closed(found, position) else stop
    return stop


def _opens_item(found: Sequence[Word], index: int) -> bool:
    """Whether a thing of a list begins: an article, or somebody's name."""
    if found[index].key == "and" and index + 1 < len(found):
        index += 1
    return found[index].key in listed("grammar", "starters") - {"that", "this"} or found[index].is_capital


def _is_closed(found: Sequence[Word], index: int) -> bool:
    """Whether nothing after a phrase makes a statement of it."""
    if index >= len(found) or breaks(found[index - 1], found[index]) or has_comma(found[index]):
        return True
    return found[index].key in listed("grammar", "relatives", "prepositions", "adverbs")


def word_joins(word: Word) -> bool:
    """Whether a plus sign or a slash stands before the word: "key + base"."""
    return word.gap.strip() in {"+", "/"}


def _aside_end(found: Sequence[Word], position: int) -> int:
    """The index after an aside in brackets that begins at ``position``; ``position`` when none does, or it is long."""
    if "(" not in found[position].gap or found[position].gap.strip() != "(":
        return position
    for after in range(position + 1, min(position + _LONGEST_ASIDE + 1, len(found))):
        if ")" in found[after].gap:
            return after
    return len(found) if len(found) - position <= _LONGEST_ASIDE else position


def _ends_before(found: Sequence[Word], position: int) -> bool:
    """Whether a mark ends the phrase before ``position``."""
    word = found[position]
    if word_joins(word) or (word.gap.strip() in {"\u2013", "-"} and word.gap.strip() == word.gap):
        return False
    if word.gap.strip() == ")":
        return False
    return breaks(found[position - 1], word) or has_comma(word)


def _kind(found: Sequence[Word], position: int, *, opened: bool) -> str:
    """What a word does in a noun phrase: noun (or adjective), joint, or stop."""
    word = found[position]
    after = found[position + 1] if position + 1 < len(found) else None
    goes_on = after is not None and _continues(found, position + 1)
    numbered = word.key == "no" and after is not None and after.text[0].isdigit()
    if numbered or (word.key == "till" and opened and position and _is_determined(found, position)):
        return "noun"
    if word.key in listed("grammar", "determiners"):
        return _determiner(found, position, opened=opened)
    if word.key in listed("grammar", "prepositions") and opened and position and _is_determined(found, position):
        return "noun" if found[position - 1].key in listed("grammar", "determiners") else "stop"
    if word.key in listed("grammar", "prepositions", "joiners"):
        return "noun" if word.key in _TWOFOLD and not opened and not goes_on else "joint" if not opened and goes_on else "stop"
    if word.key in _SHOWN_TO and opened and position > 1 and _is_gerund_after_preposition(found, position - 1):
        return "joint"
    partner = opened and position and word.key in _PARTNERS and found[position - 1].key in {"with", "from", "by"}
    return "noun" if partner or _is_noun(found, position, opened=opened) else "stop"


def _is_gerund_after_preposition(found: Sequence[Word], position: int) -> bool:
    """As in "her patience in showing me the registers": "me" is not the end of the phrase there."""
    return found[position].key.endswith("ing") and found[position - 1].key in listed("grammar", "prepositions")


def _is_noun(found: Sequence[Word], position: int, *, opened: bool) -> bool:
    """Whether a word that is none of the small ones belongs to the phrase: verbs and adverbs do only after an article."""
    word = found[position]
    if word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries") or word.key in _NEVER:
        return False
    described = opened and position > 0 and _is_determined(found, position)
    if word.key in listed("grammar", "verbs") and not word.key.endswith("ing"):
        return described or (not opened and word.key == "pass" and _ends_phrase(found, position + 1))
    if word.key in listed("grammar", "adverbs"):
        return described and position + 1 < len(found) and found[position + 1].gap == " "
    participle = word.key.endswith("ed") and len(word.key) > _GERUND and word.text.islower() and word.key not in _ED_NOUNS
    return opened or not participle


def _ends_phrase(found: Sequence[Word], position: int) -> bool:
    """Whether nothing follows that a verb before it could go with: "the site pass, …"."""
    return position >= len(found) or breaks(found[position - 1], found[position]) or has_comma(found[position])


def _determiner(found: Sequence[Word], position: int, *, opened: bool) -> str:
    before = found[position - 1]
    if opened or word_joins(found[position]) or (before.key.endswith("ing") and len(before.key) > _GERUND):
        return "joint"
    named = found[position - 1].is_capital and found[position].gap == " " and found[position].key == "the"
    counted = found[position].key in {"one", "two", "three", "four", "all", "both", "half"}
    return "joint" if named else "noun" if counted and found[position - 1].key in {"level", "shop", "room", "unit"} else "stop"


def _is_determined(found: Sequence[Word], position: int) -> bool:
    """Whether an article or another describing word stands right before, so that even a verb's form is a noun here."""
    before = found[position - 1]
    return found[position].gap == " " and (
        before.key in listed("grammar", "starters") or before.key in listed("grammar", "adverbs")
    )


def _continues(found: Sequence[Word], position: int) -> bool:
    """Whether a noun phrase goes on at ``position``, after a preposition or "and"."""
    word = found[position]
    if (breaks(found[position - 1], word) and "(" not in word.gap) or has_comma(word):
        return False
    if word.key in listed("grammar", "determiners"):
        return (
            position + 1 < len(found)
            and not breaks(word, found[position + 1])
            and found[position + 1].key not in listed("grammar", "auxiliaries")
        )
    if word.key in _PARTNERS and found[position - 1].key in {"with", "from", "by"}:
        after = found[position + 1] if position + 1 < len(found) else None
        return after is None or after.key in {"and", "&"} or after.key in listed("grammar", "auxiliaries")
    if word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "prepositions") or word.key in _NEVER:
        return False
    return word.key not in listed("grammar", "verbs", "adverbs") or word.key.endswith("ing")


def contact_clause(found: Sequence[Word], index: int) -> int:
    """The index after a short clause that describes a noun: "(the tour) he gave me"; ``index`` when there is none."""
    if index + 1 >= len(found) or breaks(found[index - 1], found[index]) or has_comma(found[index]):
        return index
    if found[index].key in _PARTICIPLES:
        return _participle(found, index)
    if found[index].key not in {"you", "he", "she", "they", "we", "i", "u"} or found[index + 1].key not in listed(
        "grammar", "verbs"
    ):
        return index
    position = index + 2
    while (
        position < len(found)
        and position - index < _LONGEST_CONTACT
        and not breaks(found[position - 1], found[position])
        and (found[position].key in listed("grammar", "objects", "prepositions", "months", "weekdays"))
    ):
        position += 1
    if found[position - 1].key in listed("grammar", "prepositions") and position < len(found):
        position = max(position, noun_phrase(found, position))
    return position


def _participle(found: Sequence[Word], index: int) -> int:
    """The index after "shown me by the coxswain", "lent to me", "prepared for the panel"."""
    position = index + 1
    while (
        position < len(found)
        and position - index < _LONGEST_PARTICIPLE
        and found[position].key in {"to", "me", "for", "us"}
        and not breaks(found[position - 1], found[position])
    ):
        position += 1
    if position < len(found) and found[position].key == "by":
        stop = noun_phrase(found, position + 1)
        position = stop if stop > position + 1 else position
    return position if position > index + 1 else index


_PARTICIPLES = listed("sets", "chunking.participles")


def noun_phrase_before(found: Sequence[Word], stop: int) -> int:
    """The index at which the noun phrase that ends right before ``stop`` begins; ``stop`` when none does."""
    lowest = max(0, stop - _LONGEST - 6)
    depth = 0
    for position in range(stop - 1, lowest - 1, -1):
        gap = found[position + 1].gap if position + 1 < len(found) else ""
        depth += gap.count(")") - gap.count("(")
        if position < stop - 1 and depth <= 0 and _cuts(found, position + 1):
            lowest = position + 1
            break
    for start in range(lowest, stop):
        if found[start].key in listed(
            "grammar", "joiners", "prepositions", "relatives", "adverbs", "subjects", "objects", "verbs", "auxiliaries"
        ):
            continue
        if found[start].key in listed("liking", "good") and any(
            w.key in listed("grammar", "joiners") for w in found[start + 1 : start + 3]
        ):
            continue
        if found[start].key == "that" and found[start + 1].key in listed("grammar", "determiners"):
            continue
        end = noun_phrase(found, start)
        if end == stop or (end > start and contact_clause(found, end) == stop):
            return start
    return stop


def _cuts(found: Sequence[Word], position: int) -> bool:
    """Whether nothing before ``position`` can belong to the same phrase."""
    word = found[position]
    return (breaks(found[position - 1], word) and "(" not in word.gap and ")" not in word.gap and "+" not in word.gap) or (
        has_comma(word) and ")" not in word.gap
    )
