"""What happens while a letter is being written, as values for whoever shows it. None holds the draft or a letter."""

from collections.abc import Callable
from dataclasses import dataclass

from poise.domain import Destination, Notice, Outcome


@dataclass(frozen=True, slots=True)
class EngineChosen:
    """Who will write, told before anything is sent: ``destination`` is where the draft goes, None when it goes nowhere.

    ``hint`` is one line worth showing about the choice, or empty.
    """

    engine: str
    destination: Destination | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class AttemptStarted:
    """An engine is about to write; ``number`` counts from 1 over all attempts of that engine."""

    engine: str
    number: int


@dataclass(frozen=True, slots=True)
class AttemptFailed:
    """An answer could not be used: its outcome, the rules that a letter broke, or what came instead of a letter."""

    engine: str
    number: int
    outcome: Outcome
    rules: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FellBack:
    """The model gave no letter that passed, so the offline composer writes; ``outcome`` and ``reason`` tell why."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class LookFailed:
    """A second look at a letter gave nothing that can be used; the rules alone have judged it."""

    reason: str


Event = EngineChosen | AttemptStarted | AttemptFailed | Notice | FellBack | LookFailed
Listener = Callable[[Event], None]
