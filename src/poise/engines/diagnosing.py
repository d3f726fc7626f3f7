"""Whether the model that the settings name can be used: each thing that a letter needs of it, looked at in turn."""

import json
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poise.domain import Outcome, Usage
from poise.engines.chat import Chat
from poise.engines.choosing import HINT, choose_engine
from poise.engines.complaints import Reply
from poise.engines.endpoints import OPENAI
from poise.engines.faults import Fault, judge_status
from poise.engines.settings import Settings
from poise.prompting import build_greeting

_NO_MODEL = "the offline composer: no model is named, by --model, POISE_MODEL or the config file"
_KEY_SOURCES = ("api_key", "api_key_file", "api_key_command")


class Sign(NamedTuple):
    """One thing that was looked at: its name, what was found, and whether that is good; None where it cannot be told."""

    name: str
    found: str
    good: bool | None = True


def diagnose(settings: Settings, sources: Mapping[str, str], seconds: float) -> Iterator[Sign]:
    """Look at one thing after the other, the network last and only where a model is named; the first bad sign ends it.

    ``sources`` tells where each setting comes from, ``seconds`` bounds all requests together. No sign holds a key. Raises
    SettingsError for a model that is not set up well enough to be asked.
    """
    if settings.model is None:
        yield Sign("engine", _NO_MODEL)
        stray = choose_engine(settings).hint
        if stray:
            yield Sign("hint", HINT)
        return
    yield Sign("engine", f"the model {settings.model}, named by {sources['model']}")
    origin = f"from {sources['base_url']}" if "base_url" in sources else "as no other is named"
    yield Sign("server", f"{settings.base_url or OPENAI}, {origin}")
    chat = choose_engine(settings).engine
    yield Sign("key", _tell_key(settings, sources))
    if isinstance(chat, Chat):
        yield from _call_on(chat, time.monotonic() + seconds)


def _tell_key(settings: Settings, sources: Mapping[str, str]) -> str:
    """Tell where the key comes from; what it is, is nobody's business."""
    given = next((sources[name] for name in _KEY_SOURCES if getattr(settings, name) and name in sources), None)
    return f"from {given}" if given else "none is set; a meaningless one is sent, as servers at home want it"


def _call_on(chat: Chat, deadline: float) -> Iterator[Sign]:
    began = time.monotonic()
    try:
        reply = chat.list_models(deadline - began)
    except Fault as fault:
        yield Sign("reached", fault.detail, good=False)
        return
    yield Sign("reached", f"{chat.host} answered in {_since(began)}")
    yield _find_model(reply, chat)
    began = time.monotonic()
    remark = chat.ask(build_greeting(), deadline)
    if remark.outcome is not Outcome.OK:
        yield Sign("answer", remark.detail, good=False)
        return
    yield Sign("answer", f"{chat.model} answered a small question in {_since(began)}, {_count(remark.usage)}")
    if chat.dialect.base_url != chat.base_url:
        yield Sign("hint", f"its API is at {chat.dialect.base_url}; name that as the base URL, and it need not be found")


def _find_model(reply: Reply, chat: Chat) -> Sign:
    """Look for the model in the server's list; servers that have none, or take any name, are no reason to give up."""
    fault = judge_status(reply, chat.host, chat.model)
    try:
        told = json.loads(reply.body) if fault is None else None
    except (ValueError, RecursionError):
        told = None
    listed = told.get("data") if isinstance(told, dict) else None
    names = {item.get("id") for item in listed if isinstance(item, dict)} if isinstance(listed, list) else set()
    if not names:
        return Sign("model", f"{chat.host} lists no models, so only asking can tell", good=None)
    if chat.model in names:
        return Sign("model", f"{chat.model} is one of {len(names)} that the server lists")
    near = _name_near(chat.model, {name for name in names if isinstance(name, str)})
    return Sign("model", f"{chat.model} is none of the {len(names)} that the server lists{near}", good=None)


def _name_near(model: str, names: set[str]) -> str:
    from difflib import get_close_matches  # wanted only by who has mistyped

    near = get_close_matches(model, sorted(names), 3, 0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.2f} s"


def _count(usage: Usage | None) -> str:
    return f"{usage.prompt} tokens in and {usage.completion} out" if usage else "without counting tokens"
