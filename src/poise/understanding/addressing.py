"""To whom the letter goes, and in which form: as the draft addresses them, or else as the employer signs."""

from collections.abc import Sequence

from poise.domain import Fact, Origin
from poise.understanding.calling import called_later
from poise.understanding.gathering import Address
from poise.understanding.greeting import greeted, greeting_size
from poise.understanding.hailing import called_first, labelled, saluted, tagged, thanked
from poise.understanding.names import is_firm, is_team, is_title
from poise.understanding.signers import Signer, find_signer, machine_names
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.styling import address_signer, as_signed, with_title
from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, fold, joined, split_words

_LONGEST_FIRM = 8
_MOST_PARTS = 2
_LONGEST_NEUTRAL = 6
_SLANGY = frozenset({"ey", "ay", "eh", "oi", "yo", "sup", "aye", "now", "wotcher", "watcha", "whats", "holla"})
_MOCKING = listed("people", "mocking")
_GOOD_DAY = frozenset({"good day", "good morning", "good afternoon", "good evening"})
_NO_GREETING = listed("sets", "addressing.no_greeting")


def find_recipient(sources: Sources, sender: Fact | None) -> Fact | None:
    """The form of address for the salutation, None when nobody is known by name; the author's own field comes first."""
    if sources.draft.to and sources.draft.to.strip():
        return Fact("recipient", " ".join(sources.draft.to.split()), Origin.FIELD)
    signer = find_signer(sources.employer)
    found = sources.words
    address = (
        greeted(sources)
        or labelled(sources)
        or tagged(found)
        or _unless_stranger(sources, called_first(found, signer), signer)
        or (None if greeting_size(found, 0) else _unless_stranger(sources, saluted(sources), signer))
        or thanked(found, sender)
        or (None if _neutral(found, greeting_size(found, 0)) else called_later(found, signer))
    )
    address = _without_foreign_greeting(found, address, signer)
    if address and {fold(word) for word in address.text.split()} <= machine_names(sources.employer):
        return None
    if address and not _is_sender(address.text, sender) and not _is_firm_greeted(sources, address, signer):
        text = with_title(sources, as_signed(address.text, signer))
        return sources.in_draft("recipient", text, found[address.first].start, found[address.stop - 1].end)
    if signer and not _is_sender(signer.name.bare, sender):
        return address_signer(sources, signer)
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


def _unless_stranger(sources: Sources, address: Address | None, signer: Signer | None) -> Address | None:
    """The address, unless somebody else signed the message and the words may well be no name at all: "Ouch. …"."""
    if address is None or signer is None:
        return address
    run = sources.words[address.first : address.stop]
    known = set(sources.employer_folded.split()) | listed("people", "given") | listed("people", "titles")
    return address if any(word.key in known or word.key.partition("-")[0] in known for word in run) else None


def _is_firm_greeted(sources: Sources, address: Address, signer: Signer | None) -> bool:
    """Whether the draft greets the firm by its name: "Dear Brightloaf", whose message comes from Brightloaf Bakeries."""
    run = sources.words[address.first : address.stop]
    keys = {word.key for word in run}
    if keys & (listed("people", "given") | listed("people", "titles")):
        return False
    if _is_whole_firm(sources, run, signer):
        return True
    if signer and (len(keys) == 1 or is_team(address.text)):
        return False
    lines = (*sources.employer.lines, sources.employer.sender or "")
    named = [line for line in lines if len(line.split()) <= _LONGEST_FIRM and (is_firm(line) or is_team(line))]
    return any(keys <= {word.key for word in split_words(line)} for line in named)


def _is_whole_firm(sources: Sources, run: Sequence[Word], signer: Signer | None) -> bool:
    """Whether several words are greeted that the employer writes in a row, and they are neither a post nor the signer."""
    keys = {word.key for word in run}
    firm = keys & listed("organisations", "forms", "kinds")
    teams = listed("people", "collectives") - {"partners", "directors", "group", "council", "people"}
    names = {fold(part) for part in signer.name.parts} if signer else set()
    if len(keys) < _MOST_PARTS or keys & teams or keys <= names or (keys & listed("roles", "heads") and not firm):
        return False
    return is_phrase_in(" ".join(word.key for word in run), sources.employer_folded)


def _is_sender(text: str, sender: Fact | None) -> bool:
    return sender is not None and fold(text) in {fold(sender.text), fold(sender.text.split()[0])}


def _neutral(found: Sequence[Word], size: int) -> str | None:
    """A greeting that names nobody, as one writes it: "Dear Sir or Madam"; the words after ``size`` say whom."""
    forms: dict[str, str] = load("greetings")["neutral"]
    for stop in range(min(len(found), size + _LONGEST_NEUTRAL), size, -1):
        if stop < len(found) and not any(mark in found[stop].gap for mark in ",\n(:"):
            continue
        form = forms.get(" ".join(word.key for word in found[size:stop]))
        if form:
            return form
    return None


def find_salutation(sources: Sources, recipient: Fact | None) -> str | None:
    """The draft's own greeting words before the recipient, for example "Kia ora", or its whole greeting when that names nobody.

    None when it has none that is fit for a letter.
    """
    found = sources.words
    size = greeting_size(found, 0)
    if recipient is None:
        return _neutral(found, size)
    if size == 0 or recipient.origin is not Origin.DRAFT or recipient.span is None or size >= len(found):
        return None
    if found[size].start > recipient.span.start or found[0].key in _NO_GREETING:
        return None
    if found[0].key in _SLANGY | _MOCKING and " ".join(w.key for w in found[:size]) not in _GOOD_DAY:
        return None
    return joined(sources.text, found[:size]) if found[size].start == recipient.span.start else None
