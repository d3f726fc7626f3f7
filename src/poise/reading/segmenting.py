"""Words and sentences of a folded text, found in one pass.

A sentence ends at a mark of its own, at a blank line, and at a line break that its author meant: one after which the next
word would still have fitted on the line.
"""

import re
from typing import NamedTuple

from poise.reading.normalising import Folded
from poise.verdicts import Span


class Token(NamedTuple):
    """A word, number, mark or symbol of a sentence.

    ``word`` is folded and lower case; ``start`` and ``end`` stand in the given text. ``shape`` is ``x`` (lower case), ``X``
    (capitalised), ``A`` (all capitals), ``0`` (has a digit), ``?`` (a mark), ``e`` (emoji or other symbol) or ``@`` (address
    or link). ``lead`` is the break before it: 0 none, 1 a comma, 2 a stronger one. ``quoted``: inside double quotes.
    """

    word: str
    start: int
    end: int
    shape: str
    lead: int
    quoted: bool


class Sentence(NamedTuple):
    """A sentence: where it stands, its tokens, its paragraph (from 0), and the mark it ends with ("" for none)."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    mark: str


_PIECE = re.compile(
    r"(?P<link>(?:https?://|www\.)[^\s<>\"]{1,2000}|[\w+\-][\w.+\-]{0,63}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5})"
    r"|(?P<number>[$\u00a3\u20ac#]?\d(?:[\d.,:/\-]{0,30}\d)?(?:%|st|nd|rd|th|k|hrs?|[ap]m|x|yrs?|wks?|mins?)?(?![^\W_]))"
    r"|(?P<word>[$@]?[^\W_](?:[^\W_]|['*@#](?=[^\W_])|\${1,2}(?=[^\W_])|!(?=[a-z])(?<=[a-z]!)|\*)*)"
    r"|(?P<newline>[\r\n]\s*)"
    r"|(?P<mark>\.{2,}|[.!?]+)"
    r"|(?P<comma>,)"
    r"|(?P<strong>[;:\u2014()\[\]|/\\<>]|--|\s-\s)"
    r'|(?P<quote>")'
    r"|(?P<symbol>[^\w\s'])"
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "rev",
        "hon",
        "sr",
        "fr",
        "capt",
        "col",
        "lt",
        "sgt",
        "gen",
        "maj",
        "cllr",
        "no",
        "nos",
        "ref",
        "req",
        "ext",
        "tel",
    ]
)
_ABBREVIATIONS = frozenset(
    ["approx", "est", "inc", "ltd", "co", "corp", "vs", "etc", "jr", "dept", "g", "e", "m", "p", "am", "pm"]
)
_WORDY = frozenset(["word", "number", "link"])
_WRAP_WIDTH = 34
_NAME_WORDS = 4
_LONG_LINE = 20
_FIRST_EMOJI = 0x2190


def _shape(kind: str, text: str) -> str:
    if kind == "link":
        return "@"
    if kind == "number" or not (text.isalpha() or not any(map(str.isdigit, text))):
        return "0"
    if text.islower():
        return "x"
    if len(text) > 1 and text.isupper():
        return "A"
    return "X" if text[0].isupper() else "x"


def _ends_sentence(mark: str, before: str, text: str, end: int) -> bool:
    """Whether ``mark``, standing before ``end``, closes a sentence; looks at its two neighbours only."""
    if mark[0] == "." and end < len(text) and not text[end].isspace() and text[end] not in "\"')":
        return False
    following = text[end : end + 3].lstrip("\"') \n\r\t")[:1]
    if mark == ".":
        word = before.lower()
        if word in _TITLES or (len(before) == 1 and before.isupper() and before != "I"):
            return False
        return word not in _ABBREVIATIONS or not following.islower()
    return not (mark[0] == "." and following.islower())


def block_width(text: str, start: int) -> tuple[int, int]:
    """The length of the longest line of the paragraph that begins at ``start``, and the offset where it ends."""
    width, position = 0, start
    while position < len(text):
        stop = text.find("\n", position)
        line_end = len(text) if stop < 0 else stop
        line = text[position:line_end].strip()
        if not line and position > start:
            return width, position
        width = max(width, len(line))
        position = line_end + 1
    return width, len(text)


class _Segmenter:
    """Builds sentences from pieces in order; each step looks a bounded distance ahead."""

    def __init__(self, folded: Folded) -> None:
        self.text, self.offsets = folded
        self.sentences: list[Sentence] = []
        self.tokens: list[Token] = []
        self.paragraph = 0
        self.lead = 0
        self.line_start = 0
        self.width, self.block_end = block_width(self.text, 0)
        self.quotes = self._pair_quotes()

    def _pair_quotes(self) -> set[int]:
        """Offsets of the double quotes that open a pair; a pair never crosses a blank line."""
        opening: set[int] = set()
        if '"' not in self.text:
            return opening
        last = -1
        for match in re.finditer(r'"|\n[ \t\r]*\n', self.text):
            if match.group() != '"':
                last = -1
            elif last < 0:
                last = match.start()
            else:
                opening.add(last)
                last = -1
        return opening

    def run(self) -> tuple[Sentence, ...]:
        quoted = False
        for match in _PIECE.finditer(self.text):
            kind = match.lastgroup or "symbol"
            if kind in _WORDY:
                text = match[0]
                shape = "x" if text.islower() and text.isalpha() else _shape(kind, text)
                self._add(text, match.start(), match.end(), shape, quoted=quoted)
            elif kind == "quote":
                quoted = match.start() in self.quotes
            else:
                self._punctuate(kind, match)
        self._close("")
        return tuple(self.sentences)

    def _add(self, text: str, start: int, end: int, shape: str, *, quoted: bool) -> None:
        word = "<link>" if shape == "@" else text.lower()
        if self.offsets is not None:
            start, end = self.offsets[start], self.offsets[end - 1] + 1
        self.tokens.append(Token(word, start, end, shape, self.lead, quoted))
        self.lead = 0

    def _punctuate(self, kind: str, match: re.Match[str]) -> None:
        if kind == "newline":
            self._break_line(match)
        elif kind == "mark":
            self._mark(match)
        elif kind == "comma":
            self.lead = max(self.lead, 1)
        elif kind == "symbol" and ord(match.group()) >= _FIRST_EMOJI:
            self._add(match.group(), match.start(), match.end(), "e", quoted=False)
            self.lead = 2
        elif kind == "strong":
            self.lead = 2

    def _mark(self, match: re.Match[str]) -> None:
        mark = match.group()
        before = self.text[max(0, match.start() - 12) : match.start()].rsplit(None, 1)[-1:]
        if not _ends_sentence(mark, before[0].rpartition(".")[2] if before else "", self.text, match.end()):
            self.lead = 2 if len(mark) > 1 else self.lead
            return
        if mark != ".":
            self._add(mark, match.start(), match.end(), "?", quoted=False)
        self._close(mark)

    def _break_line(self, match: re.Match[str]) -> None:
        breaks = match.group().replace("\r\n", "\n").replace("\r", "\n").count("\n")
        if breaks > 1:
            self._close("")
            self.paragraph += 1
        elif self._meant(match.start(), match.end()):
            self._close("")
        self.line_start = match.end()
        if match.end() >= self.block_end:
            self.width, self.block_end = block_width(self.text, match.end())

    def _meant(self, start: int, end: int) -> bool:
        """A break was meant when the paragraph is not wrapped, or the next word would have fitted on the line."""
        if self._runs_on(start, end):
            return False
        if self._is_signed(start, end):
            return True
        following = self.text[end : end + 60].split(None, 1)
        first = len(following[0]) if following else 0
        return self.width < _WRAP_WIDTH or (start - self.line_start) + 1 + first <= self.width

    def _runs_on(self, start: int, end: int) -> bool:
        """A long line that begins with a capital and ends in a word goes on where the next begins with a small letter."""
        first, last, following = self.text[self.line_start], self.text[start - 1 : start], self.text[end : end + 1]
        return start - self.line_start >= _LONG_LINE and first.isupper() and last.isalnum() and following.islower()

    def _is_signed(self, start: int, end: int) -> bool:
        """A line that ends in a comma, and beneath it one short line of capitalised words that ends the paragraph: a name."""
        if self.text[start - 1 : start] != ",":
            return False
        name, _, rest = self.text[end : end + _WRAP_WIDTH + 2].partition("\n")
        words = name.split()
        short = 0 < len(words) <= _NAME_WORDS and len(name) <= _WRAP_WIDTH
        return short and (not rest.strip() or rest[0] in "\r\n") and all(word[0].isupper() for word in words)

    def _close(self, mark: str) -> None:
        self.lead = 0
        if self.tokens:
            span = Span(self.tokens[0].start, self.tokens[-1].end)
            self.sentences.append(Sentence(span, tuple(self.tokens), self.paragraph, mark))
            self.tokens = []


def segment(folded: Folded) -> tuple[Sentence, ...]:
    """Split a folded text into sentences of tokens whose offsets stand in the given text; linear in its length."""
    return _Segmenter(folded).run()
