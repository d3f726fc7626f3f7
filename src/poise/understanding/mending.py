"""Light repairs to the author's words: spelling, case, marks; the words themselves stay."""

import re
from functools import cache

from poise.understanding.vocabulary import load
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import fold, proper_case, split_words

_SYMBOL = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u2640\u2642]+")
_EMOTICON = re.compile(r"(?<!\w)[:;=]['\-]?[)(DPp3/|\]\[*](?!\w)|<3|\bxx+\b|\bx(?=[\s.!?]*$)")
_BRACKETS = re.compile(r"\s*\(([^()]{0,120})\)")
_MARKS = re.compile(r"[!?.]{2,}|\u2026")
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(
    r"\b(?:b4|gr8|l8r|2m\w{2,6}|2day|2nite|sum1|any1|every1)\b|(?<!\d)[^\W\d_]+(?:['\u2019/][^\W\d_]+)*|\+(?=\s)"
)
_ASIDE = listed("sets", "mending.aside")
_HUBS = re.compile(
    r"\b([a-z]{4,})(?= (?:hub|branch|office|store|campus|warehouse|plant|depot|site|shop|hotel|clinic|school|centre|center)\b)"
)
_CONTRAST = re.compile(
    r",? (?:and )?not (?:the|my) (?:old|other) (?:one|number|address|place|phone)\b"
    r"|, (?:the|my) (?:old|other) (?:ones?|number|phone)(?:'?s| is)? (?:dead|gone|off|broken|no good)\b"
    r"|,? or (?:nah|what|no)(?=\W*$)",
    re.IGNORECASE,
)
_CONFESSED = re.compile(
    r",\s*(?:i (?:must |have to |will )?(?:admit|confess)|i'll admit"
    r"|to be (?:quite |perfectly )?(?:honest|frank)|frankly|tbh|if i'?m honest"
    r"|not gonna lie|ngl|mind you|i'?ll give (?:you|it|them) (?:that|it|this)|credit where (?:it'?s |credit(?:'s| is) )?due"
    r"|i must say|for what it'?s worth|and i mean (?:it|that))(?=\W*$|,)",
    re.IGNORECASE,
)
_CLIPPED = {"Im": "I'm", "Ive": "I've", "Youve": "You've", "Thats": "That's", "Dont": "Don't"}
_START = r"(?:(?<=^)|(?<=[.?!] ))"
_UNSAID = tuple(
    (re.compile(_START + unsaid, re.IGNORECASE), said)
    for unsaid, said in (
        (r"would (?=(?:love|like|be|really|still|also|gladly|happily)\b(?! you\b| it\b| that\b))", "I would "),
        (r"(?:very |always )?happy to (?=\w)", "I would be happy to "),
        (r"(?:very |always )?(?:glad|delighted|keen) to (?=\w)", "I would be glad to "),
        (r"hope (?=(?:the|you|that|to|we|it|your|all|she|he|they)\b)", "I hope "),
        (r"(?:really )?enjoyed (?=(?:the|your|my|how|every|that|meeting|seeing|working|talking)\b)", "I enjoyed "),
        (r"(?:really )?loved (?=(?:the|your|my|how|every|that|meeting|seeing|working|talking)\b)", "I loved "),
        (r"looking forward to (?=\w)", "I look forward to "),
        (r"have (?=(?:your|the|my|also|now|still)\b)", "I have "),
        (r"still (?:have|got) (?=\w)", "I still have "),
        (r"(?:am )?free (?=(?:from|on|any|until|all|most)\b)", "I am free "),
        (r"(?:am )?available (?=(?:from|on|any|until|all|most)\b)", "I am available "),
        (r"need (?=(?:my|the|a)\b)", "I need "),
        (r"moved (?=to\b)", "I have moved "),
    )
)
_GOT = re.compile(r"\b[Ii] still got\b")
_ITS = re.compile(r"\b([Ii])ts (?=(?:an?|the|not|my|your|been|ok|okay|fine|still|too|no)\b)")
_DOING = re.compile(r"^doing (?=(?:my|the|a)\b)", re.IGNORECASE)
_BIG_UP = re.compile(r"^big up (?:to )?", re.IGNORECASE)
_BIG_UP_WHO = re.compile(r"^[Bb]ig up (?:to )?(?P<name>[A-Z][\w'-]+),?\s+(?:he|she|they) (?=\w)")
_TOLD_TO = re.compile(r"^(?:please |just )?say (?=(?:thank|thanks|i'd|i would|that i)\b)", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?<=[.?!])\s+\d{1,2}[.)]?\s*$")
_SHORT_CODE = 3
_BEFORE_PLACES = frozenset({"at", "in", "near", "from"})
_CALLED = frozenset({"mate", "pal", "buddy", "dude", "guys", "fam", "madam", "mam", "sir"})
_GIVING = frozenset({"thanks", "ta", "cheers", "you", "it", "ok", "okay", "yes", "no", "hi", "hello", "respected"})


def mend_phrase(text: str, *, loud: bool = False) -> str:
    """A noun phrase or clause with typing repaired, without a mark at its end."""
    text = _SYMBOL.sub(" ", _EMOTICON.sub(" ", text))
    text = _BRACKETS.sub(_keep_aside, text)
    if loud:
        text = lower_loud(text)
    text = _TOKEN.sub(lambda m: _mended_word(m, text), text)
    text = re.sub(r"\bw (?=\w)", "with ", text)
    text = re.sub(r"(?<!call )(?<!text )(?<!ring )(?<!reach )\bme (?=\d)", "my ", text)
    text = re.sub(r"\b([Ii]f|[Ww]hen) you(?: ever)? got\b", r"\1 you have", text)
    text = _HUBS.sub(_named_hub, text)
    return _SPACES.sub(" ", text).strip(" ,;:.!?-\u2013\u2014")


def _named_hub(match: re.Match[str]) -> str:
    """The name of a place with its capital: "bhiwandi hub"; an ordinary word keeps its case."""
    word = match.group()
    return word if fold(word) in listed("common", "words", "more") else word.capitalize()


def mend_sentence(text: str, *, question: bool = False, loud: bool = False) -> str:
    """A sentence with typing repaired, a capital at its beginning and one plain mark at its end."""
    text = _join_at_emoji(text)
    text = _BRACKETS.sub(_keep_aside, _EMOTICON.sub(" ", text))
    if loud:
        text = lower_loud(text)
    text = _TOKEN.sub(lambda m: _mended_word(m, text), text)
    text = re.sub(r"\bw (?=[a-z])", "with ", text)
    text = _CONFESSED.sub("", _CONTRAST.sub("", _without_vocatives(text)))
    text = _BIG_UP.sub("My thanks to ", _BIG_UP_WHO.sub(r"My thanks to \g<name>, who ", text))
    text = _DOING.sub("I am doing ", _TOLD_TO.sub("", text))
    text = _GOT.sub("I still have", text)
    text = _ITS.sub(r"\1t's ", _MARKS.sub(".", text).replace("!", "."))
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r"\s+([.,;:?])", r"\1", _SPACES.sub(" ", text)).strip(" ,;:-\u2013\u2014")
    text = _LIST_NUMBER.sub("", text)
    text = text.rstrip(".?! ,;:") + ("?" if question else ".")
    for unsaid, said in _UNSAID:
        text = unsaid.sub(said, text) if not question or not unsaid.match(text) else text
    return re.sub(r"(?<=[.?] )[a-z]", lambda m: m.group().upper(), text[:1].upper() + text[1:])


def _join_at_emoji(text: str) -> str:
    """An emoji often stands where a sentence ends: before a capital it becomes a full stop, elsewhere nothing."""
    return re.sub(r"\s*" + _SYMBOL.pattern + r"\s*(?P<next>[A-Z])?", lambda m: f". {m['next']}" if m["next"] else " ", text)


def _keep_aside(match: re.Match[str]) -> str:
    """Brackets stay when they only name or number something; a joke or an excuse goes."""
    words = split_words(match[1])
    personal = any(word.key in _ASIDE for word in words) or match[1].rstrip().endswith(("!", "?"))
    return "" if personal or not words else match.group()


@cache
def _replacements() -> dict[str, str]:
    return dict(load("mending")["replace"])


def _mended_word(match: re.Match[str], text: str) -> str:
    word = match.group()
    if word in _CLIPPED:
        return _CLIPPED[word]
    if not (word.islower() or word == "+"):
        return word
    key = word.replace("\u2019", "'")
    if key in load("mending")["replace_before_verb"]:
        after = _TOKEN.search(text, match.end())
        if after and after.group().lower() in load("mending")["verbs_after"].split():
            return str(load("mending")["replace_before_verb"][key])
    days = listed("grammar", "weekdays")
    if (key in days | listed("grammar", "months") and key not in {"may", "march"}) or (key[:-1] in days and key[-1] == "s"):
        return word.capitalize()
    if key in _dropped():
        return "" if key not in _CALLED or _is_called(text, match) else word
    return _replacements().get(key, word)


def _is_called(text: str, match: re.Match[str]) -> bool:
    """Whether a word such as "mate" speaks to somebody, and is no part of "a second mate"."""
    before = text[: match.start()].rstrip()
    return not before or before[-1] in ",.!?;:-" or before.rpartition(" ")[2].lower() in _GIVING


@cache
def _dropped() -> frozenset[str]:
    return frozenset(load("mending")["drop"].split()) - {"like", "literally", "oh"}


def _without_vocatives(text: str) -> str:
    """The sentence without "sir", "mate" and the like between commas, or at its ends."""
    words = "|".join(re.escape(w) for w in load("mending")["vocatives"].split()) + "|ma'am"
    text = re.sub(rf"^(?:{words})(?:,\s*|\s+)(?=\w)(?!(?<!,\s)(?<=\s)(?-i:[A-Z]))", "", text, flags=re.IGNORECASE)
    return re.sub(rf",\s*(?:{words})(?=[,.!?]|\s*$)", "", text, flags=re.IGNORECASE)


def _is_typed(key: str) -> bool:
    """Whether a word is only a way of typing another, as "b4" is, or "it"."""
    return key in _replacements() or key == "it"


def _is_capitalised(key: str, *, placed: bool) -> bool:
    """Whether a word is a name: a day, a given name, or after "at" a word that no list knows."""
    dated = key in listed("grammar", "weekdays", "months")
    return dated or (len(key) > _SHORT_CODE and not _is_ordinary(key) and (placed or key in listed("people", "given")))


def _is_ordinary(key: str) -> bool:
    return key in listed("common", "words", "more") or key in listed("logistics", "things")


def lower_loud(text: str) -> str:
    """Text that was typed in capitals throughout, in lower case but for what surely is a name or a code."""
    pieces: list[str] = []
    titled = placed = False
    split = re.split(r"(\s+)", text)
    for index, piece in enumerate(split):
        after = fold(split[index + 2]) if index + 2 < len(split) else ""
        key = fold(piece.strip(".,;:!?"))
        if not piece.strip():
            pieces.append(piece)
            continue
        if key == "i" or (not _is_typed(key) and (_is_code(key) or any(c.isdigit() for c in piece))):
            pieces.append(piece)
        elif titled or _is_title(key, after) or _is_capitalised(key, placed=placed):
            pieces.append(proper_case(piece))
        else:
            pieces.append(piece.lower())
        titled = _is_title(key, after)
        placed = key in _BEFORE_PLACES
    return "".join(pieces)


def _is_title(key: str, after: str) -> bool:
    """Whether a word is a title, going by what follows: "the young lady on route 6" has none."""
    small = listed("grammar", "prepositions", "joiners", "auxiliaries", "verbs")
    return key in listed("people", "titles") and after not in small


def _is_code(key: str) -> bool:
    """Whether a short word is written in capitals anyway; in a text that is nothing else, IT is rarely the trade."""
    return len(key) <= _SHORT_CODE and key in listed("heat", "caps_ok") and key != "it"
