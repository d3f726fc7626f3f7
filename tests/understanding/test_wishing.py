"""Wishes: other work the author would take is kept whatever it is called, and never without its end."""

import pytest

from poise.domain import Draft
from poise.rewriting import rewrite
from poise.understanding import understand


def wishes(text: str) -> set[tuple[str, str]]:
    """The wishes of a draft with their kinds."""
    return {(f.kind, f.text) for f in understand(Draft(text)).details if f.kind.startswith(("wish", "other-role"))}


@pytest.mark.parametrize(
    ("draft", "kind", "text"),
    [
        ("Clowns. I'd still do the Tuesday crochet circle.", "wish.to", "do the Tuesday crochet circle"),
        ("What a circus. I would go on the relief ringers list.", "wish.to", "go on the relief ringers list"),
        ("Shameful. Would gladly take a zero hours contract.", "wish.to", "take a zero hours contract"),
        ("Muppets. Happy to step in as a relief cook.", "wish.to", "step in as a relief cook"),
        ("Charlatans. Would I be allowed to go on bank staff?", "wish.to", "go on bank staff"),
        ("Cowboys. Long-haul I would also do.", "wish.for", "Long-haul"),
        ("Cowboys. Now fleet rentals, I'd listen.", "wish.for", "fleet rentals"),
        ("Idiots. Put me down for the grape harvest weekend.", "wish.for", "the grape harvest weekend"),
        ("Fools. The spring deck list: keep me on it.", "wish.for", "the spring deck list"),
        ("Useless lot. Late shift comes open, call me.", "wish.for", "late shift"),
        ("Idiots. When driver is not possible then maybe school escort, I do with pleasure.", "wish.for", "school escort"),
        ("Fools. Is the caretaker job at Oxley still going?", "other-role", "the caretaker job at Oxley"),
        ("Fools. There is also a creditors clerk needed, I would apply.", "other-role", "a creditors clerk"),
        ("Idiots. I would be open to the ledger role Nuala mentioned.", "wish", "the ledger role Nuala mentioned"),
        ("Fools. If you're ever short for Sunday brunch I'd still come.", "wish.own",
         "If you're ever short for Sunday brunch, I'd still come."),
        ("Liars. If the soup van needs hands in May, I would be honoured to help.", "wish.own",
         "If the soup van needs hands in May, I would be honoured to help."),
        ("Liars. New line is 555-0119 in case the night runner job opens up.", "wish.if", "if the night runner job opens up"),
        ("Liars. If you need a temp during stocktake can call me.", "wish.if", "if you need a temp during stocktake"),
        ("Liars. You're sometimes stuck for somebody in the Saturday yard.", "wish.if",
         "if you are stuck for somebody in the Saturday yard"),
    ],
)  # fmt: skip
def test_work_the_author_would_take_is_kept(draft, kind, text):
    """Nobody can list all work there is: the author's yes is the sign."""
    assert (kind, text[:1].lower() + text[1:]) in {(k, t[:1].lower() + t[1:]) for k, t in wishes(draft)}


@pytest.mark.parametrize(
    "draft",
    [
        "If you ever want a fight I'm there.",
        "If you need my bank details call me.",
        "I will take the matter further.",
        "I'd take this to a tribunal.",
        "I would do a better job blindfolded.",
        "I would do the job better than the lot of you.",
        "I'd gladly burn the place down.",
        "I'll take my business elsewhere.",
        "I would do anything.",
        "If there's any justice I'd get it.",
        "You told my brother I'd be on the books by Monday.",
    ],
)
def test_threats_boasts_and_pleas_are_no_wishes(draft):
    """They say "I would" too."""
    assert wishes(f"Shame on you. {draft}") == set()


def test_a_condition_never_stands_without_its_main_clause():
    """Neither as a sentence of the author's nor in a phrase of ours."""
    draft = "Dear Ms Ash,\n\nI cried. If there is ever a place for a night porter, I would accept it the same day.\n\nBo Lind"
    letter = rewrite(Draft(draft)).letter
    assert letter is not None
    assert "If there is ever a place for a night porter, I would accept it the same day." in letter.text


def test_somebody_sought_is_asked_for_as_a_position():
    """As in "a creditors clerk position"; nobody is considered for a clerk."""
    letter = rewrite(Draft("Dear Ms Ash,\n\nFools. There is also a creditors clerk needed, I would apply.\n\nBo Lind")).letter
    assert letter is not None
    assert "a creditors clerk position" in letter.text
