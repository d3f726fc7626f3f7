"""People the author praises or thanks, with what they did, as far as that can be repeated."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase
from poise.understanding.deeds import (
    FINELY,
    FOR,
    ends_deed,
    find_deed,
    find_later_deed,
    find_own_work,
    find_praised_work,
    find_thanks,
    is_superlative,
)
from poise.understanding.details import Detail, Reach, Setting, make
from poise.understanding.heat import has_negation, is_clean
from poise.understanding.names import is_title
from poise.understanding.naming import is_person, is_raw_name, person_stop
from poise.understanding.patterns import Found
from poise.understanding.saluting import is_greeted, is_thanked_later
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST_LIST = 6
_LONGEST_FRAGMENT = 3
_LONGEST_DEED = 16
_SHORTEST_NAME = 2
_GOODS = listed("sets", "praising.goods")
_OBLIQUE = listed("sets", "praising.oblique")
_BETTER = frozenset({"better", "best", "good", "excellent", "fair", "clever", "finest", "kind", "sharp", "smart"})
_KNOWN = frozenset({"his", "her", "their", "everything", "every", "light", "exactly", "what", "how", "the"})
_DECENT = frozenset({"human", "person", "adult", "decency", "respect", "kindness", "dignity", "equal", "guest", "family"})


def find_people(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """People who did something kind, or of whom something kind is said."""
    index = 0
    while index < len(words):
        told = index > 0 and words[index - 1].key in {"tell", "thank", "ask"} and is_raw_name(setting, words, index)
        if not (told or words[index].is_capital or is_title(words[index])):
            index += 1
            continue
        stop = index + 1 if told else person_stop(words, index)
        first = _with_post(words, index)
        kindly = is_greeted(words, first) or find_thanks(words, stop) > stop
        blamed = first > 0 and _is_blamed(words, first) and not kindly
        if blamed or not (told or is_person(setting, words, index)):
            index += 1
            continue
        yield from _read_person(setting, words, first, stop)
        index = max(stop, index + 1)
    yield from _groups(setting, words)


def _with_post(words: Sequence[Word], index: int) -> int:
    """Where a name begins with the post before it: "Firefighter Lopez", "Big Lou"."""
    if index == 0 or words[index].gap != " " or not words[index].is_capital or not words[index - 1].is_capital:
        return index
    posted = words[index - 1].key in listed("roles", "heads") or words[index - 1].key in listed("sets", "praising.nicknames")
    return index - 1 if posted else index


def _read_person(setting: Setting, words: Sequence[Word], index: int, stop: int) -> Iterator[Detail]:
    """The person from ``index`` to ``stop`` with whatever kind is told of them, in the fullest form there is."""
    thanked = find_thanks(words, stop, hailed=is_greeted(words, index))
    deed = stop if index and words[index - 1].key in _OBLIQUE else find_deed(setting, words, stop)
    kind = _is_spoken_well_of(words, stop) or is_greeted(words, index) or thanked > stop or is_thanked_later(words, stop)
    spoken = find_praised_work(words, stop)
    if spoken:
        yield from (d._replace(way="spoke") for d in make(setting, "person", words, Reach(index, spoken[1], spoken[0], stop)))
        return
    owned = find_own_work(words, stop) if index and words[index - 1].key in {"tell", "telling"} else None
    if owned:
        yield from (d._replace(way="for") for d in make(setting, "person", words, Reach(index, owned[1], owned[0], stop)))
        return
    later = find_later_deed(setting, words, stop)
    if thanked > stop + 1:
        start = next(i for i in range(stop, thanked) if words[i].key in FOR)
        yield from make(setting, "person", words, Reach(index, thanked, start, stop))
    elif later:
        yield from make(setting, "person", words, Reach(index, later[1], later[0], stop))
    elif deed > stop and (words[stop].key not in listed("liking", "speech") or kind):
        yield from make(setting, "person", words, Reach(index, deed, stop))
    elif kind and not (index and words[index - 1].key in {"in", "at", "near"}):
        yield from make(setting, "person", words, Reach(index, stop))


def find_person(setting: Setting, words: Sequence[Word], first: int) -> Iterator[Detail]:
    """A person with their place ("in reservations"), and what they did, if that can be said."""
    stop = person_stop(words, first)
    thanked = find_thanks(words, stop, hailed=True)
    if thanked > stop + 1:
        start = next(i for i in range(stop, thanked) if words[i].key in FOR)
        yield from make(setting, "person", words, Reach(first, thanked, start, stop))
        return
    deed = find_deed(setting, words, stop)
    later = find_later_deed(setting, words, stop) if deed == stop else None
    if later:
        yield from make(setting, "person", words, Reach(first, later[1], later[0], stop))
        return
    yield from make(setting, "person", words, Reach(first, max(deed, stop), stop if deed > stop else -1))
    yield from find_whose(setting, words, max(deed, stop))


def find_praised(setting: Setting, words: Sequence[Word], first: int, hit: Found) -> Iterator[Detail]:
    """A person of whom something good is said, with what is said if it can be repeated: "who was wonderful to talk to"."""
    stop = hit.stop
    while stop < len(words) and stop - hit.first < _LONGEST_DEED and not ends_deed(words, stop):
        stop += 1
    run = words[hit.first : stop]
    told = (
        len(run) > _SHORTEST_NAME
        and is_clean(setting.text, run, loud=setting.loud)
        and not has_negation(run)
        and not any(w.key in {"only", "best", "than", "but", "i", "ive"} for w in run)
    )
    if stop < len(words) and has_comma(words[stop]) and words[stop].key in listed("liking", "deeds"):
        deed = find_deed(setting, words, stop)
        yield from make(setting, "person", words, Reach(first, deed, stop)) if deed > stop and first + 1 == hit.first else ()
    yield from make(setting, "person", words, Reach(first, stop if told else hit.first, hit.first if told else -1))


def find_whose(setting: Setting, words: Sequence[Word], index: int) -> Iterator[Detail]:
    """As in "…, whose questions on the protocol were …": what is praised of a person."""
    if index < len(words) and words[index].key == "whose":
        yield from make(setting, "liked.the", words, Reach(index + 1, noun_phrase(words, index + 1)))


def _groups(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """As in "the rescue team treated me with respect": people without names count when the deed is plainly kind."""
    for index, word in enumerate(words):
        if word.key not in {"the", "your"} or (index and words[index - 1].key in listed("grammar", "prepositions")):
            continue
        stop = noun_phrase(words, index)
        deed = find_deed(setting, words, stop) if stop > index else stop
        if deed > stop and (words[stop].key == "who" or any(w.key in _GOODS for w in words[stop:deed])):
            yield from make(setting, "person", words, Reach(index, deed, stop))


def find_in_fragment(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """As in "… and Bev." after something liked: names in a fragment of their own."""
    if (
        len(words) <= _LONGEST_FRAGMENT
        and words
        and words[-1].is_capital
        and is_person(setting, words, len(words) - 1)
        and words[0].key in {"and", "also", "especially"}
    ):
        yield from make(setting, "person", words, Reach(len(words) - 1, len(words)))
    if len(words) <= _LONGEST_LIST and words and words[-1].key in {"especially", "particularly"}:
        yield from make(setting, "liked", words, Reach(0, len(words) - 1))


def _is_spoken_well_of(words: Sequence[Word], stop: int) -> bool:
    """Whether the words right after a name praise the person, or say that the person praised the author."""
    near = words[stop : stop + 16]
    if near and has_negation(near[:6]) and " ".join(w.key for w in near).find("nothing but ") < 0:
        return False
    if not near:
        return False
    if _is_said_able(words[stop : _clause_end(words, stop)]):
        return True
    if near[0].key == "and" and len(near) > 1:
        near = near[1:]
    if near[0].key in {"treated", "treats"} and any(w.key in _DECENT for w in near[2:6]):
        return True
    pronoun = (
        near[0].key in {"she", "he", "they"} and len(near) > _SHORTEST_NAME and near[1].key in {"was", "were", "is", "are"}
    )
    if pronoun and any(w.key in listed("liking", "good") for w in near[2:5]):
        return True
    spoke = any(
        w.key in listed("liking", "speech") and (not i or near[i - 1].key not in {"i", "we"}) for i, w in enumerate(near[:6])
    )
    return spoke and any(w.key in listed("liking", "good") or is_superlative(w) for w in near[1:])


def _clause_end(words: Sequence[Word], index: int) -> int:
    """The index after what is said of a name: up to a mark, or "but"."""
    stop = index
    while stop < len(words) and not (stop > index and breaks(words[stop - 1], words[stop])) and words[stop].key != "but":
        stop += 1
    return stop


def _is_said_able(run: Sequence[Word]) -> bool:
    """As in "knows his stuff", "runs them properly", "is a proper engineer"."""
    for index, word in enumerate(run[:-1]):
        after = run[index + 1].key
        if word.key in {"knows", "knew"} and after in _KNOWN:
            return True
        named = word.key in {"is", "was"} and after in {"a", "an", "the"} and len(run) > index + 3
        if named and run[index + 2].key in {"proper", "real", "true", "genuine"}:
            return True
        if word.key in {"asked", "asks"} and any(w.key == "questions" for w in run[index + 1 : index + 5]):
            return any(w.key in _BETTER for w in run[index + 1 : index + 4])
    return any(word.key in FINELY for word in run) and not has_negation(run)


def _is_blamed(words: Sequence[Word], index: int) -> bool:
    """Whether a name stands where only blame or neglect is told: "nobody told Keith"."""
    before = words[max(0, index - 3) : index]
    return any(
        w.key in {"nobody", "noone", "nothing", "not", "never", "dont", "told", "tell", "called", "ask", "like"} for w in before
    ) and not any(w.key in {"mad", "angry"} for w in before)
