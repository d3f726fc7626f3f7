"""Positions that nothing names surely: a trade in passing, or words that the employer writes too."""

from collections.abc import Iterator, Sequence

from poise.understanding.names import is_title
from poise.understanding.titles import ARTICLES, FEW, ORDINALS, Candidate, as_title, capital_stop, ends, is_foreign, is_loud
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, joined

PEOPLE = listed("sets", "mentions.people")
BECOMING = listed("sets", "mentions.becoming")
_SOUGHT = listed("sets", "mentions.sought")
_TOLD = listed("sets", "mentions.told")
_LIKENED = listed("sets", "mentions.likened")


def find_faint(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Trades in lower case where nothing surer is said: "no need nail tech", "wanting a hygienist", "the night porter at"."""
    for index, word in enumerate(found):
        if word.key not in listed("roles", "heads") or word.key in PEOPLE - {"driver", "crew"} or is_title(word):
            continue
        start = index
        while start > 0 and index - start < FEW and found[start].gap == " " and _describes(found[start - 1]):
            start -= 1
        before = found[start - 1].key if start else ""
        after = found[index + 1].key if index + 1 < len(found) and not ends(found, index + 1) else ""
        simile = before in {"a", "an"} and start > 1 and found[start - 2].key in _LIKENED
        sought = (before in _SOUGHT and not simile) or (start < index and before in {"the", "this", "that"})
        somebody = after in _TOLD or (index + 1 < len(found) and found[index + 1].is_capital and found[index + 1].gap == " ")
        if sought and not somebody:
            yield from as_title(text, found[start : index + 1], "lower", 0.1 * (index - start))


def _describes(word: Word) -> bool:
    """Whether a word may stand before a trade as a part of its name."""
    return word.text.islower() and not is_foreign(word) and word.key not in ORDINALS | ARTICLES | _SOUGHT | BECOMING


def find_shared(text: str, found: Sequence[Word], employer: str) -> Iterator[Candidate]:
    """Capitalised words after "the" that the employer writes too: "the Affineur must have …"."""
    for index in range(1, len(found)):
        if found[index - 1].key not in {"the", "new", "your"} or not found[index].is_capital or found[index].gap != " ":
            continue
        stop = capital_stop(found, index, wraps=False)
        run = found[index:stop]
        plain = stop < len(found) and found[stop].gap == " " and found[stop].text.islower()
        firm = any(w.key in listed("organisations", "forms", "kinds") or is_title(w) for w in run)
        if plain and not firm and len(run) <= FEW and " ".join(w.key for w in run) in employer and not is_loud(found, index):
            yield Candidate(joined(text, run), "bare", 1.0, run[0].start, run[-1].end, is_own=True)
