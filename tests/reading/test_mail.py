"""Mails, as files and as pasted: what they say, who sent them, whether an answer would be read."""

import json
import subprocess
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.errors import InputError
from poise.reading.mail import Mail, looks_like_mail, read_mail
from poise.reading.quoting import find_skipped

CORPUS = Path(__file__).parents[1] / "corpus"


def compose(text: str | None = "Dear Jo,\n\nWe chose another.\n", **headers: str) -> EmailMessage:
    """A mail with the given headers; underscores in their names stand for dashes."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    return message


def raw(head: str, body: bytes = b"Dear Jo,\n") -> bytes:
    """A mail written by hand."""
    return f"MIME-Version: 1.0\nFrom: Ann <ann@example.com>\n{head}\n\n".encode() + body


def refusal(data: bytes) -> str:
    """The line that somebody sees whose mail is refused."""
    with pytest.raises(InputError) as caught:
        read_mail(data, "no.eml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestHeaders:
    """Who wrote, to whom, about what, and where an answer goes."""

    MESSAGE = compose(
        From='"Müller, Jürgen" <jm@example.com>',
        Reply_To="Talent <talent@example.com>",
        To='"Marsh, Jo" <jo@example.org>, Lee Ito <lee@example.org>',
        Subject="Ihre Bewerbung als Fördertechniker",
        Message_ID="<3@example.com>",
        References="<1@example.com> <2@example.com>",
    )

    @pytest.mark.parametrize("data", [MESSAGE.as_bytes(), MESSAGE.as_bytes(policy=SMTP), MESSAGE.as_string()])
    def test_headers_are_decoded(self, data):
        """Encoded words, folded lines and quoted names are read, from bytes and from text."""
        mail = read_mail(data)
        assert (mail.sender, mail.address, mail.reply_to) == ("Müller, Jürgen", "jm@example.com", "talent@example.com")
        assert mail.subject == "Ihre Bewerbung als Fördertechniker"
        assert mail.recipients == ("Marsh, Jo", "Lee Ito")
        assert (mail.message_id, mail.references) == ("<3@example.com>", ("<1@example.com>", "<2@example.com>"))

    def test_folded_words_are_joined(self):
        """White space between encoded words is none, and a folded line goes on with one space."""
        folded = b"=?utf-8?q?F=C3=B6rder?=\n =?utf-8?b?dGVjaG5pa2Vy?=\n\tund mehr"
        assert read_mail(b"MIME-Version: 1.0\nSubject: " + folded + b"\n\nhi").subject == "Fördertechniker und mehr"

    def test_without_references_the_mail_answered_is_the_thread(self):
        """In-Reply-To stands in for References."""
        assert read_mail(compose(In_Reply_To="<1@example.com>").as_bytes()).references == ("<1@example.com>",)

    def test_what_a_mail_does_not_say_is_none(self):
        """A bare mail has no sender, no subject and no thread."""
        assert read_mail(b"MIME-Version: 1.0\nDate: today\n\nhi") == Mail("hi")

    @pytest.mark.parametrize(
        ("value", "sender", "address"),
        [
            (b"ann@example.com", None, "ann@example.com"),
            (b"<ann@example.com>", None, "ann@example.com"),
            (b"ann@example.com (Ann Reyes)", "Ann Reyes", "ann@example.com"),
            (b"Ann Reyes", "Ann Reyes", None),
            (b"\xc3\x85nn <ann@example.com>", "Ånn", "ann@example.com"),
            (b"=?klingon?q?A=6En?= <ann@example.com>", "Ann", "ann@example.com"),
            (b"=?utf-8?b?!!?= <ann@example.com>", None, "ann@example.com"),
            (b"=?utf-8?q?x=0ABcc=3A_y?= <ann@example.com>", "x Bcc: y", "ann@example.com"),
            (b"=?utf-8?q?Ann_=3Ceve=40example=2Ecom=3E?= <ann@example.com>", "Ann <eve@example.com>", "ann@example.com"),
            (b"((((((((", "((((((((", None),
        ],
    )
    def test_odd_senders_are_read(self, value, sender, address):
        """Bare, raw, encoded and broken values are read; nothing encoded becomes a line break or an address."""
        mail = read_mail(b"MIME-Version: 1.0\nFrom: " + value + b"\n\nhi")
        assert (mail.sender, mail.address) == (sender, address)


class TestBody:
    """The text part: which, and in which letters."""

    def test_plain_text_is_taken_before_html(self):
        """Of alternatives the plain one is read, and attachments are not."""
        message = compose("plain\n")
        message.add_alternative("<p>rich</p>", subtype="html")
        message.add_attachment("a note", filename="note.txt")
        assert read_mail(message.as_bytes()).text == "plain\n"

    def test_html_is_read_when_there_is_nothing_else(self):
        """An HTML part is read as text; quotations in it are skipped as quotations."""
        message = compose("", Subject="x")
        message.add_alternative(
            "<div>Thanks&nbsp;&amp; bye</div><div class=gmail_quote>On Tue, Mar 3, 2026 at 9:14 AM Ann &lt;ann@example.com&gt;"
            " wrote:<br><blockquote class=gmail_quote>No.</blockquote></div>",
            subtype="html",
        )
        text = read_mail(message.as_bytes()).text
        (part,) = find_skipped(text)
        assert text[: part.span.start].strip() == "Thanks & bye"
        assert part.kind == "quoted"

    def test_line_breaks_are_left_alone(self):
        """CRLF stays CRLF, so that offsets stand in the decoded part."""
        assert read_mail(compose("one\ntwo\n").as_bytes(policy=SMTP)).text == "one\r\ntwo\r\n"

    def test_text_around_an_attachment_is_all_read(self):
        """Some programs split the text where a picture stood; nothing of it goes unread."""
        parts = "".join(
            f"--x\nContent-Type: {kind}\n\n{body}\n"
            for kind, body in [("text/plain", "one"), ("image/png", ""), ("text/plain", "two")]
        )
        assert read_mail(raw("Content-Type: multipart/mixed; boundary=x", f"{parts}--x--".encode())).text == "one\ntwo"

    @pytest.mark.parametrize(
        ("charset", "body"),
        [
            ("utf-8", "„né“".encode()),
            ("iso-8859-1", "„né“".encode("cp1252")),
            ("us-ascii", "„né“".encode()),
            ("x-unknown", "„né“".encode()),
            ("windows-1250", "„né“".encode("cp1250")),
            ("unicode_escape", "„né“".encode()),
        ],
    )
    def test_charsets_are_read_as_meant(self, charset, body):
        """Declared charsets are followed, Latin-1 as the larger set that programs mean by it; unknown ones may be UTF-8."""
        assert read_mail(raw(f"Content-Type: text/plain; charset={charset}", body)).text == "„né“"

    def test_a_mail_given_as_text_is_already_decoded(self):
        """For a str, the charset of an unencoded part no longer matters; that of an encoded part does."""
        head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n"
        assert read_mail(f"{head}\n„né“").text == "„né“"
        assert read_mail(f"{head}Content-Transfer-Encoding: quoted-printable\n\nn=E9").text == "né"

    def test_signed_mails_are_read_through_to_their_text(self):
        """A signature, as a part or around the text, is not part of it."""
        part = b"--x\nContent-Type: text/plain\n\nDear Jo\n--x\nContent-Type: application/pgp-signature\n\nabc\n--x--\n"
        assert read_mail(raw("Content-Type: multipart/signed; boundary=x", part)).text == "Dear Jo"
        inline = (
            b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nDear Jo\n- -- \nAnn\n"
            b"-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n"
        )
        assert read_mail(raw("Content-Type: text/plain", inline)).text == "Dear Jo\n-- \nAnn\n"


class TestRefusals:
    """Mails that cannot be read, each with a line that says what to do."""

    def test_encrypted(self):
        """PGP and S/MIME in all their forms."""
        part = b"--x\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--x--\n"
        for data in (
            raw("Content-Type: multipart/encrypted; boundary=x", part),
            raw("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"),
            raw("Content-Type: text/plain", b"-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"),
        ):
            assert "no.eml: this mail is encrypted; open it in your mail program and paste its text" in refusal(data)

    def test_sealed_in_a_signature(self):
        """S/MIME can hide the text inside the signature."""
        assert "sealed inside its signature" in refusal(raw("Content-Type: application/pkcs7-mime; smime-type=signed-data"))

    def test_attachments_only(self):
        """A mail that only carries a file."""
        message = compose(None, Subject="x")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="letter.pdf")
        assert "attachments and no text" in refusal(message.as_bytes())

    @pytest.mark.parametrize("body", [b"", b" \n\n"])
    def test_no_text(self, body):
        """A mail with nothing in it."""
        assert "has no text" in refusal(raw("Content-Type: text/plain", body))

    def test_broken_charset(self):
        """Bytes that are not what the mail says they are, and not UTF-8 either; nothing is guessed."""
        assert "not in the charset it names (utf-8)" in refusal(raw("Content-Type: text/plain; charset=utf-8", b"caf\xe9"))
        assert "(klingon)" in refusal(raw("Content-Type: text/plain; charset=klingon", b"caf\xe9"))

    def test_nul(self):
        """NUL is no text in a mail either."""
        assert "NUL" in refusal(raw("Content-Type: text/plain", b"a\0b"))

    def test_tangled(self):
        """Parts in parts in parts, and endless parameters, are refused and not worked on for minutes."""
        started = time.perf_counter()
        nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
        assert "too many parts" in refusal(f"Received: x\nMIME-Version: 1.0\n{nested}".encode())
        assert "nested too deeply" in refusal(raw("Content-Type: message/rfc822\n\n" * 3000))
        assert "header is too long" in refusal(raw("Content-Type: text/plain" + ";a" * 400_000))
        assert time.perf_counter() - started < 20

    def test_too_large(self):
        """More than 20 MB is nobody's letter."""
        assert "20 MB" in refusal(raw("Content-Type: text/plain", b"a" * 20 * 1024 * 1024))

    def test_not_text(self):
        """Bytes that are neither a mail nor text."""
        assert "not valid UTF-8 at byte 3" in refusal(b"caf\xe9")


class TestPasted:
    """Mails that somebody pasted as text."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Dear Jo,\n\nNo.", Mail("Dear Jo,\n\nNo.")),
            ("", Mail("")),
            (
                "From: Ann Reyes <ann@example.com>\nTo: Jo Marsh; Lee Ito\nDate: 11 February\nRe: Dock Lead\n\nDear Jo,",
                Mail(
                    "Dear Jo,",
                    subject="Dock Lead",
                    sender="Ann Reyes",
                    address="ann@example.com",
                    recipients=("Jo Marsh", "Lee Ito"),
                ),
            ),
            (
                "From: Ann (Mill & Co)\nSubject: Re: Re: Fwd: news?\n\nNo.",
                Mail("No.", subject="Re: Re: Fwd: news?", sender="Ann (Mill & Co)"),
            ),
            ("Von: ann@example.com\nBetreff: Absage\n\nNo.", Mail("No.", subject="Absage", address="ann@example.com")),
            ("Subject: YOUR EMAIL\n\nNo.", Mail("No.", subject="YOUR EMAIL")),
            ("Subject: Dear Jo,\nNo.", Mail("Subject: Dear Jo,\nNo.")),
            ("From: the bottom of my heart\n\nThanks.", Mail("From: the bottom of my heart\n\nThanks.")),
            ("-----Original Message-----\nFrom: Ann\nSubject: News\n\nNo.", Mail("No.", subject="News", sender="Ann")),
            ("Begin forwarded message:\n\nFrom: Ann\nSubject: News\n\nNo.", Mail("No.", subject="News", sender="Ann")),
            ("On Tue, 3 Mar 2026 at 9:14 Ann <ann@example.com> wrote:\n\n> No.\n", Mail("No.\n", address="ann@example.com")),
            ("> Dear Jo,\n>\n> No.", Mail("Dear Jo,\n\nNo.")),
            ("> You wrote this.\n\nI did not.", Mail("> You wrote this.\n\nI did not.")),
            ("<p>Dear Jo,</p><p>No.&nbsp;Sorry.</p>", Mail("Dear Jo,\n\nNo. Sorry.")),
            ("<3 you all", Mail("<3 you all")),
        ],
    )
    def test_pasted_mails_are_understood(self, text, expected):
        """Header lines at the top, forwarding marks, quotation marks on every line and HTML source are read."""
        assert read_mail(text) == expected
        assert read_mail(text.encode()) == expected

    def test_the_senders_of_the_corpus_are_read(self):
        """Rejections of the corpus with header lines give their sender and subject."""
        entries = map(json.loads, (CORPUS / "drafts.jsonl").read_text("utf-8").splitlines())
        mails = {entry["id"]: read_mail(entry["rejection"]) for entry in entries if entry["rejection"]}
        first = {name: mail for name, mail in mails.items() if name.startswith("D")}
        assert {name for name, mail in first.items() if mail.no_reply} == {"D001", "D030", "D060"}
        assert {name for name, mail in first.items() if mail.automated} == {"D030", "D047"}
        assert mails["D023"].subject == "Orsini Bio - Histology Technician - outcome"
        assert mails["D064"].sender == "Ms Bích Ngọc - HR"


class TestLooksLikeMail:
    """A mail file is told from a text by what only machines write."""

    @pytest.mark.parametrize(
        "data",
        [
            compose(Subject="x").as_bytes(),
            b"\xef\xbb\xbfReceived: x\n y\nFrom: a@example.com\n\nhi",
            b"From - Tue Mar 3 2026\nReturn-Path: <a@example.com>\nSubject: x\n\nhi",
            "Subject: x\r\nMessage-ID: <1@example.com>\r\n\r\nhi",
        ],
    )
    def test_mails(self, data):
        """Files as mail programs save them, with byte order marks and mailbox lines."""
        assert looks_like_mail(data)

    @pytest.mark.parametrize(
        "data",
        [
            "",
            "Dear Ann,",
            "Subject: hello\n\nhi",
            "From: Ann\nTo: Jo\nSubject: x\n\nhi",
            "Received: with thanks\n\nhi",
            b"\xff\xfe\x00",
        ],
    )
    def test_texts(self, data):
        """Letters, and pasted header lines that a person can have typed."""
        assert not looks_like_mail(data)


class TestWhoReads:
    """Whether a machine wrote, and whether anybody reads an answer."""

    @pytest.mark.parametrize(
        "address",
        [
            "no-reply@example.com",
            "noreply+1@example.com",
            "jobs.donotreply@example.com",
            "notifications@example.com",
            "hr@noreply.example.com",
        ],
    )
    def test_addresses_that_say_so(self, address):
        """The address itself says that nobody reads it, in a file and in pasted text."""
        assert read_mail(compose(From=f"Mill <{address}>").as_bytes()).no_reply
        assert read_mail(f"From: Mill <{address}>\nSubject: x\n\nNo.").no_reply

    def test_a_person_to_answer_to(self):
        """With a Reply-To that is read, an answer is read."""
        assert not read_mail(compose(From="no-reply@example.com", Reply_To="ann@example.com").as_bytes()).no_reply
        assert not read_mail(compose(From="Norepi Lyman <norepi@example.com>").as_bytes()).no_reply

    @pytest.mark.parametrize(
        "sentence",
        [
            "Please do not reply to this message.",
            "*** This mailbox is\nnot monitored. ***",
            "Please don\u2019t reply to this e-mail.",
            "Replies to this address are not read.",
            "This e-mail is for sending only.",
            "Bitte antworten Sie nicht auf diese E-Mail.",
        ],
    )
    def test_sentences_that_say_so(self, sentence):
        """The body says it, broken over lines or with curly quotes."""
        assert read_mail(f"Dear Jo,\n\nNo.\n\n{sentence}").no_reply

    @pytest.mark.parametrize(
        "sentence",
        [
            "Please do not reply all, only to me.",
            "If you do not reply by Friday, we will call.",
            "We do not reply to every candidate.",
            "> Please do not reply to this message.",
        ],
    )
    def test_sentences_that_only_sound_like_it(self, sentence):
        """Conditions, remarks about others and quoted words say nothing about this mail."""
        assert not read_mail(f"Dear Jo,\n\n{sentence}\n\nAnn").no_reply

    @pytest.mark.parametrize(
        "headers",
        [
            {"Auto_Submitted": "auto-generated"},
            {"Precedence": "bulk"},
            {"X_Auto_Response_Suppress": "All"},
            {"From": "Mill <mill@us.greenhouse-mail.io>"},
            {"Return_Path": "<bounce@mail.smartrecruiters.com>"},
        ],
    )
    def test_headers_of_machines(self, headers):
        """Headers that machines set, and the senders of applicant tracking systems."""
        assert read_mail(compose(**headers).as_bytes()).automated

    def test_headers_of_people(self):
        """A person's mail is not automated, nor is one that says so, nor a firm whose name only ends alike."""
        assert not read_mail(compose(Auto_Submitted="no", From="ann@example.com").as_bytes()).automated
        assert not read_mail(compose(From="ann@notlever.co").as_bytes()).automated

    @pytest.mark.parametrize(
        "sentence",
        ["This is an automated message.", "This is a system-generated message.", "Diese E-Mail wurde automatisch erstellt."],
    )
    def test_sentences_of_machines(self, sentence):
        """The body says that a machine sent it."""
        assert read_mail(f"Dear Jo,\n\nNo.\n\n{sentence}").automated


PIECES = [
    *(
        b"From: ",
        b"To: ",
        b"Subject: ",
        b"Content-Type: ",
        b"text/plain",
        b"text/html",
        b"; charset=",
        b"utf-16",
        b"idna",
        b"hz",
    ),
    *(
        b"multipart/mixed; boundary=x",
        b"multipart/alternative",
        b"\n",
        b"\n\n",
        b"\r\n",
        b"--x",
        b"--x--",
        b"=?utf-8?b?",
        b"=?x?q?",
    ),
    *(
        b"?=",
        b"=E9",
        b"\xe9",
        b"\0",
        b"<",
        b">",
        b"@",
        b"a",
        b"b@c.de",
        b",",
        b";",
        b"(",
        b")",
        b'"',
        b"message/rfc822",
        b"AAAA",
    ),
    *(b"<p>", b"&#x110000;", b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"x-uuencode"),
    b"Content-Disposition: attachment; filename*=x''%",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.booleans(), st.booleans())
def test_any_mail_is_read_or_refused(pieces, whole, decoded):
    """Whatever the bytes, a mail or an InputError of one line comes back, and no header value holds a line break."""
    data = (b"Received: x\nMIME-Version: 1.0\n" if whole else b"") + b"".join(pieces)
    given_as = data.decode("utf-8", "surrogateescape") if decoded else data
    values: list[str | None] = []
    try:
        mail = read_mail(given_as)
        values = [mail.subject, mail.sender, mail.address, mail.reply_to, mail.message_id, *mail.recipients, *mail.references]
    except InputError as error:
        values = [str(error)]
    assert all(value is None or (value and len(value.splitlines()) == 1) for value in values)


def test_plain_text_loads_no_mail_parser():
    """Reading pasted text loads neither the email package nor html.parser: `poise check` stays quick."""
    script = (
        "import sys\nfrom poise.reading.mail import read_mail\nread_mail('From: Ann\\nSubject: x\\n\\nNo.')\n"
        "print(sorted({'email', 'email.message', 'html.parser'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
