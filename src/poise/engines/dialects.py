"""How one server wants to be spoken to: what is sent beside the messages, and what a narrow complaint changes about it.

Servers disagree on the name of the token limit, on which temperatures a model takes, on system messages, on ``/v1`` and on
whether several answers can be asked for at once. Each of these is changed at most once, only when the server complains
about exactly that (or, where several answers are asked for, about nothing that is known), and then remembered.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from poise.domain import Outcome
from poise.engines.complaints import Complaint
from poise.engines.endpoints import add_version
from poise.engines.faults import Fault
from poise.prompting import Message

SEVERAL = "n"
_OTHER_NAME = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_REFUSING_A_PARAMETER = frozenset({400, 422})
_REFUSING_ROLES = re.compile(
    r"(?:system|developer) (?:role|message|prompt|instruction)s? (?:is |are )?not (?:supported|enabled|allowed)"
    r"|does not support '?system|role '?system'? is not supported|roles must alternate|only user and assistant roles"
)
_OBJECTION = re.compile(r"unsupported|not support|unrecognized|unknown|unexpected|extra |not permitted|not allowed")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Base URL, options of the request body, whether the system message is folded into the user's, what was adapted."""

    base_url: str
    options: Mapping[str, object] = field(default_factory=dict)
    folded: bool = False
    adapted: frozenset[str] = frozenset()

    def arrange(self, messages: Iterable[Message]) -> list[dict[str, str]]:
        """Lay out the messages as the server takes them: system and user, or one user message with both."""
        laid = [{"role": message.role, "content": message.text} for message in messages]
        if not self.folded:
            return laid
        return [{"role": "user", "content": "\n\n".join(message["content"] for message in laid)}]


def adapt(dialect: Dialect, fault: Fault) -> Dialect | None:
    """Return the dialect that answers a server's complaint, or None where nothing is left that could."""
    name = _find_refused(dialect.options, fault.complaint) or (SEVERAL if fault.vague and SEVERAL in dialect.options else None)
    if name is not None and name not in dialect.adapted:
        return _without(dialect, name)
    if not dialect.folded and _REFUSING_ROLES.search(fault.complaint.message):
        return replace(dialect, folded=True)
    longer = add_version(dialect.base_url)
    if fault.outcome is Outcome.NOT_AN_API and longer is not None:
        return replace(dialect, base_url=longer)
    return None


def _find_refused(options: Mapping[str, object], complaint: Complaint) -> str | None:
    """Find the option that a 400 or 422 is about: named as its parameter, or in a message that objects to it."""
    if complaint.status not in _REFUSING_A_PARAMETER:
        return None
    if complaint.param in options:
        return complaint.param
    if complaint.param or not _OBJECTION.search(complaint.message):
        return None
    words = re.findall(r"\w+", complaint.message)
    return next((name for name in options if name.lower() in words), None)


def _without(dialect: Dialect, name: str) -> Dialect:
    """Give the token limit its other name; leave any other option out."""
    options = dict(dialect.options)
    value = options.pop(name)
    other = _OTHER_NAME.get(name)
    if other is not None:
        options[other] = value
    return replace(dialect, options=options, adapted=dialect.adapted | {name, other or name})
