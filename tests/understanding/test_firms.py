"""The employer: named where messages and drafts name one, and no department, post or person instead."""

import pytest

from poise.domain import Draft
from poise.understanding import understand


def company(text: str, rejection: str | None = None) -> str | None:
    """The employer."""
    found = understand(Draft(text, rejection=rejection)).company
    return found.text if found else None


@pytest.mark.parametrize(
    ("rejection", "name"),
    [
        ("We chose another.\n\nManolis Pappas\nElaiones Pappas & Sons", "Elaiones Pappas & Sons"),
        ("We chose another.\n\nEstelle Grieve\nGrieve, Stone & Daughters, Undertakers", "Grieve, Stone & Daughters"),
        ("We chose another.\n\nEstelle\nMuir, Feig & Lowe LLP", "Muir, Feig & Lowe LLP"),
        ("We chose another for nail tech. Maybe later. - Mr Tran, Fern & Pearl", "Fern & Pearl"),
        ("We took another. Kimo, Blue Shoal Voyaging Society", "Blue Shoal Voyaging Society"),
        ("Boa tarde Ad\u00e3o, Domingas Bento here, Alta Verticals. It is a no.", "Alta Verticals"),
        ("Golden Heron Palace thanks you for your interest, and regrets.", "Golden Heron Palace"),
        ("Thank you for your interest in Backend Developer (Rust) at Eastgate Mobility.", "Eastgate Mobility"),
        ("Candidate: RUIZ, ANA\nSite: Lumen | Client: Hospital da Serra Alta\nDeclined.", "Hospital da Serra Alta"),
        ("Subject: [Sen Hong Academy] Result\n\nDear Candidate,\n\nno.", "Sen Hong Academy"),
        ("We chose another.\n\nYours,\nA. Bello for Bello Bros. Funeral Directors", "Bello Bros. Funeral Directors"),
        ("We chose another.\n\nProf. Torben Holm\nInstitut for Kemi, Universitetet i Ringdal", "Universitetet i Ringdal"),
    ],
)
def test_a_message_names_its_firm_in_many_places(rejection, name):
    """Below a name, beside it, in a label, in a subject, or as what does the refusing."""
    assert company("So be it.\n\nAna Ruiz", rejection) == name


@pytest.mark.parametrize(
    "rejection",
    [
        "No.\n\nIngrid Pike\nSearch Committee",
        "No.\n\nIngrid Pike\nHarbour Master's Office",
        "***NOTICE*** ***DO NOT REPLY***\nDisposition: Declined",
        "No.\n\nIngrid Pike, Bordeaux",
        "Dear Ana,\n\nNo.\n\nRosa Lind & Anna Holm",
    ],
)
def test_departments_labels_places_and_people_are_no_firms(rejection):
    """None is better than a wrong name."""
    assert company("So be it.\n\nAna Ruiz", rejection) is None


def test_the_firm_that_is_meant_is_told_from_the_one_that_is_not():
    """The words "not the one at" say whose position it is not."""
    text = "I mean the Sound Archivist post with you at Fonoteka Hala, not the one at Radio Gamma. Thank you.\n\nKaz"
    assert company(text) == "Fonoteka Hala"
    assert company("My book is with your agent at Keppel. Thank you.\n\nKaz") is None
