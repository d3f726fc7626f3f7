"""Which position the draft is about: every mention is a candidate, and the best supported one wins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from poise.domain import Fact, Origin
from poise.understanding.headings import find_headings, find_in_subject, find_labelled
from poise.understanding.hinting import find_faint, find_shared
from poise.understanding.mentions import find_mentions
from poise.understanding.signing import signature_start
from poise.understanding.sources import Sources, own_subject
from poise.understanding.titles import CONNECTING, Candidate, ends, is_head
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, fold, has_comma, proper_case, split_words

_NEAR_AFTER = 6
_NEAR_BEFORE = 4
_LONGEST_GREETING = 60
_SHORTEST_WORD = 2
_LONGEST_CODE = 4
_ASIDE = 2
_MOST_MENTIONS = 12
_MOST_CANDIDATES = 240
_WISHES = listed("sets", "positions.wishes")
_COMING = listed("sets", "positions.coming")
_FOUND_TWICE = 4.0
_SIGNED = -8.0
_WISHED = 5.0
_FAR_WISHED = 8.0
_MINIMUM = 1.0
_REMEMBERED = (
    ("think", "of", "me"), ("consider", "me"), ("keep", "me", "in", "mind"), ("bear", "me", "in", "mind"), ("remember", "me"),
)  # fmt: skip
_UNDER_NAME = 2.5
_NEAR = 12
_FAR = 8
_VACANT = frozenset({"open", "going", "available", "vacant", "free", "unfilled"})
_JOINING = (["come", "on"], ["come", "in"], ["come", "back"], ["come", "along"], ["help", "out"], ["step", "in"])
_CHOSEN = listed("roles", "chosen")
_REACH = 6
_NAY = frozenset({"never", "not", "didnt", "havent", "hadnt"})
_SOUGHT = frozenset({"applied", "apply", "applying", "asked", "interviewed", "went"})
_CONDITIONS = frozenset({"if", "when", "should", "whenever", "once"})
_ANNOUNCED = listed("sets", "positions.announced")
_PAST = listed("sets", "positions.past")
_DOUBTING = listed("sets", "positions.doubting")
_AGAIN = listed("sets", "positions.again")
_ELSE = frozenset({"different", "instead", "other", "else", "mentioned", "any", "volunteer", "temp", "summer", "christmas"})
_GREETS = listed("sets", "positions.greets")


def find_role(sources: Sources) -> Fact | None:
    """The position the author applied for; the author's own field comes first, None when no mention is sure enough."""
    if sources.draft.role and sources.draft.role.strip():
        return Fact("role", " ".join(sources.draft.role.split()), Origin.FIELD)
    candidates = _less_denied(_strongest(_candidates(sources)), sources.words)
    if not any(_support(candidate, candidates) >= _MINIMUM for candidate in candidates):
        shared = list(find_shared(sources.text, sources.words, sources.employer_folded)) if sources.employer.text else []
        candidates = shared or _faint(sources)
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (_support(c, candidates) - (_FAR_WISHED if c.is_wished else 0.0), c.is_own, -c.start))
    loud = sources.text.isupper() or sum(w.text.isupper() for w in sources.words) * 2 > len(sources.words)
    lone = best.is_wished and not any(not c.is_wished and _is_same(_key(c.text), _key(best.text)) for c in candidates)
    same = _is_full(best) and not _is_other(sources, best)
    if _support(best, candidates) < _MINIMUM or (lone and not loud and not same):
        return None
    text = _cased(best, candidates)
    if best.is_own:
        return sources.in_draft("role", text, best.start, best.end)
    return sources.in_message("role", text, best.text)


def _less_denied(candidates: list[Candidate], found: Sequence[Word]) -> list[Candidate]:
    """The candidates less those that the author never applied for, if they say what they did apply for."""
    denied = {_key(c.text) for c in candidates if c.is_own and _is_denied(c, found)}
    kept = [c for c in candidates if _key(c.text) not in denied]
    return kept if any(c.is_own and not c.is_wished for c in kept) else candidates


def _is_denied(candidate: Candidate, found: Sequence[Word]) -> bool:
    """As in "I never applied for Accountant", "not the Sales Rep one"."""
    index = next((i for i, word in enumerate(found) if word.start == candidate.start), 0)
    reach = max(0, index - _REACH)
    first = next((i for i in range(index, reach, -1) if ends(found, i) or has_comma(found[i])), reach)
    before = [word.key for word in found[first:index]]
    sought = not _SOUGHT.isdisjoint(before) and not _NAY.isdisjoint(before)
    return sought or before[-1:] == ["not"] or (before[-2:-1] == ["not"] and before[-1] in {"a", "an", "the", "for", "as"})


def _faint(sources: Sources) -> list[Candidate]:
    """The faintest mentions, less those of something only wished for."""
    wished = _wished(sources.words)
    found = (c._replace(is_own=True) for c in find_faint(sources.text, sources.words))
    return [c for c in found if not _is_wished(c, sources.words, wished)]


def _strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates less further mentions beyond a dozen in the same words: comparing all with all stays cheap."""
    kept: list[Candidate] = []
    seen: Counter[tuple[str, str, bool, bool]] = Counter()
    for candidate in candidates:
        mention = (candidate.text, candidate.way, candidate.is_own, candidate.is_wished)
        seen[mention] += 1
        if seen[mention] <= _MOST_MENTIONS and len(kept) < _MOST_CANDIDATES:
            kept.append(candidate)
    return kept


def _support(candidate: Candidate, candidates: Sequence[Candidate]) -> float:
    """The score of a candidate, more when other mentions name the same position."""
    key = _key(candidate.text)
    others = [c for c in candidates if c is not candidate and _is_same(key, _key(c.text))]
    sure = [c for c in others if c.score > 0 and not (c.is_wished or candidate.is_wished)]
    twice = _FOUND_TWICE if any(c.is_own != candidate.is_own for c in sure) else 0.0
    return candidate.score + twice + 0.5 * len(others) + 0.1 * min(len(candidate.text.split()), 4)


def _is_full(candidate: Candidate) -> bool:
    """Whether a position that is only wished for is named as fully as the one applied for would be."""
    found = split_words(candidate.text)
    headed = any(is_head(word) for word in found)
    capital = candidate.text[:1].isupper() or any(c.isdigit() for c in candidate.text)
    if candidate.way == "noun" and headed:
        return True
    return headed and capital and (len(found) > 1 or any(c.isdigit() for c in candidate.text))


def _is_other(sources: Sources, best: Candidate) -> bool:
    """Whether the wish is for something else, and not for the same position once more ("opens again", "another look")."""
    around = {w.key for w in sources.words if best.start - 60 <= w.start <= best.end + 60}
    before = [w.key for w in sources.words if best.start - _NEAR <= w.start < best.start]
    known = before[-1:] == ["the"] and not _COMING.isdisjoint(around)
    known = known or ("still" in around and not _VACANT.isdisjoint(around))
    return _AGAIN.isdisjoint(around) and (known or not _ELSE.isdisjoint(around))


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in split_words(text))


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    return long[: len(short)] == short or long[-len(short) :] == short


def _cased(best: Candidate, candidates: Sequence[Candidate]) -> str:
    """The title as it is best written: never in capitals throughout, and with the capitals that somebody gave it."""
    key = _key(best.text)
    if best.text.islower():
        fuller = [c.text for c in candidates if not c.is_own and _key(c.text)[-len(key) :] == key and not c.text.islower()]
        if fuller:
            best = best._replace(text=max(fuller, key=len))
            key = _key(best.text)
    if best.text.islower() or best.text.isupper():
        for other in candidates:
            if _key(other.text) == key and not (other.text.islower() or other.text.isupper()):
                return other.text
    if best.text.isupper() and len(best.text) > _LONGEST_CODE:
        return " ".join(w.lower() if fold(w) in CONNECTING else w if _is_code(w) else proper_case(w) for w in best.text.split())
    return best.text


def _is_code(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: it is short, has a digit or no vowel."""
    return len(word) <= _SHORTEST_WORD or any(c.isdigit() for c in word) or not set(fold(word)) & set("aeiouy")


def _candidates(sources: Sources) -> Iterator[Candidate]:
    employer = sources.employer
    wished = _wished(sources.words)
    remembered = _remembered(sources.words)
    signed = signature_start(sources)
    greeted = _greeting_end(sources)
    for found in find_mentions(sources.text, sources.words):
        if found.start < greeted:
            continue
        hoped = _WISHED if _is_wished(found, sources.words, remembered) else 0.0
        hoped += _UNDER_NAME if signed is not None and found.start >= signed else 0.0
        yield found._replace(score=found.score - hoped, is_own=True, is_wished=_is_wished(found, sources.words, wished))
    promised = _wished(sources.employer_words) if "will be" in sources.employer_folded else frozenset()
    for found in find_mentions(employer.text, sources.employer_words):
        score = found.score + 1.0 + (_SIGNED if _is_signed(found, employer.text) else 0.0)
        later = found.is_own or _is_wished(found, sources.employer_words, promised)
        yield found._replace(score=score - (_WISHED if later else 0.0))
    own = own_subject(sources)
    if own:
        yield from find_in_subject(own)
    yield from find_labelled(employer.text)
    yield from find_headings(employer.text)
    if employer.subject:
        yield from find_in_subject(employer.subject)


def _greeting_end(sources: Sources) -> int:
    """Where a greeting on a line of its own ends: whoever is greeted by their post does not offer it."""
    line = next(iter(sources.body_lines), None)
    alone = line is not None and len(line.text) <= _LONGEST_GREETING and line.text.rstrip().endswith((",", "!", ":"))
    labelled = line is not None and line.text.lower().lstrip().startswith(("to:", "fao", "attn", "attention:"))
    words = split_words(line.text) if (alone or labelled) and line is not None else ()
    if labelled and line is not None:
        return line.end
    return line.end if line is not None and words and words[0].key in _GREETS else 0


def _wished(found: Sequence[Word]) -> frozenset[int]:
    """Indices of words near which another position is wished for: up to twelve words after "if" or "another"."""
    near: set[int] = set()
    for index, word in enumerate(found):
        after = found[index + 1].key if index + 1 < len(found) else ""
        aside = (
            word.key == "even" and after in {"with", "if", "though", "tho", "so", "the", "a", "an", "for", "as", "to"}
        ) or (word.key == "second" and not (index and found[index - 1].key == "a"))
        aside = aside or (word.key == "another" and index > 0 and found[index - 1].key in _CHOSEN)
        if (word.key in _CONDITIONS and not _is_told(found, index)) or (word.key in _WISHES and not aside):
            for position in range(index, min(index + 12, len(found))):
                if position > index and ends(found, position):
                    break
                near.add(position)
        if word.key == "still" and after in _VACANT:
            reach = max(0, index - _FAR)
            near.update(range(next((i for i in range(index, reach, -1) if ends(found, i)), reach), index))
        if word.key == "as" and [w.key for w in found[max(0, index - 2) : index]] in _JOINING:
            near.update(range(index, min(index + 6, len(found))))
        if word.key == "mentioned" or _is_announced(found, index):
            near.update(range(max(0, index - 5), index))
        if word.key in _COMING and (not word.key.startswith("come") or after in {"up", "along", "free", "round", "around"}):
            near.update(range(max(0, index - 5), index))
    return frozenset(near)


def _remembered(found: Sequence[Word]) -> frozenset[int]:
    """Indices of words near which the author asks to be thought of: for the same position, unless another is named."""
    near: set[int] = set()
    for index, word in enumerate(found):
        if word.key in {"think", "consider", "keep", "bear", "remember"}:
            run = tuple(w.key for w in found[index : index + 4])
            if any(run[: len(way)] == way for way in _REMEMBERED):
                near.update(range(index, min(index + 12, len(found))))
    return frozenset(near)


def _is_announced(found: Sequence[Word], index: int) -> bool:
    """Whether a later opening is told of: "the instructor post will be published"."""
    run = [word.key for word in found[index : index + 3]]
    return run[:2] == ["will", "be"] and run[-1] in _ANNOUNCED


def _is_told(found: Sequence[Word], index: int) -> bool:
    """Whether the clause that "when" or "if" begins tells of the past or of an opinion: "when I applied for"."""
    run = {word.key for word in found[index + 1 : index + 4]}
    return bool(run & _DOUBTING) or (found[index].key != "if" and bool(run & _PAST))


def _is_wished(candidate: Candidate, found: Sequence[Word], wished: frozenset[int]) -> bool:
    return any(found[i].start == candidate.start or candidate.start <= found[i].start < candidate.end for i in wished)


def _is_signed(candidate: Candidate, text: str) -> bool:
    """Whether it stands on a line of its own near the end, as the signer's own post does."""
    line_start = text.rfind("\n", 0, candidate.start) + 1
    before = text[line_start : candidate.start].strip(" ,|@-")
    stop = text.find("\n", candidate.end)
    after = text[candidate.end : len(text) if stop < 0 else stop]
    lone = candidate.way in {"bare", "lower"} and len(before.split()) <= _NEAR_BEFORE and len(after.split()) <= _NEAR_AFTER
    return lone and line_start > len(text) * 0.4
