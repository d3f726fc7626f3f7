"""``poise doctor``: who would write the next letter and why, and whether that model can be used. No draft is involved."""

import os
import sys

from poise.cli.exits import ExitStatus
from poise.cli.outputs import put
from poise.cli.terminal import Style, safe
from poise.engines.diagnosing import diagnose
from poise.engines.settings import find_config, load_settings, name_sources

_OPTIONS = {"model": "--model", "base_url": "--base-url"}


def run(model: str | None, base_url: str | None, seconds: float) -> ExitStatus:
    """Print what was found, as it is found. Raises SettingsError for settings that cannot be used."""
    explicit = {"model": model, "base_url": base_url}
    _print_config()
    settings = load_settings(explicit, os.environ)
    sources = {key: _OPTIONS.get(source, source) for key, source in name_sources(explicit, os.environ).items()}
    good = True
    for sign in diagnose(settings, sources, seconds):
        _print(sign.name, sign.found, good=sign.good)
        good = good and sign.good is not False
    if not good:
        verdict = f"{settings.model} cannot be used now; letters would be written offline."
    elif settings.model is None:
        verdict = "Letters are written on this computer; nothing was asked of the network."
    else:
        verdict = f"Letters are written with {settings.model}."
    put(f"{safe(verdict)}\n")
    return ExitStatus.PASSED if good else ExitStatus.NO_MODEL


def _print_config() -> None:
    path = find_config(os.environ)
    there = path is not None and path.is_file()
    _print("config", str(path) if there else f"{path or 'no home folder'}: no such file, which is fine")


def _print(name: str, found: str, *, good: bool | None = True) -> None:
    style = Style(sys.stdout)
    marks = {True: style.paint("ok", "green"), None: style.paint("??", "yellow"), False: style.paint("no", "bold", "red")}
    mark = marks[good]
    put(f"{mark}  {name:<8} {safe(found)}\n")
