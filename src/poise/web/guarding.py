"""Who may speak to the page: this computer's browser, from the page itself, and nobody else.

A page on the loopback is within reach of every site that the same browser has open. So the name in ``Host`` must be ours
(or a foreign name that points here could read us), and a POST must come from our own origin.
"""

import sys
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from poise.web.refusing import RefusedError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types poise"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Stands before everything else: turns strangers away, and puts the same headers on every answer."""

    def __init__(self, app: "ASGIApp", port: int) -> None:
        self._app = app
        self._hosts = {f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")}

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let a request through, or answer it here. No error gets past this point, and none is told with its text."""
        if scope["type"] != "http":
            return
        began = False

        async def send_guarded(message: "Message") -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            self._admit(scope)
            await self._app(scope, receive, send_guarded)
        except RefusedError as refused:
            await PlainTextResponse(f"{refused.text}\n", refused.status)(scope, receive, send_guarded)
        except Exception as error:  # noqa: BLE001 - a traceback could show the draft to whoever reads the terminal
            print(f"poise: the page met an error of its own ({type(error).__name__})", file=sys.stderr)  # noqa: T201
            if not began:
                sorry = PlainTextResponse("Something went wrong in poise itself. Your text is still in the page.\n", 500)
                await sorry(scope, receive, send_guarded)

    def _admit(self, scope: "Scope") -> None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            raise RefusedError(403, "This page answers only under the address that poise printed when it started.")
        if scope["method"] not in {"GET", "HEAD"} and not self._is_own(headers):
            raise RefusedError(403, "This request does not come from the page of poise. Open the page and try there.")

    def _is_own(self, headers: Headers) -> bool:
        """Whether the page itself sent this: by its origin, or, where that is withheld, by the browser's own word.

        Our referrer policy makes browsers write ``null`` on a plain form; what they say of the site cannot be forged.
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin", "null")
        if origin == "null":
            return site == "same-origin"
        return origin == f"http://{headers['host']}" and site in {None, "same-origin"}
