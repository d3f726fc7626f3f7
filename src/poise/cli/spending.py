"""What a letter cost: requests, tokens, seconds, and money where its author has said what tokens cost."""

from typing import NamedTuple

from poise.domain import Rewrite, Usage
from poise.engines.settings import Price

_MILLION = 1_000_000


class Spent(NamedTuple):
    """The sum over all attempts with a model. ``usage`` and ``price`` are None where they are not known of every one."""

    requests: int
    seconds: float
    usage: Usage | None
    price: float | None


def add_up(result: Rewrite, price: Price | None) -> Spent:
    """Add up what was spent; what is unknown of one attempt is unknown of all, not a smaller number."""
    asked = [attempt for attempt in result.attempts if attempt.requests]
    counted = [attempt.usage for attempt in asked if attempt.usage]
    usage = None
    if asked and len(counted) == len(asked):
        usage = Usage(sum(u.prompt for u in counted), sum(u.completion for u in counted))
    cost = (usage.prompt * price.input + usage.completion * price.output) / _MILLION if usage and price else None
    return Spent(sum(a.requests for a in asked), sum(a.seconds for a in asked), usage, cost)


def describe(spent: Spent) -> str:
    """Say it in one line; empty where no model was asked."""
    if not spent.requests:
        return ""
    requests = f"{spent.requests} request{'s' if spent.requests != 1 else ''}"
    usage = spent.usage
    tokens = f"{usage.prompt} tokens in and {usage.completion} out" if usage else "tokens unknown"
    money = f", {spent.price:.2g} at your prices" if spent.price is not None else ""
    return f"Spent: {requests}, {spent.seconds:.1f} s, {tokens}{money}."
