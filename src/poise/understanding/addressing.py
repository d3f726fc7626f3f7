"""To whom the letter goes, and in which form: as the draft addresses them, or else as the employer signs."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from poise.domain import Fact, Origin
from poise.understanding.heat import is_hot_word
from poise.understanding.names import Name, Signer, find_signer, is_title, read_name, read_name_line
from poise.understanding.signing import greeted_name
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, proper_case, split_words

_MOST_PARTS = 2
_LONGEST_GROUP = 5
_SHORTEST_COUPLE = 3
_HEAD = 16
_LONGEST_GREETING = 4
_LABEL = re.compile(r"(?:to|attn\.?|attention|fao)\s?:?\s+(.{2,60})$", re.IGNORECASE)
_NOTE = 60
_GREETING_LINES = listed("sets", "addressing.greeting_lines")
_LONGEST_SALUTATION = 5
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
_LABELLED = re.compile(r"^\s*(?:subject|re|betreff|objet)\s?:", re.IGNORECASE)
_VAGUE = listed("sets", "addressing.vague")
_THANKFUL = listed("sets", "addressing.thankful")
_AFTER_THANKS = listed("sets", "addressing.after_thanks")
_NOTES = listed("sets", "addressing.notes")
_AFTER_NAME = listed("sets", "addressing.after_name")
_THANKS_TO = listed("sets", "addressing.thanks_to")


class Address(NamedTuple):
    """A form of address, and the words of the draft that it was read from: ``first`` to ``stop`` (exclusive)."""

    text: str
    first: int
    stop: int


def find_recipient(sources: Sources, sender: Fact | None) -> Fact | None:
    """The form of address for the salutation, None when nobody is known by name; the author's own field comes first."""
    if sources.draft.to and sources.draft.to.strip():
        return Fact("recipient", " ".join(sources.draft.to.split()), Origin.FIELD)
    signer = find_signer(sources.employer)
    found = sources.words
    address = (
        _greeted(sources)
        or _called(found, signer)
        or _labelled(sources)
        or (None if greeting_size(found, 0) else _saluted(sources))
        or _thanked(found, sender)
        or _called_later(found, signer)
    )
    if address and not _is_sender(address.text, sender):
        return sources.in_draft("recipient", address.text, found[address.first].start, found[address.stop - 1].end)
    if signer and len(signer.name.parts[0].rstrip(".")) == 1 and _greets_nobody(found):
        return None
    if signer and not _is_sender(signer.name.bare, sender):
        return _from_signer(sources, signer)
    return None


def _is_sender(text: str, sender: Fact | None) -> bool:
    return sender is not None and fold(text) in {fold(sender.text), fold(sender.text.split()[0])}


def _greets_nobody(found: Sequence[Word]) -> bool:
    """Whether the draft greets a team, or "Sir or Madam"."""
    return any(word.key in _VAGUE or word.key in listed("people", "collectives") for word in found[:5])


def greeting_size(found: Sequence[Word], index: int) -> int:
    """How many words from ``index`` on are a greeting: "Kia ora" is two; 0 for none."""
    openings = phrases("greetings", "openings")
    for size in range(min(_LONGEST_GREETING, len(found) - index), 0, -1):
        run = found[index : index + size]
        if (
            all(not breaks(a, b) and not has_comma(b) for a, b in itertools.pairwise(run))
            and " ".join(w.key for w in run) in openings
        ):
            return size
    return 0


def _greeted(sources: Sources) -> Address | None:
    """Whom the first words address, or those of a later line that begins with a greeting: a note may stand above it."""
    starts = [0, *(i for i in range(1, min(_NOTE, len(sources.words))) if "\n" in sources.words[i].gap)]
    for start in starts:
        if start == 0 or sources.words[start].key in _GREETING_LINES:
            address = _greeted_from(sources, start)
            if address:
                return address
    return None


def _greeted_from(sources: Sources, start: int) -> Address | None:
    """Whom the words from ``start`` address: after a greeting, in whatever language; a later English one counts more."""
    found = sources.words[: start + _HEAD]
    index, best = start, None
    while index < len(found):
        size = greeting_size(found, index)
        if size == 0:
            break
        while size and index < len(found):
            index += size
            size = greeting_size(found, index) if index < len(found) and "\n" not in found[index].gap else 0
        if index >= len(found) or _is_new_sentence(found, index):
            break
        address = read_address(found, index, sources)
        if address is None:
            break
        best, index = address, address.stop
        if not (index < len(found) and has_comma(found[index]) and found[index].key == "dear"):
            break
    return best


def _is_new_sentence(found: Sequence[Word], index: int) -> bool:
    """Whether the greeting ended before ``index``; "Dear Mr." and "Hi, Ana" go on."""
    gap = found[index].gap
    return "\n" in gap or (any(mark in gap for mark in ".!?:;(") and not is_title(found[index - 1]))


def read_address(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """Read whoever is addressed from ``index`` on: titles and name, or a committee; None for "Sir/Madam" and the like."""
    group = _read_group(found, index, sources)
    if group is not None:
        return group if group.text else None
    start = index
    while start < len(found) and found[start].key in _VAGUE | {"or", "and"} and not _names_follow(found, start):
        start += 1
        if start < len(found) and _is_new_sentence(found, start) and "/" not in found[start].gap:
            return None
    return _read_post(found, start, sources) or _read_named(found, start, sources)


def _read_named(found: Sequence[Word], start: int, sources: Sources) -> Address | None:
    """The person named from ``start`` on, or two of them; a title alone counts, unless it is as vague as "Sir"."""
    capital = start < len(found) and found[start].is_capital
    sure = capital and (_stands_alone(found, start) or found[start].key in listed("people", "given"))
    name = read_name(found, start, trusted=sure)
    if name is None or (not name.parts and start + 1 < len(found) and found[start + 1].text.islower()):
        return _lower_case(found, start)
    if not name.parts:
        vague = all(fold(title) in _VAGUE for title in name.titles)
        return None if vague else Address(" ".join(name.titles).rstrip("."), start, name.stop)
    pair = _second_name(found, name)
    if pair:
        return Address(joined(sources.text, found[start : pair.stop]), start, pair.stop)
    return Address(_tidy(name), start, name.stop)


def _second_name(found: Sequence[Word], name: Name) -> Name | None:
    """The second of two people who are greeted together: "Hi Sarah and Tom,"."""
    joint = name.stop
    if joint + 1 >= len(found) or found[joint].key not in {"and", "&"} or found[joint].gap != " ":
        return None
    second = read_name(found, joint + 1, trusted=found[joint + 1].is_capital and _stands_alone(found, joint + 1))
    ended = second is not None and second.parts and (second.stop >= len(found) or _ends_thanks(found, second.stop))
    return second if ended else None


def _read_post(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """Somebody addressed by their post ("Admissions Director Kapoor"), or a couple ("Mr. and Mrs. Pappas")."""
    run: list[Word] = []
    for word in found[index : index + 5]:
        dotted = run and is_title(run[-1]) and word.gap == ". "
        if run and not dotted and (breaks(run[-1], word) or has_comma(word)):
            break
        run.append(word)
    couple = len(run) > _SHORTEST_COUPLE and is_title(run[0]) and run[1].key in {"and", "&"} and is_title(run[2])
    posts = [w for w in run if w.key in listed("roles", "heads") and not is_title(w)]
    held = len(run) > 1 and posts and all(w.is_capital for w in run) and not is_title(run[0])
    return Address(joined(sources.text, run), index, index + len(run)) if couple or held else None


def _tidy(name: Name) -> str:
    """The name with its titles; "Sir" before another title is dropped."""
    titles = name.titles
    while len(titles) > 1 and fold(titles[0].rstrip(".")) in _VAGUE:
        titles = titles[1:]
    return Name(titles, name.parts, name.stop).text


def _names_follow(found: Sequence[Word], index: int) -> bool:
    """Whether a vague title stands before a name: "Madam Sana"."""
    after = index + 1
    if after >= len(found) or found[after].gap != " " or not found[after].is_capital:
        return False
    return not is_title(found[after]) and not is_common(found[after])


def _stands_alone(found: Sequence[Word], index: int) -> bool:
    """Whether a capitalised word is followed by a mark or a line break, as an addressed name is."""
    after = index + 1
    return after >= len(found) or has_comma(found[after]) or breaks(found[index], found[after])


def _lower_case(found: Sequence[Word], index: int) -> Address | None:
    """A name in lower case after a greeting, perhaps with a title: "hi kim,", "good day ms grace"."""
    titled = index + 1 < len(found) and is_title(found[index]) and found[index].text.islower()
    if titled and found[index + 1].gap in {" ", ". "}:
        bare = _lower_case(found, index + 1)
        return Address(f"{found[index].text.capitalize()} {bare.text}", index, bare.stop) if bare else None
    if index >= len(found) or not found[index].text.islower() or found[index].key in listed("people", "polite"):
        return None
    word = found[index]
    given = word.key in listed("people", "given")
    if (given and (_stands_alone(found, index) or not is_common(word))) or (
        not is_common(word) and _stands_alone(found, index)
    ):
        return Address(proper_case(word.text), index, index + 1)
    return None


def _read_group(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """A committee or department; its text is empty when it names nobody in particular. None when a person is addressed."""
    if index < len(found) and any(mark in found[index].gap for mark in '"\u201c\u00ab'):
        return Address("", index, index)
    run: list[Word] = []
    for word in found[index : index + 7]:
        if run and (breaks(run[-1], word) or has_comma(word)) and word.gap.strip() != "/":
            break
        run.append(word)
    keys = [word.key for word in run if word.key != "the"]
    text = " ".join(keys)
    if text in phrases("people", "anonymous"):
        return Address("", index, index + len(run))
    for name in phrases("people", "collective_names"):
        if text == name or text.startswith((name + " of ", name + " at ", name + " for ")):
            skip = 1 if run[0].key == "the" else 0
            size = len(name.split()) + (0 if name.startswith("the ") else skip)
            return Address(_capitals(joined(sources.text, run[skip:size])), index + skip, index + size)
    groups = listed("people", "collectives") | {"colleagues", "folks", "friends", "crew"}
    firm = any(w.key in listed("organisations", "kinds") and w.is_capital for w in run[1:])
    if not (firm or any(key in groups for key in keys)) or any(map(is_title, run)):
        return None
    others = [w for w in run if w.key not in listed("people", "collectives") and not is_common(w)]
    loud = all(w.text.isupper() for w in run)
    formal = (
        not others
        and not loud
        and 1 < len(run) <= _LONGEST_GROUP
        and all(w.is_capital or w.key in {"and", "of", "the", "&"} for w in run)
    )
    known = formal or (others and all(_is_known(w, sources, index + len(run)) for w in others))
    return (
        Address(joined(sources.text, run), index, index + len(run))
        if known and len(run) <= _LONGEST_GROUP
        else Address("", index, index + len(run))
    )


def _capitals(text: str) -> str:
    return " ".join(word if word in {"of", "and"} else word[:1].upper() + word[1:] for word in text.split())


def _is_known(word: Word, sources: Sources, after: int) -> bool:
    """Whether a word of a team's name occurs elsewhere too, and is no joke of the greeting's."""
    return is_phrase_in(word.key, sources.employer_folded) or any(w.key == word.key for w in sources.words[after:])


def _called(found: Sequence[Word], signer: Signer | None) -> Address | None:
    """A name that the text begins with, without any greeting: "Tunde. I don't even …", "Mr van Tonder I want …"."""
    if not found or not found[0].is_capital or greeting_size(found, 0) or is_hot_word(found[0]):
        return None
    name = read_name(found, 0)
    if name is None or not name.parts:
        return None
    if name.titles:
        return None if fold(name.titles[0]) in _VAGUE else Address(_tidy(name), 0, name.stop)
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


def _is_signer(name: Name, signer: Signer | None) -> bool:
    return signer is not None and bool({fold(p) for p in name.parts} & {fold(p) for p in signer.name.parts})


def _labelled(sources: Sources) -> Address | None:
    """The name on a line at the top such as "To: Marta Reyes" or "Attn. Mr. Bello"."""
    for line in sources.body_lines[:3]:
        match = _LABEL.match(line.text.strip())
        name = read_name_line(match[1]) if match else None
        if name and name.parts and match:
            inside = [i for i, w in enumerate(sources.words) if line.start <= w.start < line.end]
            return Address(_tidy(name), inside[0], inside[-1] + 1)
    return None


def _saluted(sources: Sources) -> Address | None:
    """The name at the end of a short first line, or of the first words before a mark, whatever language greets there."""
    found = sources.words
    stop = next((i for i in range(1, min(_LONGEST_SALUTATION + 1, len(found))) if _marks_salutation(found, i)), 0)
    if (
        not stop
        or found[0].key in _VAGUE
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
    stop = next((i for i in range(1, min(_HEAD, len(found))) if _ends_thanks(found, i)), min(_HEAD, len(found)))
    if stop < len(found) and stop == _HEAD:
        return None
    last = found[stop - 1]
    before = found[stop - 2] if stop > 1 else None
    titled = before is not None and is_title(before) and before.gap[:1] in {" ", ""}
    if before is None or stop <= 1 or (before.key in listed("grammar", "prepositions", "determiners") and not titled):
        return None
    name = last.key in listed("people", "given") or (last.is_capital and not is_common(last) and not is_hot_word(last))
    alone = is_title(last) and last.is_capital and last.key not in _VAGUE and not last.text.isupper()
    if not (name or alone or (titled and not is_common(last))) or any(c.isdigit() for c in last.text):
        return None
    if sender and fold(sender.text.split()[0]) == last.key and stop >= len(found) - 1:
        return None
    title = before.text[0].upper() + before.text[1:].lower() + " " if titled else ""
    return Address(title + proper_case(last.text), stop - (2 if titled else 1), stop)


def _ends_thanks(found: Sequence[Word], index: int) -> bool:
    """Whether the first words of thanks end before ``index``."""
    word, before = found[index], found[index - 1]
    return (breaks(before, word) and not is_title(before)) or has_comma(word) or word.key in _AFTER_THANKS


def _called_later(found: Sequence[Word], signer: Signer | None) -> Address | None:
    """A name that is called out inside the text: "thanks gethin", "youre a grub trev and …"."""
    given = listed("people", "given")
    insults = listed("heat", "hot_insult")
    for index in range(1, len(found)):
        word, before = found[index], found[index - 1]
        noted = before.key in _NOTES and word.gap == " "
        fresh = index < _HEAD and word.is_capital and (has_comma(word) or noted) and not is_common(word)
        if word.key not in given and not fresh and not (signer and fold(signer.name.parts[0]) == word.key):
            continue
        ended = index + 1 >= len(found) or breaks(word, found[index + 1]) or has_comma(found[index + 1])
        called = before.key in _THANKS_TO and word.gap == " " and (ended or not is_common(word))
        mocked = before.key in insults and word.gap == " "
        first = (
            index < _HEAD and has_comma(word) and index + 1 < len(found) and breaks(word, found[index + 1]) and word.is_capital
        )
        aside = has_comma(word) and ended and (index + 1 >= len(found) or word.text[0].isupper() or not is_common(word))
        if (called or mocked or (aside and word.key in given) or first or (noted and fresh)) and not _is_signed(found, index):
            return Address(proper_case(word.text), index, index + 1)
    return None


def _is_signed(found: Sequence[Word], index: int) -> bool:
    """Whether the name stands at the very end: that is the author's own."""
    return index >= len(found) - 2


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
        if is_title(word) and fold(word.text) not in _VAGUE:
            name = read_name(found, index)
            if name and name.parts and fold(name.parts[-1]) in parts:
                return sources.in_draft("recipient", _tidy(name), word.start, found[name.stop - 1].end)
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
    return joined(sources.text, found[:size]) if found[size].start == recipient.span.start else None


_NO_GREETING = listed("sets", "addressing.no_greeting")
__all__ = ["Address", "find_recipient", "find_salutation", "greeting_size", "read_address", "split_words"]
