"""The command line as a process of its own: pipes that close, Ctrl-C, and what a command loads."""

import os
import signal
import subprocess
import sys
import time

import pytest
from texts import ANGRY, ASKING

from stub import silence

POISE = [sys.executable, "-m", "poise"]
HEAVY = ["openai", "httpx", "httpx2", "pydantic", "yaml", "rich", "asyncio", "importlib.metadata", "email", "tenacity"]


def environment(**more):
    """The environment of these tests, with UTF-8 everywhere."""
    return {**os.environ, "PYTHONIOENCODING": "utf-8", **more}


def test_a_pipe_that_closes_early_is_no_error():
    """`poise rules list | head -1` shows one line and complains of nothing."""
    process = subprocess.Popen([*POISE, "rules", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    process.stdout.close()
    assert (process.wait(30), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_a_closed_pipe_does_not_change_what_a_check_means(write):
    """The exit code still tells of the findings."""
    command = [*POISE, "check", str(write(ASKING)), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    process.stdout.close()
    assert (process.wait(30), process.stderr.read()) == (1, b"")
    process.stderr.close()


def test_a_reader_of_stderr_may_leave_early_too(write):
    """Findings are on stderr; `2>&1 | head -1` must not change what the exit code says."""
    command = [*POISE, "check", str(write("Thank you for your time.\n"))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    process.stderr.close()
    assert (process.wait(30), process.stdout.read()) == (0, b"")
    process.stdout.close()


@pytest.mark.stub
def test_ctrl_c_while_waiting_is_130_and_one_line(write, stub):
    """Whoever has waited long enough gets the prompt back at once, and no traceback."""
    stub.play(silence(30))
    command = [*POISE, "rewrite", str(write(ANGRY)), "--model", "tiny", "--base-url", stub.url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    ends = time.monotonic() + 30
    while not stub.requests and time.monotonic() < ends:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "poise: interrupted"
    assert "Traceback" not in err


def test_a_check_loads_nothing_heavy(write):
    """No model, no network, no YAML and no mail parser for judging a text."""
    code = (
        "import sys; from poise.cli.app import main; main(['check', sys.argv[1]]); "
        "sys.stdout.write(' '.join(name for name in sys.argv[2:] if name in sys.modules))"
    )
    command = [sys.executable, "-c", code, str(write(ASKING)), *HEAVY]
    subprocess.run(command, capture_output=True, check=True, env=environment())  # compiles the rules if need be
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    assert done.stdout == ""
    assert "Do not send yet" in done.stderr


def test_help_begins_with_an_example_and_needs_no_rich():
    """Help is plain text that begins with how poise is used."""
    done = subprocess.run([*POISE, "--help"], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.splitlines()[2].strip() == "poise rewrite reply.txt --rejection rejection.eml"
    assert "130 interrupted" in " ".join(done.stdout.split())


def test_no_command_is_wrong_usage():
    """Without a command, help goes to stderr and the exit code is 2."""
    done = subprocess.run(POISE, capture_output=True, text=True, check=False, env=environment())
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: poise" in done.stderr


def test_a_shell_can_complete():
    """Typer's completion answers with the commands."""
    asked = {"_POISE_COMPLETE": "complete_bash", "COMP_WORDS": "poise re", "COMP_CWORD": "1"}
    done = subprocess.run(POISE, capture_output=True, text=True, check=False, env=environment(**asked))
    assert done.stdout.split() == ["rewrite"]
