"""Calls on a thread of their own: waited for in time, and nothing kept of them."""

import gc
import threading
import time
import weakref

import pytest

from poise.engines.carrying import AT_WORK, Carrier, OutOfTimeError


@pytest.fixture
def carrier():
    """A carrier that is dismissed with the test."""
    carrier = Carrier()
    yield carrier
    carrier.dismiss()


def test_one_thread_makes_one_call_after_another(carrier):
    """What a call returns or raises comes back, and the next one is made by the same thread."""
    first = carrier.run(5, threading.get_ident)
    with pytest.raises(ZeroDivisionError):
        carrier.run(5, lambda: 1 / 0)
    assert carrier.run(5, threading.get_ident) == first != threading.get_ident()


def test_a_call_is_waited_for_no_longer_than_it_may_take(carrier):
    """Past its time a call is left behind; once it ends and the carrier is dismissed, so does the thread."""
    over = threading.Event()
    with pytest.raises(OutOfTimeError):
        carrier.run(0.05, lambda: over.wait(30))
    assert AT_WORK in {thread.name for thread in threading.enumerate()}
    over.set()
    carrier.dismiss()
    ends = time.monotonic() + 5
    while AT_WORK in {thread.name for thread in threading.enumerate()} and time.monotonic() < ends:
        time.sleep(0.01)
    assert AT_WORK not in {thread.name for thread in threading.enumerate()}


class Thing:
    """Something that a call holds."""


def test_nothing_of_a_call_is_kept(carrier):
    """Between two calls the thread holds neither what was sent nor what came."""
    thing = Thing()
    kept = weakref.ref(thing)
    assert carrier.run(5, lambda thing=thing: thing) is thing
    del thing
    carrier.run(5, int)
    gc.collect()
    assert kept() is None
