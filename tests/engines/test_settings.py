"""Where settings come from, which one wins, and what is said about one that cannot be used."""

import stat
import sys
from pathlib import Path

import pytest

from poise.engines.settings import LEGAL_KEYS, Price, Settings, fetch_key, find_config, load_settings
from poise.engines.settings_schema import SettingsSchema
from poise.errors import SettingsError

SECRET = "sk-secret-of-ann"  # noqa: S105 - made up


@pytest.fixture
def home(tmp_path):
    """A home whose config file `configure` writes."""
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def configure(home, text):
    """Write the config file of a home and return its path."""
    path = Path(home["XDG_CONFIG_HOME"], "poise", "config.toml")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_set_is_no_model():
    """Without any setting there is no model, and pydantic is not even imported."""
    assert load_settings({}, {}) == Settings()
    assert Settings().model is None


def test_explicit_values_win_over_the_environment_and_that_over_the_file(home):
    """The nearest source wins, setting by setting; None and empty variables count as not given."""
    configure(home, 'model = "from-file"\ntimeout = 11\nmax_tokens = 300\ntemperature = 0.1\nfold_system = true')
    environ = home | {"POISE_MODEL": "from-environment", "POISE_TIMEOUT": "22", "POISE_MAX_TOKENS": " "}
    settings = load_settings({"model": "explicit", "timeout": None}, environ)
    assert (settings.model, settings.timeout, settings.max_tokens) == ("explicit", 22.0, 300)
    assert (settings.temperature, settings.fold_system) == (0.1, True)


def test_poise_variables_win_over_those_of_openai():
    """Where both are set, poise's own variables are meant for poise."""
    environ = {
        "OPENAI_API_KEY": "theirs",
        "POISE_API_KEY": "ours",
        "OPENAI_BASE_URL": "https://theirs.test/v1",
        "POISE_BASE_URL": "localhost:8080",
    }
    settings = load_settings({}, environ)
    assert (settings.api_key, settings.base_url) == ("ours", "http://localhost:8080")


def test_every_setting_of_the_file_is_read(home):
    """Each legal key has its type, commands may be a line or a list, and a relative key file stands beside the file."""
    path = configure(
        home,
        'model = "m"\nbase_url = "https://llm.test/v1/"\napi_key_file = "key"\napi_key_command = "pass show \'my key\'"\n'
        "timeout = 9.5\nmax_tokens = 7\ntemperature = 0\nfold_system = true\nredact = true\n"
        "candidates = 3\n[extra_body]\nseed = 1\n[prices.m]\ninput = 1\noutput = 2.5\n",
    )
    settings = load_settings({}, home)
    assert settings.base_url == "https://llm.test/v1"
    assert settings.api_key_file == path.parent / "key"
    assert settings.api_key_command == ("pass", "show", "my key")
    assert settings.extra_body == {"seed": 1}
    assert settings.prices == {"m": Price(1.0, 2.5)}
    assert (settings.redact, settings.candidates) == (True, 3)
    assert (settings.timeout, settings.max_tokens, settings.temperature, settings.fold_system) == (9.5, 7, 0.0, True)


def test_a_key_file_at_home_is_found(home):
    """``~`` means the home of whoever runs poise."""
    configure(home, 'api_key_file = "~/secret/key"')
    assert load_settings({}, home).api_key_file == Path(home["HOME"], "secret", "key")


def test_a_stray_key_does_not_replace_that_of_another_server(home):
    """OPENAI_API_KEY is set aside where the file names a server and its key; POISE_API_KEY is meant, and wins."""
    configure(home, 'model = "m"\nbase_url = "https://llm.test/v1"\napi_key_file = "key"')
    assert load_settings({}, home | {"OPENAI_API_KEY": SECRET}).api_key is None
    assert load_settings({}, home | {"POISE_API_KEY": SECRET}).api_key == SECRET
    both = home | {"OPENAI_API_KEY": SECRET, "OPENAI_BASE_URL": "https://other.test/v1"}
    assert load_settings({}, both).api_key == SECRET


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("modle = 'x'", "unknown key modle"),
        (f"api_key = '{SECRET}'", "unknown key api_key"),
        (f"model = 'x'\nbase_url = {SECRET}", "line 2"),
        ("timeout = -1", "timeout: "),
        ("timeout = nan", "timeout: "),
        ("timeout = 'soon'", "timeout: "),
        ("max_tokens = 0", "max_tokens: "),
        ("max_tokens = 1.5", "max_tokens: "),
        ("model = 3", "model: "),
        ("model = ''", "model: "),
        ("extra_body = 3", "extra_body: "),
        ("candidates = 0", "candidates: "),
        ("redact = 'maybe'", "redact: "),
        ("prices = 3", "prices: "),
        ("api_key_command = []", "api_key_command: "),
        ('api_key_command = "pass \'x"', "api_key_command: "),
        ("base_url = 'llm.test'", "base URL"),
    ],
)
def test_a_wrong_file_is_an_error_in_one_line(home, text, told):
    """The message names file and key or line, and never shows a value, which might be a key."""
    path = configure(home, text)
    with pytest.raises(SettingsError) as caught:
        load_settings({}, home)
    message = str(caught.value)
    assert told in message
    assert str(path) in message
    assert SECRET not in message
    assert "\n" not in message


def test_an_unknown_key_is_told_the_legal_ones(home):
    """Whoever mistypes a key is told all that there are; a key for the model is not among them."""
    configure(home, "modle = 'x'")
    with pytest.raises(SettingsError, match=", ".join(LEGAL_KEYS)):
        load_settings({}, home)
    assert "api_key" not in LEGAL_KEYS


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"model = '\xff'", b"model"])
def test_a_file_that_is_no_toml_is_an_error(home, raw):
    """Bytes that are no text and text that is no TOML are named as such."""
    configure(home, "").write_bytes(raw)
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings({}, home)


def test_a_folder_for_a_file_is_an_error(home):
    """A config file that cannot be read is an error, while one that is not there is none."""
    Path(home["XDG_CONFIG_HOME"], "poise", "config.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({}, home)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("POISE_TIMEOUT", "soon", "a number of seconds, more than 0"),
        ("POISE_MAX_TOKENS", "-3", "a whole number, at least 1"),
        ("POISE_REDACT", "maybe", "true or false"),
        ("POISE_CANDIDATES", "99", "a whole number from 1 to 20"),
    ],
)
def test_a_wrong_variable_is_named(name, value, wanted):
    """An error in the environment names the variable, not the key it stands for, and says what it must be."""
    with pytest.raises(SettingsError, match=f"^{name}: must be {wanted}$"):
        load_settings({}, {name: value})


def test_each_setting_says_what_it_must_be():
    """No setting is without the words that explain it to whoever got it wrong."""
    assert all(field.description for field in SettingsSchema.model_fields.values())


def test_a_wrong_explicit_value_is_named():
    """An error of a caller names the setting; an unknown one is told the legal names."""
    with pytest.raises(SettingsError, match="timeout"):
        load_settings({"timeout": 0}, {})
    with pytest.raises(SettingsError, match="unknown setting speed; legal keys"):
        load_settings({"speed": 1}, {})


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {"HOME": "/home/ann"}, "/home/ann/.config/poise/config.toml"),
        ("linux", {"HOME": "/home/ann", "XDG_CONFIG_HOME": "/etc/ann"}, "/etc/ann/poise/config.toml"),
        ("linux", {"HOME": "/home/ann", "XDG_CONFIG_HOME": "etc"}, "/home/ann/.config/poise/config.toml"),
        ("darwin", {"HOME": "/Users/ann"}, "/Users/ann/Library/Application Support/poise/config.toml"),
        ("darwin", {"HOME": "/Users/ann", "XDG_CONFIG_HOME": "/x"}, "/x/poise/config.toml"),
        ("win32", {"APPDATA": "C:/Users/ann/AppData/Roaming"}, "C:/Users/ann/AppData/Roaming/poise/config.toml"),
        ("win32", {"USERPROFILE": "C:/Users/ann"}, "C:/Users/ann/AppData/Roaming/poise/config.toml"),
        ("linux", {}, None),
        ("darwin", {}, None),
        ("win32", {}, None),
    ],
)
def test_the_config_file_stands_in_the_place_of_the_platform(platform, environ, path):
    """Each platform has its place; without a home there is no file to look for."""
    found = find_config(environ, platform)
    assert (found and found.as_posix()) == path


def test_a_key_is_not_shown():
    """A value that holds a key does not show it."""
    assert SECRET not in repr(load_settings({}, {"OPENAI_API_KEY": SECRET}))


def test_a_key_is_fetched_from_where_it_is(tmp_path):
    """A given key, a key file and a command each give the key without blanks; nothing said gives none."""
    file = tmp_path / "key"
    file.write_text(f"{SECRET}\n")
    command = (sys.executable, "-c", f"print('{SECRET}')")
    assert fetch_key(Settings(api_key=SECRET)) == SECRET
    assert fetch_key(Settings(api_key_file=file)) == SECRET
    assert fetch_key(Settings(api_key_command=command)) == SECRET
    assert fetch_key(Settings()) is None


def test_a_command_runs_without_a_shell(tmp_path):
    """What a command line holds is never read by a shell."""
    target = tmp_path / "touched"
    with pytest.raises(SettingsError):
        fetch_key(Settings(api_key_command=("echo", f"a; touch {target}")))
    assert not target.exists()


@pytest.mark.parametrize("content", ["", f"{SECRET}\n{SECRET}", b"\xff\xfe"])
def test_a_wrong_key_file_is_named_and_not_quoted(tmp_path, content):
    """A file that is empty, holds more than a key, or is no text is an error that shows none of it."""
    file = tmp_path / "key"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError) as caught:
        fetch_key(Settings(api_key_file=file))
    assert str(file) in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "code", ["raise SystemExit(1)", "", f"print('{SECRET} {SECRET}')", f"print('{SECRET}'); raise SystemExit(3)"]
)
def test_a_failing_command_is_named_and_not_quoted(code):
    """A command that fails or prints something else is an error that shows nothing it printed."""
    with pytest.raises(SettingsError) as caught:
        fetch_key(Settings(api_key_command=(sys.executable, "-c", code)))
    assert "api_key_command" in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="a file's mode is not what protects it there")
def test_a_key_file_that_is_not_there_is_named(tmp_path):
    """A missing key file and a missing command are errors that say which."""
    with pytest.raises(SettingsError, match="nowhere"):
        fetch_key(Settings(api_key_file=tmp_path / "nowhere"))
    plain = tmp_path / "plain"
    plain.write_text("")
    plain.chmod(stat.S_IRUSR)
    with pytest.raises(SettingsError, match="plain"):
        fetch_key(Settings(api_key_command=(str(plain),)))
