"""Times the judge on a text and on eight times that text; a ratio near eight means linear."""

import time
from contextlib import suppress

from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.domain import Profile
from poise.errors import InputError

LETTER = (
    "Thank you for considering me for the position. I enjoyed meeting the team, and I am a little disappointed. "
    "I had hoped that somebody would have told me why it took eleven weeks. Please keep me in mind for other openings.\n\n"
)
HOSTILE = {
    "ordinary letters": LETTER,
    "one letter": "a",
    "could you ": "could you ",
    "quotes": '"',
    "zero width": "\u200b",
    "right to left": "\u202e",
    "NUL": "\0",
    "unpaired surrogates": "\ud800",
    "quoted lines": "> could you\n",
    "brackets": "[",
    "new lines": "\n",
    "swearing": "f*ck!",
}
SMALL = 12_500
TIMES = 8


def seconds(text: str) -> float:
    """The best of three runs over ``text``, both profiles, in seconds of the processor: other programs do not count."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for profile in Profile:
            with suppress(InputError):
                judge(text, load_rulebook(), profile=profile)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print a row for each kind of text."""
    print(f"{'text':22}{'100 kB, s':>12}{'8 x the text':>14}")
    for name, piece in HOSTILE.items():
        small = (piece * (SMALL // len(piece) + 1))[:SMALL]
        one, eight = seconds(small), seconds(small * TIMES)
        print(f"{name:22}{eight:12.3f}{eight / one:12.2f} x")
    levels = "".join(">" * depth + " could you\n" for depth in range(1000))
    print(f"{'a thousand levels':22}{seconds(levels) * 100_000 / len(levels):12.3f}")


if __name__ == "__main__":
    main()
