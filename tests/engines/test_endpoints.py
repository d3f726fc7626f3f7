"""Base URLs as people type them."""

import pytest

from poise.engines.endpoints import add_version, name_host, parse_base_url
from poise.errors import SettingsError


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("https://llm.test/v1", "https://llm.test/v1"),
        ("https://llm.test/v1/", "https://llm.test/v1"),
        (" https://llm.test ", "https://llm.test"),
        ("HTTPS://llm.test/v1", "https://llm.test/v1"),
        ("https://llm.test/v1/chat/completions", "https://llm.test/v1"),
        ("https://llm.test/v1/completions/", "https://llm.test/v1"),
        ("https://llm.test/v1/models", "https://llm.test/v1"),
        ("https://llm.test/models/v1", "https://llm.test/models/v1"),
        ("https://ann.openai.azure.com/openai/v1/", "https://ann.openai.azure.com/openai/v1"),
        ("https://llm.test/api/v3/", "https://llm.test/api/v3"),
        ("http://llm.test:8080/v1", "http://llm.test:8080/v1"),
        ("localhost:11434", "http://localhost:11434"),
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("localhost", "http://localhost"),
    ],
)
def test_what_people_type_is_understood(typed, used):
    """Slashes, blanks, a whole endpoint and a bare loopback address all give the base URL that is meant."""
    assert parse_base_url(typed) == used


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "llm.test/v1",
        "192.168.1.5:8080",
        "ftp://llm.test",
        "https://",
        "https://llm.test:port/v1",
        "https://llm.test/v1?api-version=1",
        "https://llm.test/v1#x",
        "https://llm test/v1",
        "https://llm.test/\nv1",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
def test_what_reaches_no_server_is_refused(typed):
    """Anything else is refused with a word on how to write it, before a draft goes anywhere."""
    with pytest.raises(SettingsError, match="base URL"):
        parse_base_url(typed)


def test_a_password_in_a_url_is_refused_and_not_repeated():
    """A URL with a password is refused by a message that does not show it."""
    with pytest.raises(SettingsError) as caught:
        parse_base_url("https://ann:hunter2@llm.test/v1")
    assert "hunter2" not in str(caught.value)
    assert "ann" not in str(caught.value)


def test_a_host_is_named_with_its_port():
    """What a person is told about where the draft goes is host and port."""
    assert name_host("http://localhost:11434/v1") == "localhost:11434"


@pytest.mark.parametrize("path", ["/openai/deployments/a", "/openai/deployments/a/chat/completions?api-version=1", "?a=1"])
def test_the_older_addresses_of_azure_are_told_the_newer_one(path):
    """What stands in Azure's portal needs a version that no request here has; the address to write is said."""
    with pytest.raises(SettingsError, match=r"https://ann\.openai\.azure\.com/openai/v1 and name the deployment"):
        parse_base_url(f"https://ann.openai.azure.com{path}")


def test_a_version_is_guessed_where_none_is_named():
    """``/v1`` is worth a guess where the path names no version, and nowhere else."""
    assert add_version("http://localhost:11434") == "http://localhost:11434/v1"
    assert add_version("https://llm.test/api") == "https://llm.test/api/v1"
    assert add_version("https://llm.test/v1beta/openai") is None
    assert add_version("https://llm.test/api/v1") is None
