"""A long piece of work as lines of JSON: what happens while it lasts, then its result. Whoever hangs up ends it."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress

from poise.engines.events import Event, Listener
from poise.errors import PoiseError
from poise.web.refusing import as_sentence
from poise.web.telling import Teller
from poise.web.working import Result

LINES = "application/x-ndjson"

Work = Callable[[Listener], Result]


class _StoppedError(Exception):
    """Nobody is waiting for the work any more."""


async def stream(work: Work, model: str, finish: Callable[[Result | str], bytes]) -> AsyncIterator[bytes]:
    """Do the work on a thread of its own and yield a line for each event, then what ``finish`` makes of the result.

    When the iterator is closed, the work ends at its next step: a request that is under way cannot be called back, but
    nothing more is sent. ``finish`` gets a line of text where there is no result.
    """
    lines: asyncio.Queue[bytes | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    stopped = threading.Event()
    teller = Teller(model)

    def put(line: bytes | None) -> None:
        with suppress(RuntimeError):  # the loop is gone when poise was ended meanwhile
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def listen(event: Event) -> None:
        if stopped.is_set():
            raise _StoppedError
        text = teller.tell(event)
        if text:
            put(encode({"kind": "progress", "text": text}))

    def run() -> None:
        try:
            put(finish(_finish(work, listen)))
        except _StoppedError:
            pass
        finally:
            put(None)

    threading.Thread(target=run, name="poise-asking", daemon=True).start()
    try:
        while (line := await lines.get()) is not None:
            yield line
    finally:
        stopped.set()


def _finish(work: Work, listen: Listener) -> Result | str:
    try:
        return work(listen)
    except PoiseError as error:
        return as_sentence(error)
    except _StoppedError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, its text may hold the draft
        return "Something went wrong in poise itself; there is no letter. Your text is still in the page."


def encode(told: Mapping[str, object]) -> bytes:
    """One line of JSON."""
    return json.dumps(told).encode() + b"\n"
