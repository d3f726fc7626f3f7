"""A text prepared for judging: a page for each sentence, and everything else that rules look at."""

from dataclasses import dataclass

from poise.checking.meeting import meet
from poise.checking.pages import Page
from poise.checking.rulebook import Rulebook
from poise.checking.weighing import Scales, Weighed
from poise.domain import Draft, Facts, Profile
from poise.reading.documents import Document
from poise.recognising.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document, its pages with their points, whose text it is, and the draft and facts it must keep to.

    ``unanswerable``: the rejection came from an address that nobody reads, or was sent automatically to an applicant.
    """

    document: Document
    pages: tuple[Page, ...]
    weighed: tuple[Weighed, ...]
    scales: Scales | None
    profile: Profile
    lexicon: Lexicon
    draft: Draft | None
    facts: Facts | None
    unanswerable: bool


def lay_out(
    document: Document,
    rulebook: Rulebook,
    profile: Profile,
    draft: Draft | None = None,
    rejection: str | bytes | None = None,
) -> Sheet:
    """Recognise and weigh every sentence of ``document`` once, for all rules."""
    pages = tuple(Page(rulebook.lexicon.read(sentence)) for sentence in document.sentences)
    scales = rulebook.scales
    return Sheet(
        document=document,
        pages=pages,
        weighed=tuple(scales.weigh(page, hints(rulebook, page)) for page in pages) if scales is not None else (),
        scales=scales,
        profile=profile,
        lexicon=rulebook.lexicon,
        draft=draft,
        facts=_understood(draft, rulebook.lexicon),
        unanswerable=_is_unanswerable(rejection),
    )


def hints(rulebook: Rulebook, page: Page) -> list[str]:
    """The ids of the hint rules that the page meets."""
    return [rule.id for rule in rulebook.rules if rule.hint and meet(rule, page) is not None]


def _understood(draft: Draft | None, lexicon: Lexicon) -> Facts | None:
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
