"""Positions in lines of their own: "Position: Hygienist", a heading above the body of a message, a subject line."""

import re
from collections.abc import Iterator, Sequence

from poise.understanding.titles import CONNECTING, FEW, LONGEST, SCORES, Candidate, as_title, is_head
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, joined, split_words

_MOST_HEADINGS = 16
_HEADED = 9.0
_BODY = 64
_SUBJECT_TAIL = (
    listed("roles", "nouns") | listed("sets", "mentions.weak_nouns") | {"rejection", "decision", "outcome", "update", "result"}
)


def find_labelled(text: str) -> Iterator[Candidate]:
    """Lines such as "POST: PRINCIPAL PLANNING OFFICER" or "Division: Cabin Crew"."""
    offset = 0
    for line in text.splitlines(keepends=True)[:40]:
        head, colon, _value = line.partition(":")
        label = " ".join(word.key for word in split_words(head.strip()[:40]))
        if colon and label in phrases("roles", "labels") and label not in {"re", "subject"}:
            start = offset + len(head) + 1
            found = list(split_words(text, start, offset + len(line)))
            run = _until(found, "([{|\u2013\u2014;")
            if run:
                yield Candidate(joined(text, run), "label", SCORES["label"], run[0].start, run[-1].end, is_own=False)
        offset += len(line)


def find_headings(text: str) -> Iterator[Candidate]:
    """Lines above the body of the message that hold nothing but a title: "HEAD GREENKEEPER", "Undercutter, Tarrant & Moss"."""
    for line in text.splitlines()[:_MOST_HEADINGS]:
        bare = " ".join(line.split()).strip(" *_#")
        opening, stop, _ = bare.partition(". ")
        if stop and all(word.is_capital or word.key in CONNECTING for word in split_words(opening)):
            bare = opening
        if len(bare) >= _BODY or (bare[-1:] in ".!?" and len(bare.split()) > FEW):
            return
        if not bare or bare[-1] in ".!?,;:" or len(bare.split()) > LONGEST + 2:
            continue
        label, colon, value = bare.partition(":")
        labelled = colon and " ".join(word.key for word in split_words(label)) in phrases("roles", "subject_labels")
        head = re.sub(r"^(?:re|subject|ref)\s?[:.]\s*", "", value if labelled else bare, flags=re.IGNORECASE).strip()
        pieces = [piece.strip() for piece in re.split(r"\s*[/(\[]|\s[-\u2013\u2014|]\s", head)]
        title = next((p for p in pieces[:2] if any(map(is_head, split_words(p)))), pieces[0]) if bare.isupper() else pieces[0]
        rest = title.partition(",")[2].strip()
        firm = bool(rest) and text.lower().count(rest.lower()) > 1
        field = title if _is_whole(title) and not firm else title.partition(",")[0]
        for found in find_in_subject(field):
            way = "label" if labelled or title.isupper() else "subject"
            yield found._replace(way=way, score=_HEADED if way == "label" else found.score)


def _is_whole(title: str) -> bool:
    """Whether what follows the comma belongs to the title: "Assistant Manager, Finance & Accounts", and is no firm."""
    _, comma, rest = title.partition(",")
    words = split_words(rest)
    kinds = listed("organisations", "forms", "kinds")
    ship = bool(words) and words[0].text.isupper() and len(words[0].text) <= FEW
    return not comma or (not ship and not any(w.key in kinds or (w.text == "&" and len(words) < FEW) for w in words))


def _until(found: Sequence[Word], marks: str) -> list[Word]:
    stop = next((i for i, word in enumerate(found[:10]) if i and any(mark in word.gap for mark in marks)), 10)
    return list(found[:stop])


def find_in_subject(subject: str) -> Iterator[Candidate]:
    """The part of a subject line that names a trade."""
    for piece in re.split(r"\s[-\u2013\u2014|/]\s|:\s|[(\[]|\bto be (?:our|an?|the)\s", subject[:300]):
        found = list(split_words(piece))
        folded = " ".join(w.key for w in found)
        if not found or folded in phrases("roles", "subject_noise"):
            continue
        if found[0].key in {"my", "your"} and len(found) > 1:
            found = found[1:]
            folded = " ".join(w.key for w in found)
        noisy = next((n for n in phrases("roles", "subject_noise") if folded.startswith(n + " ")), "")
        run = found[len(noisy.split()) :] if noisy else found
        while len(run) > 1 and run[-1].key in _SUBJECT_TAIL:
            run = run[:-1]
        if run and any(is_head(w) for w in run) and len(run) <= LONGEST:
            yield from as_title(piece, [w for w in run if w.text[0] != "#"], "subject")
