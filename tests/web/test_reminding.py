"""The calendar entry for tomorrow morning."""

from datetime import datetime

import pytest

from poise.web.reminding import make_reminder, next_morning


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-13 23:10", "2026-11-14 09:00"),
        ("2026-11-14 02:30", "2026-11-14 09:00"),
        ("2026-11-14 04:00", "2026-11-15 09:00"),
        ("2026-12-31 12:00", "2027-01-01 09:00"),
    ],
)
def test_it_is_nine_after_the_next_sleep(now, morning):
    """Whoever is still up at half past two means the morning that is coming."""
    assert next_morning(datetime.fromisoformat(now)) == datetime.fromisoformat(morning)


def test_the_entry_is_a_calendar_and_says_nothing_of_the_letter():
    """It is private, rings, and could be about any letter."""
    entry = make_reminder(datetime.fromisoformat("2026-11-13 23:10"))
    lines = entry.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20261114T090000" in lines
    assert "CLASS:PRIVATE" in lines
    assert "BEGIN:VALARM" in lines
    assert all(word not in entry.lower() for word in ("reject", "job", "angry"))
    assert all(len(line) <= 75 for line in lines)
