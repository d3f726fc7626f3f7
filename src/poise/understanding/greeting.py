"""The greeting that a draft begins with, and whom it addresses: a person with titles, a post, a committee."""

import itertools
from collections.abc import Sequence
from functools import cache

from poise.understanding.gathering import Address, read_group
from poise.understanding.names import Name, is_title, read_name
from poise.understanding.sources import Sources, is_phrase_in
from poise.understanding.vocabulary import phrases
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, joined, proper_case

_SHORTEST_COUPLE = 3
HEAD = 16
_LONGEST_GREETING = 4
_LONG_PLURAL = 7
_MANY = ("ers", "ors", "ists", "men", "people", "folk", "makers")
_NOTE = 60
_GREETING_LINES = listed("sets", "addressing.greeting_lines")
_NO_GREETING = listed("sets", "addressing.no_greeting")
_SELF = frozenset({"its", "im", "i", "this", "just", "thx", "thanks", "ta"})
_CORRECTIONS = listed("sets", "addressing.corrections")
VAGUE = listed("sets", "addressing.vague")
_AFTER_THANKS = listed("sets", "addressing.after_thanks")


@cache
def _openings() -> frozenset[str]:
    return frozenset(fold(opening) for opening in phrases("greetings", "openings"))


def greeting_size(found: Sequence[Word], index: int) -> int:
    """How many words from ``index`` on are a greeting: "Kia ora" is two; 0 for none."""
    openings = _openings()
    for size in range(min(_LONGEST_GREETING, len(found) - index), 0, -1):
        run = found[index : index + size]
        if (
            all(not breaks(a, b) and not has_comma(b) for a, b in itertools.pairwise(run))
            and " ".join(w.key for w in run) in openings
        ):
            return size
    return 0


def greeted(sources: Sources) -> Address | None:
    """Whom the first words address, or those of a later line that begins with a greeting: a note may stand above it."""
    starts = [0, *(i for i in range(1, min(_NOTE, len(sources.words))) if "\n" in sources.words[i].gap)]
    for start in starts:
        if start == 0 or sources.words[start].key in _GREETING_LINES:
            address = _greeted_from(sources, start)
            if address:
                return address
        if start and is_title(sources.words[start]) and sources.words[start].is_capital:
            name = read_name(sources.words, start)
            if name and name.parts and is_phrase_in(fold(name.parts[-1]), sources.employer_folded):
                return Address(tidy(name), start, name.stop)
    return None


def _greeted_from(sources: Sources, start: int) -> Address | None:
    """Whom the words from ``start`` address: after a greeting, in whatever language; a later English one counts more."""
    found = sources.words[: start + HEAD]
    index, best = start, None
    while index < len(found):
        size = greeting_size(found, index)
        if size == 0:
            break
        while size and index < len(found):
            index += size
            size = greeting_size(found, index) if index < len(found) and "\n" not in found[index].gap else 0
        if index >= len(found) or _is_new_sentence(found, index):
            break
        address = read_address(found, index, sources)
        if address is None or (found[start].key in _NO_GREETING and not _is_called(found, address)):
            break
        best, index = _with_second(best, address, found), address.stop
        if not (index < len(found) and has_comma(found[index]) and found[index].key == "dear"):
            break
    return best


def _with_second(first: Address | None, second: Address, found: Sequence[Word]) -> Address:
    """The second address, and the first before it when that is somebody else: "Dear Frau Kessler, dear Herr Bühler"."""
    if first is None or found[first.stop - 1].key == found[second.stop - 1].key:
        return second
    titled = is_title(found[first.first]) and is_title(found[second.first])
    several = any(word.key == "dear" for word in found[second.stop : second.stop + 2])
    if not titled or several or not first.text or not second.text:
        return second if found[0].key != "dear" else first
    return Address(f"{first.text} and {second.text}", first.first, second.stop)


def _is_called(found: Sequence[Word], address: Address) -> bool:
    """Whether a name after "ok so" is called, and not told of: a mark follows, or it is a known one."""
    stop = address.stop
    marked = stop >= len(found) or has_comma(found[stop]) or breaks(found[stop - 1], found[stop])
    marked = marked or found[stop].key in listed("sets", "addressing.after_name")
    return marked or found[address.first].key in listed("people", "given") or is_title(found[address.first])


def _is_new_sentence(found: Sequence[Word], index: int) -> bool:
    """Whether the greeting ended before ``index``; "Dear Mr." and "Hi, Ana" go on."""
    gap = found[index].gap
    return "\n" in gap or (any(mark in gap for mark in ".!?:;(") and not is_title(found[index - 1]))


def read_address(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """Read whoever is addressed from ``index`` on: titles and name, or a committee; None for "Sir/Madam" and the like."""
    group = read_group(found, index, sources)
    if group is not None:
        return group if group.text else None
    start = index
    while (
        start < len(found)
        and found[start].key in VAGUE | {"or", "and"}
        and not (_names_follow(found, start) or _is_madam_of_post(found, start))
    ):
        start += 1
        if start < len(found) and _is_new_sentence(found, start) and "/" not in found[start].gap:
            return None
    return _read_post(found, start, sources) or _read_named(found, start, sources)


def _read_named(found: Sequence[Word], start: int, sources: Sources) -> Address | None:
    """The person named from ``start`` on, or two of them; a title alone counts, unless it is as vague as "Sir"."""
    capital = start < len(found) and found[start].is_capital
    sure = capital and (
        _stands_alone(found, start) or _is_leader(found, start) or found[start].key in listed("people", "given")
    )
    name = _whole_name(found, start) or read_name(found, start, trusted=sure)
    if name is None or (not name.parts and start + 1 < len(found) and found[start + 1].text.islower()):
        return _lower_case(found, start)
    if _names_nobody(found, name, start, sources):
        return None
    meant = _corrected(found, name.stop)
    if meant:
        return Address(tidy(meant), start, meant.stop)
    if not name.parts:
        return _read_title(name, start)
    pair = second_name(found, name)
    if pair:
        return Address(joined(sources.text, found[start : pair.stop]), start, pair.stop)
    return Address(tidy(name), start, name.stop)


def _whole_name(found: Sequence[Word], start: int) -> Name | None:
    """A name whose parts may be ordinary words too, as it stands between a title and a mark: "Madam Tran Thi Mai,"."""
    titled = start < len(found) and is_title(found[start])
    name = read_name(found, start, trusted=True, whole=True) if titled else None
    if name is None or len(name.parts) < _SHORTEST_COUPLE or (name.stop < len(found) and not has_comma(found[name.stop])):
        return None
    posts = listed("roles", "heads") | listed("people", "titles", "collectives") | VAGUE
    return name if name.stop < len(found) and posts.isdisjoint(fold(part) for part in name.parts) else None


def _read_title(name: Name, start: int) -> Address | None:
    """Somebody called by titles alone: "Coach", "Mme Directrice"; "Sir", "Mr" and "Prof. Sir" say nothing of their own."""
    telling = [title for title in name.titles if fold(title.rstrip(".")) not in VAGUE | listed("people", "lone_titles")]
    courteous = fold(name.titles[-1].rstrip(".")) in VAGUE
    if not telling or (courteous and telling[-1].endswith(".")):
        return None
    return Address(" ".join(telling if courteous else name.titles).rstrip("."), start, name.stop)


def _names_nobody(found: Sequence[Word], name: Name, start: int, sources: Sources) -> bool:
    """Whether a thing, a joke or people at large are greeted: "Dear algorithm", "Dear Mr Nobody", "Dear Undertakers"."""
    if any(fold(part) in listed("people", "nobody") for part in name.parts):
        return True
    word = found[start]
    if name.titles or len(name.parts) != 1 or word.key in listed("people", "given"):
        return bool(name.titles) and not name.parts and _nobody_follows(found, name.stop)
    if is_phrase_in(word.key, sources.employer_folded):
        return False
    return is_common(word) or (word.key.endswith(_MANY) and len(word.key) >= _LONG_PLURAL)


def _nobody_follows(found: Sequence[Word], index: int) -> bool:
    return index < len(found) and found[index].key in listed("people", "nobody") and found[index].gap == " "


def _corrected(found: Sequence[Word], index: int) -> Name | None:
    """Who is meant after all: "Herr Pfarrer, er, Herr Direktor Alder"."""
    if index + 1 >= len(found) or found[index].key not in _CORRECTIONS:
        return None
    name = read_name(found, index + 1)
    return name if name and name.titles and name.parts else None


def _is_leader(found: Sequence[Word], index: int) -> bool:
    """Whether somebody is greeted with those around them: "Dear Wojciech and team"."""
    run = [word.key for word in found[index + 1 : index + 3]]
    return (
        len(run) > 1
        and run[0] in {"and", "&"}
        and (run[1] in listed("people", "collectives") or run[1] in {"co", "all", "the"})
    )


def second_name(found: Sequence[Word], name: Name) -> Name | None:
    """The second of two people who are greeted together: "Hi Sarah and Tom,"."""
    joint = name.stop
    if joint + 1 >= len(found) or found[joint].key not in {"and", "&"} or found[joint].gap != " ":
        return None
    second = read_name(found, joint + 1, trusted=found[joint + 1].is_capital and _stands_alone(found, joint + 1))
    ended = second is not None and second.parts and (second.stop >= len(found) or ends_thanks(found, second.stop))
    return second if ended else None


def _read_post(found: Sequence[Word], index: int, sources: Sources) -> Address | None:
    """Somebody addressed by their post ("Admissions Director Kapoor"), or a couple ("Mr. and Mrs. Pappas")."""
    run: list[Word] = []
    for word in found[index : index + 5]:
        dotted = run and is_title(run[-1]) and word.gap == ". "
        if run and not dotted and (breaks(run[-1], word) or has_comma(word) or word.key in {"of", "at"}):
            break
        run.append(word)
    couple = len(run) > _SHORTEST_COUPLE and is_title(run[0]) and run[1].key in {"and", "&"} and is_title(run[2])
    posts = [w for w in run if w.key in listed("roles", "heads") and not is_title(w)]
    held = len(run) > 1 and posts and all(w.is_capital for w in run) and not is_title(run[0])
    if couple:
        name = read_name(found, index + 2)
        stop = max(index + len(run), name.stop if name else 0)
        return Address(joined(sources.text, found[index:stop]), index, stop)
    return Address(joined(sources.text, run), index, index + len(run)) if held else None


def tidy(name: Name) -> str:
    """The name with its titles; "Sir" before another title is dropped."""
    titles = name.titles
    while name.parts and len(titles) > 1 and fold(titles[0].rstrip(".")) in VAGUE:
        titles = titles[1:]
    return Name(titles, name.parts, name.stop).text


def _names_follow(found: Sequence[Word], index: int) -> bool:
    """Whether a vague title stands before a name: "Madam Sana"."""
    after = index + 1
    if after >= len(found) or found[after].gap != " " or (found[index].is_capital and not found[after].is_capital):
        return False
    return not is_title(found[after]) and not is_common(found[after]) and found[after].key not in listed("people", "polite")


def _is_madam_of_post(found: Sequence[Word], index: int) -> bool:
    """As in "Dear Madam Matron,": a post with the courtesy that belongs to it."""
    after = index + 1
    if found[index].key != "madam" or after >= len(found) or found[after].key in VAGUE or not found[after].is_capital:
        return False
    return (is_title(found[after]) or found[after].key in listed("roles", "heads")) and _stands_alone(found, after)


def _stands_alone(found: Sequence[Word], index: int) -> bool:
    """Whether a capitalised word is followed by a mark or a line break, as an addressed name is."""
    after = index + 1
    return after >= len(found) or has_comma(found[after]) or breaks(found[index], found[after])


def _lower_case(found: Sequence[Word], index: int) -> Address | None:
    """A name in lower case after a greeting, perhaps with a title: "hi kim,", "good day ms grace"."""
    titled = index + 1 < len(found) and is_title(found[index]) and found[index].text.islower()
    if titled and found[index + 1].gap in {" ", ". "}:
        name = found[index + 1]
        sure = name.text.islower() and name.gap == " " and not is_common(name) and name.key not in listed("people", "polite")
        bare = Address(proper_case(name.text), index + 1, index + 2) if sure else _lower_case(found, index + 1)
        return Address(f"{found[index].text.capitalize()} {bare.text}", index, bare.stop) if bare else None
    if index >= len(found) or not found[index].text.islower() or found[index].key in listed("people", "polite"):
        return None
    word = found[index]
    if word.key in listed("people", "nobody"):
        return None
    given = word.key in listed("people", "given")
    told = index + 1 < len(found) and found[index + 1].key in _SELF and found[index + 1].gap == " " and not is_common(word)
    if told or (given and (_stands_alone(found, index) or not is_common(word))) or (
        not is_common(word) and _stands_alone(found, index)
    ):
        return Address(proper_case(word.text), index, index + 1)
    return None


def ends_thanks(found: Sequence[Word], index: int) -> bool:
    """Whether the first words of thanks end before ``index``."""
    word, before = found[index], found[index - 1]
    return (breaks(before, word) and not is_title(before)) or has_comma(word) or word.key in _AFTER_THANKS
