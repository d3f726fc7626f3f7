"""The server of the page: on the loopback, for as long as the command runs."""

import os
import socket
import sys
import threading
import webbrowser

import uvicorn

from poise.errors import InputError
from poise.web.routing import make_configured_app

_HOST = "127.0.0.1"
_GRACE_SECONDS = 1


def serve(port: int, *, browse: bool) -> None:
    """Serve the page at ``port`` (0: any free one) until interrupted; the address is the first line on stdout.

    Raises InputError for a port that cannot be had.
    """
    listener = _listen(port)
    port = listener.getsockname()[1]
    address = f"http://{_HOST}:{port}/"
    config = uvicorn.Config(
        make_configured_app(port),
        access_log=False,
        http="h11",
        lifespan="off",
        log_level="critical",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ws="none",
    )
    _warm()
    print(address, flush=True)  # noqa: T201 - the contract: the first line on stdout
    print("The page is open at this address, for this computer alone. Ctrl-C ends it.", file=sys.stderr)  # noqa: T201
    if browse and _has_browser():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((_HOST, port), backlog=256)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "out of range"
        raise InputError(f"port {port}: cannot be used ({reason}); name another with --port, or 0 for any") from None


def _has_browser() -> bool:
    """Whether a window can open: in a bare terminal, a browser that fits into it would take it over."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _warm() -> None:
    """Load what a letter needs before anybody asks: two requests that import it at once may each find it half made."""
    from poise.domain import Draft
    from poise.engines.offline import Offline
    from poise.rewriting import rewrite

    rewrite(Draft("Thank you for your time. Sam"), engine=Offline())
