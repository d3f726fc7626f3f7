"""What is told while a letter is being written."""

import io
import time

import pytest

from poise.cli.progress import Progress, describe
from poise.domain import Destination, Outcome, Waiting
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, FellBack

ASKS = "feedback/asks-for-feedback"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (EngineChosen("offline"), ["offline", "nothing leaves this computer"]),
        (EngineChosen("chat", Destination("tiny", "llm.test:8080")), ["tiny", "llm.test:8080"]),
        (AttemptFailed("chat", 2, Outcome.OK, (ASKS, "form/thanks")), ["Attempt 2", ASKS, "form/thanks"]),
        (AttemptFailed("chat", 1, Outcome.REFUSED, (), "the model refused"), ["Attempt 1", "the model refused"]),
        (AttemptFailed("chat", 1, Outcome.EMPTY, ()), ["empty"]),
        (Waiting(2.4, "llm.test is busy (429)"), ["2 s", "busy"]),
        (FellBack(Outcome.SERVER_ERROR, "llm.test failed (500)"), ["No letter of the model", "offline"]),
    ],
)
def test_every_event_is_one_line(event, words):
    """Host, attempt, rule and reason are named."""
    (line,) = describe(event)
    assert all(word in line for word in words)


def test_a_hint_about_the_choice_is_told_with_it():
    """A key without a model is worth a line."""
    assert describe(EngineChosen("offline"), "name a model")[1] == "Name a model."
    assert describe(EngineChosen("offline", hint="name one"))[1] == "Name one."


def test_a_pipe_gets_lines_and_no_spinner():
    """Logs are not filled with turning bars."""
    stream = io.StringIO()
    with Progress(stream, 3) as notify:
        notify(EngineChosen("offline"))
        notify(AttemptStarted("offline", 1))
        time.sleep(0.6)
        notify(AttemptFailed("chat", 1, Outcome.OK, (ASKS,)))
    assert stream.getvalue() == f"Writing offline; nothing leaves this computer.\nAttempt 1: broke {ASKS}.\n"


def test_a_terminal_sees_the_spinner_turn_and_vanish(terminal, monkeypatch):
    """The attempt is named while it lasts, and its line is wiped before anything else is written."""
    monkeypatch.setenv("TERM", "xterm")
    with Progress(terminal, 3) as notify:
        notify(AttemptStarted("chat", 2))
        time.sleep(0.7)
        notify(AttemptFailed("chat", 2, Outcome.OK, (ASKS,)))
    written = terminal.getvalue()
    assert "attempt 2 of 3" in written
    assert written.endswith(f"\r\x1b[KAttempt 2: broke {ASKS}.\n")


def test_what_is_quick_shows_no_spinner(terminal, monkeypatch):
    """The composer is done before anybody could wonder."""
    monkeypatch.setenv("TERM", "xterm")
    with Progress(terminal, 3) as notify:
        notify(AttemptStarted("offline", 1))
    assert terminal.getvalue() == ""
    monkeypatch.setenv("TERM", "dumb")
    with Progress(terminal, 3) as notify:
        notify(AttemptStarted("offline", 1))
        time.sleep(0.6)
    assert terminal.getvalue() == ""
