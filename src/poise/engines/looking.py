"""``--second-look``: a model is asked whether a text that breaks no rule still complains, asks or insults.

It can only object. What it says never lets a text through that the rules stop, and an answer that cannot be used changes
nothing: the rules are the gate, and a gate does not open or close because a server is down. So that a model's fancy stops
no letter, an objection counts only where the words that it quotes stand in the text.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from poise.domain import Finding, Glance, Outcome, Severity, Span, Tell, keep_quiet
from poise.engines.chat import Chat
from poise.engines.extracting import drop_thoughts
from poise.engines.redacting import Cover
from poise.prompting import build_second_look

FAMILY = "second-look"

_VERDICT = re.compile(r"<verdict>(.*?)</verdict>", re.IGNORECASE | re.DOTALL)
_CLEAN = re.compile(r"clean\.?", re.IGNORECASE)
_OBJECTION = re.compile(r"[-*\s]{0,3}(complains|asks|insults)\s?:\s{0,3}[\"\u201c]?(.{1,500}?)[\"\u201d]?", re.IGNORECASE)
_APOSTROPHE = "['\u2019]"


def look_again(
    chat: Chat, text: str, *, deadline: float, names: tuple[str, ...] = (), tell: Tell = keep_quiet
) -> Glance:
    """Ask about one text; the findings hold what the model objects to, and the outcome is ok where its answer could be used.

    ``names`` are those that a redacting engine must hide besides what looks like a name.
    """
    cover = Cover((text,), names) if chat.redact else None
    remark = chat.ask(build_second_look(text, cover.hide if cover else str), deadline, tell)
    glance = Glance(remark.outcome, (), remark.usage, remark.requests, remark.detail)
    if remark.outcome is not Outcome.OK:
        return glance
    objections = read_verdict(remark.text)
    if objections is None:
        return Glance(Outcome.MALFORMED, (), remark.usage, remark.requests, "no verdict in the form asked for")
    restored = [(kind, cover.restore(quote) if cover else quote) for kind, quote in objections]
    findings = tuple(sorted(_find(text, restored), key=lambda finding: (finding.span.start, finding.rule)))
    if objections and not findings:
        return Glance(Outcome.MALFORMED, (), remark.usage, remark.requests, "it objects to words that do not stand there")
    return Glance(Outcome.OK, findings, remark.usage, remark.requests)


def read_verdict(said: str) -> list[tuple[str, str]] | None:
    """Read what a model objects to, as kinds and quotes; none for a clean text, None for anything but one whole verdict."""
    verdicts = _VERDICT.findall(drop_thoughts(said) or "")
    lines = [line.strip() for line in verdicts[0].splitlines() if line.strip()] if len(verdicts) == 1 else []
    if len(lines) == 1 and _CLEAN.fullmatch(lines[0]):
        return []
    found = [_OBJECTION.fullmatch(line) for line in lines]
    read = [(match.group(1).lower(), match.group(2)) for match in found if match]
    return read if read and len(read) == len(lines) else None


def _find(text: str, objections: list[tuple[str, str]]) -> Iterator[Finding]:
    """Turn each objection into a finding where its words stand; those that stand nowhere are dropped."""
    for kind, quote in dict.fromkeys(objections):
        words = [re.sub(_APOSTROPHE, _APOSTROPHE, re.escape(word)) for word in quote.split()]
        match = re.search(r"\s+".join(words), text, re.IGNORECASE) if words else None
        if match is None:
            continue
        told = _told()[kind]
        yield Finding(
            rule=f"{FAMILY}/{kind}",
            severity=Severity.ERROR,
            span=Span(*match.span()),
            text=match.group(),
            message=told["message"],
            why=told["why"],
            source=_told()["source"],
            fix=told["fix"],
        )


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(files("poise.engines").joinpath("looking.json").read_text("utf-8"))
    return told
