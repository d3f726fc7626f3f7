"""Whether a clause is about something that goes from one to the other or has to be seen to, whatever the thing is called.

Nobody can list all things. So this goes by the small words around them: "my … is still in your", "I have your … with me",
"where do I send the", "please cancel my".
"""

from collections.abc import Sequence

from poise.understanding.marking import is_thing
from poise.understanding.patterns import find, frames
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, has_comma

_OWNED = ("mine_there", "theirs", "theirs_here", "kept", "left")
_TOLD = ("doing", "asked", "where", "dated", "open")
_WHOSE = frozenset({"my", "our", "your", "ur", "yr", "the", "a", "an", "only"})
_AFTER = frozenset({"back", "returned", "posted", "sent", "deleted", "signed"})
_SMALL = ("prepositions", "auxiliaries", "relatives", "subjects")


def is_handed(words: Sequence[Word]) -> bool:
    """Whether a clause says where a thing is, who has it, or what is to be done about it."""
    keys = " ".join(word.key for word in words)
    for kind in _OWNED + _TOLD:
        for hit in find(frames("handing", kind), words, keys):
            if not _is_abstract(words, hit.first):
                return True
    return False


def _is_abstract(words: Sequence[Word], first: int) -> bool:
    """Whether what the clause speaks of is no thing: "my heart", "your time"."""
    for index in range(first, min(first + 8, len(words) - 1)):
        if words[index].key not in _WHOSE:
            continue
        stop = index + 1
        while stop < len(words) and not _ends(words[stop]):
            stop += 1
        head = words[stop - 1]
        named = listed("handing", "abstract") | listed("logistics", "abstract")
        return head.key in named and not any(is_thing(word) for word in words[index:stop])
    return False


def _ends(word: Word) -> bool:
    """Whether the name of a thing ends before the word."""
    return word.key in listed("grammar", *_SMALL) or word.key in _AFTER or has_comma(word) or word.text[0].isdigit()
