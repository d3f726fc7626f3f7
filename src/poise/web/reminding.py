"""A reminder to read the letter again tomorrow: a calendar entry that says nothing about what the letter is."""

import uuid
from datetime import UTC, datetime, timedelta

_MORNING, _STILL_NIGHT = 9, 4


def next_morning(now: datetime) -> datetime:
    """Nine o'clock after the next sleep: for who is up at two at night, that is today."""
    day = now if now.hour < _STILL_NIGHT else now + timedelta(days=1)
    return day.replace(hour=_MORNING, minute=0, second=0, microsecond=0)


def make_reminder(now: datetime) -> str:
    """The entry as iCalendar. ``now`` is local time; so is the entry, wherever the calendar is."""
    start = next_morning(now)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//poise//EN",
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid4()}@poise.invalid",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT15M",
        "SUMMARY:Read my letter again\\, then decide",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Read my letter again\\, then decide",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines)
