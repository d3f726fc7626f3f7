"""Sentences and words: where they begin and end, and that their offsets stand in the given text."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.reading.normalising import fold
from poise.reading.segmenting import segment


def sentences(text: str) -> list[str]:
    """The words of each sentence, joined."""
    return [" ".join(t.word for t in s.tokens) for s in segment(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you. I am sad.", ["thank you", "i am sad"]),
        ("Dear Mr. J. Smith of Acme Inc. in St. Ives, hello", ["dear mr j smith of acme inc in st ives hello"]),
        ("thanks. when do i start", ["thanks", "when do i start"]),
        ("Thanks... for nothing", ["thanks for nothing"]),
        ("Why me? Tell me!", ["why me ?", "tell me !"]),
        ("Dear Ann,\nThank you", ["dear ann", "thank you"]),
        ("it cost 3.50 at 10 a.m. on Monday", ["it cost 3.50 at 10 a m on monday"]),
        ("write to jo@example.com. Thanks", ["write to <link>", "thanks"]),
        ("a follow-up well-run", ["a follow up well run"]),
    ],
)
def test_splits_as_a_reader_would(text: str, expected: list[str]):
    """Marks, greetings and meant line breaks end sentences; abbreviations, numbers and addresses do not."""
    assert sentences(text) == expected


@pytest.mark.parametrize("width", [40, 60, 72])
def test_a_wrapped_paragraph_reads_like_an_unwrapped_one(width: int):
    """A break that only a mail program put in is no sentence end."""
    text = "I had really hoped that somebody would have found the time to answer me before the week was over. Or at least call."
    assert sentences(textwrap.fill(text, width)) == sentences(text)


def test_a_stronger_break_is_kept_as_lead():
    """Commas and stronger marks are remembered with the word after them."""
    (sentence,) = segment(fold("thanks, but: no"))
    assert [t.lead for t in sentence.tokens] == [0, 1, 2]


def test_quotation_is_marked_only_between_pairs():
    """Words between a pair of double quotes are quoted; a single stray quote marks nothing."""
    (sentence,) = segment(fold('you said "not a fit" to me'))
    assert [t.word for t in sentence.tokens if t.quoted] == ["not", "a", "fit"]
    (sentence,) = segment(fold('a 5" nail is not a quote'))
    assert not any(t.quoted for t in sentence.tokens)


@given(st.text(alphabet=st.sampled_from("ab .!?\n\r\"',;:-\u2014\u200b\u2019\ud800\u00e9\U0001f600@/$*1"), max_size=80))
def test_tokens_stand_where_they_say(text: str):
    """The given text at a token's offsets folds to the token's word, in order and without overlap."""
    last = 0
    for sentence in segment(fold(text)):
        for token in sentence.tokens:
            assert last <= token.start < token.end <= len(text)
            last = token.end
            if token.shape != "@":
                assert token.word in fold(text[token.start : token.end]).text.lower()
