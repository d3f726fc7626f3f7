"""What a script learns from poise without reading a word."""

from enum import IntEnum

from poise.errors import EngineError, PoiseError, SettingsError


class ExitStatus(IntEnum):
    """The exit codes of every command."""

    PASSED = 0
    FOUND = 1
    """Findings at or above ``--fail-on``, or no letter that passed."""
    UNUSABLE = 2
    """Wrong usage, or an input or a rule file that cannot be used."""
    NO_MODEL = 3
    """The model could not be used or is not set up well enough to be, and nothing was written instead."""
    INTERRUPTED = 130


def status_of(error: PoiseError) -> ExitStatus:
    """The exit code that stands for an error."""
    return ExitStatus.NO_MODEL if isinstance(error, EngineError | SettingsError) else ExitStatus.UNUSABLE
