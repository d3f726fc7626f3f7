"""The author's sentences as they can be quoted from: without greeting, closing and signature, and split into clauses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from poise.domain import Fact, Origin
from poise.understanding.greeting import greeting_size
from poise.understanding.signing import signature_start
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, has_comma, is_abbreviation, split_words

_MOST_WORDS = 400
_ITEM = re.compile(r"\n[ \t]{0,4}(?:[-*\u2013\u2022]|\d{1,2}[.)]|[a-d]\))[ \t]+|(?<=[\s;:,])\((?:\d|[a-d]|i{1,3}|iv)\)[ \t]+")
_FIRST_ITEM = re.compile(r"(?:[a-d]|i{1,3})\)[ \t]+")
_ITEM_END = re.compile(r"[\s;,]{0,6}(?:[-*\u2013\u2022]|\(?(?:\d{1,2}|[a-d]|i{1,3}|iv)[.)])[ \t]+$")
_RUN_ON = frozenset({"im", "ill", "its", "theyre", "wheres", "whens"})
_LEADS_ON = frozenset({"one", "thing", "time", "way", "day", "reason", "all", "bet", "sure"})
_SAYING = frozenset({"thanks", "thank", "thx", "tysm", "ok", "okay", "well", "so", "right", "cheers", "ta", "many"})
_CLAUSE_OPENERS = listed("sets", "passages.clause_openers")
_SOFT_OPENERS = listed("sets", "passages.soft_openers")


class Passage(NamedTuple):
    """One sentence of the author's: its words, and the clauses as index ranges into them."""

    words: tuple[Word, ...]
    clauses: tuple[tuple[int, int], ...]
    paragraph: int
    mark: str
    keys: str

    @property
    def start(self) -> int:
        """Where it begins in the draft."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends in the draft."""
        return self.words[-1].end


def find_passages(sources: Sources, sender: Fact | None, recipient: Fact | None) -> tuple[Passage, ...]:
    """The sentences of the draft in order, less everything that only greets, closes or signs."""
    stop = signature_start(sources)
    name = sender.span if sender and sender.origin is Origin.DRAFT and sender.span else None
    found: list[Passage] = []
    for start, end, paragraph, mark in _parted(sources.text, _joined_sentences(sources)):
        if stop is not None and stop <= start and not _after_signature(sources, stop, start):
            continue
        if stop is not None and end < stop and _closes_letter(sources.text, start, end, stop):
            continue
        words: Sequence[Word] = split_words(sources.text, start, end)[:_MOST_WORDS]
        words = _without_name(
            _without_greeting(words, recipient, first=not found), name.start if name else -1, name.end if name else -1
        )
        words = _without_closing(words)
        if words and not (len(found) == 0 and [w.key for w in words[:2]] == ["and", "dear"]):
            keys = " ".join(word.key for word in words)
            found.append(Passage(tuple(words), tuple(_clauses(words)), paragraph, mark, keys))
    return tuple(found)


def _closes_letter(text: str, start: int, end: int, stop: int) -> bool:
    """Whether a few words on the line right above the name, with a comma after them, are a closing of the author's own."""
    between = text[end:stop]
    alone = "\n" not in text[start:end] and (start == 0 or text[:start].rstrip(" ").endswith("\n"))
    return alone and between.strip() in {",", "!"} and len(text[start:end].split()) <= _LONGEST_CLOSING


_LONGEST_CLOSING = 5


def _joined_sentences(sources: Sources) -> Iterator[tuple[int, int, int, str]]:
    """The sentences; two that only the full stop of a title parts are one."""
    held: tuple[int, int, int, str] | None = None
    quoted = [part.span for part in sources.skipped if part.kind == "quoted"]
    for sentence in sources.document.sentences:
        if any(span.start <= sentence.span.start < span.end for span in quoted):
            continue
        start, end = sentence.span.start, sentence.span.end
        if held is not None and (_is_cut_at_title(sources.text, held, start) or _is_wrapped(sources.text, held, start)):
            held = (held[0], end, held[2], sentence.mark)
            continue
        if held is not None:
            yield held
        held = (start, end, sentence.paragraph, sentence.mark)
    if held is not None:
        yield held


def _parted(text: str, sentences: Iterable[tuple[int, int, int, str]]) -> Iterator[tuple[int, int, int, str]]:
    """The sentences; one that is a list has a sentence for each of its items."""
    for begun, end, paragraph, mark in sentences:
        first_item = _FIRST_ITEM.match(text, begun, end)
        start = first_item.end() if first_item else begun
        items = [match.end() for match in _ITEM.finditer(text, start, end)]
        numbered = len(items) > 1 or any("\n" in match.group() for match in _ITEM.finditer(text, start, end))
        if not items or not numbered:
            yield start, end, paragraph, mark
            continue
        for index, first in enumerate([start, *items]):
            stop = items[index] if index < len(items) else end
            last = _ITEM_END.sub("", text[first:stop]) if index < len(items) else text[first:stop]
            if last.strip():
                yield first, first + len(last), paragraph, mark if index == len(items) else ""


def _is_cut_at_title(text: str, held: tuple[int, int, int, str], start: int) -> bool:
    last = split_words(text, max(held[0], held[1] - 12), held[1])
    return bool(last) and text[held[1] : start] == ". " and is_abbreviation(last[-1])


def _is_wrapped(text: str, held: tuple[int, int, int, str], start: int) -> bool:
    """Whether a sentence goes on after a line break: the line before ends with a word that leads on, and no mark."""
    if text[held[1] : start].strip() or text.count("\n", held[1], start) != 1:
        return False
    last = split_words(text, max(held[0], held[1] - 16), held[1])
    leading = listed("grammar", "prepositions", "determiners", "joiners", "auxiliaries")
    return bool(last) and last[-1].end == held[1] and last[-1].key in leading


def _after_signature(sources: Sources, stop: int, start: int) -> bool:
    """Whether a sentence below the signature is a postscript, and so the author's text again."""
    line = next((line for line in sources.lines if line.start <= start <= line.end), None)
    return line is not None and line.start > stop and line.text.strip()[:3].lower().replace(".", "").startswith("ps")


def _without_greeting(words: Sequence[Word], recipient: Fact | None, *, first: bool) -> Sequence[Word]:
    """The words after a greeting and the recipient's name, if they begin the sentence."""
    if not first and recipient and recipient.span and recipient.origin is Origin.DRAFT and words:
        called = [i for i, w in enumerate(words) if recipient.span.start <= w.start < recipient.span.end]
        return words[called[-1] + 1 :] if called and called[0] == 0 else words
    if not first or not words:
        return words
    index = greeting_size(words, 0)
    if index and words[0].key in _SAYING:
        return words
    if recipient and recipient.span and recipient.origin is Origin.DRAFT:
        inside = [i for i, w in enumerate(words) if recipient.span.start <= w.start < recipient.span.end]
        if inside and inside[0] <= index + 4:
            index = max(index, inside[-1] + 1)
            while (
                index < len(words)
                and words[index].key in listed("people", "polite")
                and (has_comma(words[index]) or words[index].key in {"sir", "maam", "madam"})
            ):
                index += 1
            return words[index:]
    while (
        index
        and index < len(words)
        and words[index].key in listed("people", "polite", "collectives", "titles") | {"or", "to", "the"}
    ):
        index += 1
    return words[index:]


def _without_name(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words before the author's own name, when that stands at their end."""
    inside = [i for i, w in enumerate(words) if start <= w.start < end]
    after = inside[-1] + 1 if inside else len(words)
    if inside and (after >= len(words) or "(" in words[after].gap):
        return words[: inside[0]]
    return words


def _without_closing(words: Sequence[Word]) -> Sequence[Word]:
    """The words less a closing formula at their end; nothing when they are only that."""
    for size in range(min(4, len(words)), 0, -1):
        tail = words[len(words) - size :]
        alone = size == len(words) or "\n" in tail[0].gap or breaks(words[len(words) - size - 1], tail[0])
        if (
            alone
            and " ".join(w.key for w in tail) in phrases("greetings", "closings")
            and (size == len(words) or tail[0].is_capital)
        ):
            return words[: len(words) - size]
    return words


def _clauses(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Index ranges of clauses: they end at strong marks, before conjunctions, and at a comma that a new subject follows."""
    start = 0
    for index in range(1, len(words)):
        if opens_clause(words, index) and index > start:
            yield start, index
            start = index
    if words:
        yield start, len(words)


def opens_clause(words: Sequence[Word], index: int) -> bool:
    """Whether a clause begins at ``index``."""
    before, word = words[index - 1], words[index]
    if breaks(before, word) and not is_abbreviation(before):
        return (
            "(" not in word.gap and ")" not in word.gap and "@" not in word.gap and "+" not in word.gap and "/" not in word.gap
        )
    if runs_on(before, word):
        return True
    follower = words[index + 1].key if index + 1 < len(words) else ""
    if word.key in _CLAUSE_OPENERS:
        return word.key not in {"until", "till", "since"} or follower in listed("grammar", "subjects")
    subject = word.key in listed("grammar", "subjects")
    if has_comma(word):
        return subject or word.key in _SOFT_OPENERS or word.key in _CLAUSE_OPENERS or _has_verb_soon(words, index)
    after = words[index + 1].key if index + 1 < len(words) else ""
    return word.key in {"and", "so", "or", "then"} and after in listed("grammar", "subjects")


def runs_on(before: Word, word: Word) -> bool:
    """As in "(got your tunic) ill wash it": a sentence begins without any mark, as people type in haste."""
    if word.key not in _RUN_ON or not word.text.islower() or word.gap.strip() not in {"", ")"} or not word.text.isalpha():
        return False
    small = ("relatives", "prepositions", "joiners", "auxiliaries", "verbs", "adverbs", "subjects", "determiners")
    return before.key not in listed("grammar", *small) and before.key not in _LEADS_ON


def _has_verb_soon(words: Sequence[Word], index: int) -> bool:
    """Whether a new statement begins after a comma: a verb follows before the next mark."""
    for position in range(index + 1, min(index + 6, len(words))):
        if breaks(words[position - 1], words[position]) or has_comma(words[position]):
            return False
        if words[position].key in listed("grammar", "auxiliaries") and words[position].key not in {"being", "been", "having"}:
            return True
    return words[index].key in {"please", "tell", "let", "call", "ring", "send", "text"}
