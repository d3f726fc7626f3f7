"""What happens while a model writes, in a line for the person who waits."""

from poise.checking.loading import open_rulebook
from poise.domain import Destination, PromptCut, Waiting
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, Event, FellBack
from poise.web.refusing import end

_MOST_TITLES = 3


class Teller:
    """Says each event in a line. A new attempt is told together with why the last one failed, or nobody could read that."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._failed = ""

    def tell(self, event: Event) -> str:
        """The line; empty where there is nothing worth one."""
        line = describe(event, self._model)
        if isinstance(event, AttemptFailed):
            self._failed = line
        elif line and self._failed:
            line, self._failed = f"{self._failed} {line}", ""
        return line


def describe(event: Event, model: str) -> str:
    """One event in one line."""
    match event:
        case EngineChosen(destination=Destination(host=host, redacted=redacted)):
            without = ", without its names, numbers, addresses and links" if redacted else ""
            return f"Your draft goes to {host}{without}."
        case AttemptStarted(engine="chat", number=number):
            return f"{model} is writing, attempt {number}."
        case AttemptFailed(engine="chat", number=number):
            reason = _name(event.rules) if event.rules else event.detail or event.outcome.value
            return end(f"Attempt {number} cannot be used: {reason}")
        case Waiting(seconds=seconds, reason=reason):
            return end(f"Waiting {seconds:.0f} s: {reason}")
        case PromptCut(host=host, tokens=tokens, words=words):
            counted = f"{host} counted {tokens} tokens in a request of {words} words"
            return f"{counted}; it may have read only a part: raise the server's context length."
        case _:
            return "Writing it on this computer instead." if isinstance(event, FellBack) else ""


def _name(rules: tuple[str, ...]) -> str:
    """The rules by what they are called and by their ids, the first few of them."""
    rulebook = open_rulebook(None)
    named = [f"{rulebook.rule(rule).title[:1].lower()}{rulebook.rule(rule).title[1:]} ({rule})" for rule in rules]
    more = len(named) - _MOST_TITLES
    return "; ".join(named[:_MOST_TITLES]) + (f"; and {more} more" if more > 0 else "")
