"""What the finders of practical matters share: making one, following a list, telling a thing from a paper."""

from collections.abc import Iterator, Sequence

from poise.understanding.chunking import noun_phrase
from poise.understanding.details import Detail, Setting, uncrossed, whole_end
from poise.understanding.heat import is_clean
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma

_MOST_LISTED = 4
_OWNED_WORDS = 2
_SOME_OF = 3
OWNED = frozenset({"my", "our", "your", "ur", "yr"})
DEFINITE = listed("sets", "arranging.definite")


def make_matter(setting: Setting, kind: str, words: Sequence[Word], first: int, stop: int) -> Iterator[Detail]:
    """The words as a detail, unless they are hot or say nothing."""
    stop = uncrossed(words, first, stop)
    while (
        stop > first
        and setting.text[words[stop - 1].end : words[stop - 1].end + 1] != ")"
        and words[stop - 1].key in listed("grammar", "prepositions", "adverbs", "determiners", "joiners")
    ):
        stop -= 1
    run = tuple(words[first:stop])
    if run and is_clean(setting.text, run, named=True, loud=setting.loud):
        yield Detail(kind, run[0].start, whole_end(setting.text, run[0].start, run[-1].end), run)


def list_end(words: Sequence[Word], stop: int) -> int:
    """The index after further things of a list: "(my photos), the video and both references"."""
    for _ in range(_MOST_LISTED):
        after = stop + 1 if stop < len(words) and words[stop].key in {"and", "plus", "&"} else stop
        parted = stop < len(words) and (has_comma(words[stop]) or after > stop)
        if not parted or after >= len(words) or words[after].key not in DEFINITE | {"any", "all"}:
            return stop
        end = noun_phrase(words, after)
        if end <= after + 1 or (end < len(words) and words[end].key in listed("grammar", "auxiliaries")):
            return stop
        stop = end
    return stop


def names_thing(run: Sequence[Word]) -> bool:
    """Whether a phrase names something that is handed over."""
    return any(w.key in listed("logistics", "things") for w in run)


def is_concrete(run: Sequence[Word]) -> bool:
    """Whether a phrase that belongs to one of the two is no mere notion, so that it can be handed over: "my mouthpiece"."""
    if len(run) > _SOME_OF and [w.key for w in run[1:3]] in (["of", "your"], ["of", "ur"]):
        run = run[2:]
    if len(run) < _OWNED_WORDS or run[0].key not in OWNED:
        return False
    stop = next((i for i, w in enumerate(run) if i and w.key in listed("grammar", "prepositions") - {"of"}), len(run))
    while stop > 1 and run[stop - 1].text[0].isdigit():
        stop -= 1
    head = run[stop - 1].key
    notion = head in listed("logistics", "abstract") | listed("handing", "abstract") or head.endswith("ing")
    return not notion and head not in listed("grammar", "verbs", "adverbs", "auxiliaries")


def heads_thing(run: Sequence[Word]) -> bool:
    """Whether the phrase itself is such a thing, and does not only mention one: not "blood from your pallet"."""
    stop = next((i for i, w in enumerate(run) if i and w.key in listed("grammar", "prepositions") - {"of", "for"}), len(run))
    return names_thing(run[:stop])


def names_paper(run: Sequence[Word]) -> bool:
    """Whether a phrase names something that is issued: a certificate, results."""
    return any(w.key in listed("logistics", "papers") for w in run)
