"""Which model to use and how to reach it: explicit values, then the environment, then the config file.

Everything comes in as mappings and leaves as one `Settings`. The key is fetched apart and last, by `fetch_key`, so that
no command runs and no key file is opened unless a model is really going to be asked.
"""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from poise.errors import SettingsError

_KEY_COMMAND_SECONDS = 30
_VARIABLES = {
    "POISE_MODEL": "model",
    "POISE_BASE_URL": "base_url",
    "OPENAI_BASE_URL": "base_url",
    "POISE_API_KEY": "api_key",
    "OPENAI_API_KEY": "api_key",
    "POISE_TIMEOUT": "timeout",
    "POISE_MAX_TOKENS": "max_tokens",
    "POISE_TEMPERATURE": "temperature",
    "POISE_FOLD_SYSTEM": "fold_system",
    "POISE_REDACT": "redact",
    "POISE_CANDIDATES": "candidates",
}
_KEY_SOURCES = ("api_key", "api_key_file", "api_key_command")


class Price(NamedTuple):
    """What a million tokens cost that are read (``input``) and written (``output``)."""

    input: float
    output: float


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach a model; ``model`` None means that the user chose none, whatever else is set.

    ``timeout`` is in seconds, for one request (None: as the deadline allows). A key is given (``api_key``), stands in a file
    or is printed by a command. ``prices`` has what models cost, by their names, in whatever currency its author thinks in.
    """

    model: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    api_key_file: Path | None = None
    api_key_command: tuple[str, ...] | None = None
    timeout: float | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    fold_system: bool = False
    redact: bool = False
    candidates: int = 1
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    prices: Mapping[str, Price] = field(default_factory=dict)


LEGAL_KEYS = tuple(item.name for item in fields(Settings) if item.name != "api_key")


class _Given(NamedTuple):
    """One value and what to call the place it came from."""

    value: object
    source: str


def load_settings(explicit: Mapping[str, object], environ: Mapping[str, str], *, platform: str = sys.platform) -> Settings:
    """Settle every setting: ``explicit`` (None counts as not given) before ``environ`` before the config file.

    Raises SettingsError, naming the place and the legal keys, for a value or file that cannot be used.
    """
    given = _gather(explicit, environ, platform)
    return _validate(given) if given else Settings()


def name_sources(
    explicit: Mapping[str, object], environ: Mapping[str, str], *, platform: str = sys.platform
) -> Mapping[str, str]:
    """Tell where each setting that is given comes from: a variable, a key of the config file, or the name of an option."""
    return {key: given.source for key, given in _gather(explicit, environ, platform).items()}


def _gather(explicit: Mapping[str, object], environ: Mapping[str, str], platform: str) -> dict[str, _Given]:
    path = find_config(environ, platform)
    from_file = _read_config(path, environ) if path is not None else {}
    from_environ = {
        key: _Given(environ[name], name) for name, key in reversed(_VARIABLES.items()) if environ.get(name, "").strip()
    }
    from_caller = {key: _Given(value, key) for key, value in explicit.items() if value is not None}
    return from_file | _keep_key_with_url(from_environ, from_file) | from_caller


def find_config(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Name the config file of this platform, whether or not it exists; None where there is no home to look in."""
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME", "")
    folders = {
        "win32": environ.get("APPDATA") or (home and f"{home}/AppData/Roaming"),
        "darwin": home and f"{home}/Library/Application Support",
    }
    configured = environ.get("XDG_CONFIG_HOME", "")
    folder = configured if Path(configured).is_absolute() else folders.get(platform, home and f"{home}/.config")
    return Path(folder, "poise", "config.toml") if folder else None


def fetch_key(settings: Settings) -> str | None:
    """Return the key from where the settings say it is, None where they say nothing. Raises SettingsError."""
    if settings.api_key:
        return settings.api_key
    if settings.api_key_file is not None:
        return _read_key_file(settings.api_key_file)
    if settings.api_key_command is not None:
        return _run_key_command(settings.api_key_command)
    return None


def _keep_key_with_url(environ: dict[str, _Given], config: Mapping[str, _Given]) -> dict[str, _Given]:
    """Set aside OPENAI_API_KEY where the config file has a URL with a key of its own: it is for another server."""
    paired = "base_url" in config and "base_url" not in environ and any(key in config for key in _KEY_SOURCES)
    stray = paired and "api_key" in environ and environ["api_key"].source == "OPENAI_API_KEY"
    return {key: given for key, given in environ.items() if not (stray and key == "api_key")}


def _read_config(path: Path, environ: Mapping[str, str]) -> dict[str, _Given]:
    import tomllib

    try:
        with path.open("rb") as file:
            told = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        _refuse(f"{path}: cannot be read ({error.strerror}); check its permissions")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line \d+", str(error))
        _refuse(f"{path}: is not valid TOML{f' ({line.group()})' if line else ''}; strings stand in quotes")
    unknown = sorted(told.keys() - set(LEGAL_KEYS))
    if unknown:
        _refuse(f"{path}: unknown key {', '.join(unknown)}; legal keys: {', '.join(LEGAL_KEYS)}")
    return {key: _Given(_settle(key, value, path, environ), f"{path}: {key}") for key, value in told.items()}


def _settle(key: str, value: object, path: Path, environ: Mapping[str, str]) -> object:
    """Read a file name as its author meant it: ``~`` is home, and a relative one stands beside the config file."""
    if key != "api_key_file" or not isinstance(value, str):
        return value
    home = environ.get("HOME") or environ.get("USERPROFILE") or "~"
    return path.parent / (home + value[1:] if value.startswith(("~/", "~\\")) else value)


def _validate(given: Mapping[str, _Given]) -> Settings:
    from pydantic import ValidationError  # slow to import, wanted only where something is set

    from poise.engines.settings_schema import SettingsSchema

    try:
        checked = SettingsSchema.model_validate({key: item.value for key, item in given.items()})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = str(first["loc"][0])
        if key not in given:
            raise
        if first["type"] == "extra_forbidden":
            _refuse(f"unknown setting {key}; legal keys: {', '.join(LEGAL_KEYS)}")
        wanted = f"must be {SettingsSchema.model_fields[key].description}"
        reason = first["msg"].removeprefix("Value error, ") if first["type"] == "value_error" else wanted
        _refuse(f"{given[key].source}: {reason}")
    told = checked.model_dump()
    return Settings(**told | {"prices": {model: Price(**price) for model, price in told["prices"].items()}})


def _read_key_file(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        _refuse(f"api_key_file {path}: cannot be read; it must hold the key and nothing else")
    if len(lines) != 1:
        _refuse(f"api_key_file {path}: must hold the key and nothing else")
    return lines[0]


def _run_key_command(command: tuple[str, ...]) -> str:
    """Run the command without a shell and take what it prints; never tell what that was."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_KEY_COMMAND_SECONDS, check=True, text=True)  # noqa: S603
    except (OSError, ValueError, subprocess.SubprocessError):
        _refuse(f"api_key_command {command[0]}: failed; it must print the key and end within {_KEY_COMMAND_SECONDS} s")
    printed = done.stdout.split()
    if len(printed) != 1:
        _refuse(f"api_key_command {command[0]}: must print the key and nothing else")
    return printed[0]


def _refuse(message: str) -> NoReturn:
    raise SettingsError(message)
