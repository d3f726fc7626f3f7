"""A call that is waited for no longer than it may take, on a thread that is kept for the next one."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

IDLE, AT_WORK = "poise-idle", "poise-request"
_TURN_SECONDS = 0.5

_Outcome = queue.SimpleQueue[tuple[bool, Any]]
_Calls = queue.SimpleQueue[tuple[Callable[[], Any], _Outcome] | None]


class OutOfTimeError(Exception):
    """The time for a call ran out before it returned."""


class Carrier:
    """One thread that makes one call after another: starting a thread for each takes longer than all else around it."""

    def __init__(self) -> None:
        self._calls: _Calls = queue.SimpleQueue()
        threading.Thread(target=_carry, args=(self._calls,), name=IDLE, daemon=True).start()

    def run(self, seconds: float, call: Callable[[], T]) -> T:
        """Return or raise what the call does; when time is up, leave it behind and raise OutOfTimeError."""
        outcome: _Outcome = queue.SimpleQueue()
        self._calls.put((call, outcome))
        returned, value = _await(outcome, seconds)
        if returned:
            return value  # type: ignore[no-any-return]
        raise value

    def dismiss(self) -> None:
        """Let the thread end, after the call that it is at."""
        self._calls.put(None)


def _carry(calls: _Calls) -> None:
    """Make each call, under a name that tells whether anything is under way; keep nothing of it afterwards."""
    thread = threading.current_thread()
    while (job := calls.get()) is not None:
        thread.name = AT_WORK
        result = _make(job[0])
        thread.name = IDLE
        job[1].put(result)
        del job, result


def _make(call: Callable[[], Any]) -> tuple[bool, Any]:
    try:
        return True, call()
    except BaseException as error:  # noqa: BLE001 - handed over whole to whoever waits
        return False, error


def _await(outcome: _Outcome, seconds: float) -> tuple[bool, Any]:
    """Wait in short turns: on some systems nothing, Ctrl-C included, interrupts a long one."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        try:
            return outcome.get(timeout=min(left, _TURN_SECONDS))
        except queue.Empty:
            continue
    raise OutOfTimeError
