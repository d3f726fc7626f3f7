"""A letter in the shapes that it leaves in: text to paste, or a mail that waits to be sent."""

from poise.domain import Letter
from poise.reading.mail import Mail, read_mail


def as_text(letter: Letter) -> str:
    """Subject line, blank line, body: ready to be pasted."""
    return letter.text + "\n"


def as_eml(letter: Letter, rejection: str | bytes | None) -> bytes:
    """A reply that mail programs open as a draft (``X-Unsent``); they add From, Date and Message-ID themselves.

    It is addressed only here, to whoever sent the ``rejection``: a letter that did not pass never gets this far, and an
    address that nobody reads is left out.
    """
    # Only this format needs the e-mail package.
    from email.message import EmailMessage
    from email.policy import SMTP

    answered = read_mail(rejection) if rejection else None
    message = EmailMessage(policy=SMTP)
    recipient = None if answered is None or answered.no_reply else answered.reply_to or answered.address
    if recipient:
        message["To"] = _one_line(recipient)
    message["Subject"] = _one_line(_subject(letter, answered))
    if answered is not None and answered.message_id:
        message["In-Reply-To"] = _one_line(answered.message_id)
        message["References"] = _one_line(" ".join((*answered.references, answered.message_id)))
    message["X-Unsent"] = "1"
    message.set_content(letter.body + "\n", cte="quoted-printable")
    return message.as_bytes()


def _subject(letter: Letter, answered: Mail | None) -> str:
    """The subject of the thread, so that mail programs keep it together, else the letter's own."""
    if answered is None or not answered.subject:
        return letter.subject
    return answered.subject if answered.subject.lower().startswith("re:") else f"Re: {answered.subject}"


def _one_line(value: str) -> str:
    """A header value that cannot begin another header."""
    return " ".join(value.split())
