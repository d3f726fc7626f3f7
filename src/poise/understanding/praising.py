"""People the author praises or thanks, with what they did, as far as that can be repeated."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Detail, Reach, Setting, make
from poise.understanding.heat import has_negation, is_clean, is_hot_word
from poise.understanding.names import is_title, read_name
from poise.understanding.passages import opens_clause
from poise.understanding.patterns import Found
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common

_LONGEST_PLAIN = 5
_LONGEST_LIST = 6
_LONGEST_FRAGMENT = 3
_SHORTEST_NAME = 2
_FOR_ME = listed("sets", "praising.for_me")
_INDISCREET = listed("sets", "praising.indiscreet")
_FAMILIAR = listed("sets", "praising.familiar")
_LONGEST_DEED = 16
_DOING = frozenset(
    ["showing", "teaching", "letting", "walking", "taking", "explaining", "helping", "giving", "lending", "driving", "making"]
)
_PRAISES = frozenset({"first", "neat", "clean", "most", "strongest", "top", "fine", "ready", "perfect", "ok", "okay"})
_TEACHING = frozenset({"explained", "explains", "demonstrated", "showed", "taught"})
_FINELY = frozenset({"beautifully", "brilliantly", "wonderfully", "superbly", "patiently", "passion", "patience", "perfectly"})
_GOODS = listed("sets", "praising.goods")
_OBLIQUE = listed("sets", "praising.oblique")
_NO_SUPERLATIVES = listed("sets", "praising.no_superlatives")

_DECENT = frozenset({"human", "person", "adult", "decency", "respect", "kindness", "dignity", "equal", "guest", "family"})


def is_person(setting: Setting, words: Sequence[Word], index: int) -> bool:
    """Whether a name of somebody who is neither author nor recipient begins at ``index``."""
    if index >= len(words):
        return False
    word = words[index]
    stop = _name_stop(words, index)
    after = words[index + 1] if index + 1 < len(words) else None
    fuller = after is not None and after.is_capital and after.gap == " " and _is_new(setting, after)
    owned = any(w.text.endswith(("'s", "\u2019s")) for w in words[index:stop])
    if owned or (word.key in setting.known and not fuller):
        return False
    if is_title(word):
        known = after is None or after.key in setting.known
        return after is not None and not known and (word.key not in _FAMILIAR or not is_common(after))
    return _is_plain_name(setting, word) and not (
        stop < len(words) and not breaks(words[stop - 1], words[stop]) and not has_comma(words[stop]) and _is_noun(words[stop])
        and words[stop].key not in _DOING
    )


def _is_new(setting: Setting, word: Word) -> bool:
    return not is_common(word) and word.key not in setting.known


def _is_plain_name(setting: Setting, word: Word) -> bool:
    """Whether a capital makes a name of the word: it is no ordinary word, no day and no abbreviation."""
    ordinary = is_hot_word(word) or is_common(word) or word.key in listed("grammar", "weekdays", "months")
    spelled = len(word.text) >= _SHORTEST_NAME and not word.text.isupper() and not any(c.isdigit() for c in word.text)
    return word.is_capital and spelled and not ordinary and not setting.loud


def is_named(setting: Setting, words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether a subject without article is somebody: "Nurse Manager Pauline Adeyemi", or "jules" in a text without capitals."""
    run = words[first:stop]
    if any(w.key in listed("grammar", "determiners", "weekdays", "months") or w.text[0].isdigit() for w in run[:2]):
        return False
    posts = any(w.key in listed("roles", "heads") for w in run) and len(run) > 1
    if all(w.is_capital for w in run) and posts and not is_common(run[-1]) and not setting.loud:
        return True
    raw = run[0].text.islower() and not is_common(run[0]) and run[0].key not in setting.known and not run[0].key.endswith("ing")
    return raw and len(run[0].key) > 1 and (len(run) == 1 or run[1].key in listed("grammar", "prepositions"))


def is_persons_thing(words: Sequence[Word], first: int, stop: int) -> bool:
    """As in "Captain Noel safety talk was …": a thing after a title and a name, with or without an apostrophe."""
    if not is_title(words[first]):
        return False
    named = _name_stop(words, first)
    return named < stop and words[named].gap == " " and _is_noun(words[named]) and words[stop - 1].text.islower()


def find_person(setting: Setting, words: Sequence[Word], first: int) -> Iterator[Detail]:
    """A person with their place ("in reservations"), and what they did, if that can be said."""
    stop = _person_stop(words, first)
    deed = _deed(setting, words, stop)
    later = _later_deed(setting, words, stop) if deed == stop else None
    if later:
        yield from make(setting, "person", words, Reach(first, later[1], later[0], stop))
        return
    yield from make(setting, "person", words, Reach(first, max(deed, stop), stop if deed > stop else -1))
    yield from find_whose(setting, words, max(deed, stop))


def find_praised(setting: Setting, words: Sequence[Word], first: int, hit: Found) -> Iterator[Detail]:
    """A person of whom something good is said, with what is said if it can be repeated: "who was wonderful to talk to"."""
    stop = hit.stop
    while stop < len(words) and stop - hit.first < _LONGEST_DEED and not _ends_deed(words, stop):
        stop += 1
    run = words[hit.first : stop]
    told = (
        len(run) > _SHORTEST_NAME
        and is_clean(setting.text, run, loud=setting.loud)
        and not has_negation(run)
        and not any(w.key in {"only", "best", "than", "but", "i", "ive"} for w in run)
    )
    if stop < len(words) and has_comma(words[stop]) and words[stop].key in listed("liking", "deeds"):
        deed = _deed(setting, words, stop)
        yield from make(setting, "person", words, Reach(first, deed, stop)) if deed > stop and first + 1 == hit.first else ()
    yield from make(setting, "person", words, Reach(first, stop if told else hit.first, hit.first if told else -1))


def find_whose(setting: Setting, words: Sequence[Word], index: int) -> Iterator[Detail]:
    """As in "…, whose questions on the protocol were …": what is praised of a person."""
    if index < len(words) and words[index].key == "whose":
        yield from make(setting, "liked.the", words, Reach(index + 1, noun_phrase(words, index + 1)))


def _deed(setting: Setting, words: Sequence[Word], index: int) -> int:
    """The index after "(who) stayed late to walk me through the drill"; ``index`` when no kind deed follows."""
    position = index
    if position < len(words) and words[position].key == "who" and not breaks(words[position - 1], words[position]):
        position += 1
    if position < len(words) and words[position].key in listed("grammar", "adverbs") and not has_comma(words[position]):
        position += 1
    praised = (
        index < position < len(words)
        and words[position].key in {"was", "is"}
        and any(w.key in listed("liking", "good") for w in words[position + 1 : position + 4])
    )
    if (
        position >= len(words)
        or not (_is_deed(words, position) or words[position].key in _DOING or praised)
        or (position > index and breaks(words[position - 1], words[position]))
    ):
        return index
    end = position + 1
    while end < len(words) and end - position < _LONGEST_DEED and not _ends_deed(words, end):
        end += 1
    run = words[position:end]
    if any(w.key in _INDISCREET for w in run):
        return index
    taught = run[0].key in _TEACHING and len(run) > _SHORTEST_NAME and "my own" not in " ".join(w.key for w in run)
    taught = taught or any(w.key in _FINELY for w in run)
    kindly = any(w.key in _FOR_ME for w in run) or taught
    if end < len(words) and words[end].key in {"like", "than"} and not breaks(words[end - 1], words[end]):
        return index
    enough = kindly and len(run) > 1 and is_clean(setting.text, run, named=True, loud=setting.loud) and not has_negation(run)
    return end if enough else index


def _is_deed(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a verb of a kind deed: "showed", or "had" in "had me sit in on"."""
    had = words[index].key == "had" and index + 1 < len(words) and words[index + 1].key in {"me", "us"}
    return had or words[index].key in listed("liking", "deeds")


def find_people(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """People who did something kind, or of whom something kind is said."""
    index = 0
    while index < len(words):
        told = index > 0 and words[index - 1].key in {"tell", "thank", "ask"} and _is_raw_name(setting, words, index)
        if not (told or words[index].is_capital or is_title(words[index])):
            index += 1
            continue
        stop = index + 1 if told else _person_stop(words, index)
        kindly = _is_greeted(words, index) or _thanked_for(words, stop) > stop
        blamed = index > 0 and _is_blamed(words, index) and not kindly
        if blamed or not (told or is_person(setting, words, index)):
            index += 1
            continue
        yield from _read_person(setting, words, index, stop)
        index = max(stop, index + 1)
    yield from _groups(setting, words)


def _read_person(setting: Setting, words: Sequence[Word], index: int, stop: int) -> Iterator[Detail]:
    """The person from ``index`` to ``stop`` with whatever kind is told of them, in the fullest form there is."""
    thanked = _thanked_for(words, stop)
    deed = stop if index and words[index - 1].key in _OBLIQUE else _deed(setting, words, stop)
    kind = _is_spoken_well_of(words, stop) or _is_greeted(words, index) or thanked > stop or _is_thanked_later(words, stop)
    spoken = _praised_work(words, stop)
    if spoken:
        yield from (d._replace(way="spoke") for d in make(setting, "person", words, Reach(index, spoken[1], spoken[0], stop)))
        return
    later = _later_deed(setting, words, stop)
    if thanked > stop + 1:
        start = next(i for i in range(stop, thanked) if words[i].key == "for")
        yield from make(setting, "person", words, Reach(index, thanked, start, stop))
    elif later:
        yield from make(setting, "person", words, Reach(index, later[1], later[0], stop))
    elif deed > stop and (words[stop].key not in listed("liking", "speech") or kind):
        yield from make(setting, "person", words, Reach(index, deed, stop))
    elif kind:
        yield from make(setting, "person", words, Reach(index, stop))


def _is_thanked_later(words: Sequence[Word], stop: int) -> bool:
    """As in "…, tell him" or "… and I thank her for that" after a name."""
    near = words[stop : stop + 30]
    return any(a.key in {"tell", "thank", "thanks"} and b.key in {"him", "her", "them"} for a, b in pairwise(near))


def _praised_work(words: Sequence[Word], stop: int) -> tuple[int, int] | None:
    """Where the author's work is named that somebody spoke well of: "(Mam Hira) said my widget test was neat"."""
    telling = listed("liking", "speech") | {"say"}
    spoke = next((i for i in range(stop, min(stop + 2, len(words))) if words[i].key in telling), None)
    if spoke is None:
        return None
    mine = next((i for i in range(spoke + 1, min(spoke + 4, len(words))) if words[i].key == "my"), None)
    if mine is None or breaks(words[mine - 1], words[mine]):
        return None
    end = noun_phrase(words, mine)
    rest = words[end : end + 10]
    praised = any(w.key in listed("liking", "good") | _PRAISES or _is_superlative(w) for w in rest)
    return (mine, end) if end > mine + 1 and praised and not has_negation(rest) else None


def _is_raw_name(setting: Setting, words: Sequence[Word], index: int) -> bool:
    """Whether a word in lower case is somebody's name: "tell nathan ta"."""
    word = words[index]
    return (
        word.text.islower() and word.key not in setting.known and (word.key in listed("people", "given") or not is_common(word))
    )


def _thanked_for(words: Sequence[Word], stop: int) -> int:
    """The index after "(ta) for showing me the till"; ``stop`` when no thanks follow the name."""
    index = stop
    while (
        index < len(words) and index - stop < _SHORTEST_NAME and words[index].key in {"ta", "thanks", "thank", "you", "cheers"}
    ):
        index += 1
    if index + 1 >= len(words) or words[index].key != "for" or breaks(words[index - 1], words[index]):
        return stop
    end = index + 1
    while (
        end < len(words)
        and end - index < _LONGEST_DEED
        and not _ends_deed(words, end)
        and words[end].key not in {"he", "she", "they"}
    ):
        end += 1
    return end if words[index + 1].key.endswith("ing") and not has_negation(words[index:end]) else stop


def _later_deed(setting: Setting, words: Sequence[Word], stop: int) -> tuple[int, int] | None:
    """Where a pronoun soon after the name goes on with something kind: "…, she even brought me a blanket"."""
    for position in range(stop, min(stop + 5, len(words) - 1)):
        if words[position].key in {"she", "he", "they"}:
            deed = _deed(setting, words, position + 1)
            return (position + 1, deed) if deed > position + 1 else None
    return None


def _groups(setting: Setting, words: Sequence[Word]) -> Iterator[Detail]:
    """As in "the rescue team treated me with respect": people without names count when the deed is plainly kind."""
    for index, word in enumerate(words):
        if word.key not in {"the", "your"} or (index and words[index - 1].key in listed("grammar", "prepositions")):
            continue
        stop = noun_phrase(words, index)
        deed = _deed(setting, words, stop) if stop > index else stop
        if deed > stop and (words[stop].key == "who" or any(w.key in _GOODS for w in words[stop:deed])):
            yield from make(setting, "person", words, Reach(index, deed, stop))


def _is_spoken_well_of(words: Sequence[Word], stop: int) -> bool:
    """Whether the words right after a name praise the person, or say that the person praised the author."""
    near = words[stop : stop + 16]
    if not near or has_negation(near[:6]):
        return False
    if near[0].key == "and" and len(near) > 1:
        near = near[1:]
    if near[0].key in {"treated", "treats"} and any(w.key in _DECENT for w in near[2:6]):
        return True
    pronoun = (
        near[0].key in {"she", "he", "they"} and len(near) > _SHORTEST_NAME and near[1].key in {"was", "were", "is", "are"}
    )
    if pronoun and any(w.key in listed("liking", "good") for w in near[2:5]):
        return True
    spoke = any(w.key in listed("liking", "speech") for w in near[:6])
    return spoke and any(w.key in listed("liking", "good") or _is_superlative(w) for w in near[1:])


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


def _name_stop(words: Sequence[Word], index: int) -> int:
    """The index after a name at ``index``."""
    name = read_name(words, index)
    return name.stop if name else index + 1


def _person_stop(words: Sequence[Word], first: int) -> int:
    """The index after a name with its place ("Gus the cellarman", "Charmaine at the front desk"), before any "and"."""
    named = _name_stop(words, first)
    stop = max(noun_phrase(words, first), named)
    joints = listed("grammar", "joiners") | _DOING
    joint = next((i for i in range(named, stop) if words[i].key in joints), stop)
    return max(joint, named)


def _is_noun(word: Word) -> bool:
    return word.text.islower() and word.key not in listed(
        "grammar",
        "prepositions",
        "joiners",
        "subjects",
        "objects",
        "relatives",
        "auxiliaries",
        "verbs",
        "adverbs",
        "determiners",
    )


def _is_superlative(word: Word) -> bool:
    return word.key.endswith("est") and len(word.key) > _LONGEST_PLAIN and word.key not in _NO_SUPERLATIVES


def _is_greeted(words: Sequence[Word], index: int) -> bool:
    """As in "Do tell Sarah that the workshop was lovely": a kind message for somebody."""
    before = [w.key for w in words[max(0, index - 4) : index]]
    if (
        before[-1:] == ["to"]
        and before[-3:-2] == ["my"]
        and before[-2:-1][0] in {"love", "regards", "best", "thanks", "greetings"}
    ):
        return True
    asked = before[-1:] in (["tell"], ["thank"]) or before[-2:] in (
        ["hello", "to"],
        ["hi", "to"],
        ["thanks", "to"],
        ["love", "to"],
        ["regards", "to"],
    )
    after = words[index : index + 18]
    return (
        asked
        and not has_negation(words[max(0, index - 4) : index])
        and not has_negation(after)
        and any(w.key in listed("liking", "good") for w in after)
    )


def _ends_deed(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if has_comma(word) or opens_clause(words, index) or "(" in word.gap or "+" in word.gap or word.key in {"tho", "though"}:
        return True
    compared = word.key == "of" and index + 1 < len(words) and words[index + 1].key in {"anyone", "anybody", "everyone"}
    if compared or word.key in {"than", "instead"}:
        return True
    if word.key in {"i", "im", "ive", "we"} and words[index - 1].key not in {"that", "what"}:
        return True
    after = words[index + 1].key if index + 1 < len(words) else ""
    return (word.key in {"and", "but"} and after in listed("grammar", "determiners", "subjects")) or word.key in {
        "so",
        "because",
        "when",
        "while",
        "if",
    }


def _is_blamed(words: Sequence[Word], index: int) -> bool:
    """Whether a name stands where only blame or neglect is told: "nobody told Keith"."""
    before = words[max(0, index - 3) : index]
    return any(
        w.key in {"nobody", "noone", "nothing", "not", "never", "dont", "told", "tell", "called", "ask", "like"} for w in before
    ) and not any(w.key in {"mad", "angry"} for w in before)
