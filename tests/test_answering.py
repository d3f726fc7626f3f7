"""A letter as a mail that continues the thread and waits to be sent."""

from email import message_from_bytes
from email.policy import default

import pytest

from poise.answering import as_eml, as_text
from poise.domain import Letter

REJECTION = (
    'From: "Adaeze Lind" <adaeze@crumb.example.com>\nReply-To: people@crumb.example.com\nTo: tamsin@example.com\n'
    "Subject: Your application for Head Baker\nMessage-ID: <2@crumb.example.com>\nReferences: <1@example.com>\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "Dear Tamsin,\n\nThank you for applying for the position of Head Baker at Kettle & Crumb.\n\nAdaeze Lind\n"
)
LETTER = Letter("Head Baker", "Dear Ms. Lind,\n\nThank you for the café tour.\n\nTamsin")


def parsed(rejection, letter=LETTER):
    """The mail as a mail program reads it."""
    return message_from_bytes(as_eml(letter, rejection), policy=default)


def test_text_is_subject_blank_line_and_body():
    """Ready to paste, with one newline at the end."""
    assert as_text(LETTER) == f"Subject: Head Baker\n\n{LETTER.body}\n"


@pytest.mark.parametrize("rejection", [REJECTION, REJECTION.encode()])
def test_a_reply_stays_in_its_thread(rejection):
    """Subject, In-Reply-To and References are those of the rejection; it goes to the address that asks for replies."""
    mail = parsed(rejection)
    assert mail["Subject"] == "Re: Your application for Head Baker"
    assert mail["In-Reply-To"] == "<2@crumb.example.com>"
    assert mail["References"] == "<1@example.com> <2@crumb.example.com>"
    assert mail["To"] == "people@crumb.example.com"


def test_it_waits_to_be_sent():
    """It opens as a draft, and the mail program adds who, when and which."""
    mail = parsed(REJECTION)
    assert mail["X-Unsent"] == "1"
    assert not {"From", "Date", "Message-ID", "Cc", "Bcc"} & set(mail.keys())


def test_the_body_arrives_as_it_was_written():
    """UTF-8, quoted-printable, CRLF: what is read is what was written."""
    data = as_eml(LETTER, None)
    mail = message_from_bytes(data, policy=default)
    assert mail.get_content().split("\r\n") == [*LETTER.body.split("\n"), ""]
    assert (mail.get_content_charset(), mail["Content-Transfer-Encoding"]) == ("utf-8", "quoted-printable")
    assert data.replace(b"\r\n", b"").count(b"\n") == 0


def test_a_subject_that_is_a_reply_already_is_kept():
    """No second Re:, whatever its case."""
    assert parsed(REJECTION.replace("Your application", "RE: Your application"))["Subject"].startswith("RE: Your")


def test_without_a_rejection_there_is_no_recipient():
    """The letter's own subject, and nobody to send it to by accident."""
    mail = parsed(None)
    assert mail["Subject"] == "Head Baker"
    assert mail["To"] is None
    assert mail["In-Reply-To"] is None


def test_an_address_that_nobody_reads_is_left_out():
    """A reply to no-reply goes nowhere, so it is addressed to nobody."""
    nobody = REJECTION.replace("people@", "no-reply@").replace("adaeze@", "no-reply@")
    assert parsed(nobody)["To"] is None


def test_no_header_can_be_smuggled_in():
    """A subject with line breaks stays one header, in the rejection and in the letter."""
    wicked = REJECTION.replace("Your application", "=?utf-8?q?Hi=0D=0ABcc=3A_all=40example.com?= Your application")
    for mail in (parsed(wicked), parsed(None, Letter("Hi\r\nBcc: all@example.com", "Body"))):
        assert "Bcc" not in mail
        assert "\n" not in mail["Subject"]
