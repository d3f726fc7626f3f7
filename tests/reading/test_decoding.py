"""Bytes to text: exactly, or an error that says where and what to do."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.errors import InputError
from poise.reading.decoding import MOST_BYTES, decode


def refusal(data: bytes, name: str = "draft.txt") -> str:
    """The line that somebody sees whose bytes are refused."""
    with pytest.raises(InputError) as caught:
        decode(data, name)
    return str(caught.value)


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_comes_back_exactly(text):
    """Whatever was encoded comes back character for character, line breaks included."""
    assert decode(text.encode(), "draft.txt") == text


def test_line_breaks_are_left_alone():
    """CRLF, lone CR and LF stay what they are, so that offsets stand in the file."""
    assert decode(b"a\r\nb\rc\n", "draft.txt") == "a\r\nb\rc\n"


def test_a_utf8_byte_order_mark_is_no_text():
    """The mark that some editors put first is not part of the letter."""
    assert decode(codecs.BOM_UTF8 + b"Dear Ann", "draft.txt") == "Dear Ann"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_mark_is_read(encoding):
    """What Windows editors call Unicode is read, emoji included."""
    mark = codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE
    assert decode(mark + "Grüße \U0001f642".encode(encoding), "draft.txt") == "Grüße \U0001f642"


def test_invalid_utf8_is_refused_with_its_offset():
    """The line names the file, the byte and the way out."""
    assert refusal(b"caf\xe9 au lait") == "draft.txt: not valid UTF-8 at byte 3; save the file as UTF-8 and try again"


def test_offsets_count_the_byte_order_mark():
    """The byte named is the byte in the file, also behind a mark."""
    assert "at byte 5" in refusal(codecs.BOM_UTF8 + b"ok\xff")
    assert "not valid UTF-16 at byte 4" in refusal(codecs.BOM_UTF16_LE + "o".encode("utf-16-le") + b"\x00\xd8")


def test_nul_is_refused_with_its_offset():
    """A NUL means that this is no text; its byte offset is named in UTF-8 and in UTF-16."""
    assert refusal(b"ab\0cd").startswith("draft.txt: NUL at byte 2")
    assert "NUL at byte 6" in refusal(codecs.BOM_UTF16_BE + "\U0001f642\0".encode("utf-16-be"))


def test_utf32_is_refused_rather_than_misread():
    """UTF-32 begins like UTF-16; it is not taken for it."""
    assert refusal(codecs.BOM_UTF32_LE + "hi".encode("utf-32-le")).startswith("draft.txt: NUL at byte")


def test_twenty_megabytes_are_read_and_more_are_not():
    """Size is no error up to 20 MB, and one above it."""
    assert len(decode(b"a" * MOST_BYTES, "draft.txt")) == MOST_BYTES
    assert "20 MB" in refusal(b"a" * (MOST_BYTES + 1))


def test_a_name_cannot_break_the_line():
    """File names may hold line breaks; messages may not."""
    message = refusal(b"\xff", "dr\naft\udc80.txt")
    assert message.startswith("dr?aft?.txt: ")
    assert "\n" not in message


@given(st.binary(max_size=40))
def test_bytes_are_text_or_an_input_error(data):
    """No bytes raise anything else, and what is read holds no NUL."""
    try:
        text = decode(data, "draft.txt")
    except InputError:
        text = ""
    assert "\0" not in text
