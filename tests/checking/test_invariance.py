"""The verdict belongs to what a text says: typing, wrapping and polite company leave it alone."""

import json
import textwrap
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.errors import InputError

CORPUS = Path(__file__).parent.parent / "corpus" / "replies.jsonl"
REPLIES = [json.loads(line)["text"] for line in CORPUS.read_text("utf-8").splitlines()[::37]]
TEXTS = [text for text in REPLIES if len(text) > 60]  # wrapped, a shorter one may leave a word alone on a line, as names stand
POLITE = ("Thank you for considering me for the position.", "I wish you and your team all the best.")


def curl(text: str) -> str:
    """The text with typographic apostrophes and quotation marks."""
    return text.replace("'", "\u2019").replace(' "', " \u201c").replace('"', "\u201d")


def strew(text: str) -> str:
    """The text with a zero-width space after every seventh character."""
    return "".join(c + "\u200b" * (i % 7 == 3) for i, c in enumerate(text))


def wrap(text: str) -> str:
    """The text with its lines wrapped at forty characters, as old mail programs send it."""
    return "\n".join(textwrap.fill(line, 40, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))


TYPINGS = {
    "curly quotes": curl,
    "zero-width characters": strew,
    "line wraps": wrap,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "lines ended as on Windows": lambda text: text.replace("\n", "\r\n"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "thanks before it": lambda text: f"{POLITE[0]}\n\n{text}",
    "good wishes after it": lambda text: f"{text}\n\n{POLITE[1]}",
}


def broken_rules(text: str) -> set[str]:
    """The rules of prohibited content that stop a text in check."""
    return {f.rule for f in judge(text, load_rulebook()).errors if f.family not in {"form", "facts"}}


@settings(max_examples=150, deadline=None)
@given(text=st.sampled_from(TEXTS), typing=st.sampled_from(sorted(TYPINGS)))
def test_typing_and_company_change_no_verdict(text: str, typing: str):
    """The same rules are broken, however the text was typed and whatever stands around it."""
    try:
        before = broken_rules(text)
    except InputError:
        return
    assert broken_rules(TYPINGS[typing](text)) == before


@settings(max_examples=60, deadline=None)
@given(text=st.sampled_from(TEXTS))
def test_capitals_hide_nothing(text: str):
    """Whatever stops a text stops it in small letters and in capitals, which are a fault of their own at most."""
    try:
        before = broken_rules(text)
    except InputError:
        return
    assert bool(broken_rules(text.lower())) >= bool(before)
    assert bool(broken_rules(text.upper())) >= bool(before)
