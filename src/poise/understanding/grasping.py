"""The order in which a draft is understood: each finding may lean on those before it."""

from poise.domain import Draft, Fact, Facts, Origin
from poise.understanding.addressing import find_recipient, find_salutation
from poise.understanding.circumstances import find_channel, find_stage, is_automated, is_british, is_no_reply
from poise.understanding.contacts import find_contacts
from poise.understanding.firms import find_company
from poise.understanding.keeping import find_kept
from poise.understanding.particulars import find_place, find_reference
from poise.understanding.passages import find_passages
from poise.understanding.positions import find_role
from poise.understanding.signing import find_sender
from poise.understanding.sources import Sources
from poise.understanding.threads import find_closing, find_subject


def grasp(draft: Draft) -> Facts:
    """Understand a draft with its rejection and its author's own fields; ``understand`` says the rest."""
    sources = Sources(draft)
    sender = find_sender(sources)
    recipient = find_recipient(sources, sender)
    role = find_role(sources)
    company = find_company(sources, role, [fact for fact in (sender, recipient) if fact])
    place = find_place(sources, role)
    passages = find_passages(sources, sender, recipient)
    kept = find_kept(sources, passages, (sender, recipient, role, company))
    return Facts(
        sender=sender,
        recipient=recipient,
        role=role,
        company=company,
        reference=find_reference(sources),
        subject=find_subject(sources),
        stage=find_stage(sources),
        channel=find_channel(sources),
        british=is_british(sources),
        no_reply=is_no_reply(sources),
        automated=is_automated(sources),
        people=kept.people,
        details=(*_liked_field(draft), *kept.details, *((place,) if place else ())),
        contacts=find_contacts(sources, passages),
        sentences=kept.sentences,
        calm=kept.calm,
        salutation=find_salutation(sources, recipient),
        closing=find_closing(sources),
    )


def _liked_field(draft: Draft) -> tuple[Fact, ...]:
    """What the author says they liked, as their own field."""
    liked = " ".join((draft.liked or "").split()).strip(" .!")
    return (Fact("liked", liked, Origin.FIELD),) if liked else ()
