"""What happens while a letter is being written, told on stderr; in a terminal, with a spinner for the patience."""

import itertools
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TextIO

from poise.cli.outputs import say
from poise.cli.terminal import is_interactive, safe
from poise.domain import Destination, PromptCut, Waiting
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, Event, FellBack, LookFailed

_FRAMES = "|/-\\"
_PATIENCE, _TICK = 0.4, 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """Listens to the loop. Lines stay; the spinner is drawn below them, and only where a person looks on."""

    def __init__(self, stream: TextIO, attempts: int, hint: str = "") -> None:
        self._stream = stream
        self._attempts = attempts
        self._hint = hint
        self._spinner = Spinner(stream) if is_interactive(stream) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._spinner:
            self._spinner.stop()

    def __call__(self, event: Event) -> None:
        """Tell one event."""
        if isinstance(event, AttemptStarted):
            if self._spinner:
                self._spinner.start(f"writing, attempt {event.number} of {self._attempts}")
            return
        if self._spinner:
            self._spinner.stop()
        say("".join(f"{line}\n" for line in describe(event, self._hint)), self._stream)


def describe(event: Event, hint: str = "") -> Sequence[str]:
    """An event in a line or two; ``hint`` is told with the choice of engine."""
    match event:
        case EngineChosen():
            told = event.hint or hint
            lines = [_engine(event), *([f"{told[:1].upper()}{told[1:]}."] if told else [])]
        case AttemptFailed():
            broken = f"broke {', '.join(event.rules)}" if event.rules else safe(event.detail) or event.outcome.value
            lines = [f"Attempt {event.number}: {broken}{'' if broken.endswith('?') else '.'}"]
        case Waiting():
            lines = [f"Waiting {event.seconds:.0f} s: {safe(event.reason)}."]
        case PromptCut():
            counted = f"{safe(event.host)} counted {event.tokens} tokens in a request of {event.words} words"
            lines = [f"{counted}; it may have cut the prompt: raise the server's context length."]
        case FellBack():
            lines = ["No letter of the model can be used, so this one was written offline."]  # why, was the last line
        case LookFailed():
            lines = [f"The second look gave no usable answer ({safe(event.reason)}); only the rules have judged."]
        case _:
            lines = []
    return lines


def _engine(event: EngineChosen) -> str:
    to = event.destination
    if to is None:
        return "Writing offline; nothing leaves this computer."
    return f"Writing with {safe(to.model)}; your draft goes to {safe(to.host)}{without_names(to)}."


def without_names(to: Destination) -> str:
    """What of a text stays here, as the end of a sentence that tells where it goes."""
    return ", without its names, numbers, addresses and links" if to.redacted else ""


class Spinner:
    """A line that turns while nothing else is written; it appears only when something takes its time."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, text: str) -> None:
        """Begin to turn beside ``text``."""
        self.stop()
        self._over.clear()
        self._thread = threading.Thread(target=self._turn, args=(text,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Wipe the line and stand still; does nothing when it stands already."""
        if self._thread:
            self._over.set()
            self._thread.join()
            self._thread = None

    def _turn(self, text: str) -> None:
        began = time.monotonic()
        if self._over.wait(_PATIENCE):
            return
        for frame in itertools.cycle(_FRAMES):
            self._stream.write(f"{_CLEAR}{frame} {text}, {time.monotonic() - began:.0f} s")
            self._stream.flush()
            if self._over.wait(_TICK):
                break
        self._stream.write(_CLEAR)
        self._stream.flush()
