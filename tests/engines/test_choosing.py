"""Who writes: a model only where the user chose one."""

import json
import subprocess
import sys

import pytest

from poise.engines.chat import Chat
from poise.engines.choosing import choose_engine
from poise.engines.settings import Settings
from poise.errors import SettingsError


def test_a_model_selects_chat():
    """A model that the user chose is asked, with everything that was set for it."""
    choice = choose_engine(Settings(model="tiny", base_url="http://localhost:8080/v1", timeout=9, max_tokens=300))
    assert isinstance(choice.engine, Chat)
    assert (choice.engine.name, choice.engine.host, choice.engine.timeout) == ("chat", "localhost:8080", 9)
    assert choice.hint == ""


@pytest.mark.parametrize("stray", [{"api_key": "sk-a"}, {"base_url": "https://llm.test/v1"}])
def test_a_key_or_a_url_alone_stays_offline(stray):
    """A stray variable sends no draft anywhere; one hint says how to choose a model."""
    choice = choose_engine(Settings(**stray))
    assert choice.engine.name == "offline"
    assert "POISE_MODEL" in choice.hint


def test_nothing_set_is_offline_without_a_hint():
    """Who configured nothing is not bothered."""
    choice = choose_engine(Settings())
    assert (choice.engine.name, choice.hint) == ("offline", "")


def test_offline_wins_over_a_model():
    """Offline forces the composer, whatever is set, and runs no key command."""
    settings = Settings(model="tiny", api_key="sk-a", api_key_command=("false",))
    choice = choose_engine(settings, offline=True)
    assert (choice.engine.name, choice.hint) == ("offline", "")


def test_a_model_without_key_or_server_is_an_error():
    """A model that cannot be asked is said to be so; no letter is written by another in its place."""
    with pytest.raises(SettingsError, match=r"OPENAI_API_KEY.*--offline"):
        choose_engine(Settings(model="tiny"))


def test_the_key_comes_from_its_command():
    """The key is fetched when, and only when, a model is going to be asked."""
    printing = (sys.executable, "-c", "print('sk-b')")
    engine = choose_engine(Settings(model="tiny", api_key_command=printing)).engine
    assert engine.api_key == "sk-b"


def test_choosing_the_composer_imports_nothing_of_a_model():
    """The offline path loads neither the SDK nor its transport nor pydantic."""
    code = (
        "import json, sys; from poise.engines.choosing import choose_engine; from poise.engines.settings import load_settings;"
        "choose_engine(load_settings({}, {}));"
        "print(json.dumps([m for m in ('openai', 'httpx2', 'pydantic', 'asyncio', 'tenacity') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
