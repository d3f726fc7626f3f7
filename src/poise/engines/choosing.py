"""Who writes the letter: a model, where the user chose one, or else the composer that needs none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poise.domain import Engine
from poise.engines.endpoints import OPENAI
from poise.engines.settings import Price, Settings, fetch_key
from poise.errors import SettingsError

if TYPE_CHECKING:
    from poise.engines.chat import Chat
    from poise.engines.offline import Tone

HINT = "a key or server is set but no model, so the letter is written offline; name a model with --model or POISE_MODEL"


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The engine, one line worth telling about the choice, or an empty one, and what its tokens cost, where that is known."""

    engine: Engine
    hint: str = ""
    price: Price | None = None


def choose_engine(settings: Settings, *, offline: bool = False, variant: int = 0, tone: "Tone" = "standard") -> EngineChoice:
    """Choose the model that the settings name; the offline composer where they name none or ``offline`` is set.

    A key or a URL alone never selects a model: a stray variable must not send a draft anywhere. Raises SettingsError for
    a model that is named and cannot be asked.
    """
    if offline or settings.model is None:
        from poise.engines.offline import Offline  # its phrase data is loaded only by who composes

        stray = settings.api_key or settings.base_url or settings.api_key_file or settings.api_key_command
        return EngineChoice(Offline(variant, tone), HINT if stray and not offline else "")
    return EngineChoice(_make_chat(settings, settings.model), price=settings.prices.get(settings.model))


def _make_chat(settings: Settings, model: str) -> "Chat":
    from poise.engines.chat import Chat  # brings all that speaks to servers

    key = fetch_key(settings)
    if key is None and settings.base_url is None:
        message = (
            f"no key for the model {model}: set OPENAI_API_KEY, name a server that needs none with --base-url or "
            "POISE_BASE_URL, or use --offline"
        )
        raise SettingsError(message)
    return Chat(
        model=model,
        base_url=settings.base_url or OPENAI,
        api_key=key,
        timeout=settings.timeout,
        max_tokens=settings.max_tokens,
        temperature=settings.temperature,
        fold_system=settings.fold_system,
        extra_body=settings.extra_body,
        redact=settings.redact,
        candidates=settings.candidates,
    )
