"""The model of the settings: named to the person first, and opened only once its host was agreed to."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from poise.domain import Engine
from poise.engines.settings import Settings, load_settings
from poise.errors import SettingsError


@dataclass
class Model:
    """A model that letters may be asked of; ``host`` is where a draft would go, ``near`` tells that it is this computer."""

    name: str
    host: str
    near: bool
    settings: Settings = field(repr=False)
    _engine: Engine | None = field(default=None, init=False, repr=False)
    _opening: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def open(self) -> Engine:
        """The engine, its key fetched when it is first needed. Raises SettingsError."""
        from poise.engines.choosing import choose_engine

        with self._opening:
            if self._engine is None:
                self._engine = choose_engine(self.settings).engine
            return self._engine


def find_model(environ: Mapping[str, str]) -> tuple[Model | None, str]:
    """The model that the environment or the config file names, if any, or a line that says why it cannot be used."""
    from urllib.parse import urlsplit

    from poise.engines.endpoints import OPENAI, is_loopback, name_host, parse_base_url

    try:
        settings = load_settings({}, environ)
        if settings.model is None:
            return None, ""
        url = parse_base_url(settings.base_url or OPENAI)
    except SettingsError as error:
        return None, str(error)
    near = is_loopback(urlsplit(url).hostname or "")
    return Model(settings.model, name_host(url), near, settings), ""
