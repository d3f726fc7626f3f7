"""The built-in composer: Facts to Letter from phrases of its own, at once, without a network."""

from dataclasses import dataclass
from typing import Literal

from poise.domain import Answer, Brief, Outcome

Tone = Literal["brief", "standard", "warm"]

__all__ = ["Offline", "Tone"]


@dataclass(frozen=True, slots=True)
class Offline:
    """An engine that composes. ``variant`` chooses other words for the same content; ``tone`` brief, standard or warm."""

    variant: int = 0
    tone: Tone = "standard"

    @property
    def name(self) -> str:
        """The engine's word in reports."""
        return "offline"

    def write(self, brief: Brief) -> Answer:
        """Write one letter; the outcome is always ok, and no request is made."""
        # Loaded here so that naming the engine costs nothing.
        from poise.engines.offline.composing import compose

        return Answer(Outcome.OK, compose(brief, variant=self.variant, tone=self.tone))
