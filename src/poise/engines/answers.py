"""What a model answered, byte for byte → what it says, or what came instead.

Nothing in a body is trusted: only the fields that are used are touched, each after a look at its type.
"""

import json
from typing import NamedTuple

from poise.domain import Answer, Outcome, Usage
from poise.engines.complaints import Reply, complain
from poise.engines.extracting import extract
from poise.engines.faults import Fault, name_fault

_FINISHED = frozenset({"", "stop", "eos", "eos_token", "end_turn", "stop_sequence"})
_CUT_OFF = frozenset({"length", "max_tokens", "max_output_tokens", "model_length"})
_COMPLETION_KEYS = frozenset({"choices", "object", "id", "model", "usage", "created"})
_STREAMED = (b"data:", b"event:", b"id:", b":")
_PART_TYPES = frozenset({"text", "output_text"})


class Choice(NamedTuple):
    """The one message of a completion: why it ended, what it says, what it refuses, and whether it thought unseen."""

    finish: str
    text: str | None
    refusal: str
    reasoned: bool


class Said(NamedTuple):
    """One message of a model: its text where the outcome is ok, else what came instead, in words fit for a person."""

    outcome: Outcome
    text: str = ""
    detail: str = ""


class Completion(NamedTuple):
    """Everything that a model said to one request, at least one message, and the tokens of all of them."""

    messages: tuple[Said, ...]
    usage: Usage | None = None


def read_completion(reply: Reply, host: str, model: str) -> Completion:
    """Read a successful reply. Raises Fault where the server, not the model, is at fault and may be asked again."""
    told = _decode(reply, host)
    if told is None:
        return Completion((Said(Outcome.EMPTY, detail=f"{host} sent an empty answer"),))
    if told.get("error"):
        raise name_fault(complain(told), host, model)
    if not _COMPLETION_KEYS & told.keys():
        raise _not_an_api(host)
    usage = _read_usage(told.get("usage"))
    choices = _read_choices(told)
    if not choices:
        return Completion((Said(Outcome.EMPTY, detail=f"{model} at {host} gave no answer"),), usage)
    if all(choice.finish == "error" for choice in choices):
        raise Fault(Outcome.SERVER_ERROR, f"{model} at {host} stopped with an error", again=True)
    reasoned = _counts_reasoning(told.get("usage"))
    return Completion(tuple(_classify(choice, f"{model} at {host}", reasoned=reasoned) for choice in choices), usage)


def read_answer(reply: Reply, host: str, model: str) -> Answer:
    """Take the letter out of a successful reply, and further ones where several were asked for.

    Without a letter the outcome is that of the first message. Raises Fault as `read_completion` does.
    """
    messages, usage = read_completion(reply, host, model)
    letters = [letter for said in messages if said.outcome is Outcome.OK and (letter := extract(said.text))]
    if letters:
        return Answer(Outcome.OK, letter=letters[0], usage=usage, spare=tuple(letters[1:]))
    first = messages[0]
    if first.outcome is not Outcome.OK:
        return Answer(first.outcome, usage=usage, detail=first.detail)
    return Answer(Outcome.MALFORMED, usage=usage, detail=_no_letter(f"{model} at {host}"))


def _decode(reply: Reply, host: str) -> dict[str, object] | None:
    """Decode a body; None for none at all. A damaged one is worth asking for again, a page or a list is no chat API."""
    body = reply.body.strip()
    if not body:
        return None
    try:
        told = json.loads(body, strict=False)  # llama-cpp-python leaves raw line breaks in its strings
    except (ValueError, RecursionError):
        if body.startswith(b"{"):
            raise Fault(Outcome.SERVER_ERROR, f"the answer of {host} was cut off or damaged", again=True) from None
        if body.startswith(_STREAMED):
            detail = f"{host} streams its answer though nobody asked for that; turn it off there"
            raise Fault(Outcome.NOT_AN_API, detail) from None
        raise _not_an_api(host) from None
    if not isinstance(told, dict):
        raise _not_an_api(host)
    return told


def _not_an_api(host: str) -> Fault:
    detail = f"{host} did not answer like a chat API; check the base URL, which often ends in /v1"
    return Fault(Outcome.NOT_AN_API, detail)


def _read_choices(told: dict[str, object]) -> tuple[Choice, ...]:
    choices = told.get("choices")
    return tuple(_read_choice(c) for c in choices if isinstance(c, dict)) if isinstance(choices, list) else ()


def _read_choice(told: dict[str, object]) -> Choice:
    if told.get("error"):
        return Choice("error", None, "", reasoned=False)
    message = told.get("message")
    message = message if isinstance(message, dict) else {}
    finish, refusal = told.get("finish_reason"), message.get("refusal")
    return Choice(
        finish=finish.lower() if isinstance(finish, str) else "",
        text=_join_parts(message.get("content")),
        refusal=refusal if isinstance(refusal, str) else "",
        reasoned=bool(message.get("reasoning_content") or message.get("reasoning")),
    )


def _join_parts(content: object) -> str | None:
    """Take content as text, or the text parts of a list; thoughts and whatever else a part may be stay out."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return None
    texts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") in _PART_TYPES]
    return "".join(text for text in texts if isinstance(text, str))


def _classify(choice: Choice, who: str, *, reasoned: bool) -> Said:
    """Name the outcome of a message; what a provider declined is told apart from what a model failed to do."""
    if choice.refusal.strip() or choice.finish == "refusal":
        return Said(Outcome.REFUSED, detail=f"{who} declined to write the letter; try another model")
    if choice.finish.startswith(("content_filter", "safety")):
        return Said(Outcome.FILTERED, detail=f"the provider filtered the answer of {who}; try another server")
    if choice.finish in _CUT_OFF:
        spent = " (much of it may have gone into reasoning)" if reasoned or choice.reasoned else ""
        return Said(Outcome.TRUNCATED, detail=f"{who} reached its token limit{spent}; raise max_tokens")
    text = choice.text or ""
    if not text.strip():
        return Said(Outcome.EMPTY, detail=f"{who} gave no answer")
    if choice.finish not in _FINISHED:
        return Said(Outcome.MALFORMED, detail=_no_letter(who))
    return Said(Outcome.OK, text)


def _no_letter(who: str) -> str:
    return f"{who} did not give one letter in the form asked for; a larger model may"


def _read_usage(told: object) -> Usage | None:
    if not isinstance(told, dict):
        return None
    counts = told.get("prompt_tokens"), told.get("completion_tokens")
    prompt, completion = (n if type(n) is int and n >= 0 else None for n in counts)
    return None if prompt is None or completion is None else Usage(prompt, completion)


def _counts_reasoning(usage: object) -> bool:
    """Whether a server that keeps a model's thoughts to itself has counted tokens for them."""
    details = usage.get("completion_tokens_details") if isinstance(usage, dict) else None
    spent = details.get("reasoning_tokens") if isinstance(details, dict) else None
    return isinstance(spent, int) and spent > 0
