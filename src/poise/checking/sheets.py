"""A text prepared for judging: a page for each sentence, and everything else that rules look at."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from poise.checking.pages import Page
from poise.checking.rulebook import Rulebook
from poise.checking.weighing import Scales, Weighed
from poise.reading.documents import Document
from poise.recognising.lexicon import Lexicon
from poise.verdicts import Profile

if TYPE_CHECKING:
    from poise.domain import Draft, Facts


class Given(NamedTuple):
    """What a text is judged by besides the rules: its draft, the facts of that where they are known, and what it answers."""

    draft: "Draft | None" = None
    facts: "Facts | None" = None
    rejection: str | bytes | None = None


_NOTHING = Given()


class Sheet(NamedTuple):
    """The document, its pages with their points, whose text it is, and the draft and facts it must keep to.

    ``places``: for each rule, by its id, the numbers of the pages where its concepts can meet at all.
    ``unanswerable``: the rejection came from an address that nobody reads, or was sent automatically to an applicant.
    """

    document: Document
    pages: tuple[Page, ...]
    places: Mapping[str, list[int]]
    weighed: tuple[Weighed, ...]
    scales: Scales | None
    profile: Profile
    lexicon: Lexicon
    draft: "Draft | None"
    facts: "Facts | None"
    unanswerable: bool


def lay_out(
    document: Document,
    rulebook: Rulebook,
    profile: Profile,
    given: Given = _NOTHING,
) -> Sheet:
    """Recognise and weigh every sentence of ``document`` once, for all rules; a draft is understood where it was not yet."""
    pages = tuple(Page(rulebook.lexicon.read(sentence)) for sentence in document.sentences)
    scales = rulebook.scales
    return Sheet(
        document=document,
        pages=pages,
        places=_find_places(pages, rulebook),
        weighed=tuple(scales.weigh(page) for page in pages) if scales is not None else (),
        scales=scales,
        profile=profile,
        lexicon=rulebook.lexicon,
        draft=given.draft,
        facts=given.facts or _understood(given.draft, rulebook.lexicon),
        unanswerable=_is_unanswerable(given.rejection),
    )


def _find_places(pages: tuple[Page, ...], rulebook: Rulebook) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for rule in dict.fromkeys(rule for concept in page.concepts for rule in rulebook.touched_by.get(concept, ())):
            places[rule].append(number)
    return places


def _understood(draft: "Draft | None", lexicon: Lexicon) -> "Facts | None":
    if draft is None:
        return None
    from poise.understanding import understand  # a text checked without its draft needs none of it

    return understand(draft, lexicon)


def _is_unanswerable(rejection: str | bytes | None) -> bool:
    if rejection is None:
        return False
    from poise.reading.mail import read_mail  # the e-mail parser is loaded only where there is a mail

    mail = read_mail(rejection)
    return mail.no_reply or mail.automated
