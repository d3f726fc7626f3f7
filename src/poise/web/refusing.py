"""What the page will not do, in one line for whoever asked."""

from poise.errors import PoiseError


class RefusedError(Exception):
    """A request that is not carried out; ``status`` is that of HTTP, ``text`` says what is wrong and what to do."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


def as_sentence(error: PoiseError) -> str:
    """What an error says, as a sentence for the page."""
    text = str(error)
    return end(f"{text[:1].upper()}{text[1:]}")


def end(text: str) -> str:
    """A sentence with its full stop, which a question does not take."""
    return text if text.endswith(("?", ".")) else f"{text}."
