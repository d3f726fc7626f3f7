"""To whom the letter goes, and in which form: as the draft addresses them, or else as the employer signs."""

import re
from collections.abc import Sequence

from poise.domain import Fact, Origin
from poise.understanding.calling import called_later
from poise.understanding.greeting import HEAD, VAGUE, Address, ends_thanks, greeted, greeting_size, second_name, tidy
from poise.understanding.heat import is_hot_word
from poise.understanding.names import (
    Name,
    Signer,
    find_signer,
    is_firm,
    is_team,
    is_title,
    machine_names,
    read_name,
    read_name_line,
)
from poise.understanding.signature import greeted_name
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, proper_case, split_words

_MOST_PARTS = 2
_LONG_ENOUGH = 5
_SLIPS = 2
_LONGEST_FIRM = 8
_LABEL = re.compile(r"(?:to|attn\.?|attention|fao)\s?:?\s+(.{2,60})$", re.IGNORECASE)
_LONGEST_SALUTATION = 5
_FAR = 60
_EARLY = 8
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
_SLANGY = frozenset({"ey", "ay", "eh", "oi", "yo", "sup", "aye", "now", "wotcher", "watcha", "whats", "holla"})
_NO_GREETING = listed("sets", "addressing.no_greeting")


def find_recipient(sources: Sources, sender: Fact | None) -> Fact | None:
    """The form of address for the salutation, None when nobody is known by name; the author's own field comes first."""
    if sources.draft.to and sources.draft.to.strip():
        return Fact("recipient", " ".join(sources.draft.to.split()), Origin.FIELD)
    signer = find_signer(sources.employer)
    found = sources.words
    address = (
        greeted(sources)
        or _labelled(sources)
        or _tagged(found)
        or _unless_stranger(sources, _called(found, signer), signer)
        or (None if greeting_size(found, 0) else _unless_stranger(sources, _saluted(sources), signer))
        or _thanked(found, sender)
        or called_later(found, signer)
    )
    address = _without_foreign_greeting(found, address, signer)
    if address and {fold(word) for word in address.text.split()} <= machine_names(sources.employer):
        return None
    if address and not _is_sender(address.text, sender) and not _is_firm_greeted(sources, address, signer):
        text = _with_name(_as_they_spell_it(address.text, signer), signer)
        return sources.in_draft("recipient", text, found[address.first].start, found[address.stop - 1].end)
    if signer and len(signer.name.parts[0].rstrip(".")) == 1 and _greets_nobody(found):
        return None
    if signer and not _is_sender(signer.name.bare, sender):
        return _from_signer(sources, signer)
    return None


def _without_foreign_greeting(found: Sequence[Word], address: Address | None, signer: Signer | None) -> Address | None:
    """The address less a first word that greets in a language we do not know: the signer's name begins right after it."""
    if address is None or signer is None or address.stop - address.first < _MOST_PARTS:
        return address
    names = {fold(part) for part in signer.name.parts}
    first, second = found[address.first], found[address.first + 1]
    if first.key in names or is_title(first) or second.key not in names or address.first > 0:
        return address
    return Address(joined_words(found[address.first + 1 : address.stop]), address.first + 1, address.stop)


def joined_words(run: Sequence[Word]) -> str:
    """The words with single spaces between them."""
    return " ".join(word.text for word in run)


def _as_they_spell_it(text: str, signer: Signer | None) -> str:
    """The form of address with the name as its bearer signs it, when the draft misspells it: "Ms Haloran" for Ms Halloran."""
    if signer is None:
        return text
    last = text.rpartition(" ")[2]
    names = {fold(part): part for part in signer.name.parts}
    if fold(last) in names or len(last) < _LONG_ENOUGH or fold(last) in listed("people", "given"):
        return text
    near = [part for key, part in names.items() if key[:1] == fold(last)[:1] and _is_near(key, fold(last))]
    return f"{text[: len(text) - len(last)]}{proper_case(near[0])}" if near else text


def _with_name(text: str, signer: Signer | None) -> str:
    """A title alone with the name that its bearer signs after it: "Coach" for Coach Benny."""
    titles = [fold(title) for title in signer.name.titles] if signer else []
    return signer.name.text if signer and len(signer.name.parts) == 1 and titles == [fold(text)] else text


def _tagged(found: Sequence[Word]) -> Address | None:
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


def _is_near(one: str, other: str) -> bool:
    """Whether two spellings differ by a letter or two."""
    short, long = sorted((one, other), key=len)
    same = sum(a == b for a, b in zip(short, long, strict=False))
    ended = sum(a == b for a, b in zip(reversed(short), reversed(long), strict=False))
    return len(long) - len(short) <= _SLIPS and max(same, ended, min(same + ended, len(short))) >= len(long) - _SLIPS


def _unless_stranger(sources: Sources, address: Address | None, signer: Signer | None) -> Address | None:
    """The address, unless somebody else signed the message and the words may well be no name at all: "Ouch. …"."""
    if address is None or signer is None:
        return address
    run = sources.words[address.first : address.stop]
    known = set(sources.employer_folded.split()) | listed("people", "given") | listed("people", "titles")
    return address if any(word.key in known or word.key.partition("-")[0] in known for word in run) else None


def _is_firm_greeted(sources: Sources, address: Address, signer: Signer | None) -> bool:
    """Whether the draft greets the firm by its name: "Dear Brightloaf", whose message comes from Brightloaf Bakeries."""
    keys = {word.key for word in sources.words[address.first : address.stop]}
    person = keys & (listed("people", "given") | listed("people", "titles"))
    if person or (signer and (len(keys) == 1 or is_team(address.text))):
        return False
    lines = (*sources.employer.lines, sources.employer.sender or "")
    named = [line for line in lines if len(line.split()) <= _LONGEST_FIRM and (is_firm(line) or is_team(line))]
    return any(keys <= {word.key for word in split_words(line)} for line in named)


def _is_sender(text: str, sender: Fact | None) -> bool:
    return sender is not None and fold(text) in {fold(sender.text), fold(sender.text.split()[0])}


def _greets_nobody(found: Sequence[Word]) -> bool:
    """Whether the draft greets a team, or "Sir or Madam"."""
    return any(word.key in VAGUE or word.key in listed("people", "collectives") for word in found[:5])


def _called(found: Sequence[Word], signer: Signer | None) -> Address | None:
    """A name that the text begins with, without any greeting: "Tunde. I don't even …", "Mr van Tonder I want …"."""
    if not found or not found[0].is_capital or greeting_size(found, 0) or not _may_name(found[0]):
        return None
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


def _may_name(word: Word) -> bool:
    return not is_hot_word(word) and word.key not in listed("people", "polite")


def _is_signer(name: Name, signer: Signer | None) -> bool:
    return signer is not None and bool({fold(p) for p in name.parts} & {fold(p) for p in signer.name.parts})


def _labelled(sources: Sources) -> Address | None:
    """The name on a line at the top such as "To: Marta Reyes" or "Attn. Mr. Bello"."""
    for line in sources.body_lines[:3]:
        match = _LABEL.match(line.text.strip())
        name = read_name_line(match[1]) if match else None
        if name and name.parts and match:
            inside = [i for i, w in enumerate(sources.words) if line.start <= w.start < line.end]
            return Address(tidy(name), inside[0], inside[-1] + 1)
    return None


def _saluted(sources: Sources) -> Address | None:
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
    while first > 0 and is_title(found[first - 1]):
        first -= 1
    greets = first == 0 and stop - first > 1 and found[0].key not in listed("people", "given") and not is_title(found[0])
    first += 1 if greets else 0
    return Address(joined(sources.text, found[first:stop]), first, stop)


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


def _thanked(found: Sequence[Word], sender: Fact | None) -> Address | None:
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
    title = before.text[0].upper() + before.text[1:].lower() + " " if titled else ""
    return Address(title + proper_case(last.text), stop - (2 if titled else 1), stop)


def _from_signer(sources: Sources, signer: Signer) -> Fact:
    """How to address whoever signed: with the title or first name that the draft uses, or as the employer's tone suggests."""
    mentioned = _mentioned(sources, signer)
    if mentioned:
        return mentioned
    typed = " ".join(signer.name.parts)
    if len(signer.name.parts) == 1:
        return sources.in_message("recipient", signer.name.text, typed)
    if _is_first_name_terms(sources) and len(signer.name.parts[0].rstrip(".")) > 1:
        return sources.in_message("recipient", signer.first, typed)
    title = signer.doctor or (signer.name.titles[0] if signer.name.titles else "")
    text = f"{title} {signer.last}" if title else signer.name.bare
    return sources.in_message("recipient", text, typed)


def _mentioned(sources: Sources, signer: Signer) -> Fact | None:
    """The signer as the draft speaks of them."""
    parts = {fold(part) for part in signer.name.parts}
    found = sources.words
    for index, word in enumerate(found):
        if is_title(word) and fold(word.text) not in VAGUE:
            name = read_name(found, index)
            if name and name.parts and fold(name.parts[-1]) in parts:
                return sources.in_draft("recipient", tidy(name), word.start, found[name.stop - 1].end)
    return None


def _is_first_name_terms(sources: Sources) -> bool:
    """Whether the employer called the author by first name."""
    for line in [line for line in sources.employer.lines if line][:6]:
        name = greeted_name(line)
        if name and name.parts:
            return not name.titles and len(name.parts) == 1
    return False


def find_salutation(sources: Sources, recipient: Fact | None) -> str | None:
    """The draft's own greeting words before the recipient, for example "Kia ora"; None when it has none."""
    found = sources.words
    size = greeting_size(found, 0)
    if recipient is None or size == 0 or recipient.origin is not Origin.DRAFT or recipient.span is None or size >= len(found):
        return None
    if found[size].start > recipient.span.start or found[0].key in _NO_GREETING:
        return None
    if found[0].key in _SLANGY:
        return None
    return joined(sources.text, found[:size]) if found[size].start == recipient.span.start else None
