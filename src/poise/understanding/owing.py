"""Money between the two: how much is to be paid back, for what, and under which number."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.contacts import AMOUNT
from poise.understanding.details import Detail, Setting
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.matters import make_matter
from poise.understanding.mending import mend_phrase
from poise.understanding.passages import Passage
from poise.understanding.patterns import Found, find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, is_common

_CLAIMS = listed("sets", "owing.claims")
_FORMS = listed("sets", "owing.forms")
_KINDS = listed("sets", "owing.kinds") | _FORMS
_SURE = listed("sets", "owing.sure") | _FORMS
_UNCOUNTED = listed("sets", "owing.uncounted")
_RATES = frozenset({"per", "each", "an", "a", "hourly", "daily"})
_CHARGED = frozenset({"charge", "charges", "charged", "salary", "wage", "wages", "offer", "offered", "spent", "cost"})
_DOERS = frozenset({"i", "we", "you", "to", "they", "will", "ill", "can", "could"})
_OWED = listed("sets", "owing.owed")
_ULTIMATUM = frozenset({"else", "otherwise"})
_LABELS = frozenset({"booking", "receipt", "ref", "reference", "invoice", "claim", "order", "file", "docket", "ticket"})
_NUMBERED = frozenset({"no", "nr", "number", "code"})
_CODE = re.compile(r"(?=[\w/-]{0,13}\d)[\w/-]{3,14}")
_PAID = frozenset({"paid", "pay", "paying", "charged", "spent"})
_WORKED = frozenset({"shift", "shifts", "day", "days", "week", "weeks", "hours", "trial", "month", "evening", "night"})
_OUT = frozenset({"out", "myself", "as", "like", "up", "in", "at"})
_MOST_BEFORE = 8
_FEW = 2


def find_sums(setting: Setting, passages: Sequence[Passage]) -> Iterator[Detail]:
    """What the author asks to have paid, each sum with what it is for: "the SEK 2 890 for the flight (booking KX4PLR)"."""
    for index, passage in enumerate(passages):
        near = passages[max(0, index - 1) : index + 2]
        keys = {word.key for other in near for word in other.words}
        if keys.isdisjoint(_CLAIMS) or not _ULTIMATUM.isdisjoint(word.key for word in passage.words):
            continue
        for match in AMOUNT.finditer(setting.text, max(0, passage.start - 2), passage.end + 2):
            first = next((i for i, w in enumerate(passage.words) if w.end > match.start()), len(passage.words))
            stop = next((i for i, w in enumerate(passage.words) if w.start >= match.end()), len(passage.words))
            if _is_price(passage.words, first, stop):
                continue
            purpose = _find_purpose(setting, passage.words, first, stop) or _purpose_before(setting, passages[:index])
            if purpose or not keys.isdisjoint(_OWED):
                yield _as_sum(setting, passage.words, match, purpose, range(first, stop))


def _is_price(words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether an amount is only what something costs or what somebody earns."""
    after = words[stop].key if stop < len(words) else ""
    before = {w.key for w in words[max(0, first - 5) : first]}
    rated = after in _RATES and stop + 1 < len(words) and words[stop + 1].key in {"day", "hour", "week", "month", "year"}
    claimed = not _CLAIMS.isdisjoint(w.key for w in words) and "me" in before
    return rated or (bool(before & _CHARGED) and not claimed)


def _find_purpose(setting: Setting, words: Sequence[Word], first: int, stop: int) -> Sequence[Word]:
    """What an amount is for: "for the gumboots", "$18 parking", "parking of £9.50", "the paint bill is €640"."""
    if stop + 1 < len(words) and words[stop].key == "for" and not breaks(words[stop - 1], words[stop]):
        end = noun_phrase(words, stop + 1)
        if end > stop + 1 and _is_fit(setting, words[stop + 1 : end]):
            return words[stop + 1 : end]
    if stop < len(words) and words[stop].gap == " " and words[stop].key not in listed("grammar", "prepositions", "verbs"):
        end = noun_phrase(words, stop)
        if any(w.key in _KINDS for w in words[stop:end]) and _is_fit(setting, words[stop:end]):
            return words[stop:end]
    before = first
    while before > 0 and first - before < _FEW and words[before - 1].key in {"of", "is", "was", "for", "total", "together"}:
        before -= 1
    start = noun_phrase_before(words[:before], before)
    if start < before and any(w.key in _KINDS for w in words[start:before]) and _is_fit(setting, words[start:before]):
        return words[start:before]
    return _paid_for(setting, words, first) or _kind_named(setting, words, first) or _kind_named(setting, words, len(words))


def _paid_for(setting: Setting, words: Sequence[Word], first: int) -> Sequence[Word]:
    """As in "I paid for the drug test out of pocket, $45" or "the refresher I paid for came to £60": any thing whatever."""
    for index, word in enumerate(words[:-1]):
        if word.key in _PAID and words[index + 1].key == "for" and index + 2 < len(words):
            stop = noun_phrase(words, index + 2)
            stop = next((i for i in range(index + 3, stop) if words[i].key in _OUT), stop)
            run = words[index + 2 : stop]
            if run and run[0].key in {"the", "my", "a", "an"} and _is_fit(setting, run):
                return run
    told = first > 1 and words[first - 1].key in {"was", "is", "to", "cost", "costs", "were"}
    if told and words[0].key in {"the", "my"}:
        stop = noun_phrase(words, 0)
        bare = next((i for i in range(1, stop) if words[i].key in {"you", "i", "which", "that"}), stop)
        if bare > 1 and _is_fit(setting, words[:bare]):
            return words[:bare]
    return ()

def _kind_named(setting: Setting, words: Sequence[Word], stop: int) -> Sequence[Word]:
    """The last thing before ``stop`` that money is commonly owed for: "the flight", "the fuel"."""
    for index in range(stop - 1, -1, -1):
        if (index and words[index - 1].key in _DOERS) or _describes_next(words, index):
            continue
        if words[index].key in _SURE and (index + 1 == len(words) or words[index + 1].key not in {"no", "number"}):
            start = min(noun_phrase_before(words[: index + 1], index + 1), index)
            joints = [i + 1 for i in range(start, index) if words[i].key in listed("grammar", "prepositions")]
            start = joints[-1] if joints else start
            coded = words[index].key == "invoice" and index + 1 < len(words) and _CODE.fullmatch(words[index + 1].text)
            stop = index + 2 if coded else index + 1
            joined = any(w.key in {"and", "or"} for w in words[start:stop])
            if not joined and _is_fit(setting, words[start:stop]):
                return words[start:stop]
    return ()


def _describes_next(words: Sequence[Word], index: int) -> bool:
    """Whether a word only describes the next: "the ticket office", "the train journey"."""
    if index + 1 >= len(words) or words[index + 1].gap != " " or not words[index + 1].text.isalpha():
        return False
    small = ("prepositions", "joiners", "subjects", "objects", "relatives", "auxiliaries", "verbs", "adverbs")
    return words[index + 1].text.islower() and words[index + 1].key not in listed("grammar", *small) | _KINDS


def _purpose_before(setting: Setting, passages: Sequence[Passage]) -> Sequence[Word]:
    """What the money is for, from the sentences right before: "I paid the taxi. You said you cover it: $20"."""
    for passage in reversed(passages[-_FEW:]):
        found = _kind_named(setting, passage.words, len(passage.words))
        if found:
            return found
    return ()


def _is_fit(setting: Setting, run: Sequence[Word]) -> bool:
    plain = len(run) <= _MOST_BEFORE and any(w.key in _KINDS or w.text.islower() for w in run)
    return plain and is_clean(setting.text, run, named=True, loud=setting.loud) and not has_negation(run)


def _as_sum(
    setting: Setting, words: Sequence[Word], match: re.Match[str], purpose: Sequence[Word], within: range
) -> Detail:
    amount = match.group().strip()
    code = _code_named(words, within)
    said = f"{_worded(setting, amount, purpose)}{f' ({code})' if code else ''}"
    run = tuple(words[within.start : max(within.stop, within.start + 1)]) or tuple(words[-1:])
    inside = purpose and purpose[0].start >= words[0].start
    start = min(match.start(), purpose[0].start) if inside else match.start()
    end = max(match.start() + len(amount), purpose[-1].end) if inside else match.start() + len(amount)
    return Detail("logistics.sum", start, end, run, match.start(), match.start() + len(amount), said=said)


def _worded(setting: Setting, amount: str, purpose: Sequence[Word]) -> str:
    """As in "the paint bill of €640", "the $185.40 for the fuel", "invoice 2026-07 for the test (€95)"."""
    if not purpose:
        return f"the sum of {amount}"
    bare = list(purpose)
    owner = "my" if bare[0].key == "my" else "the"
    inner = [i for i, w in enumerate(bare) if i and w.key in {"the", "my"} and bare[i - 1].key.endswith("ing")]
    bare = bare[inner[-1] :] if inner else bare
    while len(bare) > 1 and bare[0].key in listed("grammar", "determiners"):
        bare = bare[1:]
    while len(bare) > 1 and bare[-1].key in {"receipt", "receipts", "retour", "back"}:
        bare = bare[:-1]
    joint = next((i for i, w in enumerate(bare) if i and w.key in {"and", "or", "&"}), len(bare))
    bare = bare[:joint] if any(w.key in _KINDS for w in bare[:joint]) else bare
    named = mend_phrase(setting.text[bare[0].start : bare[-1].end], loud=setting.loud)
    named = named if named.count("(") == named.count(")") else named.partition("(")[0].rstrip()
    named = named[:1].lower() + named[1:] if bare[0].text.istitle() and is_common(bare[0]) else named
    told = [i for i, w in enumerate(bare) if i and w.key in listed("grammar", "prepositions")]
    head = next((w.key for w in reversed(bare[: told[0]] if told else bare) if w.key in _KINDS), bare[-1].key)
    if bare[0].key == "invoice":
        return f"{named} ({amount})"
    if head in _FORMS and told:
        return f"{owner} {named} ({amount})"
    if head in _FORMS:
        return f"{owner} {named} of {amount}"
    return f"the {amount} for {named if head in _UNCOUNTED and len(bare) == 1 else f'{owner} {named}'}"


def _code_named(words: Sequence[Word], within: range) -> str:
    """The number under which the money is kept, with its label: "booking KX4PLR", "receipt no. 88213"."""
    for index, word in enumerate(words[:-1]):
        numbered = word.key in _LABELS and words[index + 1].key in _NUMBERED
        at = index + 2 if numbered else index + 1
        if word.key not in _LABELS or word.key == "invoice" or at >= len(words) or at in within:
            continue
        if _CODE.fullmatch(words[at].text):
            label = "reference" if word.key == "ref" else word.text.lower()
            return f"{label} {'no. ' if numbered else ''}{words[at].text}"
    return ""


def find_owed(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """What is owed in one sentence, where no sum is named."""
    words, keys = passage.words, passage.keys
    for hit in find(frames("logistics", "owed"), words, keys):
        yield from _owed(setting, words, hit)
    for hit in find(frames("logistics", "owed_pay"), words, keys):
        stop = noun_phrase(words, hit.stop)
        stop += stop < len(words) and words[stop].key == "pay"
        if any(w.key in {"pay", "wages", "money", "holiday", "expenses"} for w in words[hit.stop : stop]):
            yield from make_matter(setting, "logistics.owed", words, hit.stop, stop)
    for hit in find(frames("logistics", "paying"), words, keys):
        yield from _paying(setting, words, hit)
    for hit in find(frames("logistics", "reimburse"), words, keys):
        yield from make_matter(setting, "logistics.owed", words, hit.stop - 1, noun_phrase(words, hit.stop - 1))
    yield from _money(setting, words)


def _owed(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I'm still owed 42.50 for parking": what the money is for."""
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop and any(w.text[0].isdigit() for w in words[hit.first : hit.stop]):
        yield from make_matter(setting, "logistics.money", words, hit.stop, stop)


def _paying(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I want paying for the trial shift": work that has not been paid."""
    stop = noun_phrase(words, hit.stop)
    run = words[hit.stop : stop]
    if not run or run[0].key not in {"the", "my", "those", "these"} or not any(w.key in _WORKED for w in run):
        return
    said = f"the pay for {mend_phrase(setting.text[run[0].start : run[-1].end], loud=setting.loud)}"
    if is_clean(setting.text, run, named=True, loud=setting.loud):
        yield Detail("logistics.owed", words[hit.first].start, run[-1].end, tuple(run), said=said)


def _money(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """Receipts, invoices and what is to be paid back: the noun phrase that names it."""
    for index, word in enumerate(words):
        if word.key not in listed("sets", "owing.papers"):
            continue
        if index and (words[index - 1].key == "in" or (index + 1 < len(words) and words[index + 1].key == "of")):
            continue
        if word.key == "bill" and not any(w.text[0].isdigit() for w in words):
            continue
        first = noun_phrase_before(words, index + 1)
        yield from make_matter(setting, "logistics.money", words, min(first, index), index + 1)
        return
