"""One request over HTTP, a whole answer or a Fault, and never a second longer than it was given.

The time-outs of an HTTP client bound single reads: a server that drips one byte at a time, or sends its headers that
way, outlives them all, and so does a slow name server. So the exchange runs on a thread of its own and is left behind
when its time is up; closing the client then ends the thread at its next byte.
"""

import errno
import os
import socket
import ssl
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from poise.domain import Outcome
from poise.engines.carrying import Carrier, OutOfTimeError
from poise.engines.complaints import Reply
from poise.engines.dialects import Dialect
from poise.engines.endpoints import name_host
from poise.engines.faults import Fault

if TYPE_CHECKING:
    import httpx2
    import openai

_CONNECT_SECONDS = 15.0
_MOST_IDLE = 4
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_BROKEN_LINE = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


class Way(NamedTuple):
    """A client, and the thread that carries its requests, one at a time: closing one that hangs breaks off nobody else's."""

    client: "openai.OpenAI"
    carrier: Carrier

    def close(self) -> None:
        """Break off whatever is under way, and let the thread end."""
        self.client.close()
        self.carrier.dismiss()


class Line:
    """The ways to one server. A few that have brought an answer wait here for their next request; any other is closed."""

    def __init__(self, base_url: str, key: str) -> None:
        self._base_url = base_url
        self._key = key
        self._idle: list[Way] = []
        self._process = os.getpid()
        weakref.finalize(self, _close, self._idle)

    def __reduce__(self) -> tuple[type["Line"], tuple[str, str]]:
        return Line, (self._base_url, self._key)  # connections stay where they are

    def post(self, dialect: Dialect, *, model: str, messages: list[dict[str, str]], seconds: float) -> Reply:
        """Ask for one completion within ``seconds``; return an answer of any HTTP status, raise Fault where none came."""

        def create(client: "openai.OpenAI", patience: "httpx2.Timeout") -> Any:  # noqa: ANN401 - unchecked, see `answers`
            completions: Any = client.chat.completions.with_raw_response
            return completions.create(model=model, messages=messages, extra_body=dict(dialect.options), timeout=patience)

        return self._call(seconds, create)

    def list_models(self, seconds: float) -> Reply:
        """Ask which models there are, within ``seconds``; return and raise as `post` does."""
        return self._call(seconds, lambda client, patience: client.models.with_raw_response.list(timeout=patience))

    def _call(self, seconds: float, request: "Callable[[openai.OpenAI, httpx2.Timeout], Any]") -> Reply:
        import httpx2
        import openai  # 0.7 s to import, wanted only by who asks a model

        host = name_host(self._base_url)
        way = self._take(host)
        patience = httpx2.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
        with _naming_faults(host, seconds):
            try:
                raw = way.carrier.run(seconds, lambda: request(way.client, patience))
            except openai.APIStatusError as error:
                raw = error
            except BaseException:
                way.close()
                raise
        self._keep(way)
        response = raw.response if isinstance(raw, openai.APIStatusError) else raw.http_response
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, response.content)

    def _keep(self, way: Way) -> None:
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(way)
        else:
            way.close()

    def _take(self, host: str) -> Way:
        if self._process != os.getpid():  # in a child of the process that made them, threads are gone and lines are shared
            self._idle.clear()
            self._process = os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            from poise.engines.opening import open_client

            return Way(open_client(self._base_url, self._key, host), Carrier())


def _close(ways: list[Way]) -> None:
    for way in ways:
        way.close()


@contextmanager
def _naming_faults(host: str, seconds: float) -> Iterator[None]:
    """Turn what the client raises into Faults, leaving behind messages and causes, which may quote key and draft."""
    import httpx2
    import openai

    from poise.engines.opening import TooLongError

    try:
        yield
    except TooLongError:
        detail = f"the answer of {host} is longer than any letter; check the base URL"
        raise Fault(Outcome.NOT_AN_API, detail) from None
    except (OutOfTimeError, openai.APITimeoutError) as error:
        if any(isinstance(cause, httpx2.ConnectTimeout) for cause in _causes(error)):
            detail = f"{host} cannot be reached within {min(seconds, _CONNECT_SECONDS):.3g} s; check base URL and network"
        else:
            detail = f"{host} gave no whole answer within {seconds:.3g} s; raise timeout or deadline, or try again later"
        raise Fault(Outcome.SERVER_ERROR, detail, again=True) from None
    except openai.APIConnectionError as error:
        raise _name_connection_fault(error, host) from None
    except (openai.OpenAIError, httpx2.InvalidURL, UnicodeError):
        raise Fault(Outcome.SERVER_ERROR, f"no request can be sent to {host}; check the base URL") from None


def _name_connection_fault(error: BaseException, host: str) -> Fault:
    """Tell apart what three tries cannot mend (nobody there, no such name, no way, no TLS) from a broken line."""
    import httpx2

    proxy = " or at your proxy" if any(os.environ.get(name) for name in _PROXIES) else ""
    lasting = (
        (httpx2.ProxyError, f"your proxy does not let {host} be reached; check HTTPS_PROXY and NO_PROXY"),
        (ConnectionRefusedError, f"nothing answers at {host}{proxy} (connection refused); is the server running?"),
        (socket.gaierror, f"the host {host} cannot be found; check the base URL and the network"),
        (ssl.SSLError, f"no secure connection to {host}: it speaks no TLS or is not trusted (see SSL_CERT_FILE)"),
    )
    causes = [cause for cause in _causes(error) if not isinstance(cause, _BROKEN_LINE)]
    for kind, detail in lasting:
        if any(isinstance(cause, kind) for cause in causes):
            return Fault(Outcome.SERVER_ERROR, detail)
    if any(isinstance(cause, OSError) and cause.errno in _NO_WAY for cause in causes):
        return Fault(Outcome.SERVER_ERROR, f"there is no way to {host}; check the network")
    return Fault(Outcome.SERVER_ERROR, f"the connection to {host} broke off", again=True)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
