"""A page to try, in this process or as a process of its own."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `import pages` in these tests: importmode=importlib adds no folder
from pages import PORT, Browser

from poise.web.routing import make_app


@pytest.fixture
def browser():
    """A page without a model, just opened."""
    return Browser(make_app(PORT))


@contextmanager
def run_page(**settings):
    """`poise serve` as people start it; yields its address."""
    command = [sys.executable, "-m", "poise", "serve", "--port", "0", "--no-browser"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, env={**os.environ, **settings}, **pipes) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
def page():
    """Start the page with these settings in its environment; it ends with the test."""
    return run_page
