"""``--redact``: what tells who is meant is replaced before a text leaves the machine, and put back into what returns.

Names, numbers, mail addresses, links and handles get stand-ins that read like the real thing, so that a model can write
with them. What is no name is decided by lists of ordinary words: in doubt a word is replaced, which costs nothing but a
strange word in the request, for it is put back. Left as they are: titles of jobs, months and weekdays, times of day, and
numbers of one digit. Not found: names that are never written with a capital and that nothing else tells to be one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count

from poise.domain import Answer, Brief, Letter, Outcome
from poise.engines.disguises import invent_names, never_names, ordinary_words, site_endings, turn
from poise.prompting import build_messages
from poise.understanding.words import fold

_ENDINGS = "|".join(site_endings())
_TOKEN = re.compile(
    r"(?P<mail>[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,4})"
    r"|(?P<link>(?:https?://|www\.)[^\s<>()\"]{1,400}[\w/]"
    rf"|(?<![\w.])[a-z0-9\-]{{1,63}}(?:\.[a-z0-9\-]{{1,63}}){{0,3}}\.(?:{_ENDINGS})\b(?:/[^\s<>()\"]{{0,200}}[\w/])?)"
    r"|(?P<handle>(?<!\w)@\w{2,60}(?![\w@]))"
    r"|(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f])*)",
)
_PART = re.compile(r"[^\W_]+")
_EVERYDAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|am|pm|h|k|x|s|min|hrs?|yrs?)?|\d(?-i:[a-z]{0,2})", re.IGNORECASE)
_OPENERS = frozenset('.!?:;"\u201c\u201d\u2018(\u2014\u2013*\u2022>-')
_SHORTEST_NUMBER, _SHORTEST_CODE = 2, 3
_RANGES = (12, 23, 31, 59, 99)
_CENTURIES = ("19", "20")
_YEAR = 4


@dataclass
class Cover:
    """Stand-ins for one set of texts. The same word gets the same stand-in in each; none stands in any of the texts.

    ``names`` are texts known to be names, whose words are hidden even where they are ordinary words; the words of
    ``spared`` are not names, whatever they look like.
    """

    texts: tuple[str, ...]
    names: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Find out which words are names, and give each its stand-in when it is first met."""
        words = [match for text in self.texts for match in _TOKEN.finditer(text)]
        self._taken = {fold(part) for text in (*self.texts, *self.names) for part in re.findall(r"[^\W_]+", text)}
        self._pool = (name for name in invent_names() if name not in self._taken and name not in ordinary_words())
        self._hidden: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._named = {key for name in self.names for key in _keys(name)} - never_names()
        self._spared = never_names() | ({key for text in self.spared for key in _keys(text)} - self._named)
        spelled = [match.group() for match in words if match.lastgroup == "word"]
        self._rare = {fold(word) for word in spelled if self._is_rare_name(word)}
        self._forms = _settle_forms([*(part for name in self.names for part in re.findall(r"[^\W_]+", name)), *spelled])

    def hide(self, text: str) -> str:
        """Return the text with stand-ins."""
        return _TOKEN.sub(lambda match: self._hide(match, text), text)

    def restore(self, text: str) -> str:
        """Return the text with what the stand-ins stand for."""
        return _TOKEN.sub(lambda match: self._restore(match.group()), text)

    def leaves(self, text: str) -> bool:
        """Tell whether a stand-in is left in a text that was restored: bent, or grown together with another word."""
        low, known = text.lower(), " ".join(self.texts).lower()
        return any(len(s) > _SHORTEST_CODE and s in low and s not in known for s in self._shown)

    def _is_rare_name(self, word: str) -> bool:
        """Tell whether a word is a name wherever it stands: one that no list knows, and not in small letters."""
        key = fold(word)
        foreign = any(c.isalpha() and c > "\u024f" and not "\u1e00" <= c <= "\u1eff" for c in word)
        capital = word[0].isupper() or any(c.isupper() for c in word[1:])
        return len(word) > 1 and (capital or foreign) and key not in ordinary_words() and key not in self._spared

    def _hide(self, match: re.Match[str], text: str) -> str:
        word, kind = match.group(), match.lastgroup or ""
        if kind != "word":
            return self._stand_in(word.lower(), word, _MAKERS[kind])
        if any(c.isdigit() for c in word):
            return self._hide_number(word)
        if not self._is_name(word, opens=_opens_sentence(text, match.start())):
            return word
        stand_in = self._stand_in(fold(word), word, lambda _, names: next(names).capitalize())
        known = self._shown[stand_in.lower()]
        return stand_in if known == word else _case_as(word, stand_in)

    def _is_name(self, word: str, *, opens: bool) -> bool:
        key = fold(word)
        if key in self._rare or (key in self._named and (key not in ordinary_words() or not word.islower())):
            return True
        inside = word[0].isupper() and not word.isupper() and not opens
        return inside and len(word) > 1 and key not in self._spared

    def _hide_number(self, word: str) -> str:
        if not word.isdecimal():
            everyday = _EVERYDAY.fullmatch(word) or len(word) < _SHORTEST_CODE
            return word if everyday else self._stand_in(word.lower(), word, self._code)
        return word if len(word) < _SHORTEST_NUMBER else self._stand_in(word, word, self._number)

    def _stand_in(self, key: str, word: str, make: Callable[[str, Iterator[str]], str]) -> str:
        if key not in self._hidden:
            self._hidden[key] = make(word, self._pool)
            self._shown[self._hidden[key].lower()] = self._forms.get(key, word)
        return self._hidden[key]

    def _number(self, word: str, _: Iterator[str]) -> str:
        """Take another number of as many digits, and of the same kind: an hour, a day, a year."""
        digits = len(word)
        near: Iterable[str] = ()
        if digits == _SHORTEST_NUMBER:
            near = (f"{n:02}" for most in _RANGES if int(word) <= most for n in range(most, 9, -1))
        elif digits == _YEAR and word.startswith(_CENTURIES):
            near = (f"{word[:2]}{n:02}" for n in range(99, 9, -1))
        any_of_them = (f"{(7386 + n * 3571) % 10**digits:0{digits}}" for n in range(min(10**digits, 10_000)))
        return self._fresh(chain(near, any_of_them, (str(n) for n in count(10**digits))))

    def _code(self, word: str, _: Iterator[str]) -> str:
        """Take another code of the same shape: letters for letters, digits for digits."""
        shapes = ("".join(turn(c, at * step) for at, c in enumerate(word, 3)) for step in range(1, 40))
        return self._fresh(chain(shapes, (f"KX{n}" for n in count(1000))))

    def _fresh(self, wanted: Iterable[str]) -> str:
        return next(s for s in wanted if s.lower() not in self._taken and s.lower() not in self._shown)

    def _restore(self, word: str) -> str:
        known = self._shown.get(word.lower())
        if known is None:
            return word if word.isalnum() else _PART.sub(lambda part: self._restore(part.group()), word)
        return _case_as(word, known) if word.isalpha() else known


def _settle_forms(words: Iterable[str]) -> dict[str, str]:
    """Settle how each word is written in the end: as it is met first with capital and small letters, else as met first."""
    forms: dict[str, str] = {}
    for word in words:
        form = forms.setdefault(fold(word), word)
        if (form.islower() or form.isupper()) and not (word.islower() or word.isupper()):
            forms[fold(word)] = word
    return forms


def _case_as(word: str, other: str) -> str:
    """Write ``other`` all in capitals or all in small letters where ``word`` is."""
    if len(word) > 1 and word.isupper():
        return other.upper()
    return other.lower() if word.islower() else other


_MAKERS: dict[str, Callable[[str, Iterator[str]], str]] = {
    "mail": lambda _, names: f"{next(names)}@{next(names)}.example",
    "link": lambda word, names: f"{'https://' if '//' in word else ''}www.{next(names)}.example/{next(names)}",
    "handle": lambda _, names: f"@{next(names)}",
}


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t") if start < 200 else text[start - 200 : start].rstrip(" \t")  # noqa: PLR2004
    return not before or before[-1] in "\r\n" or (before[-1] in _OPENERS and not re.search(r"\b(?:[A-Z][a-z]{0,3})\.$", before))


def _keys(text: str) -> Iterator[str]:
    return (fold(part) for part in re.findall(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])+", text))


def known_names(brief: Brief) -> tuple[str, ...]:
    """The names of people and of the firm that are understood or were given."""
    facts, draft = brief.facts, brief.draft
    known = (facts.sender, facts.recipient, facts.company, *facts.people)
    return (*(fact.text for fact in known if fact), *(field for field in (draft.name, draft.to, draft.company) if field))


def cover_brief(brief: Brief) -> Cover:
    """Make the cover of everything of the author's and the employer's that a request would hold."""
    texts: list[str] = []

    def keep(text: str) -> str:
        texts.append(text)
        return text

    build_messages(brief, keep)
    return Cover(tuple(texts), known_names(brief), (brief.facts.role.text,) if brief.facts.role else ())


def uncover(answer: Answer, cover: Cover) -> Answer:
    """Put back into the letters what was hidden; one in which a stand-in is left is no letter."""
    letters = [_uncover_letter(letter, cover) for letter in (answer.letter, *answer.spare) if letter]
    whole = [letter for letter in letters if not cover.leaves(letter.text)]
    if answer.letter is None or whole:
        return replace(answer, letter=whole[0] if whole else None, spare=tuple(whole[1:]))
    return replace(answer, outcome=Outcome.MALFORMED, letter=None, spare=(), detail="the model bent a stand-in of --redact")


def _uncover_letter(letter: Letter, cover: Cover) -> Letter:
    return Letter(cover.restore(letter.subject), cover.restore(letter.body))
