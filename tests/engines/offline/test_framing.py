"""What stands around the body: firms as one speaks of them, and positions that need no noun beside them."""

import pytest

from poise.domain import Draft
from poise.engines.offline.framing import name_post
from poise.engines.offline.phrasing import Chooser
from poise.understanding import understand


def post(role: str, company: str) -> set[str]:
    """The ways in which letters name a position with its employer."""
    facts = understand(Draft("Thank you.", role=role, company=company))
    found = (name_post(facts, None, Chooser(f"{n}", 0, british=True), private=False) for n in range(40))
    return {name.partition(" at ")[2] for name in found if " at " in name}


@pytest.mark.parametrize(
    ("company", "spoken"),
    [
        ("Tarrow & Moss Ltd", "Tarrow & Moss"),
        ("Fern & Co", "Fern & Co"),
        ("Alta Works Co., Ltd.", "Alta Works"),
        ("The Fen Golf Club", "the Fen Golf Club"),
        ("City Archive of Keld", "the City Archive of Keld"),
        ("Polm Lifeboat Fund", "the Polm Lifeboat Fund"),
        ("St. Anne's Hospital, Keld", "St. Anne's Hospital"),
        ("Muir, Feig & Lowe LLP", "Muir, Feig & Lowe"),
    ],
)
def test_a_firm_is_named_as_one_speaks_of_it(company, spoken):
    """Without its legal form and its town, and with an article where English wants one."""
    assert post("Night Porter", company) == {spoken}


@pytest.mark.parametrize("role", ["Chair in Maritime Law", "forklift job", "Readership in Economic History"])
def test_a_position_that_is_one_by_its_name_needs_no_other_noun(role):
    """Nobody applies for "the forklift job role"."""
    facts = understand(Draft("Thank you.", role=role))
    assert name_post(facts, None, Chooser("x", 0, british=True), private=False) == f"the {role}"
