"""The requests that one question to a model may take: tries, waits and adaptations, within a deadline."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from poise.domain import Outcome, Tell, Waiting
from poise.engines.complaints import Reply
from poise.engines.dialects import Dialect
from poise.engines.faults import LATER, Fault, judge_status
from poise.prompting import Message

if TYPE_CHECKING:
    from tenacity import RetryCallState, Retrying

TRIES = 3

T = TypeVar("T")
Read = Callable[[Reply, str, str], T]
"""What a reply holds, given the host and the model that it came from; raises Fault for one that may fare better again."""


class Server(Protocol):
    """A model behind a server, as an exchange needs it."""

    model: str
    backoff: float

    @property
    def host(self) -> str:
        """Where it is, as a person is told."""

    @property
    def dialect(self) -> Dialect:
        """How it is spoken to, as far as it is known by now."""

    def send(self, dialect: Dialect, messages: tuple[Message, ...], seconds: float) -> Reply:
        """Send one request within these seconds and return the raw answer; raises Fault when none came."""

    def learn(self, dialect: Dialect, fault: Fault) -> bool:
        """Adapt the dialect that was complained about; False where that is nothing that can be changed."""


@dataclass
class Exchange:
    """The requests of one question: up to three tries, each with as many adaptations as the server asks for."""

    server: Server
    messages: tuple[Message, ...]
    deadline: float
    tell: Tell
    requests: int = 0

    def run(self, read: Read[T]) -> T:
        """Try until an answer can be read; raises Fault when trying again is of no use or no time is left."""
        found: T = _retrying(self.server.backoff, self.deadline, self.tell)(self._try_once, read)
        return found

    def _try_once(self, read: Read[T]) -> T:
        while True:
            dialect = self.server.dialect
            try:
                return self._request(dialect, read)
            except Fault as fault:
                if not self.server.learn(dialect, fault):
                    raise

    def _request(self, dialect: Dialect, read: Read[T]) -> T:
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise Fault(Outcome.SERVER_ERROR, f"no time was left to ask {self.server.host}; raise the deadline")
        self.requests += 1
        reply = self.server.send(dialect, self.messages, seconds)
        fault = judge_status(reply, self.server.host, self.server.model)
        if fault is not None:
            raise fault
        return read(reply, self.server.host, self.server.model)


def _retrying(backoff: float, deadline: float, tell: Tell) -> "Retrying":
    """Try again where the fault says that it may help, after the wait that the server asks for, within the deadline."""
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

    growing = wait_exponential(multiplier=backoff, max=8) + wait_random(0, backoff)
    enough = stop_after_attempt(TRIES)

    def wait(state: "RetryCallState") -> float:
        fault = _fault_of(state)
        return growing(state) if fault is None or fault.wait is None else fault.wait

    def stop(state: "RetryCallState") -> bool:
        return enough(state) or time.monotonic() + state.upcoming_sleep >= deadline

    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.again),
        wait=wait,
        stop=stop,
        before_sleep=lambda state: tell(_name_wait(state)),
        reraise=True,
    )


def _name_wait(state: "RetryCallState") -> Waiting:
    fault = _fault_of(state)
    return Waiting(state.upcoming_sleep, fault.detail.removesuffix(LATER) if fault else "")


def _fault_of(state: "RetryCallState") -> Fault | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Fault) else None
