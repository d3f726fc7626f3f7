"""The whole command on a server's worst day: no hang, no traceback, no letter that did not pass, and nothing given away."""

import contextlib
import io
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import faults
import stub as server
from faults import DRAFT, FAULTS
from poise.cli.app import main
from poise.engines.chat import Chat
from stub import BODY, SUBJECT, error, letter, says

pytestmark = pytest.mark.stub

GOOD = f"Subject: {SUBJECT}\n\n{BODY}\n"
INSULT = letter(BODY.replace("Please keep", "You are a bunch of idiots. Please keep"))
DISPUTE = letter(BODY.replace("Please keep", "I demand that you reconsider this decision. Please keep"))
AGAIN, END, FORMAT = "again", "end", "format"
KINDS = [
    (AGAIN, server.busy()),
    (AGAIN, error(500)),
    (AGAIN, server.page(502)),
    (AGAIN, server.reset),
    (AGAIN, server.reset_in_body),
    (AGAIN, server.half_body),
    (AGAIN, faults.CUT_JSON),
    (AGAIN, faults.ERROR_200),
    (END, server.busy("120")),
    (END, error(401)),
    (END, faults.page()),
    (END, faults.TOO_LONG),
    (END, faults.REFUSAL),
    (END, faults.FILTERED),
    (END, server.flood()),
    (FORMAT, faults.PROSE),
    (FORMAT, faults.NULL_CONTENT),
    (FORMAT, faults.NO_CHOICES),
    ("asks", faults.BAD),
    ("insults", INSULT),
    ("disputes", DISPUTE),
    ("good", letter()),
]
HANGS = [server.silence(60), server.drip(0.05), server.drip(0.05, headers_too=True), server.busy("0.05")]


def hurry(monkeypatch):
    """Let every chat engine hardly wait between requests."""
    settle = Chat.__post_init__

    def hasty(self):
        self.backoff = 0.001
        settle(self)

    monkeypatch.setattr(Chat, "__post_init__", hasty)


def expect(kinds):
    """Tell how many requests a script costs by the three budgets, and with which exit code it ends without a fallback."""
    asked, letters, formless = 0, [], 0
    while True:
        for _ in range(3):
            kind = kinds[min(asked, len(kinds) - 1)]
            asked += 1
            if kind != AGAIN:
                break
        if kind == "good":
            return asked, 0
        if kind in (AGAIN, END):
            return asked, 3
        if kind == FORMAT:
            formless += 1
            if formless == 2:
                return asked, 3
            continue
        stuck = kind in letters
        letters.append(kind)
        if stuck or len(letters) == 3:
            return asked, 1


@pytest.fixture
def rewrite(stub, tmp_path, monkeypatch):
    """Run `poise rewrite` on the draft of the faults in this process; return exit code, stdout and stderr."""
    hurry(monkeypatch)
    draft = tmp_path / "reply.txt"
    draft.write_text(DRAFT, "utf-8")

    def rewrite(*options, deadline=20):
        out, err = io.StringIO(), io.StringIO()
        command = ["rewrite", str(draft), "--model", "tiny", "--base-url", stub.url, "--deadline", str(deadline), *options]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(command)
        assert "Traceback" not in err.getvalue()
        return status, out.getvalue(), err.getvalue()

    return rewrite


WEIGHTED = st.sampled_from([*KINDS, *[kind for kind in KINDS if kind[0] in (AGAIN, FORMAT)], *KINDS[-4:]])
SCRIPTS = st.lists(WEIGHTED, min_size=1, max_size=9)


@given(script=SCRIPTS, fallback=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_run_of_faults_ends_as_the_budgets_say(stub, rewrite, script, fallback):
    """Requests and exit code are those of the three budgets; stdout holds a letter that passed, or nothing."""
    kinds, steps = zip(*script, strict=True)
    stub.requests.clear()
    stub.play(*steps)
    status, out, err = rewrite(*([] if fallback else ["--no-fallback"]))
    requests, alone = expect(kinds)
    assert len(stub.requests) == requests
    assert status == (0 if fallback else alone)
    if alone == 0:
        assert out == GOOD
    elif fallback:
        assert out.startswith("Subject: ")
        assert "written offline" in err
    else:
        assert out == ""
    assert not any(word in out for word in ("feedback", "idiots", "reconsider", "<letter>"))


@given(script=st.lists(st.sampled_from([*HANGS, *HANGS, *(step for _, step in KINDS)]), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_server_that_hangs_is_left_at_the_deadline(stub, rewrite, script):
    """Silence and dripping cost no more than the deadline, and a letter comes of it all the same."""
    stub.requests.clear()
    stub.play(*script)
    began = time.monotonic()
    status, out, _ = rewrite(deadline=0.4)
    assert time.monotonic() - began < 5  # a hang is what is looked for, not a speed
    assert (status, out[:9]) == (0, "Subject: ")


SLOW = ("byte", "no answer", "Retry-After 1")


@pytest.mark.parametrize("name", [name for name in FAULTS if not any(sign in name for sign in SLOW)])
def test_every_known_fault_ends_in_a_letter(stub, rewrite, name):
    """Each fault of the table gives a letter on stdout, and one line that says whose it is."""
    stub.play(*FAULTS[name])
    status, out, err = rewrite()
    assert (status, out[:9]) == (0, "Subject: ")
    assert (out == GOOD) != ("written offline" in err)


CANARY, KEY = "Zyxwilda", "sk-canary-of-zyxwilda"
LOUD = f"Dear Ms. Okonjo,\n\n{CANARY} in HR lied, you people are idiots. Ring 555-0177.\n\nTeodor Lind\n"
ECHOES = [
    error(401, f"bad key {KEY} for: {LOUD}", f"{CANARY}_code", CANARY),
    error(400, LOUD, param=CANARY),
    server.answer(LOUD, 500),
    server.answer(LOUD),
    says(LOUD),
    says(None, refusal=LOUD),
    server.answer({"error": LOUD}),
    server.answer(f'{{"choices": "{CANARY}'),
    server.reset_in_body,
]


CALM = BODY.replace("Okonjo", CANARY).replace("Kind regards", "You can call me on 555-0177.\n\nKind regards")
COMMANDS = {"rewrite": (LOUD, "--no-fallback"), "check": (CALM, "--second-look"), "doctor": ("",)}


@pytest.fixture
def told(stub, tmp_path, monkeypatch, caplog):
    """Run a command on a text, with a key and with folders of its own; return exit code and all that was said or written."""
    caplog.set_level(logging.DEBUG)
    hurry(monkeypatch)
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def told(command, text, *options):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([command, "--model", "tiny", "--base-url", stub.url, *options])
        written = "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file())
        return status, out.getvalue(), err.getvalue() + caplog.text + written

    return told


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("step", ECHOES)
def test_nothing_is_given_away_when_a_server_echoes(stub, told, step, command):
    """A server that repeats draft and key gets neither into an error, a log, an event, or a file."""
    stub.play(step)
    status, out, said = told(command, *COMMANDS[command])
    assert stub.requests
    assert (status, out) == (3, "") or command != "rewrite"
    for secret in (CANARY, KEY, "555-0177", "canary"):
        assert secret.lower() not in (out + said).lower()


def test_talkative_libraries_give_nothing_away(stub, tmp_path):
    """With the switches for logging turned on from outside, neither key nor draft is written or left behind."""
    stub.play(ECHOES[2], letter())
    folders = {name: str(tmp_path / name.lower()) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    for folder in folders.values():
        Path(folder).mkdir()
    noisy = {"OPENAI_LOG": "debug", "HTTPX_LOG_LEVEL": "trace", "OPENAI_API_KEY": KEY}
    command = [sys.executable, "-m", "poise", "rewrite", "--model", "tiny", "--base-url", stub.url, "--no-fallback"]
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "PYTHONPATH"}}
    done = subprocess.run(command, input=LOUD.encode(), capture_output=True, env=keep | folders | noisy, check=False)
    told = done.stderr.decode().partition("Left out, and why:")[0]
    written = "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file())
    for secret in (KEY, CANARY, "555-0177"):
        assert secret not in told
        assert secret not in written


def test_no_thread_is_left_at_work(stub, rewrite):
    """Whatever a server does, nothing goes on behind the back of whoever asked."""
    for step in (server.reset, faults.GOOD, faults.PROSE):
        stub.requests.clear()
        stub.play(step)
        rewrite()
    assert not [thread for thread in threading.enumerate() if thread.name == "poise-request"]
