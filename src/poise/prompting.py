"""Draft, facts and advice → the two messages that a model is sent.

Everything said to a model stands in the Markdown templates of ``poise.prompts``. A template is filled in one pass, so
nothing that a draft contains is ever read as a template, and whatever an author or an employer wrote stands between
markers that the text itself cannot close.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple

from poise.domain import Brief, Channel, Draft, Fact, Facts, Guidance

Cover = Callable[[str], str]

MARKERS = ("draft", "rejection", "facts", "letter", "reply", "verdict")
_CHAT_TOKENS = ("think", "system", "user", "assistant", "start_of_turn", "end_of_turn", "s>", r"\|")
_MARKER_START = re.compile(
    rf"<(?=[\s/\\]{{0,4}}(?:{'|'.join((*MARKERS, *_CHAT_TOKENS))}))(?![\w.+-]{{1,64}}@)",  # <user@host> is an address
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Message(NamedTuple):
    """One turn of a conversation; ``role`` is "system" or "user"."""

    role: str
    text: str


def build_messages(brief: Brief, cover: Cover = str) -> tuple[Message, Message]:
    """Build the system and the user message of one attempt, anew from the brief.

    The number of messages never grows: an attempt after the first restates the form and adds the advice of every rule
    broken so far, never a word of what was rejected. The same brief gives the same messages. Whatever the author or the
    employer wrote goes through ``cover``, which may replace words in it.
    """
    system = _fill("system", guidance=render_guidance(brief.guidance))
    user = _fill(
        "user",
        length=_fill("message" if brief.facts.channel is Channel.MESSAGE else "email"),
        facts="\n".join(f"- {line}" for line in _tell(brief.facts, cover)),
        rejection=_quote_rejection(brief.draft, cover),
        draft=cover(as_data(brief.draft.text.strip())),
        again=_ask_again(brief),
    )
    return Message("system", system), Message("user", user)


def build_greeting() -> tuple[Message, Message]:
    """Build the smallest question there is, to see whether a model answers at all; it holds nothing of anybody's."""
    system, _, user = _fill("hello").partition("\n\n")
    return Message("system", system), Message("user", user)


def build_second_look(text: str, cover: Cover = str) -> tuple[Message, Message]:
    """Build the question whether a text still complains, asks or insults; the text goes through ``cover``."""
    return Message("system", _fill("look")), Message("user", _fill("looked", text=cover(as_data(text.strip()))))


def render_guidance(guidance: Iterable[Guidance]) -> str:
    """List the distinct advices under the names of their families, each once, in the order given."""
    families: dict[str, dict[str, None]] = {}
    for item in guidance:
        families.setdefault(item.rule.partition("/")[0], {})[" ".join(item.text.split())] = None
    return "\n\n".join(
        "\n".join([f"{family.capitalize()}:", *(f"- {advice}" for advice in advices)]) for family, advices in families.items()
    )


def as_data(text: str) -> str:
    """Make a text safe to stand between markers: none of its characters can close one, hide, or fail to be encoded."""
    visible = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))
    return _MARKER_START.sub("\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", visible)


def _ask_again(brief: Brief) -> str:
    if brief.attempt == 1:
        return ""
    broken = _fill("broken", guidance=render_guidance(brief.broken)) if brief.broken else ""
    return f"\n{_fill('again', broken=broken)}\n"


def _quote_rejection(draft: Draft, cover: Cover) -> str:
    if not draft.rejection:
        return ""
    from poise.reading.mail import read_mail  # reads .eml files, which most drafts never bring

    text = read_mail(draft.rejection).text.strip()
    return f"\n{_fill('rejection', text=cover(as_data(text)))}\n" if text else ""


def _tell(facts: Facts, cover: Cover) -> Iterable[str]:
    """Say what is known, one line per fact, and what is not known where a writer might make it up."""
    labels = _labels()
    for kind in ("sender", "recipient", "role", "company", "reference", "subject"):
        fact = getattr(facts, kind)
        if fact is not None:
            yield _tell_fact(labels[kind], fact, cover)
        elif f"{kind}.unknown" in labels:
            yield labels[f"{kind}.unknown"]
    yield labels[f"stage.{facts.stage}"]
    if facts.british:
        yield labels["spelling.british"]
    for person in facts.people:
        yield _tell_fact(labels["person"], person, cover)
    for detail in facts.details:
        yield _tell_fact(labels.get(f"detail.{detail.kind.partition('.')[0]}", labels["detail"]), detail, cover)
    for contact in facts.contacts:
        yield _tell_fact(labels["contact"], contact, cover)


def _tell_fact(label: str, fact: Fact, cover: Cover) -> str:
    return Template(label).substitute(text=cover(" ".join(as_data(fact.text).split())))


def _fill(name: str, **values: str) -> str:
    return Template(_template(name)).substitute(values)


@cache
def _template(name: str) -> str:
    return files("poise.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8").rstrip("\n")


@cache
def _labels() -> Mapping[str, str]:
    pairs = (line.partition(": ") for line in _template("facts").splitlines() if line)
    return {key: text for key, _, text in pairs}
