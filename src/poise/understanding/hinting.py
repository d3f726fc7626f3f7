"""Positions that nothing names surely: a trade in passing, or words that the employer writes too."""

from collections.abc import Iterator, Sequence

from poise.understanding.names import is_title
from poise.understanding.titles import (
    ARTICLES,
    FEW,
    ORDINALS,
    SCORES,
    Candidate,
    as_title,
    capital_stop,
    ends,
    is_foreign,
    is_listed,
    is_loud,
    is_trade_word,
)
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma, is_common, joined

PEOPLE = listed("sets", "mentions.people")
BECOMING = listed("sets", "mentions.becoming")
_SOUGHT = listed("sets", "mentions.sought")
_TOLD = listed("sets", "mentions.told")
_HINTS = ("being", "seeking", "boasting", "given", "working", "years", "kin")
_BEING, _SEEKING, _BOASTING, _GIVEN, _WORKING, _YEARS, _KIN = (listed("roles", f"hints_{name}") for name in _HINTS)
_SHORT = 2
_EARLY = 400
_HOPED = (["be", "your"], ["as", "your"], ["become", "your"])
_FIGURES = listed("roles", "figures")


class _Place:
    """A trade among the words of a text, ``first`` to ``stop`` (exclusive), and what stands around it."""

    def __init__(self, found: Sequence[Word], first: int, stop: int) -> None:
        self.described = stop - first > 1
        self.opens = _opens(found, first)
        self.before = [] if self.opens else [w.key for w in found[max(0, first - 4) : first]]
        follow = [] if stop >= len(found) or ends(found, stop) else found[stop : stop + 4]
        self.after = [w.key for w in follow]
        self.lists = bool(follow) and has_comma(follow[0])
        self.named = bool(follow) and follow[0].is_capital and follow[0].gap == " "
        self.aside = first > 0 and "(" in found[first].gap and found[first - 1].key in listed("roles", "nouns")

    def last(self, offset: int = 1) -> str:
        """The word so many before the trade; empty at the beginning of a sentence."""
        return self.before[-offset] if len(self.before) >= offset else ""

    def next(self, offset: int = 0) -> str:
        """The word so many after the trade; empty when the sentence ends before."""
        return self.after[offset] if len(self.after) > offset else ""


def find_faint(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Trades where nothing surer is said: "no team lead for me", "the best tiler in", "Night guard 11 years"."""
    for index, word in enumerate(found):
        if not (is_trade_word(word) or word.key == "lady") or (is_title(word) and index and word.is_capital):
            continue
        start = index
        while start > 0 and index - start < FEW and found[start].gap == " " and _describes(found, start - 1):
            start -= 1
        while start < index and found[start].key in _BOASTING:
            start += 1
        weight = _weigh(_Place(found, start, index + 1), word)
        run = found[start : index + 1]
        bonus = 0.1 * (weight + index - start)
        if weight and word.key == "lady":
            yield Candidate(joined(text, run), "lower", SCORES["lower"] + bonus, run[0].start, run[-1].end, is_own=True)
        elif weight:
            plain = all(w.text[1:].islower() for w in run) and (len(run) == 1 or run[-1].text.islower())
            for candidate in as_title(text, run, "lower", bonus):
                yield candidate._replace(text=candidate.text.lower()) if plain and _opens(found, start) else candidate
    yield from _seasoned(text, found)
    yield from _hoped_to_be(text, found)


def _weigh(place: _Place, word: Word) -> int:
    """How likely a trade in passing is the position: 0 when it is somebody, or told of in no telling way."""
    if place.named or (place.next() in _TOLD and not (_is_given(place) or _is_seasoned(place))):
        return 0
    if word.key in PEOPLE | {"lady", "visitor"} and not place.described and word.key not in {"driver", "crew"}:
        return 0
    another = place.last() == "another" and place.last(2) in listed("roles", "chosen")
    if another or (place.last() == "no" and place.after[:2] == ["for", "me"]):
        return 4
    if place.aside or _is_sought(place):
        return 3
    if _is_given(place) or _is_worked(place) or place.last() == "new":
        return 2
    unlisted = word.key not in listed("roles", "heads")
    return 0 if unlisted else int(place.described and place.last() in {"the", "this", "that"})


def _is_sought(place: _Place) -> bool:
    """As in "to be a diver", "need a cook", "the best tiler", "be your lollipop lady"."""
    last, second = place.last(), place.last(2)
    if last in {"a", "an", "your"}:
        return second in _BEING | _SEEKING
    if last == "me":
        return second in {"give", "gimme", "make", "offer", "gave"}
    if last == "the":
        return second in {"be", "as", "for"}
    if last in _BOASTING:
        return second in {"the", "be"} or (second in {"a", "an"} and place.last(3) in _BEING | _SEEKING)
    return last in _BEING | _SEEKING | {"no", "another"}


def _is_given(place: _Place) -> bool:
    """As in "made your cousin storekeeper", "is skipper now", "Shift manager went to an outsider"."""
    kin = place.last() in _KIN and not _GIVEN.isdisjoint(place.before)
    bare = place.last() in {"is", "now", "hes", "shes"} and place.next() not in {"and", "but"} and not place.named
    promised = place.opens and place.described and place.after[:2] == ["will", "be"]
    if kin or bare or promised:
        return True
    return place.opens and place.next() in {"went", "goes", "given"} and place.next(1) in {"to", "a", "an"}


def _is_worked(place: _Place) -> bool:
    """As in "this cleaner work", "deckhand day rate", "baggage loader, sweeper, anything"."""
    many = place.lists and any(key.startswith("any") or key in listed("roles", "heads") for key in place.after)
    return place.next() in _WORKING or (many and place.opens) or _is_seasoned(place)


def _is_seasoned(place: _Place) -> bool:
    """As in "Night guard 11 years", "twelve years a shepherd"."""
    article = place.last() in {"a", "an"}
    return place.next(1) in _YEARS or place.last() in _YEARS or (article and place.last(2) in _YEARS)


def _opens(found: Sequence[Word], index: int) -> bool:
    """Whether a sentence begins at ``index``."""
    return index == 0 or ends(found, index)


def _describes(found: Sequence[Word], index: int) -> bool:
    """Whether a word may stand before a trade as a part of its name; the first of a sentence has a capital."""
    word = found[index]
    typed = word.text.islower() or (_opens(found, index) and word.text[1:].islower())
    return typed and not is_foreign(word) and word.key not in ORDINALS | ARTICLES | _SOUGHT | BECOMING | _KIN | _YEARS


def _seasoned(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Words that open a sentence, and the years in them: "Tower crane 14 years zero incident"."""
    for index in range(1, min(len(found) - 1, 200)):
        if not found[index].text[0].isdigit() or found[index + 1].key not in _YEARS or found[index].gap != " ":
            continue
        start = index - 1
        while start > 0 and not ends(found, start) and index - start <= _SHORT:
            start -= 1
        run = found[start:index]
        plain = not any(is_foreign(w) or w.key in listed("grammar", "prepositions", "determiners") for w in run)
        if _opens(found, start) and plain and len(run) == _SHORT and not all(map(is_title, run)) and run[-1].text.islower():
            yield Candidate(joined(text, run).lower(), "lower", 1.2, run[0].start, run[-1].end, is_own=True)


def _hoped_to_be(text: str, found: Sequence[Word]) -> Iterator[Candidate]:
    """Whatever somebody wanted "to be your" or saw themselves "as your": "library page"."""
    for index in range(2, min(len(found), _EARLY)):
        if [w.key for w in found[index - 2 : index]] not in _HOPED:
            continue
        start = index + 1 if found[index].key in {"new", "next"} else index
        stop = start
        while stop < len(found) and stop - start < FEW and (stop == start or not ends(found, stop)):
            if is_foreign(found[stop]) or has_comma(found[stop]) or found[stop].key in listed("grammar", "prepositions"):
                break
            stop += 1
        run = found[start:stop]
        ended = stop >= len(found) or ends(found, stop) or has_comma(found[stop])
        if run and ended and run[-1].key not in _FIGURES and all(w.text.islower() for w in run):
            yield Candidate(joined(text, run), "lower", 1.1, run[0].start, run[-1].end, is_own=True)


def find_shared(text: str, found: Sequence[Word], employer: str) -> Iterator[Candidate]:
    """Capitalised words after "the" that the employer writes too: "the Affineur must have …"."""
    for index in range(1, len(found)):
        led = found[index - 1].key in {"the", "new", "your", "my", "this"}
        if not led or not found[index].is_capital or found[index].gap != " ":
            continue
        stop = capital_stop(found, index, wraps=False)
        run = found[index:stop]
        plain = stop < len(found) and found[stop].gap == " " and found[stop].text.islower()
        firm = any(w.key in listed("organisations", "forms", "kinds") or is_title(w) for w in run)
        telling = len(run) > 1 or is_listed(run[0]) or not is_common(run[0])
        known = telling and " ".join(w.key for w in run) in employer
        if plain and not firm and len(run) <= FEW and known and not is_loud(found, index):
            yield Candidate(joined(text, run), "bare", 1.0, run[0].start, run[-1].end, is_own=True)
