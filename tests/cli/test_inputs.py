"""Every input that cannot be used ends with exit code 2 and one line that says what, where, and what to do."""

import io
import sys

import pytest

PRIVATE = "walrus"


def assert_one_line(ran, *words):
    """Assert that a command refused with one line that holds these words."""
    assert (ran.status, ran.out) == (2, ""), ran
    assert ran.err.startswith("poise: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


COMMANDS = [("check",), ("rewrite", "--offline")]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_is_named(run, tmp_path, command):
    """A file that is not there is named, with what to do instead."""
    assert_one_line(run(*command, tmp_path / "nope.txt"), "nope.txt: no such file", "paste")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_text(run, tmp_path, command):
    """A folder is called one."""
    assert_one_line(run(*command, tmp_path), "is a folder")


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\N{NO-BREAK SPACE}\n", "\ufeff"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_cannot_be_judged(run, write, command, text):
    """An empty file and one of white space are refused, never passed."""
    assert_one_line(run(*command, write(text)), "no text in it")
    assert_one_line(run(*command, piped=text), "stdin: there is no text in it")


@pytest.mark.parametrize(
    ("data", "word"), [(b"Dear \xff\xfe\xfa all", "UTF-8"), (b"PK\x03\x04\x00\x00 zip", "NUL"), (b"caf\xe9 hours", "UTF-8")]
)
def test_bytes_that_are_no_text_are_refused_with_their_place(run, write, data, word):
    """Binary files and other encodings are refused, naming the byte."""
    assert_one_line(run("check", write(data)), word, "at byte", "plain text" if word == "NUL" else "save the file as UTF-8")


def test_utf_16_with_its_mark_is_read(run, write):
    """What Windows editors call Unicode is a text like others."""
    ran = run("check", write("Could you give me some feedback on my interview?".encode("utf-16")), "--format", "json")
    assert (ran.status, ran.json["findings"][0]["start"]) == (1, 0)


def test_a_very_long_text_is_judged_like_any_other(run, write):
    """Two hundred kilobytes are read to their end."""
    ran = run("check", write("Thank you for your time and for the tour.\n\n" * 5_000), "--select", "feedback")
    assert ran.status == 0


def test_more_than_anybody_writes_is_refused(run, write):
    """A file of more than 20 MB was given by mistake."""
    assert_one_line(run("check", write(b"a" * (20 * 1024 * 1024 + 1))), "20 MB")


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/pdf; name=cv.pdf", "JVBERg==", ["no text"]),
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIIB", ["encrypted", "paste"]),
        ("application/pkcs7-mime; smime-type=signed-data", "MIIB", ["signature", "paste"]),
        ("text/plain", "", ["no text"]),
    ],
)
def test_a_mail_without_a_readable_text_is_refused(run, write, kind, body, words):
    """Mails that hold no text, or keep it locked, are named and not passed."""
    mail = f"From: a@example.com\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{body}\n"
    assert_one_line(run("check", write(mail, "reply.eml")), "reply.eml", *words)


def test_only_a_quote_has_nothing_of_the_author(run, write):
    """A reply that consists of the quoted rejection is refused."""
    path = write("> Thank you for applying.\n> We chose somebody else.\n")
    assert_one_line(run("check", path), "reply.txt", "nothing but quoted text")


def test_another_language_is_refused(run, write):
    """A text that is clearly not English is refused rather than passed, by both commands, before anything is written."""
    path = write("Sehr geehrte Frau Lind, vielen Dank für Ihre Nachricht. Ich bin sehr enttäuscht über die Entscheidung.\n")
    for command in COMMANDS:
        assert_one_line(run(*command, path), "reply.txt", "English")


def test_an_eml_is_judged_by_its_text_part(run, write):
    """Offsets of an .eml are those of its decoded text part."""
    mail = (
        "From: a@example.com\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 hours! Could you give me some feedback on my interview?\n"
    )
    finding = run("check", write(mail, "reply.eml"), "--format", "json").json["findings"][0]
    assert finding["text"] == "Café hours! Could you give me some feedback on my interview?"[finding["start"] : finding["end"]]


def test_only_one_input_comes_from_stdin(run):
    """Two inputs cannot share one pipe."""
    assert_one_line(run("rewrite", "-", "--rejection", "-", piped="x"), "only one input")
    assert_one_line(run("check", "-", "-", piped="x"), "only one input")


@pytest.mark.parametrize("option", ["--rejection", "--draft"])
def test_an_unusable_second_file_is_named(run, write, option):
    """The rejection and the draft are held to the same."""
    assert_one_line(run("check", write("Thank you."), option, write(" \n", "other.txt")), "other.txt", "no text")
    assert_one_line(run("check", write("Thank you."), option, "gone.txt"), "gone.txt", "no such file")


def test_a_terminal_is_asked_for_the_paste_and_told_how_to_end_it(run, monkeypatch, capsys):
    """Without a file in a terminal, the prompt goes to stderr and says which keys end the paste."""

    class Keyboard(io.TextIOWrapper):
        def isatty(self):
            return True

    run("--version")
    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(b"Thank you for your time."), "utf-8"))
    from poise.cli.inputs import read_text

    assert read_text(None, "your reply").text == "Thank you for your time."
    written = capsys.readouterr()
    assert written.out == ""
    assert "Paste your reply" in written.err
    assert "Ctrl-" in written.err


def test_a_closed_stdin_is_an_input_error(monkeypatch):
    """Nothing to read from is said so."""
    from poise.cli.inputs import read_text
    from poise.errors import InputError

    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="name a file"):
        read_text("-", "your reply")


def test_no_error_repeats_the_draft(run, write):
    """Whatever goes wrong, the words of the draft stay out of the message."""
    for data in (f"{PRIVATE} \xff".encode("latin-1"), f"> {PRIVATE}\n", f"{PRIVATE}\0"):
        for command in COMMANDS:
            ran = run(*command, write(data))
            assert ran.status == 2
            assert PRIVATE not in ran.out + ran.err
