"""What the author liked: noun phrases, gerunds and infinitives, each free of the tone around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from poise.understanding.chunking import contact_clause, enumeration, noun_phrase, noun_phrase_before
from poise.understanding.details import Detail, Reach, Setting, make
from poise.understanding.heat import has_negation, is_clean, is_sincere
from poise.understanding.names import is_title
from poise.understanding.naming import is_named, is_person, is_persons_thing
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.praising import find_in_fragment, find_people, find_person, find_praised, find_whose
from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common

_LONGEST_THANKS = 18
_SPANS = listed("sets", "liking.spans")
_NUMBERS = listed("sets", "liking.numbers")
_NEWS = listed("sets", "liking.news")
_THEIRS = frozenset({"you", "u", "yous", "ye", "yall", "them", "ya", "youse"})
_DECIDING = frozenset({"know", "down", "update", "decision", "waiting", "feel", "think", "believe", "hope", "wait", "nothing"})
_NEW_STATEMENT = frozenset({"please", "pls", "give", "tell", "hope", "sorry", "i", "im", "you", "u", "it", "good", "say"})
_SPECIFIC = 4
_RARELY = frozenset({"seldom", "rarely", "never"})
_GERUNDS_OUT = listed("sets", "liking.gerunds_out")
_SELF = listed("sets", "liking.self")
_DIFFICULT = listed("sets", "liking.difficult")
_HAD = listed("sets", "liking.had")
_VERBS_OUT = listed("sets", "liking.verbs_out")


def find_liked(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """Everything liked in one sentence, in order of the ways to say so."""
    words, keys = passage.words, passage.keys
    sincere = not setting.ironic or is_sincere(keys)
    for finder in (_objects, _subjects, _infinitives, _shared, _thanked, _served):
        for detail in finder(setting, words, keys):
            if sincere or _is_specific(setting, passage, detail):
                yield _as_somebody(setting, detail)
    yield from find_people(setting, words)
    yield from find_in_fragment(setting, words)


def _as_somebody(setting: Setting, detail: Detail) -> Detail:
    """A title and a name alone are somebody, whom one thanks: "Dr. Haruki Endo"."""
    alone = detail.kind == "liked" and is_title(detail.words[0]) and all(word.is_capital for word in detail.words)
    named = detail.words[0].key in listed("people", "given") or any(w.key in listed("roles", "heads") for w in detail.words[:2])
    loud = setting.loud and detail.kind == "liked" and named
    return detail._replace(kind="person") if alone or loud else detail


def _is_specific(setting: Setting, passage: Passage, detail: Detail) -> bool:
    """Whether praise in an ironic draft is of something so particular, in so plain a sentence, that it is meant."""
    words = detail.words
    plain = is_clean(setting.text, passage.words) and not passage.mark.startswith(("!", "?"))
    named = any(w.is_capital and w.key not in setting.known and not is_common(w) for w in words)
    long = len(words) >= _SPECIFIC and any(w.key in {"of", "on", "with", "about", "at", "in", "to"} for w in words)
    return plain and (named or long) and not words[0].key.endswith("ing")


def _objects(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "I enjoyed the tabletop": what follows the verb."""
    for hit in find(frames("liking", "after"), words, keys):
        if _is_denied(words, hit.first):
            continue
        first = _skip(words, hit.stop)
        stop = phrase_end(words, first)
        stop = enumeration(words, stop) if stop > first else stop
        if words[hit.stop - 1].key in {"for", "4"} and not _is_occasion(words[first:stop]):
            continue
        yield from _object(setting, words, hit, Reach(first, stop))
    if "had" not in keys:  # every one of these frames says so, and they are slow to compile
        return
    for hit in find(frames("liking", "after_good"), words, keys):
        stop = phrase_end(words, hit.stop)
        if stop > hit.stop and words[hit.stop].key not in {"time", "interview", "chat"} and not _is_denied(words, hit.first):
            yield from make(setting, "liked.the", words, Reach(hit.stop, stop))


def _object(setting: Setting, words: Sequence[Word], hit: Found, reach: Reach) -> Iterator[Detail]:
    """What one verb of liking is said of: somebody, how something was done, or a thing."""
    first, stop = reach.first, reach.stop
    first = _past_owner(words, first, stop)
    raw = first < len(words) and is_named(setting, words, first, min(len(words), first + 1))
    if _tells_how(words, first) and not setting.ironic:
        yield from make(setting, "liked", words, Reach(first, _how_end(words, first)))
    elif words[hit.stop - 1].key in {"thank", "hug"} and first < len(words) and words[first].key in {"the", "your"}:
        yield from _somebody(setting, words, first, stop)
    elif is_person(setting, words, first) or raw:
        yield from find_person(setting, words, first)
    elif not _RARELY.isdisjoint(w.key for w in words[hit.first : hit.stop]):
        yield from make(setting, "liked.the", words, reach)
    elif stop > first and not _is_bad_gerund(words, first) and words[first].key not in _SELF:
        yield from make(setting, "liked", words, reach)
        yield from _especially(setting, words, stop)
        yield from _second(setting, words, stop)
        yield from find_whose(setting, words, stop)


def _is_occasion(run: Sequence[Word]) -> bool:
    """Whether thanks are for something that was done or had together, and not for the message or the answer."""
    bounds = [i for i, w in enumerate(run) if i and w.key in listed("grammar", "prepositions")]
    named = run[: bounds[0]] if bounds else run
    kinds = listed("liking", "occasions") | listed("liking", "activities")
    return any(w.key in kinds for w in named) and not any(w.key in _NEWS for w in named)


def _tells_how(words: Sequence[Word], index: int) -> bool:
    """As in "I was moved by how Mr Solano spoke with the family"."""
    how = index < len(words) and words[index].key == "how"
    way = index + 1 < len(words) and (words[index].key, words[index + 1].key) == ("the", "way")
    return how or way


def _how_end(words: Sequence[Word], first: int) -> int:
    """The index after a clause that tells how something was done."""
    stop = first + 1
    while stop < len(words) and stop - first < _LONGEST_THANKS and not opens_clause(words, stop) and not has_comma(words[stop]):
        stop += 1
    return stop


def _past_owner(words: Sequence[Word], first: int, stop: int) -> int:
    """The index of a title after "your": "your Herr Wessely"; ``first`` for anything else."""
    owned = first + 1 < stop and words[first].key in {"your", "our"} and words[first + 1].is_capital
    return first + 1 if owned and is_title(words[first + 1]) else first


def _somebody(setting: Setting, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    """As in "Do thank the bailiff, Mr. Aydin": whoever is to be thanked, by name if one follows."""
    named = stop < len(words) and has_comma(words[stop]) and is_person(setting, words, stop)
    if named:
        yield from find_person(setting, words, stop)
    elif stop > first:
        yield from make(setting, "person", words, Reach(first, stop))


def _second(setting: Setting, words: Sequence[Word], index: int) -> Iterator[Detail]:
    """As in "… the lunch and by the discussion": a second thing after the same preposition."""
    if index + 2 >= len(words) or words[index].key != "and":
        return
    if has_comma(words[index]) and words[index + 1].key in {"the", "your", "my"}:
        yield from make(setting, "liked", words, Reach(index + 1, phrase_end(words, index + 1)))
    elif words[index + 1].key in listed("grammar", "prepositions"):
        yield from make(setting, "liked", words, Reach(index + 2, phrase_end(words, index + 2)))


def _especially(setting: Setting, words: Sequence[Word], index: int) -> Iterator[Detail]:
    """As in "…, the laminating room especially"."""
    for position in range(index, min(index + 8, len(words))):
        last = position + 1 == len(words) or breaks(words[position], words[position + 1])
        if words[position].key in {"especially", "particularly"} or (words[position].key in {"also", "too"} and last):
            first = noun_phrase_before(words, position)
            if first < position:
                kind = "person" if is_title(words[first]) and words[first].is_capital else "liked"
                yield from make(setting, kind, words, Reach(first, position))


def phrase_end(words: Sequence[Word], first: int) -> int:
    """The index after a noun phrase, or after a gerund with its object, with a clause that describes it."""
    stop = noun_phrase(words, first)
    return contact_clause(words, stop) if first < stop < len(words) else stop


def _subjects(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "The climb was great": what stands before the verb."""
    for hit in find(frames("liking", "before"), words, keys):
        after = words[hit.stop].key if hit.stop < len(words) else ""
        unforgotten = words[hit.stop - 1].key == "forget" or words[hit.first].key in {"could", "couldnt"}
        cruel = words[hit.stop - 1].key == "mean" and after in {"to", "about", "with"}
        taught = words[hit.stop - 1].key == "more" and after == "than"
        denied = not unforgotten and has_negation(words[max(0, hit.first - 1) : hit.stop])
        if cruel or denied or (after in _DIFFICULT and not taught):
            continue
        first = noun_phrase_before(words, hit.first)
        if first == hit.first or (words[first].key in {"a", "an", "any"} and words[hit.first].key in {"is", "are"}):
            continue
        if first > 1 and words[first - 1].key == "as" and words[first].gap == " ":
            first = min(first, noun_phrase_before(words, first - 1))
        first = _past_owner(words, first, hit.first)
        joint = next((i for i in range(first, hit.first) if words[i].key in listed("grammar", "joiners")), 0)
        if joint and is_person(setting, words, first) and words[joint + 1].key in listed("grammar", "determiners"):
            yield from make(setting, "liked", words, Reach(joint + 1, hit.first))
        elif is_persons_thing(words, first, hit.first):
            yield from make(setting, "liked", words, Reach(first, hit.first))
        elif is_person(setting, words, first) or is_named(setting, words, first, hit.first):
            yield from find_praised(setting, words, first, hit)
        elif words[first].key in _SELF:
            told = any(w.key in listed("liking", "speech") for w in words[max(0, first - 8) : first])
            if told:
                yield from make(setting, "praised", words, Reach(first, hit.first))
        else:
            kind = "person" if _is_people(words[first : hit.first]) else "liked"
            yield from make(setting, kind, words, Reach(first, hit.first))
            yield from _especially(setting, words, hit.stop)


def _is_people(run: Sequence[Word]) -> bool:
    """Whether a phrase names people, who are thanked rather than enjoyed: "your brother", "the kids in the robotics club"."""
    bound = next((i for i, w in enumerate(run) if i and w.key in listed("grammar", "prepositions")), len(run))
    return run[0].key in {"the", "your", "ur", "that"} and run[bound - 1].key in listed("sets", "liking.people")


def _infinitives(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "It was interesting to see the sawmill": the verb and what follows."""
    for hit in find(frames("liking", "to"), words, keys):
        if hit.stop >= len(words) or _is_denied(words, hit.first):
            continue
        past = words[hit.stop].key == "have" and hit.stop + 1 < len(words) and words[hit.stop + 1].key in _HAD
        if words[hit.stop].key in _VERBS_OUT and not past:
            continue
        stop = phrase_end(words, hit.stop + (2 if past else 1))
        if any(w.key in listed("roles", "strong_nouns") for w in words[hit.stop : stop]):
            continue
        if stop > hit.stop + 1:
            yield from make(setting, "liked.to", words, Reach(hit.stop, stop))
            yield from find_whose(setting, words, stop)


def _shared(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "When we walked the ball fields", "I spent a Saturday shadowing your front desk", "you said my sample was …"."""
    walked = load("liking")["walked"]
    for hit in find(re.compile(rf"(?<!\S)(?:{walked['pattern']})(?!\S)"), words, keys):
        stop = noun_phrase(words, hit.stop)
        if stop > hit.stop:
            yield from make(setting, "liked.walked", words, Reach(_verb_start(words, hit.first, hit.stop), stop))
    for hit in find(frames("liking", "spent"), words, keys):
        stop = noun_phrase(words, hit.stop)
        if stop > hit.stop and any(w.key.endswith("ing") for w in words[hit.stop : stop]):
            yield from make(setting, "spent", words, Reach(hit.stop, stop))
    for hit in find(frames("liking", "praised"), words, keys):
        stop = noun_phrase(words, hit.stop - 1)
        if stop > hit.stop:
            yield from make(setting, "praised", words, Reach(hit.stop - 1, stop))


def _thanked(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "thx for letting me have a go on the big machine": what the author gives thanks for, to where the clause ends."""
    for hit in find(frames("liking", "thanked"), words, keys):
        stop = hit.stop
        while stop < len(words) and stop - hit.stop < _LONGEST_THANKS and not _ends_thanks(words, stop, hit.stop):
            stop += 1
        named = words[hit.stop - 1 : stop]
        told = words[hit.stop - 1].key in {"telling", "calling", "ringing", "phoning"}
        if told and all(w.is_capital or w.key in {"me", "us"} for w in named[1:]):
            continue
        if stop > hit.stop + 2 and not any(w.key in _DECIDING for w in named) and not _is_denied(words, hit.first):
            yield from make(setting, "thanked", words, Reach(hit.stop - 1, stop))


def _ends_thanks(words: Sequence[Word], index: int, first: int) -> bool:
    """Whether what somebody is thanked for ends before ``index``: at a mark, or where a new statement begins."""
    word = words[index]
    if breaks(words[index - 1], word) or has_comma(word) or word.key in {"but", "because", "so", "though", "tho", "instead"}:
        return True
    after = words[index + 1].key if index + 1 < len(words) else ""
    if word.key in {"and", "n", "pls", "please"} and (after in _NEW_STATEMENT or word.key in {"pls", "please"}):
        return True
    if word.key in {"that", "which"} and after in listed("grammar", "auxiliaries"):
        return True
    return index > first + 1 and word.key in listed("grammar", "subjects") - {"that", "there", "this", "what"}


def _served(setting: Setting, words: Sequence[Word], keys: str) -> Iterator[Detail]:
    """As in "I hauled canola for you 3 harvests": how long the author has worked for the employer already."""
    for hit in find(frames("liking", "served"), words, keys):
        stop = hit.stop
        while stop < len(words) and not breaks(words[stop - 1], words[stop]) and stop - hit.stop < _LONGEST_THANKS:
            stop += 1
        run = words[hit.stop : stop]
        here = any(w.key in {"there", "here"} for w in run[:2]) or any(
            a.key in {"for", "with"} and b.key in _THEIRS for a, b in pairwise(run)
        )
        spans = [i for i, w in enumerate(run) if w.key in _SPANS and i and _counts(run[i - 1])]
        if here and spans and not _is_denied(words, hit.first):
            yield from make(setting, "served", words, Reach(hit.stop + spans[0] - 1, hit.stop + spans[0] + 1))


def _counts(word: Word) -> bool:
    return word.text.isdigit() or word.key in _NUMBERS


def _is_denied(words: Sequence[Word], first: int) -> bool:
    before = words[max(0, first - 2) : first]
    return has_negation(before) or any(w.key in {"if", "would", "wouldve", "wish"} for w in before)


def _skip(words: Sequence[Word], index: int) -> int:
    """Past small words between a verb and what was liked."""
    while (
        index < len(words) and words[index].key in listed("grammar", "adverbs") | {"when", "about"} and words[index].gap == " "
    ):
        index += 1
    return index


def _is_bad_gerund(words: Sequence[Word], index: int) -> bool:
    """As in "I enjoyed hearing that …", which is about the news; "seeing the seed vault" is about the place."""
    seen = words[index].key == "seeing" and index + 1 < len(words) and words[index + 1].key in {"the", "your", "all"}
    return words[index].key in _GERUNDS_OUT and not seen


def _verb_start(words: Sequence[Word], first: int, stop: int) -> int:
    """Where the verb of a shared deed begins, after "when we"."""
    index = first
    while index < stop - 1 and words[index].key in {"when", "we", "you", "and", "i", "all"}:
        index += 1
    return index
