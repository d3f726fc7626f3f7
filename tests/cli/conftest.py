"""Runs the command line in this process."""

import io
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from poise.cli.app import main

sys.path.insert(0, str(Path(__file__).parent))  # `import texts` in these tests: importmode=importlib adds no folder


class Ran(NamedTuple):
    """How a command ended, and what it wrote where."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        """What stdout says, as JSON."""
        return json.loads(self.out)


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self):
        """Always."""
        return True


@pytest.fixture
def run(capsys, monkeypatch):
    """Run poise with these arguments; ``piped`` is what stands on stdin."""

    def run(*arguments, piped=""):
        data = piped if isinstance(piped, bytes) else piped.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        status = main([str(argument) for argument in arguments])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def write(tmp_path):
    """Write a file with this text or these bytes, and return its path."""

    def write(text, name="reply.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def terminal():
    """A stream that says it is a terminal."""
    return Terminal()
