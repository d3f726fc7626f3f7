"""What the author took part in, said without praise: "my presentation on the flood-zone backlog"."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Detail, Reach, Setting, make
from poise.understanding.heat import has_negation
from poise.understanding.passages import Passage
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, is_common

_EVENTS = frozenset({"lesson", "session", "exercise", "test", "trial", "tour", "visit", "class", "workshop", "shift"})
_PLACES = listed("sets", "partaking.places")


def find_activities(setting: Setting, passage: Passage) -> Iterator[Detail]:
    """What the author took part in, said without praise: "my presentation on the flood-zone backlog"."""
    words = passage.words
    for index, word in enumerate(words):
        starts = word.key in {"the", "my", "that"} or (word.is_capital and not is_common(word))
        after = words[index + 1].key if index + 1 < len(words) else ""
        led = index and words[index - 1].key in {"the", "my", "your", "of"}
        if not starts or led or (word.key == "that" and after in {"the", "my", "your", "i", "you", "we"}):
            continue
        stop = noun_phrase(words, index)
        run = words[index:stop]
        heads = [i for i, w in enumerate(run) if w.key in listed("liking", "activities")]
        joints = [i for i, w in enumerate(run) if w.key in listed("grammar", "prepositions", "joiners")]
        heads = [i for i in heads if not joints or i < joints[0]]
        while len(heads) > 1 and heads[1] == heads[0] + 1 and run[heads[1]].key in _EVENTS:
            heads = heads[1:]
        described = heads and (
            heads[0] > 1 or (heads[0] + 2 < len(run) and run[heads[0] + 1].key in {"on", "about", "with", "in", "for"})
        )
        plural = heads and run[heads[0]].key.endswith("s") and run[heads[0]].key not in {"class", "process", "sales"}
        if described and not (joints and joints[0] == heads[0] + 1):
            stop = index + heads[0] + 1
        elif described:
            cut = next((i for i in joints if run[i].key in listed("grammar", "joiners") and i > heads[0]), len(run))
            stop = index + cut
        if described and not plural and _took_part(words, index, run[heads[0]]) and _is_unhurt(words, index, stop):
            yield from make(setting, "activity", words, Reach(index, stop))


def _took_part(words: Sequence[Word], index: int, head: Word) -> bool:
    """Whether a thing is done with others, as a workshop is; a place or a shift only after a verb: "I did the early shift"."""
    before = words[max(0, index - 3) : index]
    if words[index].key == "my" and head.key in {"design", "portfolio"}:
        return False
    return head.key not in _PLACES or any(w.key in listed("sets", "partaking.verbs") for w in before)


def _is_unhurt(words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether the author does not complain of the thing right there."""
    near = [*words[max(0, first - 2) : first], *words[stop : stop + 2]]
    if any(w.key in {"own", "other", "best", "telling", "moaning", "complaining"} for w in words[first:stop]):
        return False
    if first and words[first - 1].key == "spent" and not (first > 1 and words[first - 2].key in {"i", "we"}):
        return False
    if has_negation(words[max(0, first - 3) : first]):
        return False
    return not any(
        w.key in {"cancelled", "canceled", "changed", "stole", "used", "unpaid", "free", "no", "for", "call"} for w in near
    )
