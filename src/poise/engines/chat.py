"""The engine that asks a language model, through any server that speaks OpenAI's chat completions."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from poise.domain import Answer, Brief, Destination, Outcome, PromptCut, Tell, Usage, keep_quiet
from poise.engines.answers import read_answer, read_completion
from poise.engines.complaints import Reply
from poise.engines.dialects import SEVERAL, Dialect, adapt
from poise.engines.endpoints import OPENAI, name_host, parse_base_url
from poise.engines.exchanging import Exchange
from poise.engines.faults import Fault
from poise.engines.redacting import cover_brief, uncover
from poise.engines.transport import Line
from poise.errors import SettingsError
from poise.prompting import Message, build_messages

CUT_SHARE = 0.8
NO_KEY = "unused"
LEAST_SECONDS, SHARE, MOST_SECONDS = 60.0, 2 / 3, 600.0
OURS_TO_SET = frozenset({"model", "messages", "stream", "n"})


class Remark(NamedTuple):
    """What a model said to a question that is no request for a letter; ``detail`` explains an outcome other than ok."""

    outcome: Outcome
    text: str = ""
    usage: Usage | None = None
    requests: int = 0
    detail: str = ""


@dataclass
class Chat:
    """Writes letters with a model; safe to use for many drafts, and remembers what its server was found to need.

    ``base_url`` is OpenAI's where none is given, and then ``api_key`` may come from ``OPENAI_API_KEY``; another server
    gets the key that is given here or a meaningless one. ``timeout`` bounds one request in seconds (None: most of the time
    there is, but a minute at least), ``max_tokens`` the length of an answer (None: the server's own limit). ``fold_system``
    is for models that take no system message, ``extra_body`` is added to every request, ``redact`` replaces names, numbers,
    addresses and links before anything is sent and puts them back into the letter. ``candidates`` is how many letters are
    asked for at once, where the server can do that. ``backoff``: seconds before the second try, doubled for the third.

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
    redact: bool = False
    candidates: int = 1
    backoff: float = 0.5
    _dialect: Dialect = field(init=False, repr=False, compare=False)
    _lines: dict[str, Line] = field(init=False, repr=False, compare=False, default_factory=dict)

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
        if self.candidates < 1:
            raise SettingsError("candidates: at least 1 is needed")
        options |= {SEVERAL: self.candidates} if self.candidates > 1 else {}
        self._dialect = Dialect(self.base_url, options, folded=self.fold_system)

    @property
    def name(self) -> str:
        """The engine's word in reports."""
        return "chat"

    @property
    def host(self) -> str:
        """The host, and port where one is given, that the draft is sent to."""
        return name_host(self._dialect.base_url)

    @property
    def destination(self) -> Destination:
        """Where the draft goes, to be told before it goes."""
        return Destination(self.model, self.host, redacted=self.redact)

    def describe_request(self, brief: Brief) -> dict[str, object]:
        """Show the body of the request that `write` would send, to be looked at before anything is sent."""
        messages = build_messages(brief, cover_brief(brief).hide) if self.redact else build_messages(brief)
        return {"model": self.model, "messages": self._dialect.arrange(messages), **self._dialect.options}

    def write(self, brief: Brief) -> Answer:
        """Ask for one letter; whatever the server does wrong comes back as an outcome, within the brief's deadline.

        Every wait between two tries is told.
        """
        cover = cover_brief(brief) if self.redact else None
        exchange = Exchange(self, build_messages(brief, cover.hide if cover else str), brief.deadline, brief.tell)
        try:
            answer = exchange.run(read_answer)
        except Fault as fault:
            return Answer(fault.outcome, requests=exchange.requests, detail=fault.detail)
        self._warn_of_cut(exchange.messages, answer.usage, brief.tell)
        return replace(uncover(answer, cover) if cover else answer, requests=exchange.requests)

    def ask(self, messages: tuple[Message, ...], deadline: float, tell: Tell = keep_quiet) -> Remark:
        """Ask something else than for a letter, under the same terms; ``text`` is empty unless the outcome is ok."""
        exchange = Exchange(self, messages, deadline, tell)
        try:
            (said, *_), usage = exchange.run(read_completion)
        except Fault as fault:
            return Remark(fault.outcome, requests=exchange.requests, detail=fault.detail)
        return Remark(said.outcome, said.text, usage, exchange.requests, said.detail)

    def _warn_of_cut(self, messages: tuple[Message, ...], usage: Usage | None, tell: Tell) -> None:
        """Tell where a server read less than was sent. A token is hardly ever more than a word; 0 is no count at all."""
        words = sum(len(message.text.split()) for message in messages)
        if usage and 0 < usage.prompt < words * CUT_SHARE:
            tell(PromptCut(self.host, usage.prompt, words))

    @property
    def dialect(self) -> Dialect:
        """How the server is spoken to, as far as it is known by now."""
        return self._dialect

    def send(self, dialect: Dialect, messages: tuple[Message, ...], seconds: float) -> Reply:
        """Send one request and return the raw answer; raises Fault when none came.

        ``seconds`` is all the time there is; one request gets a part of it, so that another one may follow.
        """
        share = self.timeout or min(max(LEAST_SECONDS, seconds * SHARE), MOST_SECONDS)
        laid = dialect.arrange(messages)
        return self._line(dialect).post(dialect, model=self.model, messages=laid, seconds=min(share, seconds))

    def list_models(self, seconds: float) -> Reply:
        """Ask the server which models it has, in these seconds at most; raises Fault when no answer came."""
        return self._line(self._dialect).list_models(min(seconds, self.timeout or seconds))

    def _line(self, dialect: Dialect) -> Line:
        """The way to the server at this address, kept open between requests."""
        return self._lines.setdefault(dialect.base_url, Line(dialect.base_url, self.api_key or NO_KEY))

    def learn(self, dialect: Dialect, fault: Fault) -> bool:
        """Adapt the dialect that the server complained about; False where that is nothing we can change."""
        if dialect != self._dialect:
            return True  # another thread was told the same first
        adapted = adapt(dialect, fault)
        self._dialect = adapted or dialect
        return adapted is not None


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
