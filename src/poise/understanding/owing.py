"""Money between the two: what is to be paid back, for what, and how much."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Setting
from poise.understanding.matters import make_matter
from poise.understanding.passages import Passage
from poise.understanding.patterns import Found, find, frames
from poise.understanding.words import Word


def find_owed(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """What is owed in one sentence."""
    words, keys = passage.words, passage.keys
    for hit in find(frames("logistics", "owed"), words, keys):
        yield from _owed(setting, words, hit)
    for hit in find(frames("logistics", "reimburse"), words, keys):
        yield from _reimburse(setting, words, hit)
    yield from _money(setting, words)


def _owed(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I'm still owed 42.50 for parking": what the money is for."""
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop and any(w.text[0].isdigit() for w in words[hit.first : hit.stop]):
        yield from make_matter(setting, "logistics.money", words, hit.stop, stop)


def _reimburse(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    yield from make_matter(setting, "logistics.owed", words, hit.stop - 1, noun_phrase(words, hit.stop - 1))


def _money(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """Receipts, invoices and what is to be paid back: the noun phrase that names it."""
    for index, word in enumerate(words):
        if word.key not in {
            "receipts",
            "receipt",
            "invoice",
            "expenses",
            "refund",
            "reimbursement",
            "deposit",
            "fare",
            "mileage",
            "bill",
        }:
            continue
        if index and (words[index - 1].key == "in" or (index + 1 < len(words) and words[index + 1].key == "of")):
            continue
        if word.key == "bill" and not any(w.text[0].isdigit() for w in words):
            continue
        first = noun_phrase_before(words, index + 1)
        yield from make_matter(setting, "logistics.money", words, min(first, index), index + 1)
        return
