"""Results arrive whole or not at all: on stdout, in a pipe that closes early, in a file."""

import io
import sys
from pathlib import Path

import pytest

from poise.cli.outputs import check_target, put
from poise.errors import InputError


def test_a_file_is_replaced_in_one_step(tmp_path):
    """The new text is there, nothing else is left in the folder, and the file keeps its permissions."""
    target = tmp_path / "letter.txt"
    target.write_text("old")
    target.chmod(0o640)
    put("nöw\n", str(target))
    assert target.read_text("utf-8") == "nöw\n"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_is_for_its_owner_only(tmp_path):
    """A letter is a private thing."""
    put("now", str(tmp_path / "letter.txt"))
    assert (tmp_path / "letter.txt").stat().st_mode & 0o077 == 0


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    """When the last step fails, the old letter is still there and no half one beside it."""
    target = tmp_path / "letter.txt"
    target.write_text("old")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(InputError, match="No space left"):
        put("new", str(target))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path):
    """Writing through a link changes what it points to."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    put("new", str(link))
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_device_is_written_to():
    """What is no ordinary file is not replaced by one."""
    put("gone", "/dev/null")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["gone/letter.txt", "."])
def test_a_target_that_cannot_be_is_refused_before_anything_is_written(tmp_path, monkeypatch, name):
    """A folder that is not there, or is one itself, is said so at once."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="folder"):
        check_target(name)


@pytest.mark.parametrize("name", [None, "-", "letter.txt"])
def test_a_target_that_can_be_is_accepted(tmp_path, monkeypatch, name):
    """Stdout and a new file in an existing folder are fine."""
    monkeypatch.chdir(tmp_path)
    check_target(name)
    assert list(tmp_path.iterdir()) == []


def test_an_encoding_that_cannot_say_everything_gets_a_letter_all_the_same(monkeypatch):
    """An ASCII terminal shows a question mark instead of ending in a traceback."""
    out = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", out)
    put("Zoë\n")
    assert out.buffer.getvalue() == b"Zo?\n"
