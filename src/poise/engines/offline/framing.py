"""What stands around the body: subject, greeting, the name of the position, closing and signature."""

import re

from poise.domain import Brief, Channel, Fact, Facts
from poise.engines.offline.phrasing import Chooser, load
from poise.understanding.vocabulary import words as listed

_MOST_THANKS = 2
_NAMED_SO = (
    "position",
    "post",
    "role",
    "job",
    "place",
    "gig",
    "vacancy",
    "fellowship",
    "internship",
    "apprenticeship",
    "traineeship",
    "assistantship",
    "placement",
    "residency",
)
_WITH_ARTICLE = listed("organisations", "with_article")
_LEGAL = listed("organisations", "legal")
_LONGEST_SUBJECT = 110


def name_post(facts: Facts, place: Fact | None, choose: Chooser, *, private: bool) -> str:
    """The position as a noun phrase: "the Shift Lead position at Pendrake"."""
    framing = load("framing")
    if facts.role is None:
        plain = private or facts.channel is Channel.MESSAGE
        post = "the job" if plain else choose.pick("unnamed", framing["unnamed"])
    else:
        post = _with_noun(facts.role.text, choose.pick("noun", framing["positions_british" if facts.british else "positions"]))
    if place is not None:
        return f"{post} {place.text}"
    company = _spoken(facts.company.text) if facts.company else ""
    named = company and company.lower() not in post.lower() and choose.chance("company", 60)
    return f"{post} at {_article(company)}{company}" if named else post


def _with_noun(role: str, noun: str) -> str:
    role = role.strip()
    last = role.lower().rpartition(" ")[2]
    if last.endswith(_NAMED_SO) or re.search(r"(?:ship|residency|chair) (?:in|of) ", role.lower()):
        return f"the {role}"
    if re.search(r",|\bof\b|\band\b|\(", role):
        return f"the {noun} of {role}"
    return f"the {role} {noun}"


def _spoken(company: str) -> str:
    """A firm's name as one speaks of it, without its legal form: "Tarrant & Moss Ltd" is "Tarrant & Moss"."""
    words = company.split()
    legal = _LEGAL - {"co"} if "&" in words[-2:-1] else _LEGAL
    while len(words) > 1 and words[-1].lower().replace(".", "").strip(",") in legal:
        words.pop()
    name = " ".join(words).rstrip(" ,.&")
    place = name.rpartition(", ")
    name = place[0] if place[0] and " " not in place[2] and "&" not in place[2] else name
    return f"the {name[4:]}" if name.startswith("The ") else name


def _article(company: str) -> str:
    """As in "the" before firms that are spoken of with it: "the Polmorra Lifeboat & Harbour Fund"."""
    words = company.lower().split()
    spoken_of = words and words[0] != "the" and (words[-1] in _WITH_ARTICLE or "of" in words[1:3])
    return "the " if spoken_of else ""


def greet(facts: Facts, choose: Chooser, *, private: bool, calm: bool) -> str:
    """The greeting line, in the author's own words of greeting if they are fit for it."""
    framing = load("framing")
    message = facts.channel is Channel.MESSAGE
    if facts.recipient is None:
        neutral = choose.pick("greeting", framing["greetings_private" if private or message else "greetings"])
        if facts.salutation and not (private or message):
            return f"{facts.salutation},"
        return neutral if not message else "Hello,"
    own = facts.salutation or ""
    titled = facts.recipient.text.split(" ", 1)[0].rstrip(".").lower() in listed("people", "titles")
    if own and (calm or own.lower() in {"dear", "hi", "hello"} or message):
        word = own[:1].upper() + own[1:]
    else:
        word = "Dear" if titled or not message else "Hi"
    return f"{word} {facts.recipient.text},"


def close(facts: Facts, choose: Chooser, body: str, *, message: bool, tone: str) -> str:
    """Closing, name, and what stood under the name: numbers and addresses that the body does not hold."""
    sender = facts.sender.text if facts.sender else ""
    if message:
        return sender
    framing = load("framing")
    part = "closings_british" if facts.british else "closings_american"
    options = framing["closings"] if choose.chance("closing", 50) else framing[part]
    options = framing.get(f"closings_{tone}", options)
    formula = (facts.closing if tone == "standard" else None) or choose.pick(
        "close", [o for o in options if _is_fresh(o, body)] or options
    )
    start = facts.sender.span.end if facts.sender and facts.sender.span else len(body) ** 2 + 10**9
    under = [
        f.text
        for f in facts.contacts
        if f.kind in {"phone", "email", "link"} and f.span and f.span.start >= start and f.text not in body
    ]
    return "\n".join([f"{formula},", *([sender] if sender else []), *under])


def _is_fresh(formula: str, body: str) -> bool:
    """Whether a closing does not repeat what the letter has just said."""
    last = body.rpartition("\n\n")[2].lower()
    if "thanks" in formula.lower() and body.lower().count("thank") >= _MOST_THANKS:
        return False
    core = formula.lower().removeprefix("with ").removeprefix("all ").removeprefix("kind").strip()
    return core not in last


def subject_line(brief: Brief, choose: Chooser) -> str:
    """The subject of the thread after "Re:", or else the position and the author's name."""
    facts = brief.facts
    if facts.subject is not None and brief.attempt == 1:
        return f"Re: {facts.subject.text}"
    framing = load("framing")
    if facts.role is None:
        sender = facts.sender.text if facts.sender else ""
        line = choose.pick("subject", framing["subjects_unnamed"])
        return f"{line} \u2013 {sender}" if sender else line
    role = facts.role.text[:1].upper() + facts.role.text[1:]
    line = f"{role} \u2013 {facts.sender.text}" if facts.sender else role
    return line if len(line) <= _LONGEST_SUBJECT else role[:_LONGEST_SUBJECT]
