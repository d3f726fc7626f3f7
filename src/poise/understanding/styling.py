"""How to address whoever signed the employer's message: as the draft speaks of them, or in the employer's own tone."""

from collections.abc import Sequence

from poise.domain import Fact
from poise.understanding.greeting import VAGUE, tidy
from poise.understanding.names import is_title, read_name
from poise.understanding.signature import greeted_name, is_closing
from poise.understanding.signers import Signer
from poise.understanding.sources import Sources
from poise.understanding.vocabulary import words as listed
from poise.understanding.words import Word, breaks, fold, has_comma, is_common, proper_case

_LONG_ENOUGH = 5
_CALLED = 2
_FIRST_LINES = 6
_SLIPS = 2
_COURTESIES = {
    "madame": {"mme", "madame"},
    "monsieur": {"m", "monsieur"},
    "mevrouw": {"mevr", "mevrouw"},
    "meneer": {"dhr", "meneer"},
    "signora": {"sigra", "signora"},
    "senora": {"sra", "senora"},
    "frau": {"frau"},
    "herr": {"herr"},
}


def address_signer(sources: Sources, signer: Signer) -> Fact:
    """How to address whoever signed: with the title or first name that the draft uses, or as the employer's tone suggests."""
    mentioned = _mentioned(sources, signer)
    if mentioned:
        return mentioned
    typed = " ".join(signer.name.parts)
    if len(signer.name.parts) == 1:
        return sources.in_message("recipient", signer.name.text, typed)
    if _is_first_name_terms(sources) and len(signer.name.parts[0].rstrip(".")) > 1:
        return sources.in_message("recipient", signer.first, typed)
    title = signer.doctor or (signer.name.titles[0] if signer.name.titles else "")
    text = f"{title} {signer.last}" if title else signer.name.bare
    return sources.in_message("recipient", text, typed)


def _mentioned(sources: Sources, signer: Signer) -> Fact | None:
    """The signer as the draft speaks of them."""
    parts = {fold(part) for part in signer.name.parts}
    found = sources.words
    for index, word in enumerate(found):
        if is_title(word) and fold(word.text) not in VAGUE:
            name = read_name(found, index)
            if name and name.parts and fold(name.parts[-1]) in parts:
                return sources.in_draft("recipient", tidy(name), word.start, found[name.stop - 1].end)
        if _is_called_as(found, index, signer):
            return sources.in_draft("recipient", proper_case(word.text), word.start, word.end)
    return None


def _is_called_as(found: Sequence[Word], index: int, signer: Signer) -> bool:
    """Whether a signer of whom only the initial is known is called by a first name: "I sat next to you Benedikt."."""
    word, before = found[index], found[index - 1] if index else None
    initial = fold(signer.name.parts[0].rstrip("."))
    if before is None or len(initial) != 1 or not word.key.startswith(initial) or not word.is_capital:
        return False
    given = word.key in listed("people", "given") or not is_common(word)
    ended = index + 1 >= len(found) or breaks(word, found[index + 1]) or has_comma(found[index + 1])
    return given and ended and (before.key in {"you", "u"} or has_comma(word)) and len(word.text) > _CALLED


def with_title(sources: Sources, text: str) -> str:
    """A bare family name with the title that the employer's message gives it: "Strand" for "Mr. Strand has asked me"."""
    found = sources.employer_words
    if " " in text or fold(text) in listed("people", "given"):
        return text
    for index in range(len(found) - 1):
        if found[index + 1].key == fold(text) and is_title(found[index]) and found[index + 1].gap in {" ", ". "}:
            return f"{found[index].text}{found[index + 1].gap}{found[index + 1].text}"
    return text


def _is_first_name_terms(sources: Sources) -> bool:
    """Whether the employer called the author by first name."""
    for index, line in enumerate([line for line in sources.employer.lines if line][:_FIRST_LINES]):
        name = greeted_name(line)
        greets = index < _CALLED or line.split()[0].lower() in listed("sets", "signing.greeting_words")
        if name and name.parts and greets and not is_closing(line):
            return not name.titles and len(name.parts) == 1
    return False


def as_signed(text: str, signer: Signer | None) -> str:
    """The draft's form of address with the name as its bearer signs it."""
    return _with_name(_as_they_spell_it(text, signer), signer)


def _as_they_spell_it(text: str, signer: Signer | None) -> str:
    """The form of address with the name as its bearer signs it, when the draft misspells it: "Ms Haloran" for Ms Halloran."""
    if signer is None:
        return text
    last = text.rpartition(" ")[2]
    names = {fold(part): part for part in signer.name.parts}
    if len(names) == 1 and " " in text:
        return text
    if fold(last) in names:
        return f"{text[: len(text) - len(last)]}{proper_case(names[fold(last)])}" if not last.isascii() else text
    if len(last) < _LONG_ENOUGH or fold(last) in listed("people", "given"):
        return text
    near = [part for key, part in names.items() if key[:1] == fold(last)[:1] and _is_near(key, fold(last))]
    return f"{text[: len(text) - len(last)]}{proper_case(near[0])}" if near else text


def _with_name(text: str, signer: Signer | None) -> str:
    """A title, or one with a post, with the name that its bearer signs after it: "Coach" for Coach Benny."""
    titles = [fold(title) for title in signer.name.titles] if signer else []
    if signer is None or not titles:
        return text
    if len(signer.name.parts) == 1 and titles == [fold(text)]:
        return signer.name.text
    if fold(text) in _COURTESIES and titles[0] in _COURTESIES[fold(text)]:
        return f"{signer.name.titles[0]} {signer.last}"
    first, *posts = text.split()
    held = posts and {fold(post) for post in posts} <= listed("people", "posts")
    return f"{first} {signer.last}" if held and fold(first) == titles[0] else text


def _is_near(one: str, other: str) -> bool:
    """Whether two spellings differ by a letter or two."""
    short, long = sorted((one, other), key=len)
    same = sum(a == b for a, b in zip(short, long, strict=False))
    ended = sum(a == b for a, b in zip(reversed(short), reversed(long), strict=False))
    return len(long) - len(short) <= _SLIPS and max(same, ended, min(same + ended, len(short))) >= len(long) - _SLIPS
