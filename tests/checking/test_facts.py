"""A letter keeps to the facts: nothing invented, nothing lost, nothing left to fill in, no mark of a tool."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.checking.details import vocabulary
from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.domain import Draft, Profile


def told(kind: str, letter: str, draft: Draft | None = None) -> list[str]:
    """The words that one rule about facts objects to."""
    verdict = judge(letter, load_rulebook(), profile=Profile.GATE, draft=draft)
    return [f.message.split('"')[1] for f in verdict.findings if f.rule == f"facts/{kind}"]


def invented(letter: str, draft: str, **fields: str) -> list[str]:
    """The details of a letter that its draft does not give."""
    return told("invented", letter, Draft(draft, **fields))


def lost(letter: str, draft: str, **fields: str) -> list[str]:
    """The details of a draft that its letter does not keep."""
    return told("lost", letter, Draft(draft, **fields))


@pytest.mark.parametrize(
    ("letter", "draft", "words"),
    [
        ("Thank you for the talk with Ms. Weatherby.", "thanks for nothing ms. halloran", ["Weatherby"]),
        ("Weatherby's tour was a joy.", "the tour was a farce", ["Weatherby's"]),
        ("Thank you for considering me at Norbrook Tools.", "your company is a joke", ["Norbrook", "Tools"]),
        ("Thank you for considering me for the Claims Adjuster role.", "i wanted that job", ["Claims", "Adjuster"]),
        ("Thank you for considering me for the claims adjuster role.", "i wanted that job", ["adjuster"]),
        ("I enjoyed our talk on Tuesday.", "our talk on friday was a farce", ["Tuesday"]),
        ("I am free from 3 June.", "i am free soon", ["3", "June"]),
        ("May 4 suits me.", "any day suits me", ["May", "4"]),
        ("My number is 555-0137.", "call me on 555-0199", ["555-0137"]),
        ("The fare was $41.20.", "the fare was $14.20", ["$41.20"]),
        ("Write to mia@example.com.", "write to mia.stern@example.com", ["mia@example.com"]),
        ("See https://example.com/reel.", "see https://example.com/tape", ["https://example.com/reel"]),
    ],
)
def test_a_detail_that_nobody_gave_is_invented(letter: str, draft: str, words: list[str]):
    """Names, firms, roles in any case, dates, numbers, addresses and links must stand in a source."""
    assert invented(letter, draft) == words


@pytest.mark.parametrize(
    ("letter", "draft"),
    [
        ("Thank you for the talk with Ms. Halloran.", "thanks for nothing ms. HALLORAN"),
        ("Halloran\u2019s tour was a joy.", "halloran's tour was a farce"),
        ("Thank you for your time, Zo\u00eb.", "zoe you had my time"),
        ("I enjoyed our talk on 14 March.", "our talk on the 14th of march was a farce"),
        ("I enjoyed our talk on 14 March.", "our talk on 14/03 was a farce"),
        ("I enjoyed our talk on Thursday.", "our talk on thurs was a farce"),
        ("My number is 555-0199.", "call me on 555 0199"),
        ("The fare was $1,200.", "the fare was 1200 dollars"),
        ("I have 3 keys.", "i have three keys"),
        ("I have three keys and two badges.", "i have your keys"),
        ("Thank you for considering me for the Sales Manager role.", "i am a born sales mgr"),
        ("Thank you for considering me at Norbrook.", "i wrote to jobs@norbrook.example.com"),
        ("May I thank you? I march on, and in summer I may apply again.", "thanks for nothing"),
        ("Subject: Continued Interest and Warm Thanks\n\nThank you for your time.", "thanks for nothing"),
        ("Thank you for your time.\n\nKind Regards", "thanks for nothing"),
        ("Merry Christmas to you and the team.", "thanks for nothing"),
    ],
)
def test_a_detail_may_be_written_otherwise(letter: str, draft: str):
    """Case, accents, possessives, short forms and figures do not matter; plain words and numbers in words are never judged."""
    assert invented(letter, draft) == []


def test_fields_and_the_rejection_are_sources_too():
    """What the author filled in, and what the employer wrote, may be used."""
    rejection = "From: Ada Lund <ada@example.com>\nSubject: Your form\n\nDear Mia, we chose another Welder.\n\nAda Lund\n"
    letter = "Dear Ms. Lund,\n\nThank you for considering me as a Welder at Norbrook.\n\nMia Stern"
    draft = Draft("thanks for nothing", rejection=rejection, name="Mia Stern", company="Norbrook")
    assert told("invented", letter, draft) == []
    assert told("invented", letter, Draft("thanks for nothing", rejection=rejection)) == ["Norbrook", "Stern"]


def test_a_text_without_its_draft_is_not_asked_where_its_details_come_from():
    """Checking a letter alone accuses nobody of inventing."""
    letter = "Dear Ms. Lund,\n\nThank you for the talk on 14 March.\n\nMia Stern"
    assert told("invented", letter) == told("lost", letter) == []


@pytest.mark.parametrize(
    ("letter", "draft", "words"),
    [
        ("Hello,\n\nThank you.", "Dear Ms. Halloran,\n\nwhat a joke.\n\nMia Stern", ["Ms. Halloran"]),
        ("Hello,\n\nI enjoyed joining in.", "Hi Jo,\n\nwhat a joke.\n\nMia Stern", ["Jo"]),
        ("Dear Dr. Okafor,\n\nThank you.", "Dear Dr. Okafor,\n\ntext me at 555-0123.\n\nMia Stern", ["555-0123"]),
        (
            "Dear Dr. Okafor,\n\nThank you.",
            "Dear Dr. Okafor,\n\nI still have the visitor badge, tell me where to mail it.\n\nMia Stern",
            ["badge"],
        ),
    ],
)
def test_what_must_be_kept_is_missed(letter: str, draft: str, words: list[str]):
    """The recipient, numbers to be reached on, and things to be returned may not get lost."""
    assert lost(letter, draft) == words


@pytest.mark.parametrize(
    ("letter", "draft"),
    [
        ("Dear Ms. Halloran,\n\nThank you.", "Dear Ms. Halloran,\n\nwhat a joke.\n\nMia Stern"),
        ("Hi Jo,\n\nThank you.", "Hi Jo,\n\nwhat a joke.\n\nMia Stern"),
        ("Dear Dr. Okafor,\n\nYou can text me on 555-0123.", "Dear Dr. Okafor,\n\ntext me at 555-0123.\n\nMia Stern"),
        (
            "Dear Dr. Okafor,\n\nI will gladly return the badge.",
            "Dear Dr. Okafor,\n\nI still have the visitor badge, tell me where to mail it.\n\nMia Stern",
        ),
        ("Hello,\n\nThank you.", "well that was rude"),
    ],
)
def test_what_is_kept_is_not_missed(letter: str, draft: str):
    """A detail is kept when its telling word stands in the letter."""
    assert lost(letter, draft) == []


def test_the_role_may_be_shortened_but_not_dropped():
    """Half of a long title, or its last word, is enough."""
    fields = {"role": "Junior Claims Adjuster"}
    assert lost("Thank you for considering me for the adjuster position.", "what a joke", **fields) == []
    assert lost("Thank you for considering me.", "what a joke", **fields) == ["Junior Claims Adjuster"]


@pytest.mark.parametrize(
    "gap",
    [
        "[Your Name]",
        "[DATE]",
        "{{company}}",
        "{role}",
        "<Your Full Name>",
        "______",
        "Your Name",
        "Company Name",
        "ABC Company",
        "XYZ",
        "First Name",
        "Hiring Manager's Name",
        "Recipient\u2019s Full Name",
        "Your Phone Number",
        "Mr./Ms.",
    ],
)
def test_a_gap_is_a_placeholder_with_and_without_brackets(gap: str):
    """Whatever is left to be filled in stops a letter, and the finding quotes all of it."""
    assert told("placeholder", f"Thank you for your time, {gap}, and for the tour.") == [gap]


@pytest.mark.parametrize(
    "text",
    [
        "Your name was on the door, and your company was kind to me.",
        "The badge [no. 7] is in the post.",
        "I still have the certificate in my married name.",
        "Dear Ms. Xu, thank you.",
        "The tag reads ABC-12.",
        "Subject: Sales Manager Position",
        "Subject: Thanks from a Recruiter, and Your Company Tour",
        "Subject: The Company Secretary Role and Change of My Address",
    ],
)
def test_words_that_only_resemble_a_placeholder_pass(text: str):
    """Plain words in lower case, real brackets and short codes are no gaps."""
    assert told("placeholder", text) == []


@pytest.mark.parametrize(("patterns", "marks"), [("placeholders", "placeholder_marks"), ("markers", "marker_marks")])
@given(data=st.data())
def test_no_gap_is_passed_over_for_want_of_a_mark(patterns: str, marks: str, data: st.DataObject):
    """Patterns are tried only where one of a few marks stands: whatever any pattern matches holds one of them."""
    pattern = data.draw(st.sampled_from(vocabulary()[patterns]))
    found = data.draw(st.from_regex(pattern, fullmatch=True))
    assert any(mark in found for mark in vocabulary()[marks])


def test_findings_point_at_the_words_they_quote():
    """The span of an invented detail is its place in the given text."""
    letter = "Hello,\n\nThank you for the talk with Ms. Weatherby."
    verdict = judge(letter, load_rulebook(), profile=Profile.GATE, draft=Draft("what a joke"))
    (finding,) = [f for f in verdict.findings if f.rule == "facts/invented"]
    assert letter[finding.span.start : finding.span.end] == finding.text == "Weatherby"


@pytest.mark.parametrize("piece", ["Weatherby ", "[Your Name] ", "555 ", "[", "** a", "3/4/", "Your "])
def test_a_hostile_text_is_judged_in_time_that_grows_with_it(piece: str):
    """Ten times the text takes about ten times as long."""
    draft = Draft("what a joke")

    def seconds(size: int) -> float:
        text = "Thank you for " + piece * (size // len(piece))
        begun = time.perf_counter()
        judge(text, load_rulebook(), profile=Profile.GATE, draft=draft)
        return time.perf_counter() - begun

    seconds(1_000)
    assert seconds(40_000) < 40 * seconds(4_000) + 0.2
