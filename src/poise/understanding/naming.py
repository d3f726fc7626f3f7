"""Whether the words at some place name somebody, and where that name ends."""

from collections.abc import Sequence

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Setting
from poise.understanding.heat import is_hot_word
from poise.understanding.names import is_title, read_name
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_common, is_small

_SHORTEST_NAME = 2
_FAMILIAR = listed("sets", "praising.familiar")
DOING = frozenset(
    ["showing", "teaching", "letting", "walking", "taking", "explaining", "helping", "giving", "lending", "driving", "making"]
)


def is_person(setting: Setting, words: Sequence[Word], index: int) -> bool:
    """Whether a name of somebody who is neither author nor recipient begins at ``index``."""
    if index >= len(words):
        return False
    word = words[index]
    stop = name_stop(words, index)
    after = words[index + 1] if index + 1 < len(words) else None
    fuller = after is not None and after.is_capital and after.gap == " " and _is_new(setting, after)
    owned = any(w.text.endswith(("'s", "\u2019s")) for w in words[index:stop])
    if owned or (word.key in setting.known | listed("people", "polite") and not fuller):
        return False
    if is_title(word):
        known = after is None or after.key in setting.known or has_comma(after)
        return after is not None and not known and (word.key not in _FAMILIAR or not is_common(after))
    return _is_plain_name(setting, word) and not (
        stop < len(words) and not breaks(words[stop - 1], words[stop]) and not has_comma(words[stop]) and _is_noun(words[stop])
        and not words[stop].key.endswith("ing")
    )


def _is_new(setting: Setting, word: Word) -> bool:
    return not is_common(word) and word.key not in setting.known


def _is_plain_name(setting: Setting, word: Word) -> bool:
    """Whether a capital makes a name of the word: it is no ordinary word, no day and no abbreviation."""
    never = listed("sets", "heat.never_names") | listed("grammar", "weekdays", "months")
    ordinary = is_hot_word(word) or is_common(word) or word.key in never
    spelled = len(word.text) >= _SHORTEST_NAME and not word.text.isupper() and not any(c.isdigit() for c in word.text)
    return word.is_capital and spelled and not ordinary and not setting.loud


def is_named(setting: Setting, words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether a subject without article is somebody: "Nurse Manager Pauline Adeyemi", or "jules" in a text without capitals."""
    run = words[first:stop]
    never = listed("grammar", "determiners", "weekdays", "months") | listed("sets", "heat.never_names")
    if any(w.key in never or w.text[0].isdigit() for w in run[:2]):
        return False
    if len(run) == 1 and run[0].key in listed("people", "polite"):
        return False
    posts = any(w.key in listed("roles", "heads") for w in run) and len(run) > 1
    if all(w.is_capital for w in run) and posts and not is_common(run[-1]) and not setting.loud:
        return True
    raw = run[0].text.islower() and not is_common(run[0]) and run[0].key not in setting.known and not run[0].key.endswith("ing")
    return raw and len(run[0].key) > 1 and (len(run) == 1 or run[1].key in listed("grammar", "prepositions"))


def is_raw_name(setting: Setting, words: Sequence[Word], index: int) -> bool:
    """Whether a word in lower case is somebody's name: "tell nathan ta"."""
    word = words[index]
    if word.key in listed("people", "polite"):
        return False
    return (
        word.text.islower() and word.key not in setting.known and (word.key in listed("people", "given") or not is_common(word))
    )


def is_persons_thing(words: Sequence[Word], first: int, stop: int) -> bool:
    """As in "Captain Noel safety talk was …": a thing after a title and a name, with or without an apostrophe."""
    if not is_title(words[first]):
        return False
    named = name_stop(words, first)
    return named < stop and words[named].gap == " " and _is_noun(words[named]) and words[stop - 1].text.islower()


def name_stop(words: Sequence[Word], index: int) -> int:
    """The index after a name at ``index``."""
    name = read_name(words, index)
    return name.stop if name else index + 1


def person_stop(words: Sequence[Word], first: int) -> int:
    """The index after a name with its place ("Gus the cellarman", "Charmaine at the front desk"), before any "and"."""
    named = name_stop(words, first)
    stop = max(noun_phrase(words, first), named)
    placing = listed("grammar", "prepositions") | {"the", "our"}
    if stop > named and words[named - 1].is_capital and words[named].text.islower() and words[named].key not in placing:
        stop = named
    joints = listed("grammar", "joiners") | DOING | {"for"}
    joint = next((i for i in range(named, stop) if words[i].key in joints or _is_four(words, i)), stop)
    return max(joint, named)


def _is_four(words: Sequence[Word], index: int) -> bool:
    """Whether a 4 stands for "for": "ta to Mo 4 showing me"."""
    return words[index].key == "4" and index + 1 < len(words) and words[index + 1].key.endswith("ing")


def _is_noun(word: Word) -> bool:
    return word.text.islower() and word.key not in listed("sets", "naming.asides") and not is_small(word)
