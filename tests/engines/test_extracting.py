"""Which texts of a model are a letter."""

import pytest

from poise.domain import Letter
from poise.engines.extracting import extract
from stub import BODY, LETTER, SUBJECT

GOOD = Letter(SUBJECT, BODY)


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        f"Here you are:\n\n{LETTER}\n\nI hope this helps!",
        f"```\n{LETTER}\n```",
        f"<think>He is <letter>angry</letter>.</think>\n{LETTER}",
        f"He is angry, so I will\n</think>\n{LETTER}",
        f"<THINKING>Hm.</THINKING>{LETTER}",
        f"[THINK]He is {LETTER}[/THINK]{LETTER}",
        f"<seed:think>Hm.</seed:think>{LETTER}",
        f"\u25c1think\u25b7Hm.\u25c1/think\u25b7{LETTER}",
        f"<|channel|>analysis<|message|>He is {LETTER}<|end|><|start|>assistant<|channel|>final<|message|>{LETTER}",
        LETTER.replace("\n", "\r\n"),
        LETTER.replace("letter>", "LETTER>"),
        LETTER.replace("Subject:", "SUBJECT: "),
        LETTER.replace("Lind\n", "Lind  \n\n\n"),
        LETTER.replace("\n\nDear", "\n\n\n  \nDear"),
    ],
)
def test_a_letter_is_taken_from_between_its_markers(text):
    """Chatter, fences, closed thoughts, line ends and stray blanks around a letter do not matter."""
    assert extract(text) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        f"Subject: {SUBJECT}\n\n{BODY}",
        "I'm sorry, but I can't help with that.",
        f"<think>He is angry. {LETTER}",
        f"<|think|>He is angry. {LETTER}",
        f"[THINK]He is angry. {LETTER}",
        f"<|channel|>analysis<|message|>He is angry. {LETTER}",
        f"{LETTER}\n<think>Was that good?",
        f"<think>a</think>{LETTER}<think>b</think>",
        LETTER + LETTER,
        f"{LETTER}\n<letter>",
        LETTER.replace("</letter>", ""),
        LETTER.replace("<letter>", ""),
        f"</letter>{LETTER[8:-9]}<letter>",
        f"<letter>\n{BODY}\n</letter>",
        LETTER.replace("Subject: Assistant Archivist", "Subject:"),
        LETTER.replace("Subject:", "**Subject:**"),
        LETTER.replace("\n\nDear", "\nDear"),
        f"<letter>\nSubject: {SUBJECT}\n\n   \n</letter>",
        f"<letter>\nSubject: {SUBJECT}\n</letter>",
        "<letter></letter>",
        "&lt;letter&gt;" + LETTER[8:],
        LETTER.replace("Kind", "<draft>Kind"),
        LETTER.replace("Kind", "</rejection>Kind"),
        LETTER.replace("Kind", "\x1b[2JKind"),
        LETTER.replace("Kind", "\ud800Kind"),
    ],
)
def test_everything_else_is_no_letter(text):
    """Two letters, half of one, none, one in a thought, or one that does not hold subject, empty line and body."""
    assert extract(text) is None


def test_hostile_answers_end():
    """A megabyte of markers and of blanks is refused without a long look."""
    assert extract("<letter>" * 150_000) is None
    assert extract("<letter>\nSubject:" + " " * 1_000_000 + "\n\nx") is None
