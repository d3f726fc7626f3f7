"""The HTTP client of a line: one that believes the right certificates, tells nothing unasked, and stops reading in time.

Imported only where something is about to be sent: `openai` takes 0.7 s to import.
"""

import os
import ssl
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx2
import openai

from poise.domain import Outcome
from poise.engines.endpoints import OPENAI
from poise.engines.faults import Fault

MOST_BYTES = 4_000_000
"""More than any letter, or any list of models, takes; unpacked."""

_PACKED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_UNASKED_HEADERS = ("X-Stainless-OS", "X-Stainless-Arch", "X-Stainless-Runtime", "X-Stainless-Runtime-Version")


class TooLongError(Exception):
    """An answer was longer than it may be."""


class BoundedClient(httpx2.Client):
    """Reads every answer whole, as its parent does, but none that is longer than `MOST_BYTES`.

    Time alone does not bound one: a server that never ends may be faster than memory lasts.
    """

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:  # noqa: ANN401 - the parent's, handed on
        """Send a request and return its answer, unpacked. Raises TooLongError beside what the parent raises."""
        response = super().send(request, **options | {"stream": True})
        body = bytearray()
        try:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise TooLongError
        finally:
            response.close()
        headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _PACKED]
        return httpx2.Response(
            response.status_code, headers=headers, content=bytes(body), request=request, extensions=response.extensions
        )


def open_client(base_url: str, key: str, host: str) -> openai.OpenAI:
    """Make a client with no retries of its own, no redirect that would carry the draft elsewhere, and no cookies.

    Raises Fault where none can be made.
    """
    unasked: Any = dict.fromkeys(_UNASKED_HEADERS, openai.Omit())
    try:
        refusing = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        http = BoundedClient(follow_redirects=False, verify=trust(base_url), cookies=refusing)
        client = openai.OpenAI(api_key=key, base_url=base_url, max_retries=0, http_client=http, default_headers=unasked)
    except (ImportError, ValueError, OSError, httpx2.InvalidURL, openai.OpenAIError):
        detail = f"no connection to {host} could be set up; check HTTPS_PROXY, SSL_CERT_FILE and the OPENAI_ variables"
        raise Fault(Outcome.SERVER_ERROR, detail) from None
    if base_url != OPENAI:  # whose account it is (OPENAI_ORG_ID, OPENAI_PROJECT_ID) is nobody else's business
        client.organization = client.project = None
    return client


def trust(base_url: str) -> ssl.SSLContext:
    """Whose certificates are believed: those of the operating system, read once; nobody's where no TLS will be spoken.

    Reading them takes longer than everything else that poise does for a request.
    """
    proxied = any(name.lower().endswith("_proxy") for name in os.environ)
    if base_url.startswith("http:") and not proxied:
        return _trust_nobody()
    return _read_certificates(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@cache
def _trust_nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def _read_certificates(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Read them as the client would, anew only where the variables that name them have changed."""
    return httpx2.create_ssl_context()
