"""What stands beside the position: where it is, and the number under which the employer keeps the application."""

import re

from poise.domain import Fact, Origin
from poise.understanding.mending import mend_phrase
from poise.understanding.sources import Sources
from poise.understanding.titles import ARTICLES, ends
from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import has_comma, is_common, joined

_LONGEST_PLACE = 8
_PLACES = listed("sets", "particulars.places")
_TIMES = frozenset({"month", "months", "week", "weeks", "day", "days", "year", "years", "hour", "hours", "free", "nothing"})
_REFERENCE = re.compile(
    r"(?<![\w-])(?:(?:our |your )?ref(?:erence)?|req(?:uisition)?|(?:job|vacancy) (?:id|ref|no)|competition|applicant no)"
    r"[\s.:#]{0,4}(?:no\.?|number|is)?[\s:#]{0,3}(?P<code>(?=[A-Z\-/_.]{0,12}\d)[A-Z0-9][A-Z0-9\-/_.]{1,24}[A-Z0-9])",
    re.IGNORECASE,
)


def find_place(sources: Sources, role: Fact | None) -> Fact | None:
    """Where the position is, in the draft's own words right after it: "on the Rotterdam lane", "at the Bhiwandi hub"."""
    if role is None or role.span is None or role.origin is not Origin.DRAFT:
        return None
    found = sources.words
    index = next((i for i, w in enumerate(found) if w.start >= role.span.end), len(found))
    while index < len(found) and found[index].key in listed("roles", "nouns") and found[index].gap == " ":
        index += 1
    if index >= len(found) - 1 or found[index].key not in _PLACES or found[index].gap != " ":
        return None
    stop = index + 1
    while (
        stop < len(found)
        and stop - index < _LONGEST_PLACE
        and not (stop > index + 1 and (ends(found, stop) or has_comma(found[stop])))
    ):
        word = found[stop]
        if (
            word.key in listed("grammar", "subjects", "objects", "relatives", "auxiliaries", "verbs", "adverbs", "joiners")
            and word.text != "&"
        ):
            break
        favoured = word.key == "in" and stop + 1 < len(found) and found[stop + 1].key in {"favour", "favor", "spite"}
        if favoured or word.key in load("mending")["drop"].split():
            break
        stop += 1
    while stop > index + 1 and found[stop - 1].key in listed("grammar", "prepositions", "determiners"):
        stop -= 1
    spans = listed("grammar", "weekdays", "months") | _TIMES
    if any(w.key in spans or w.text[0].isdigit() for w in found[index:stop]) or (
        found[index].key == "for" and not found[index + 1].is_capital
    ):
        return None
    loud = all(w.text.isupper() for w in found[index:stop] if len(w.text) > 1)
    field = found[index].key == "in" and not is_common(found[index + 1]) and found[index - 1].key in listed("roles", "nouns")
    definite = not loud and (found[index + 1].key in ARTICLES or found[index + 1].is_capital or field)
    before = next((w.key for w in reversed(found) if w.end <= role.span.start), "")
    if stop == index + 1 or not definite or before in {"best", "only"}:
        return None
    return sources.in_draft(
        "place", mend_phrase(joined(sources.text, found[index:stop])), found[index].start, found[stop - 1].end
    )


def find_reference(sources: Sources) -> Fact | None:
    """The number under which the employer keeps the application."""
    for text in (sources.employer.subject or "", sources.employer.text):
        match = _REFERENCE.search(text)
        if match:
            return sources.in_message("reference", match["code"])
    return None
