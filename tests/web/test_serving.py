"""The command that opens the page."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from poise.web import serving

POISE = [sys.executable, "-m", "poise"]


def run(*arguments, **more):
    """Run poise to its end."""
    return subprocess.run(
        [*POISE, *arguments], capture_output=True, text=True, check=False, timeout=60, env={**os.environ, **more}
    )


@pytest.mark.stub
def test_the_address_is_the_first_line_on_stdout_and_ctrl_c_ends_it():
    """A script can read where the page is; 130 is what Ctrl-C gives everywhere."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*POISE, "serve", "--port", "0", "--no-browser"], **pipes) as process:
        line = process.stdout.readline()
        assert line.startswith("http://127.0.0.1:")
        assert line.endswith("/\n")
        port = int(line.rstrip("/\n").rpartition(":")[2])
        socket.create_connection(("127.0.0.1", port), 10).close()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


@pytest.mark.stub
def test_a_port_that_is_taken_is_one_line():
    """And says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_that_is_none_is_wrong_usage(port):
    """Exit code 2, in one line."""
    done = run("serve", "--no-browser", "--port", port)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jinja2"])
def test_without_the_extra_one_line_says_what_to_install(missing):
    """Whichever of them is not there."""
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from poise.__main__ import main\n"
        "sys.exit(main(['serve', '--no-browser', '--port', '0']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"poise: the page needs {missing}, which is not installed; run: pip install 'poise[web]'"
    ]


def test_checking_loads_nothing_of_the_page(tmp_path):
    """The command that joins all surfaces costs a check none of them."""
    text = tmp_path / "reply.txt"
    text.write_text("Thank you for your time.", "utf-8")
    names = ["starlette", "uvicorn", "jinja2", "anyio", "asyncio", "poise.web", "openai", "pydantic", "yaml", "rich"]
    code = (
        "import sys; from poise.__main__ import main; main(['check', sys.argv[1]]); "
        "sys.stdout.write(' '.join(name for name in sys.argv[2:] if name in sys.modules))"
    )
    command = [sys.executable, "-c", code, str(text), *names]
    subprocess.run(command, capture_output=True, check=True)  # compiles the rules if need be
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""


@pytest.mark.parametrize(("screen", "opens"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)])
def test_no_browser_opens_where_there_is_no_screen(monkeypatch, screen, opens):
    """A browser inside the terminal would take it over."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in screen.items():
        monkeypatch.setenv(name, value)
    assert serving._has_browser() is opens
