"""Things between the two: what has to go back, be fetched or be kept, and where it lies."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import enumeration, noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Setting
from poise.understanding.heat import has_negation, is_hot_word
from poise.understanding.matters import DEFINITE, heads_thing, is_concrete, list_end, make_matter, names_paper, names_thing
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word

_FILED = frozenset({"resume", "cv", "application", "file", "files"})
_PLACE = listed("sets", "arranging.place")
_TAKEN = frozenset({"photos", "pictures", "videos", "recordings", "footage", "screenshots", "emails", "messages", "texts"})
_HELD = frozenset({"still", "got", "ive", "owe", "with", "keep", "hold"})
_ASKED = frozenset({"could", "can", "may", "might", "shall"})
_SENT = listed("sets", "arranging.sent")
_STATES = frozenset({"process", "progress", "order", "date", "touch", "mind", "hand", "place", "doubt", "question"})
_PERSONAL = frozenset({"original", "originals", "certificate", "certificates", "passport", "licence", "license", "diploma"})
_STAYED = frozenset({"still", "remains", "remain", "left", "sitting", "lying", "hanging", "somewhere"})
_THERE = frozenset({"at", "in", "with", "on", "by", "behind", "under"})
_MADE = listed("sets", "arranging.made")
_BACK = listed("sets", "arranging.back")


def find_returned(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Every thing of one sentence that belongs to the other side of the letter."""
    for kind, finder in _FINDERS.items():
        for hit in find(frames("logistics", kind), passage.words, passage.keys):
            yield from finder(setting, passage.words, hit)
    yield from _attached(setting, passage.words, passage.keys)


def _have(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    if hit.first and words[hit.first - 1].key in _ASKED:
        yield from _asked_back(setting, words, hit)
        return
    stop = noun_phrase(words, hit.stop)
    bare = [w.key for w in words[hit.stop : stop]]
    if not bare or bare[0].endswith("ing") or bare == ["the", "original"] or _depends(words, hit.first):
        return
    stop = list_end(words, stop)
    run = words[hit.stop : stop]
    held = any(w.key in _HELD for w in words[hit.first : hit.stop])
    kept = any(w.key in {"still", "owe", "with"} for w in words[hit.first : hit.stop]) and words[hit.stop].key in DEFINITE
    concrete = (kept and not any(w.key in listed("logistics", "abstract") for w in run)) or (
        any(w.key in {"your", "ur", "yr"} for w in run[:3]) and is_concrete(run)
    )
    if any(w.key in _TAKEN for w in run):
        return
    if names_paper(run) and not (held or words[hit.stop].key in {"your", "ur"}):
        return
    if run and (heads_thing(run) or concrete) and not has_negation(words[hit.first : hit.stop]):
        yield from make_matter(setting, "logistics.have", words, hit.stop, stop)


def _depends(words: Sequence[Word], first: int) -> bool:
    """As in "once I've got the certificate": nothing is there yet."""
    return first > 0 and words[first - 1].key in {"once", "if", "when", "until", "till", "after", "unless"}


def _asked_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "Could I have the fox puppet back": a thing of the author's that they ask for."""
    stop = noun_phrase(words, hit.stop)
    back = next((i for i in range(hit.stop, min(stop + 1, len(words))) if words[i].key == "back"), 0)
    if back > hit.stop and names_thing(words[hit.stop : back]):
        yield from make_matter(setting, "logistics.back", words, hit.stop, back)


def _lent(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "the laptop you lent me is boxed": the employer's thing, unless it is said to be somewhere already."""
    before = hit.first - 1 if hit.first and words[hit.first - 1].key in {"that", "which"} else hit.first
    first = noun_phrase_before(words, before)
    first = next((i for i in range(first, before) if words[i].key in {"the", "your", "that", "a"}), first)
    after = words[hit.stop : hit.stop + 9]
    there = any(
        w.key in {"is", "are", "was", "were"} and i + 1 < len(after) and after[i + 1].key in _THERE for i, w in enumerate(after)
    )
    if first < before and not there and words[first].key in {"the", "your", "that", "a"} and names_thing(words[first:before]):
        yield from make_matter(setting, "logistics.have", words, first, before)


def _gift(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "You can keep the puzzle I built": a present, and no taunt about the job."""
    stop = noun_phrase(words, hit.stop)
    made = stop + 1 < len(words) and words[stop].key == "i" and words[stop + 1].key in _MADE
    if stop > hit.stop and words[hit.stop].key in {"the", "my"} and (made or names_thing(words[hit.stop : stop])):
        yield from make_matter(setting, "logistics.gift", words, hit.stop, stop + 2 if made else stop)


def _with_you(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = noun_phrase_before(words, hit.first)
    run = words[first : hit.first]
    told = any(w.key in _STAYED for w in words[hit.first : hit.stop])
    mine = told and bool(run) and run[0].key == "my" and is_concrete(run)
    if not (names_thing(run) or mine) or any(w.key in _FILED for w in run):
        return
    preposition = next(i for i in range(hit.stop - 1, hit.first, -1) if words[i].key in _PLACE | {"on"})
    stop = noun_phrase(words, preposition + 1)
    definite = words[hit.stop - 1].key == "the"
    if words[preposition + 1 : stop] and words[preposition + 1].key in _STATES:
        return
    yours = words[hit.stop - 1].key in {"your", "you"} or (definite and _is_own(words[first : hit.first]))
    theirs = definite and not yours and stop > preposition + 1
    if not (yours or theirs) and (words[first].key != "my" or stop == preposition + 1):
        return
    yield from make_matter(setting, "logistics.lies" if theirs else "logistics.collect", words, first, hit.first)
    if stop > preposition + 1 and words[hit.stop - 1].key != "you":
        yield from make_matter(setting, "logistics.place", words, preposition, stop)


def _left(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    stop = noun_phrase(words, hit.stop)
    run = words[hit.stop : stop]
    if run and (names_thing(run) or (run[0].key == "my" and is_concrete(run))):
        yield from make_matter(setting, "logistics.left", words, hit.stop, stop)


def _give_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    first = hit.stop
    while first < len(words) and words[first].key in _BACK and words[first].gap == " ":
        first += 1
    stop = noun_phrase(words, first)
    stop = next((i for i in range(first + 1, stop) if words[i].key in _BACK), stop)
    if stop > first and names_thing(words[first:stop]):
        yield from make_matter(setting, "logistics.bring", words, first, stop)
    elif first < len(words) and words[first].key in {"them", "it", "these", "both"}:
        yield from _mentioned(setting, words, hit.first)


def _mentioned(setting: Setting, words: Sequence[Word], before: int) -> Iterator[Detail]:
    """The thing that "I'll bring them" speaks of, named earlier in the sentence."""
    for index in range(before):
        if words[index].key in DEFINITE and (
            index == 0 or opens_clause(words, index) or words[index - 1].key in {"have", "got", "also", "and"}
        ):
            stop = noun_phrase(words, index)
            if stop > index and names_thing(words[index:stop]):
                yield from make_matter(setting, "logistics.bring", words, index, stop)
                return


def _want_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    stop = noun_phrase(words, hit.stop - 1)
    run = words[hit.stop - 1 : stop]
    if any(w.key in {"promised", "offered"} for w in words[stop : stop + 3]):
        return
    stop = next((i for i in range(hit.stop, stop) if words[i].key == "back"), stop)
    run = words[hit.stop - 1 : stop]
    lent = any(w.key in {"lent", "left", "loaned", "brought"} for w in words[stop : stop + 3])
    mine = (
        bool(run)
        and (run[0].key == "my" or lent)
        and len(run) > 1
        and not any(w.key in listed("logistics", "abstract") for w in run)
    )
    needed = words[hit.first].key in {"need", "want"}
    sent = any(w.key == "back" for w in words[hit.first : hit.stop])
    sent = sent or any(w.key in _SENT for w in (*words[stop : stop + 2], *run[-1:]))
    wanted = words[hit.first].key == "want" and bool(run) and run[0].key == "my" and names_thing(run)
    if wanted and not sent:
        stop = _list_of_things(words, stop)
    if run and (names_thing(run) or mine) and (sent or wanted or not needed):
        found = make_matter(setting, "logistics.back", words, hit.stop - 1, stop)
        which = _which(words, stop) if run[0].key == "my" and len(run) > 1 else ""
        said = f"my {which} {setting.text[run[1].start : run[-1].end]}" if which else ""
        yield from (detail._replace(said=said) for detail in found)


def _list_of_things(words: Sequence[Word], stop: int) -> int:
    """The index after ", my two letters and my cap"; ``stop`` when something else is wanted as well: "and an apology"."""
    end = enumeration(words, stop)
    return stop if any(is_hot_word(word) for word in words[stop:end]) else end


def _which(words: Sequence[Word], stop: int) -> str:
    """As in "(my scissors), the Japanese ones": what tells a thing of the author's from others."""
    if stop + 2 >= len(words) or words[stop].key != "the" or words[stop + 2].key not in {"one", "ones"}:
        return ""
    return words[stop + 1].text



def _kept(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "You kept my passport": a thing of the author's that somebody holds."""
    stop = noun_phrase(words, hit.stop - 1)
    stop = next((i for i in range(hit.stop, stop) if words[i].key in {"for", "since", "until"}), stop)
    owner = hit.first and (
        words[hit.first - 1].key in {"you", "they", "she", "he", "still", "hr"} or words[hit.first - 1].is_capital
    )
    run = words[hit.stop - 1 : stop]
    if (owner or words[hit.first].key in {"you", "youve", "who"}) and (names_thing(run) or is_concrete(run)):
        yield from make_matter(setting, "logistics.back", words, hit.stop - 1, stop)


def _given(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "I gave Mr. Whitlow the only copy of my memo": a thing of the author's that somebody has, if it is theirs."""
    first = next((i for i in range(hit.stop, min(hit.stop + 4, len(words))) if words[i].key in {"my", "the"}), 0)
    stop = noun_phrase(words, first) if first else 0
    stop = next((i for i in range(first + 1, stop) if "(" in words[i].gap), stop)
    if stop > first + 1 and any(w.key == "my" for w in words[first:stop]) and names_thing(words[first:stop]):
        yield from make_matter(setting, "logistics.back", words, first, stop)


def _lent_us(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "Mr. Vo lent me the phonics set"."""
    stop = noun_phrase(words, hit.stop)
    if stop > hit.stop + 1 and words[hit.stop].key in DEFINITE | {"a", "an", "his", "her"}:
        run = words[hit.stop : stop]
        if not any(w.key in listed("logistics", "abstract") for w in run[1:]):
            yield from make_matter(setting, "logistics.have", words, hit.stop, stop)


def _left_which(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "the chef's knife I left by the sink"."""
    first = noun_phrase_before(words, hit.first)
    run = words[first : hit.first]
    if run and run[0].key in {"the", "my"} and names_thing(run):
        yield from make_matter(setting, "logistics.left", words, first, hit.first)


def _never_back(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "The original certificate you copied did not come back": what the author has not been given back."""
    for first in range(hit.first):
        mine = words[first].key == "my" or (words[first].key == "the" and first + 1 < hit.first)
        stop = noun_phrase(words, first) if mine else first
        stop = next((i for i in range(first + 1, stop) if words[i].key in {"you", "they", "he", "she", "i"}), stop)
        run = words[first:stop]
        if stop > first + 1 and names_thing(run) and (run[0].key == "my" or any(w.key in _PERSONAL for w in run)):
            yield from make_matter(setting, "logistics.back", words, first, stop)
            return


def _with_me(setting: Setting, words: Sequence[Word], hit: Found) -> Iterator[Detail]:
    """As in "your gate key is still on my ring"."""
    first = noun_phrase_before(words, hit.first)
    run = words[first : hit.first]
    owned = first < hit.first and (words[first].key in {"your", "ur", "the"} or words[hit.first].key == "still")
    if owned and (names_thing(run) or is_concrete(run)):
        yield from make_matter(setting, "logistics.have", words, first, hit.first)


def _attached(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    for hit in find(frames("logistics", "attached"), words, keys):
        stop = noun_phrase(words, hit.stop)
        first = noun_phrase_before(words, hit.first)
        if stop > hit.stop and names_thing(words[hit.stop : stop]):
            yield from make_matter(setting, "logistics.attached", words, hit.stop, stop)
        elif first < hit.first and names_thing(words[first : hit.first]):
            yield from make_matter(setting, "logistics.attached", words, first, hit.first)


def _is_own(run: Sequence[Word]) -> bool:
    """Whether a phrase names a thing of the author's."""
    return any(w.key in {"my", "our"} for w in run)


_FINDERS = {
    "have": _have,
    "with_you": _with_you,
    "lent_me": _lent,
    "gift": _gift,
    "left": _left,
    "give_back": _give_back,
    "want_back": _want_back,
    "kept": _kept,
    "given": _given,
    "lent_us": _lent_us,
    "left_which": _left_which,
    "never_back": _never_back,
    "with_me": _with_me,
}
