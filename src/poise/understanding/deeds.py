"""What somebody did for the author, or praised of theirs, as far as it can be repeated: where it begins and ends."""

from collections.abc import Sequence

from poise.understanding.chunking import contact_clause, enumeration, noun_phrase
from poise.understanding.details import Setting
from poise.understanding.heat import has_heat, has_negation, is_clean
from poise.understanding.naming import DOING
from poise.understanding.passages import opens_clause
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma

_LONGEST_DEED = 16
_LONGEST_PLAIN = 5
_PAST = ("ed", "ave", "aught", "ook", "ade", "old", "was", "were", "is", "are", "ought")
_SHORTEST_NAME = 2
_NEAR = 4
_FAR = 13
_FOR_ME = listed("sets", "praising.for_me")
_INDISCREET = listed("sets", "praising.indiscreet")
_PRAISES = frozenset({"first", "neat", "clean", "most", "strongest", "top", "fine", "ready", "perfect", "ok", "okay"})
_TEACHING = frozenset({"explained", "explains", "demonstrated", "showed", "taught"})
FINELY = listed("sets", "deeds.finely")
_STATES = frozenset({"being", "having", "saying", "telling", "during", "thing", "something", "ring", "bring", "morning"})
FOR = frozenset({"for", "4"})
_CALLED = frozenset({"hes", "shes", "theyre", "he", "she", "they"})
_SUBJECTS = frozenset({"i", "im", "ive", "we", "he", "she", "they", "hes", "shes", "theyre"})
_GIVING = listed("sets", "deeds.giving")
_SAYING = frozenset({"said", "says", "told", "tells", "thought", "thinks", "reckoned", "reckons", "was", "were"})
_NO_SUPERLATIVES = listed("sets", "praising.no_superlatives")


def find_deed(setting: Setting, words: Sequence[Word], index: int) -> int:
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
        or not (_is_deed(words, position) or words[position].key in DOING or praised)
        or (position > index and breaks(words[position - 1], words[position]))
    ):
        return index
    end = position + 1
    who = words[index].key == "who"
    while end < len(words) and end - position < _LONGEST_DEED and not ends_deed(words, end):
        if who and _says_more(words, end):
            break
        end += 1
    run = words[position:end]
    if any(w.key in _INDISCREET for w in run):
        return index
    if run[0].key in _GIVING and not _says_what(run):
        return index
    taught = run[0].key in _TEACHING and len(run) > _SHORTEST_NAME and "my own" not in " ".join(w.key for w in run)
    taught = taught or any(w.key in FINELY for w in run)
    kindly = any(w.key in _FOR_ME for w in run) or taught
    if end < len(words) and words[end].key in {"like", "than"} and not breaks(words[end - 1], words[end]):
        return index
    enough = kindly and len(run) > 1 and is_clean(setting.text, run, named=True, loud=setting.loud) and not has_negation(run)
    return end if enough else index


def _says_more(words: Sequence[Word], index: int) -> bool:
    """Whether the main verb follows, as in "the lad who had me hang the door gave me …"."""
    verb = words[index].key in listed("liking", "deeds") | {"was", "were", "is", "are"} and words[index].key.endswith(_PAST)
    small = listed("grammar", "joiners", "subjects", "auxiliaries", "prepositions", "relatives", "adverbs", "objects")
    return verb and words[index - 1].key not in small


def _says_what(run: Sequence[Word]) -> bool:
    """Whether something is named that was given or shown: not only "gave me", nor "lent me for the day"."""
    after_me = run[2:3] if run[1:2] and run[1].key in listed("grammar", "objects") else run[1:2]
    if after_me and after_me[0].key in {"for", "on", "at", "when", "until", "in"}:
        return False
    small = listed("grammar", "objects", "prepositions", "determiners", "joiners", "adverbs")
    return any(word.key not in small for word in run[1:])


def _is_deed(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a verb of a kind deed: "showed", or "had" in "had me sit in on"."""
    doing = words[index].key.endswith("ing") and index > 0 and words[index - 1].is_capital and words[index].gap == " "
    if doing and words[index].key not in _STATES:
        return True
    had = words[index].key == "had" and index + 1 < len(words) and words[index + 1].key in {"me", "us"}
    return had or words[index].key in listed("liking", "deeds")


def find_later_deed(setting: Setting, words: Sequence[Word], stop: int) -> tuple[int, int] | None:
    """Where a pronoun soon after the name goes on with something kind: "…, she even brought me a blanket"."""
    for position in range(stop, min(stop + _FAR, len(words) - 1)):
        if words[position].key in {"she", "he", "they"}:
            if position - stop > _NEAR and (not has_comma(words[position]) or has_heat(words[stop:position])):
                return None
            deed = find_deed(setting, words, position + 1)
            return (position + 1, deed) if deed > position + 1 else None
    return None


def find_own_work(words: Sequence[Word], stop: int) -> tuple[int, int] | None:
    """Where something of theirs is named that the author praises to them: "(tell Miss Odette) her corn maque choux was …"."""
    first = stop + 1 if stop < len(words) and words[stop].key in {"that", "how"} else stop
    if first >= len(words) or words[first].key not in {"her", "his", "their", "hers"} or breaks(words[first - 1], words[first]):
        return None
    end = noun_phrase(words, first)
    end = next((i for i in range(first + 1, end) if words[i].key == "r"), end)
    rest = words[end : end + 10]
    told = bool(rest) and rest[0].key in {"is", "are", "was", "were", "r"}
    praised = any(w.key in listed("liking", "good") or is_superlative(w) for w in rest)
    return (first, end) if end > first + 1 and told and praised and not has_negation(rest) else None


def find_thanks(words: Sequence[Word], stop: int, *, hailed: bool = False) -> int:
    """The index after "(ta) for showing me the till", or "for the tea" if somebody is ``hailed``; ``stop`` without thanks."""
    index = stop
    while (
        index < len(words) and index - stop < _SHORTEST_NAME and words[index].key in {"ta", "thanks", "thank", "you", "cheers"}
    ):
        index += 1
    if index < len(words) and words[index].key in _CALLED:
        index = next((i for i in range(index + 1, min(index + _FAR, len(words) - 1)) if _is_for_doing(words, i)), index)
    if index + 1 >= len(words) or words[index].key not in FOR or breaks(words[index - 1], words[index]):
        return stop
    end = index + 1
    while (
        end < len(words)
        and end - index < _LONGEST_DEED
        and not ends_deed(words, end)
        and words[end].key not in {"he", "she", "they"}
    ):
        end += 1
    if words[index + 1].key.endswith("ing"):
        return end if not has_negation(words[index:end]) else stop
    return _things_for(words, index + 1, stop) if hailed or index > stop else stop


def _is_for_doing(words: Sequence[Word], index: int) -> bool:
    """As in "(he's a legend) for letting me run the dyno"."""
    return words[index].key in FOR and words[index + 1].key.endswith("ing") and words[index].gap == " "


def _things_for(words: Sequence[Word], first: int, stop: int) -> int:
    """The index after "(for) the tea and the chat about injuries"; ``stop`` when it is for no such thing."""
    end = noun_phrase(words, first)
    end = enumeration(words, end) if end > first else end
    after = contact_clause(words, end) if first < end < len(words) else end
    named = words[first:after]
    things = listed("liking", "occasions") | listed("liking", "activities")
    return after if any(w.key in things for w in named) and not has_negation(named) else stop


def find_praised_work(words: Sequence[Word], stop: int) -> tuple[int, int] | None:
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
    praised = any(w.key in listed("liking", "good") | _PRAISES or is_superlative(w) for w in rest)
    return (mine, end) if end > mine + 1 and praised and not has_negation(rest) else None


def ends_deed(words: Sequence[Word], index: int) -> bool:
    """Whether what somebody did has been told before ``index``."""
    word = words[index]
    if has_comma(word) or opens_clause(words, index) or "(" in word.gap or "+" in word.gap or word.key in {"tho", "though"}:
        return True
    if word.key in _SAYING and index > 1:
        return True
    compared = word.key == "of" and index + 1 < len(words) and words[index + 1].key in {"anyone", "anybody", "everyone"}
    if compared or word.key in {"than", "instead"}:
        return True
    if word.key in _SUBJECTS and words[index - 1].key not in {"that", "what", "how", "as"}:
        return True
    after = words[index + 1].key if index + 1 < len(words) else ""
    return (word.key in {"and", "but"} and after in listed("grammar", "determiners", "subjects") | {"ur"}) or word.key in {
        "so",
        "because",
        "when",
        "while",
        "if",
    }


def is_superlative(word: Word) -> bool:
    """As in "finest"; "honest" and "lowest" are no praise."""
    return word.key.endswith("est") and len(word.key) > _LONGEST_PLAIN and word.key not in _NO_SUPERLATIVES
