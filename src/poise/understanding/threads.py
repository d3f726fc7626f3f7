"""The thread a letter belongs to: the subject line of the employer's message, and the author's own closing words."""

import re

from poise.domain import Fact
from poise.understanding.heat import has_heat
from poise.understanding.sources import Sources
from poise.understanding.titles import GENDERS
from poise.understanding.vocabulary import load
from poise.understanding.words import split_words

_PREFIXES = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|vs|tr|antw|odp)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_OPEN = re.compile(r"[{}<>%]|\bunsubscribe\b", re.IGNORECASE)
_LONGEST = 120
_FEWEST = 2


def find_subject(sources: Sources) -> Fact | None:
    """The subject of the employer's message without "Re:"; None when there is none, or none fit to be answered under."""
    subject = sources.employer.subject
    if not subject:
        return None
    bare = " ".join(GENDERS.sub("", _PREFIXES.sub("", subject)).split()).replace("[", "(").replace("]", ")")
    words = split_words(bare)
    if len(words) < _FEWEST or len(bare) > _LONGEST or _OPEN.search(bare) or has_heat(words):
        return None
    return sources.in_message("subject", bare)


def find_closing(sources: Sources) -> str | None:
    """The author's closing formula, when it is one of the polite ones: "Kind regards"."""
    polite: dict[str, str] = load("greetings")["polite_closings"]
    for line in reversed(sources.lines[-14:]):
        head = re.split(r"[,!.]", line.text.strip(), maxsplit=1)[0]
        key = " ".join(word.key for word in split_words(head))
        if key in polite:
            return polite[key]
    return None
