"""What every test stands on: no network, no settings of whoever runs it, scripted servers and recorded conversations."""

import os
import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `import stub` in any test: pytest's importlib mode adds no folder
from poise.engines.settings import load_settings
from stub import run_stub
from tapes import CASSETTES, is_recording, open_tape

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
FAILED = pytest.StashKey[bool]()


def pytest_addoption(parser):
    """Add --record."""
    parser.addoption("--record", action="store_true", help="record the cassettes anew from a live server")


def pytest_configure(config):
    """Name the marker here too, so that the tests run without the project's settings; refuse to record nobody."""
    config.addinivalue_line("markers", "stub: may talk to a stub server on this machine, and to nothing else")
    if config.getoption("--record") and load_settings({}, os.environ).model is None:
        message = "--record needs a model: name it in POISE_MODEL and its server in OPENAI_BASE_URL"
        raise pytest.UsageError(message)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Remember of a test whether it failed, so that a conversation that went wrong replaces no tape."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def own_environment(request, monkeypatch, tmp_path_factory):
    """Keep keys, proxies and config files of whoever runs the tests out of them."""
    if is_recording(request):
        return
    for name in os.environ:
        if name.startswith(("OPENAI_", "POISE_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-config"))


@pytest.fixture(autouse=True)
def no_network(request, monkeypatch):
    """Refuse every connection and every look-up of a name, save those to this machine under the marker ``stub``."""
    if is_recording(request):
        return
    allowed = LOOPBACK if request.node.get_closest_marker("stub") else set()

    def guard(call, host_of):
        def guarded(*args, **options):
            if host_of(args) not in allowed:
                message = "the network is blocked in tests; mark the test `stub` to reach a server on this machine"
                raise RuntimeError(message)
            return call(*args, **options)

        return guarded

    def host_of_address(args):
        return args[1][0] if isinstance(args[1], tuple) else None

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guard(getattr(socket.socket, name), host_of_address))
    monkeypatch.setattr(socket, "getaddrinfo", guard(socket.getaddrinfo, lambda args: args[0]))


@pytest.fixture
def stub():
    """A model server of our own on the loopback; the test must be marked ``stub``."""
    with run_stub() as server:
        yield server


@pytest.fixture
def cassette(request):
    """Replay the recorded conversation named after the test, all of it and nothing else; record it under --record.

    Whole bodies are matched, so a changed prompt fails here. What is kept of headers is on two short lists; the host and the
    name of the model asked for are replaced, so a tape made on any server replays.
    """
    recording = request.config.getoption("--record")
    path = CASSETTES / f"{request.node.name.removeprefix('test_').replace('_', '-')}.yaml"
    before = path.read_bytes() if path.exists() else None
    with open_tape(path, recording=recording) as tape:
        yield tape
    if recording and request.node.stash.get(FAILED, False):
        path.unlink() if before is None else path.write_bytes(before)
    if not recording:
        assert tape.all_played, f"{path.name}: {tape.play_count} of {len(tape)} exchanges were played"
