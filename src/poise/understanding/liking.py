"""What the author liked, whom they praise, and what they took part in: noun phrases, each free of the tone around it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poise.understanding.chunking import contact_clause, noun_phrase, noun_phrase_before
from poise.understanding.heat import has_negation, is_clean, is_hot_word, is_sincere
from poise.understanding.names import is_title, read_name
from poise.understanding.passages import Passage, opens_clause
from poise.understanding.patterns import Found, find, frames
from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common

_VAGUE = frozenset(
    "it this that these those everything anything something nothing thing things one ones lot part bit way time times fact idea people person man guy "
    "someone everyone anyone all both much more most place email mail e-mail message news answer reply letter decision job role position post "
    "opportunity chance company team process you me rest outcome result choice call".split()
)
_GERUNDS_OUT = frozenset("learning hearing finding being knowing having getting waiting reading receiving thinking wondering discovering seeing".split())
_SELF = frozenset("my mine".split())
_LONGEST_DEED = 16
_GOODS = frozenset("respect kindness warmth courtesy patience generosity hug smile kindly warmly welcome dignity care".split())
_DIFFICULT = frozenset("than if when without".split())


class Liked(NamedTuple):
    """A detail: its kind (liked, liked.to, activity, praised, person, spent) and the words it consists of.

    ``deed`` is where, in the draft, the clause about what a person did begins; -1 without one.
    """

    kind: str
    start: int
    end: int
    words: tuple[Word, ...]
    deed: int = -1


class Reader:
    """Finds liked things in the passages of one draft; knows whose names are no praise."""

    def __init__(self, text: str, *, loud: bool, ironic: bool, known: frozenset[str]) -> None:
        self.text = text
        self.loud = loud
        self.ironic = ironic
        self.known = known

    def read(self, passage: Passage) -> Iterator[Liked]:
        """Everything liked in one sentence, in order of the ways to say so."""
        words, keys = passage.words, passage.keys
        sincere = not self.ironic or is_sincere(keys)
        if sincere:
            yield from self._objects(words, keys)
            yield from self._subjects(words, keys)
            yield from self._infinitives(words, keys)
            yield from self._shared(words, keys)
        yield from self._people(words, keys)
        yield from self._told(words, keys)

    def make(self, kind: str, words: Sequence[Word], first: int, stop: int, deed: int = -1) -> Iterator[Liked]:
        """The words as a detail, unless they are vague, hot or empty. ``deed`` is the index of the first word of a deed."""
        while stop > first and words[stop - 1].key in listed("grammar", "adverbs", "prepositions", "determiners") | _AFTERTHOUGHTS:
            stop -= 1
        run = tuple(words[first:stop])
        if not run or not is_clean(self.text, run, named=True, loud=self.loud) or has_negation(run):
            return
        content = [w for w in run if w.key not in listed("grammar", "determiners", "prepositions", "joiners", "adverbs")]
        if not content or all(w.key in _VAGUE or w.key in self.known or is_hot_word(w) for w in content) or content[0].key in {"you", "me", "fact"}:
            return
        end = run[-1].end
        closes = "(" in self.text[run[0].start : end] and self.text[end : end + 1] == ")"
        yield Liked(kind, run[0].start, end + 1 if closes else end, run, words[deed].start if deed >= 0 else -1)

    def _objects(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """"I enjoyed the tabletop": what follows the verb."""
        for hit in find(frames("liking", "after"), words, keys):
            if _is_denied(words, hit.first):
                continue
            first = _skip(words, hit.stop)
            stop = self._phrase(words, first)
            kind = "person" if self._is_person(words, first) else "liked"
            if kind == "person":
                yield from self._person(words, first)
            elif stop > first and not _is_bad_gerund(words[first]) and words[first].key not in _SELF:
                yield from self.make(kind, words, first, stop)
                yield from self._especially(words, stop)
                yield from self._second(words, stop)
                yield from self._whose(words, stop)
        for hit in find(frames("liking", "after_good"), words, keys):
            stop = self._phrase(words, hit.stop)
            if stop > hit.stop and words[hit.stop].key not in {"time", "interview", "chat"} and not _is_denied(words, hit.first):
                yield from self.make("liked.the", words, hit.stop, stop)

    def _second(self, words: Sequence[Word], index: int) -> Iterator[Liked]:
        """"… the lunch and by the discussion": a second thing after the same preposition."""
        if index + 2 < len(words) and words[index].key == "and" and words[index + 1].key in listed("grammar", "prepositions"):
            yield from self.make("liked", words, index + 2, self._phrase(words, index + 2))

    def _whose(self, words: Sequence[Word], index: int) -> Iterator[Liked]:
        """"…, whose questions on the protocol were …": what is praised of a person."""
        if index < len(words) and words[index].key == "whose":
            yield from self.make("liked.the", words, index + 1, noun_phrase(words, index + 1))

    def _especially(self, words: Sequence[Word], index: int) -> Iterator[Liked]:
        """"…, the laminating room especially"."""
        for position in range(index, min(index + 8, len(words))):
            last = position + 1 == len(words) or breaks(words[position], words[position + 1])
            if words[position].key in {"especially", "particularly"} or (words[position].key in {"also", "too"} and last):
                first = noun_phrase_before(words, position)
                if first < position:
                    yield from self.make("liked", words, first, position)

    def _phrase(self, words: Sequence[Word], first: int) -> int:
        """The index after a noun phrase, or after a gerund with its object, with a clause that describes it."""
        stop = noun_phrase(words, first)
        return contact_clause(words, stop) if first < stop < len(words) else stop

    def _subjects(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """"The climb was great": what stands before the verb."""
        for hit in find(frames("liking", "before"), words, keys):
            after = words[hit.stop].key if hit.stop < len(words) else ""
            unforgotten = words[hit.stop - 1].key == "forget" or words[hit.first].key in {"could", "couldnt"}
            if after in _DIFFICULT or (not unforgotten and has_negation(words[max(0, hit.first - 1) : hit.stop])):
                continue
            first = noun_phrase_before(words, hit.first)
            if first == hit.first:
                continue
            joint = next((i for i in range(first, hit.first) if words[i].key in listed("grammar", "joiners")), 0)
            if joint and self._is_person(words, first) and words[joint + 1].key in listed("grammar", "determiners"):
                yield from self.make("liked", words, joint + 1, hit.first)
            elif self._is_person(words, first) or self._is_named(words, first, hit.first):
                yield from self._praised_person(words, first, hit)
            elif words[first].key in _SELF:
                told = any(w.key in listed("liking", "speech") for w in words[max(0, first - 8) : first])
                yield from self.make("praised" if told else "none", words, first, hit.first) if told else ()
            else:
                yield from self.make("liked", words, first, hit.first)
                yield from self._especially(words, hit.stop)

    def _infinitives(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """"It was interesting to see the sawmill": the verb and what follows."""
        for hit in find(frames("liking", "to"), words, keys):
            if hit.stop >= len(words) or _is_denied(words, hit.first):
                continue
            past = words[hit.stop].key == "have" and hit.stop + 1 < len(words) and words[hit.stop + 1].key in _HAD
            if words[hit.stop].key in _VERBS_OUT and not past:
                continue
            stop = self._phrase(words, hit.stop + (2 if past else 1))
            if stop > hit.stop + 1:
                yield from self.make("liked.to", words, hit.stop, stop)
                yield from self._whose(words, stop)

    def _shared(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """"When we walked the ball fields", "I spent a Saturday shadowing your front desk", "you said my sample was …"."""
        walked = load("liking")["walked"]
        for hit in find(re.compile(rf"(?<!\S)(?:{walked['pattern']})(?!\S)"), words, keys):
            stop = noun_phrase(words, hit.stop)
            if stop > hit.stop:
                yield from self.make("liked.walked", words, _verb_start(words, hit.first, hit.stop), stop)
        for hit in find(frames("liking", "spent"), words, keys):
            stop = noun_phrase(words, hit.stop)
            if stop > hit.stop and any(w.key.endswith("ing") for w in words[hit.stop : stop]):
                yield from self.make("spent", words, hit.stop, stop)
        for hit in find(frames("liking", "praised"), words, keys):
            stop = noun_phrase(words, hit.stop - 1)
            if stop > hit.stop:
                yield from self.make("praised", words, hit.stop - 1, stop)

    def _is_person(self, words: Sequence[Word], index: int) -> bool:
        """Whether a name of somebody who is neither author nor recipient begins at ``index``."""
        if index >= len(words):
            return False
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else None
        fuller = after is not None and after.is_capital and after.gap == " " and not is_common(after) and after.key not in self.known
        if word.key in self.known and not fuller:
            return False
        if is_title(word):
            vague = word.key in {"sir", "madam", "maam", "mother", "father", "brother", "sister"}
            follows = index + 1 < len(words) and not is_common(words[index + 1]) and words[index + 1].key not in self.known
            return follows if vague else index + 1 < len(words) and words[index + 1].key not in self.known
        if is_hot_word(word) or self.loud or not word.is_capital or is_common(word) or len(word.text) < 2 or word.text.isupper():
            return False
        if word.key in listed("grammar", "weekdays", "months") or any(c.isdigit() for c in word.text):
            return False
        name = read_name(words, index)
        after = words[name.stop] if name and name.stop < len(words) else None
        linked = after is not None and not breaks(words[name.stop - 1], after) and not has_comma(after) if name else False
        return name is not None and not (linked and after is not None and _is_noun(after))

    def _person(self, words: Sequence[Word], first: int) -> Iterator[Liked]:
        """A person with their place ("in reservations"), and what they did, if that can be said."""
        stop = _person_stop(words, first)
        deed = self._deed(words, stop)
        yield from self.make("person", words, first, max(deed, stop), stop if deed > stop else -1)
        yield from self._whose(words, max(deed, stop))

    def _is_named(self, words: Sequence[Word], first: int, stop: int) -> bool:
        """Whether a subject without article is somebody: "Nurse Manager Pauline Adeyemi", or "jules" in a text without capitals."""
        run = words[first:stop]
        if any(w.key in listed("grammar", "determiners", "weekdays", "months") or w.text[0].isdigit() for w in run[:2]):
            return False
        posts = any(w.key in listed("roles", "heads") for w in run) and len(run) > 1
        if all(w.is_capital for w in run) and posts and not is_common(run[-1]) and not self.loud:
            return True
        raw = run[0].text.islower() and not is_common(run[0]) and run[0].key not in self.known and not run[0].key.endswith("ing")
        return raw and len(run[0].key) > 1 and (len(run) == 1 or run[1].key in listed("grammar", "prepositions"))

    def _praised_person(self, words: Sequence[Word], first: int, hit: Found) -> Iterator[Liked]:
        """A person of whom something good is said, with what is said if it can be repeated: "who was wonderful to talk to"."""
        stop = hit.stop
        while stop < len(words) and stop - hit.first < _LONGEST_DEED and not _ends_deed(words, stop):
            stop += 1
        run = words[hit.first : stop]
        told = len(run) > 2 and is_clean(self.text, run, loud=self.loud) and not has_negation(run) and not any(
            w.key in {"only", "best", "than", "but", "i", "ive"} for w in run
        )
        if stop < len(words) and has_comma(words[stop]) and words[stop].key in listed("liking", "deeds"):
            deed = self._deed(words, stop)
            yield from self.make("person", words, first, deed, stop) if deed > stop and first + 1 == hit.first else ()
        yield from self.make("person", words, first, stop if told else hit.first, hit.first if told else -1)

    def _deed(self, words: Sequence[Word], index: int) -> int:
        """The index after "(who) stayed late to walk me through the drill"; ``index`` when no kind deed follows."""
        position = index
        if position < len(words) and words[position].key == "who" and not breaks(words[position - 1], words[position]):
            position += 1
        if position < len(words) and words[position].key in listed("grammar", "adverbs") and not has_comma(words[position]):
            position += 1
        if position >= len(words) or words[position].key not in listed("liking", "deeds") or (position > index and breaks(words[position - 1], words[position])):
            return index
        end = position + 1
        while end < len(words) and end - position < _LONGEST_DEED and not _ends_deed(words, end):
            end += 1
        run = words[position:end]
        kindly = any(w.key in {"me", "my", "us", "everyone", "everybody", "late"} for w in run)
        enough = kindly and len(run) > 1 and is_clean(self.text, run, named=True, loud=self.loud) and not has_negation(run)
        return end if enough else index

    def _people(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """People who did something kind, or of whom something kind is said."""
        index = 0
        while index < len(words):
            if not self._is_person(words, index) or (index and _is_blamed(words, index) and not _is_greeted(words, index)):
                index += 1
                continue
            stop = _person_stop(words, index)
            deed = stop if index and words[index - 1].key in _OBLIQUE else self._deed(words, stop)
            kind = self._is_spoken_well_of(words, stop, keys) or _is_greeted(words, index)
            follow = self._later_deed(words, stop)
            if follow:
                yield from self.make("person", words, index, stop)
            elif deed > stop and (words[stop].key not in listed("liking", "speech") or kind):
                yield from self.make("person", words, index, deed, stop)
            elif kind:
                yield from self.make("person", words, index, stop)
            index = max(stop, index + 1)
        yield from self._groups(words)

    def _later_deed(self, words: Sequence[Word], stop: int) -> bool:
        """Whether a pronoun soon after the name goes on with something kind: "…, she even brought me a blanket"."""
        for position in range(stop, min(stop + 5, len(words) - 1)):
            if words[position].key in {"she", "he", "they"}:
                return self._deed(words, position + 1) > position + 1
        return False

    def _groups(self, words: Sequence[Word]) -> Iterator[Liked]:
        """"the rescue team treated me with respect": people without names count when the deed is plainly kind."""
        for index, word in enumerate(words):
            if word.key not in {"the", "your"} or (index and words[index - 1].key in listed("grammar", "prepositions")):
                continue
            stop = noun_phrase(words, index)
            deed = self._deed(words, stop) if stop > index else stop
            if deed > stop and any(w.key in _GOODS for w in words[stop:deed]):
                yield from self.make("person", words, index, deed, stop)

    def _is_spoken_well_of(self, words: Sequence[Word], stop: int, keys: str) -> bool:
        """Whether the words right after a name praise the person, or say that the person praised the author."""
        near = words[stop : stop + 16]
        if not near or has_negation(near[:6]):
            return False
        if near[0].key == "and" and len(near) > 1:
            near = near[1:]
        pronoun = near[0].key in {"she", "he", "they"} and len(near) > 2 and near[1].key in {"was", "were", "is", "are"}
        if pronoun and any(w.key in listed("liking", "good") for w in near[2:5]):
            return True
        spoke = any(w.key in listed("liking", "speech") for w in near[:2])
        return spoke and any(w.key in listed("liking", "good") for w in near[1:])

    def _told(self, words: Sequence[Word], keys: str) -> Iterator[Liked]:
        """"… and Bev." after something liked: names in a fragment of their own."""
        if len(words) <= 3 and words and words[-1].is_capital and self._is_person(words, len(words) - 1) and words[0].key in {"and", "also", "especially"}:
            yield from self.make("person", words, len(words) - 1, len(words))
        if len(words) <= 6 and words and words[-1].key in {"especially", "particularly"}:
            yield from self.make("liked", words, 0, len(words) - 1)

    def activities(self, passage: Passage) -> Iterator[Liked]:
        """What the author took part in, said without praise: "my presentation on the flood-zone backlog"."""
        words = passage.words
        for index, word in enumerate(words):
            starts = word.key in {"the", "my", "your", "that"} or (word.is_capital and not is_common(word))
            if not starts or (index and words[index - 1].key in {"the", "my", "your", "that", "of"}):
                continue
            stop = noun_phrase(words, index)
            run = words[index:stop]
            heads = [i for i, w in enumerate(run) if w.key in listed("liking", "activities")]
            joints = [i for i, w in enumerate(run) if w.key in listed("grammar", "prepositions", "joiners")]
            heads = [i for i in heads if not joints or i < joints[0]]
            described = heads and (heads[0] > 1 or (heads[0] + 2 < len(run) and run[heads[0] + 1].key in {"on", "about", "with", "in", "for"}))
            plural = heads and run[heads[0]].key.endswith("s") and run[heads[0]].key not in {"class", "process", "sales"}
            if described and not (joints and joints[0] == heads[0] + 1):
                stop = index + heads[0] + 1
            elif described:
                cut = next((i for i in joints if run[i].key in listed("grammar", "joiners") and i > heads[0]), len(run))
                stop = index + cut
            if described and not plural and self._is_unhurt(words, index, stop):
                yield from self.make("activity", words, index, stop)

    def _is_unhurt(self, words: Sequence[Word], first: int, stop: int) -> bool:
        """Whether the author does not complain of the thing right there."""
        near = [*words[max(0, first - 2) : first], *words[stop : stop + 2]]
        return not any(w.key in {"cancelled", "canceled", "changed", "stole", "used", "unpaid", "free", "no", "for", "call"} for w in near)


_AFTERTHOUGHTS = frozenset("especially particularly though too lol haha btw ever".split())
_HAD = frozenset("seen met visited worked talked spoken heard walked tried taken spent had joined toured watched".split())
_VERBS_OUT = frozenset("be have hear learn know read get find wait watch note choose lose receive discover".split())


_OBLIQUE = frozenset("with from by of at for about on in to than like".split())


def _person_stop(words: Sequence[Word], first: int) -> int:
    """The index after a name with its place ("Gus the cellarman", "Charmaine at the front desk"), before any "and"."""
    name = read_name(words, first)
    named = name.stop if name else first + 1
    stop = max(noun_phrase(words, first), named)
    joint = next((i for i in range(named, stop) if words[i].key in listed("grammar", "joiners")), stop)
    return max(joint, named)


def _is_noun(word: Word) -> bool:
    return word.text.islower() and word.key not in listed(
        "grammar", "prepositions", "joiners", "subjects", "objects", "relatives", "auxiliaries", "verbs", "adverbs", "determiners"
    )


def _is_denied(words: Sequence[Word], first: int) -> bool:
    before = words[max(0, first - 2) : first]
    return has_negation(before) or any(w.key in {"if", "would", "wouldve", "wish"} for w in before)


def _skip(words: Sequence[Word], index: int) -> int:
    """Past small words between a verb and what was liked."""
    while index < len(words) and words[index].key in listed("grammar", "adverbs") | {"when", "about"} and words[index].gap == " ":
        index += 1
    return index


def _is_bad_gerund(word: Word) -> bool:
    return word.key in _GERUNDS_OUT


def _is_greeted(words: Sequence[Word], index: int) -> bool:
    """"Do tell Sarah that the workshop was lovely": a kind message for somebody."""
    before = [w.key for w in words[max(0, index - 4) : index]]
    asked = before[-1:] in (["tell"], ["thank"]) or before[-2:] in (["hello", "to"], ["hi", "to"], ["thanks", "to"], ["love", "to"], ["regards", "to"])
    after = words[index : index + 18]
    return asked and not has_negation(words[max(0, index - 4) : index]) and not has_negation(after) and any(
        w.key in listed("liking", "good") for w in after
    )


def _verb_start(words: Sequence[Word], first: int, stop: int) -> int:
    """Where the verb of a shared deed begins, after "when we"."""
    index = first
    while index < stop - 1 and words[index].key in {"when", "we", "you", "and", "i", "all"}:
        index += 1
    return index


def _ends_deed(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if has_comma(word) or opens_clause(words, index) or "(" in word.gap or "+" in word.gap or word.key in {"tho", "though"}:
        return True
    if word.key in {"i", "im", "ive", "we"} and words[index - 1].key not in {"that", "what"}:
        return True
    after = words[index + 1].key if index + 1 < len(words) else ""
    return word.key in {"and", "but"} and after in listed("grammar", "determiners", "subjects") or word.key in {"so", "because", "when", "while", "if"}


def _is_blamed(words: Sequence[Word], index: int) -> bool:
    """Whether a name stands where only blame or neglect is told: "nobody told Keith"."""
    before = words[max(0, index - 3) : index]
    return any(w.key in {"nobody", "noone", "nothing", "not", "never", "dont", "told", "tell", "called", "ask", "like"} for w in before) and not any(
        w.key in {"mad", "angry"} for w in before
    )
