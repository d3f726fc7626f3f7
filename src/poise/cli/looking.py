"""``--second-look`` on the command line: whom to ask, and what to say where nobody can be."""

import os
import time
from collections.abc import Mapping
from dataclasses import replace

from poise.cli.outputs import say
from poise.cli.progress import without_names
from poise.cli.terminal import safe
from poise.conversing import Look, merge
from poise.domain import Advice, Brief, Engine, Glance, Outcome, Verdict
from poise.engines.chat import Chat
from poise.engines.choosing import choose_engine
from poise.engines.looking import look_again
from poise.engines.redacting import known_names
from poise.engines.settings import load_settings
from poise.errors import SettingsError

SECONDS = 90.0
"""What each text is given, unless said otherwise."""


def make_look(engine: Engine) -> Look:
    """Make the look at letters that ``engine`` will take. Raises SettingsError for an engine that is no model."""
    chat = _only_chat(engine)

    def look(text: str, brief: Brief) -> Glance:
        return look_again(chat, text, deadline=brief.deadline, names=known_names(brief), tell=brief.tell)

    return look


class SecondLook:
    """Looks at texts that a person wrote, with the model of the settings; each is told of before it is sent."""

    def __init__(self, explicit: Mapping[str, object], seconds: float | None) -> None:
        self._chat = _only_chat(choose_engine(load_settings(explicit, os.environ)).engine)
        self._seconds = seconds or SECONDS
        self._told = False

    def take(self, text: str, verdict: Verdict) -> Verdict:
        """Return the verdict with what the model objects to. A text that the rules stop is not sent at all."""
        if not verdict.passed or verdict.advice is Advice.GET_HELP:
            return verdict
        if not self._told:
            to = self._chat.destination
            where = f"a text that breaks no rule goes to {safe(to.host)}{without_names(to)}"
            say(f"Asking {safe(to.model)} for a second look; {where}.\n")
            self._told = True
        glance = look_again(self._chat, _blank_skipped(text, verdict), deadline=time.monotonic() + self._seconds)
        if glance.outcome is not Outcome.OK:
            say(f"The second look gave no usable answer ({safe(glance.detail)}); only the rules have judged.\n")
            return verdict
        advice = Advice.REVISE if glance.findings and verdict.advice is Advice.SEND else verdict.advice
        return replace(merge(verdict, glance), advice=advice)


def _blank_skipped(text: str, verdict: Verdict) -> str:
    """The text without what its author did not write, every word left in its place."""
    for part in verdict.skipped:
        text = text[: part.span.start] + " " * (part.span.end - part.span.start) + text[part.span.end :]
    return text


def _only_chat(engine: Engine) -> Chat:
    if isinstance(engine, Chat):
        return engine
    raise SettingsError("--second-look asks a model; name one with --model, POISE_MODEL or in the config file")
