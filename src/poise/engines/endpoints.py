"""Where a model is reached: base URLs as people type them → base URLs as they can be used."""

import ipaddress
import re
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

from poise.errors import SettingsError

OPENAI = "https://api.openai.com/v1"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")
_VERSION = re.compile(r"/v\d")
_ENDPOINTS = ("/chat/completions", "/completions", "/responses", "/models")
_AZURE = ".openai.azure.com"


def parse_base_url(typed: str) -> str:
    """Return the URL as it will be used: no trailing slash, no endpoint such as ``/models``, ``http://`` added on loopback.

    Raises SettingsError, which never repeats a user name or password, for anything that no server can be reached under.
    """
    text = typed.strip()
    parts = _split(text if _SCHEME.match(text) else f"http://{text}")
    if parts.username or parts.password:
        _refuse(parts.hostname or "?", "put no user name or password into it; use a key")
    host = parts.hostname or ""
    if not host or not text.isascii() or not text.isprintable() or " " in text:
        _refuse(host or "?", "write it like https://host/v1 or http://localhost:8080/v1")
    if not _SCHEME.match(text) and not is_loopback(host):
        _refuse(host, "say https:// or http:// in front; only a loopback address may do without")
    if parts.scheme not in ("http", "https"):
        _refuse(host, "it must begin with https:// or http://")
    if host.endswith(_AZURE) and ("/deployments/" in parts.path or parts.query):
        _refuse(host, f"write it as {parts.scheme}://{parts.netloc}/openai/v1 and name the deployment as the model")
    if parts.query or parts.fragment:
        _refuse(host, "it must end with its path: no ? and no #")
    path = parts.path.rstrip("/")
    endpoint = next((end for end in _ENDPOINTS if path.endswith(end)), "")
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix(endpoint).rstrip('/')}"


def name_host(base_url: str) -> str:
    """Return the host, with its port where one is given: what a person is told about where a draft goes."""
    return urlsplit(base_url).netloc


def add_version(base_url: str) -> str | None:
    """Return the URL with ``/v1`` where its path names no version, else None: there is nothing to guess."""
    return None if _VERSION.search(urlsplit(base_url).path) else f"{base_url}/v1"


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this very machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        _refuse("?", "write it like https://host/v1 or http://localhost:8080/v1")
    return parts


def _refuse(host: str, advice: str) -> NoReturn:
    message = f"no base URL that can be used (host {host}); {advice}"
    raise SettingsError(message)
