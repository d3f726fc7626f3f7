"""The engine that asks a language model, through any server that speaks OpenAI's chat completions."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from poise.domain import Answer, Brief, Outcome, Tell, Waiting
from poise.engines.answers import read_answer
from poise.engines.dialects import Dialect, adapt
from poise.engines.endpoints import OPENAI, name_host, parse_base_url
from poise.engines.faults import Fault, Reply, judge_status
from poise.engines.transport import post
from poise.errors import SettingsError
from poise.prompting import Message, build_messages

if TYPE_CHECKING:
    from tenacity import RetryCallState, Retrying

NO_KEY = "unused"
TRIES = 3
LEAST_SECONDS, SHARE, MOST_SECONDS = 60.0, 2 / 3, 600.0
OURS_TO_SET = frozenset({"model", "messages", "stream", "n"})


@dataclass
class Chat:
    """Writes letters with a model; safe to use for many drafts, and remembers what its server was found to need.

    ``base_url`` is OpenAI's where none is given, and then ``api_key`` may come from ``OPENAI_API_KEY``; another server
    gets the key that is given here or a meaningless one. ``timeout`` bounds one request in seconds (None: most of the time
    there is, but a minute at least), ``max_tokens`` the length of an answer (None: the server's own limit). ``fold_system``
    is for models that take no system message, ``extra_body`` is added to every request. ``backoff``: seconds before the
    second try, doubled for the third.

    Raises SettingsError for a model, base URL, key or option that cannot be used.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout: float | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    fold_system: bool = False
    extra_body: Mapping[str, object] = field(default_factory=dict)
    backoff: float = 0.5
    _dialect: Dialect = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Settle where requests go, with which key and options, once."""
        _check_model(self.model)
        if self.base_url is None:
            self.api_key = self.api_key or os.environ.get("OPENAI_API_KEY")
        self.api_key = _check_key(self.api_key or (NO_KEY if self.base_url else None))
        self.base_url = parse_base_url(self.base_url or OPENAI)
        limits = {"max_tokens": self.max_tokens, "temperature": self.temperature}
        options = {name: value for name, value in limits.items() if value is not None} | dict(self.extra_body)
        _check_options(options, self.timeout)
        self._dialect = Dialect(self.base_url, options, folded=self.fold_system)

    @property
    def name(self) -> str:
        """The engine's word in reports."""
        return "chat"

    @property
    def host(self) -> str:
        """The host, and port where one is given, that the draft is sent to."""
        return name_host(self._dialect.base_url)

    def describe_request(self, brief: Brief) -> dict[str, object]:
        """Show the body of the request that `write` would send, to be looked at before anything is sent."""
        return {
            "model": self.model,
            "messages": self._dialect.arrange(build_messages(brief)),
            **self._dialect.options,
        }

    def write(self, brief: Brief) -> Answer:
        """Ask for one letter; whatever the server does wrong comes back as an outcome, within the brief's deadline.

        Every wait between two tries is told.
        """
        return _Exchange(self, build_messages(brief), brief.deadline, brief.tell).run()

    @property
    def dialect(self) -> Dialect:
        """How the server is spoken to, as far as it is known by now."""
        return self._dialect

    def send(self, dialect: Dialect, messages: tuple[Message, ...], seconds: float) -> Reply:
        """Send one request and return the raw answer; raises Fault when none came.

        ``seconds`` is all the time there is; one request gets a part of it, so that another one may follow.
        """
        share = self.timeout or min(max(LEAST_SECONDS, seconds * SHARE), MOST_SECONDS)
        laid, key = dialect.arrange(messages), self.api_key or NO_KEY
        return post(dialect, model=self.model, messages=laid, key=key, seconds=min(share, seconds))

    def learn(self, dialect: Dialect, fault: Fault) -> bool:
        """Adapt the dialect that the server complained about; False where that is nothing we can change."""
        if dialect != self._dialect:
            return True  # another thread was told the same first
        adapted = adapt(dialect, fault)
        self._dialect = adapted or dialect
        return adapted is not None


@dataclass
class _Exchange:
    """The requests of one attempt: up to three tries, each with as many adaptations as the server asks for."""

    chat: Chat
    messages: tuple[Message, ...]
    deadline: float
    tell: Tell
    requests: int = 0

    def run(self) -> Answer:
        """Try until an answer can be read, trying again is of no use, or no time is left."""
        try:
            answer = _retrying(self.chat.backoff, self.deadline, self.tell)(self._try_once)
        except Fault as fault:
            return Answer(fault.outcome, requests=self.requests, detail=fault.detail)
        return replace(answer, requests=self.requests)

    def _try_once(self) -> Answer:
        while True:
            dialect = self.chat.dialect
            try:
                return self._request(dialect)
            except Fault as fault:
                if not self.chat.learn(dialect, fault):
                    raise

    def _request(self, dialect: Dialect) -> Answer:
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise Fault(Outcome.SERVER_ERROR, f"no time was left to ask {self.chat.host}; raise the deadline")
        self.requests += 1
        reply = self.chat.send(dialect, self.messages, seconds)
        fault = judge_status(reply, self.chat.host, self.chat.model)
        if fault is not None:
            raise fault
        return read_answer(reply, self.chat.host, self.chat.model)


def _retrying(backoff: float, deadline: float, tell: Tell) -> "Retrying":
    """Try again where the fault says that it may help, after the wait that the server asks for, within the deadline."""
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential, wait_random

    growing = wait_exponential(multiplier=backoff, max=8) + wait_random(0, backoff)
    enough = stop_after_attempt(TRIES)

    def wait(state: "RetryCallState") -> float:
        fault = _fault_of(state)
        return growing(state) if fault is None or fault.wait is None else fault.wait

    def stop(state: "RetryCallState") -> bool:
        return enough(state) or time.monotonic() + state.upcoming_sleep >= deadline

    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.again),
        wait=wait,
        stop=stop,
        before_sleep=lambda state: tell(_name_wait(state)),
        reraise=True,
    )


def _name_wait(state: "RetryCallState") -> Waiting:
    fault = _fault_of(state)
    return Waiting(state.upcoming_sleep, fault.detail if fault else "")


def _fault_of(state: "RetryCallState") -> Fault | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Fault) else None


def _check_model(model: str) -> None:
    if not model.strip() or not model.isprintable():
        message = "the model's name is empty or holds control characters; give it as the server lists it"
        raise SettingsError(message)


def _check_options(options: Mapping[str, object], timeout: float | None) -> None:
    taken = sorted(OURS_TO_SET & options.keys())
    if taken:
        message = f"extra_body: {', '.join(taken)} cannot be set there; poise sets it itself"
        raise SettingsError(message)
    if timeout is not None and not timeout > 0:
        message = "timeout: give more than 0 seconds"
        raise SettingsError(message)


def _check_key(key: str | None) -> str:
    """Return the key without blanks around it; complain, without showing it, where a header could not carry it."""
    stripped = (key or "").strip()
    if not stripped:
        message = "no key for the model: set OPENAI_API_KEY, or POISE_BASE_URL for a server that needs none"
        raise SettingsError(message)
    if not (stripped.isascii() and stripped.isprintable()) or " " in stripped:
        message = "the key for the model holds characters that no key has; set it again without quotes or line breaks"
        raise SettingsError(message)
    return stripped
