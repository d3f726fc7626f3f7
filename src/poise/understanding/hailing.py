"""Whom the first words of a draft call without a greeting: by a bare name, on a line "To: …", or with their thanks."""

import re
from collections.abc import Sequence

from poise.domain import Fact
from poise.understanding.gathering import Address
from poise.understanding.greeting import HEAD, VAGUE, ends_thanks, greeting_size, second_name, tidy
from poise.understanding.heat import is_hot_word
from poise.understanding.names import Name, is_title, read_name, read_name_line
from poise.understanding.signers import Signer
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, proper_case

_MOST_PARTS = 2
_LABEL = re.compile(r"(?:to|attn\.?|attention|fao)\s?:?\s+(.{2,160})$", re.IGNORECASE)
_LONGEST_SALUTATION = 5
_FAR = 60
_EARLY = 8
_SHORTEST = 3
_LABELS = frozenset({"fao", "attn", "attention", "to", "re", "ref", "cc"})
_HAILS = frozenset({"hi", "hey", "hello", "hiya", "heya", "hallo"})
_KIN = frozenset({"Abu", "Umm", "Um", "Abo"})
_SMALL_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx", "chef", "coach"})
_WORD_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "able",
    "ible",
    "ous",
    "ful",
    "ive",
    "tion",
    "sion",
    "ment",
    "ness",
    "less",
    "ic",
    "ical",
    "ish",
    "est",
)
_THANKFUL = listed("sets", "addressing.thankful")
_AFTER_NAME = listed("sets", "addressing.after_name")


def tagged(found: Sequence[Word]) -> Address | None:
    """Somebody called as in a chat ("@Devon no hard feelings"), or by a title in small letters: "pls mr sanjay"."""
    for index, word in enumerate(found[:_FAR]):
        if word.gap.endswith("@") and word.is_capital and (index == 0 or len(word.gap) > 1):
            return Address(proper_case(word.text), index, index + 1)
    for index in range(1, min(_EARLY, len(found))):
        title, name = found[index - 1], found[index]
        before = found[index - 2] if index > 1 else None
        led = before is not None and before.key in listed("grammar", "prepositions", "determiners", "joiners", "verbs")
        if title.text in _SMALL_TITLES and name.gap in {" ", ". "} and name.text.islower() and not is_common(name) and not led:
            return Address(f"{title.text.capitalize()} {proper_case(name.text)}", index - 1, index + 1)
    return None


def called_first(found: Sequence[Word], signer: Signer | None) -> Address | None:
    """A name that the text begins with, without any greeting: "Tunde. I don't even …", "Mr van Tonder I want …"."""
    if not found or found[0].key in _LABELS or greeting_size(found, 0) or not _may_name(found[0]):
        return None
    return _called_by_name(found, signer) if found[0].is_capital else _called_small(found)


def _called_by_name(found: Sequence[Word], signer: Signer | None) -> Address | None:
    name = read_name(found, 0)
    if name is None or not name.parts:
        return None
    pair = second_name(found, name)
    if pair:
        return Address(" ".join(word.text for word in found[: pair.stop]), 0, pair.stop)
    if name.titles:
        return Address(tidy(name), 0, name.stop)
    after = found[name.stop] if name.stop < len(found) else None
    if after is None or len(name.parts) > _MOST_PARTS:
        return None
    known = _is_signer(name, signer) or fold(name.parts[0]) in listed("people", "given")
    marked = has_comma(after) or bool(re.search(r"[:!\u2013\u2014]|\s-\s", after.gap))
    stopped = breaks(found[name.stop - 1], after)
    spoken = (
        (not stopped and after.key in listed("grammar", "subjects", "determiners"))
        or (not stopped and after.key in _AFTER_NAME)
        or after.key in listed("people", "polite")
    )
    recurs = sum(word.key == found[0].key for word in found) > 1
    return Address(name.text, 0, name.stop) if marked or spoken or ((known or recurs) and stopped) else None


def _called_small(found: Sequence[Word]) -> Address | None:
    """The same in small letters: "saoirse hi. …", "brett. BRETT. you …"."""
    word, after = found[0], found[1] if len(found) > 1 else None
    given = word.key in listed("people", "given")
    if after is None or is_common(word) or len(word.key) < _SHORTEST or not word.text.isalpha():
        return None
    hailed = after.key in _HAILS and after.gap == " " and len(found) > _MOST_PARTS and breaks(after, found[_MOST_PARTS])
    stopped = breaks(word, after) and (given or after.key == word.key)
    return Address(proper_case(word.text), 0, 1) if hailed or stopped else None


def _may_name(word: Word) -> bool:
    return not is_hot_word(word) and (word.key not in listed("people", "polite") or word.key == "sir")


def _is_signer(name: Name, signer: Signer | None) -> bool:
    return signer is not None and bool({fold(p) for p in name.parts} & {fold(p) for p in signer.name.parts})


def labelled(sources: Sources) -> Address | None:
    """The name on a line at the top such as "To: Marta Reyes" or "Attn. Mr. Bello"."""
    for line in sources.body_lines[:3]:
        match = _LABEL.match(line.text.strip())
        name = read_name_line(match[1]) if match else None
        if name and name.parts and match:
            inside = [i for i, w in enumerate(sources.words) if line.start <= w.start < line.end]
            return Address(tidy(name), inside[0], inside[-1] + 1)
    return None


def saluted(sources: Sources) -> Address | None:
    """The name at the end of a short first line, or of the first words before a mark, whatever language greets there."""
    found = sources.words
    stop = next((i for i in range(1, min(_LONGEST_SALUTATION + 1, len(found))) if _marks_salutation(found, i)), 0)
    if (
        not stop
        or found[0].key in VAGUE
        or is_hot_word(found[stop - 1])
        or _reads_as_text(found[:stop], whole="\n" in found[stop].gap)
    ):
        return None
    first = stop
    while first > 0 and found[first - 1].is_capital and not is_common(found[first - 1]) and not found[first - 1].text.isupper():
        first -= 1
    if first == stop:
        return None
    while first > 0 and is_title(found[first - 1]) and not _is_called_out(found, first - 1):
        first -= 1
    greets = first == 0 and stop - first > 1 and found[0].key not in listed("people", "given") and not is_title(found[0])
    first += 1 if greets else 0
    return Address(joined(sources.text, found[first:stop]), first, stop)


def _is_called_out(found: Sequence[Word], index: int) -> bool:
    """Whether a title that is no abbreviation stands for itself, with a stop after it: "DOCTOR. Ana."."""
    return found[index + 1].gap.startswith(".") and found[index].key not in listed("people", "abbreviated")


def _marks_salutation(found: Sequence[Word], index: int) -> bool:
    gap = found[index].gap
    return (
        has_comma(found[index])
        or "\n" in gap
        or "!" in gap
        or (breaks(found[index - 1], found[index]) and not is_title(found[index - 1]))
    )


def _reads_as_text(run: Sequence[Word], *, whole: bool) -> bool:
    """Whether the first words are a sentence and no salutation: a verb or pronoun is among them, or it is a plain word."""
    small = () if whole else ("prepositions", "determiners")
    if any(w.key in listed("grammar", "subjects", "auxiliaries", "verbs", *small) and w.key not in {"my", "to"} for w in run):
        return True
    return len(run) == 1 and run[0].key.endswith(_WORD_ENDINGS)


def thanked(found: Sequence[Word], sender: Fact | None) -> Address | None:
    """A name at the end of the first words of thanks: "ta for the text kev.", "Thank you Deacon", "THANKS MISS RITA."."""
    if not found or found[0].key not in _THANKFUL:
        return None
    stop = next((i for i in range(1, min(HEAD, len(found))) if ends_thanks(found, i)), min(HEAD, len(found)))
    if stop < len(found) and stop == HEAD:
        return None
    last = found[stop - 1]
    before = found[stop - 2] if stop > 1 else None
    titled = before is not None and is_title(before) and before.gap[:1] in {" ", ""}
    if before is None or stop <= 1 or (before.key in listed("grammar", "prepositions", "determiners") and not titled):
        return None
    name = last.key in listed("people", "given") or (last.is_capital and not is_common(last) and not is_hot_word(last))
    alone = is_title(last) and last.is_capital and last.key not in VAGUE and not last.text.isupper()
    if not (name or alone or (titled and not is_common(last))) or any(c.isdigit() for c in last.text):
        return None
    if sender and fold(sender.text.split()[0]) == last.key and stop >= len(found) - 1:
        return None
    titled = titled or before.text in _KIN
    title = before.text[0].upper() + before.text[1:].lower() + " " if titled else ""
    return Address(title + proper_case(last.text), stop - (2 if titled else 1), stop)
