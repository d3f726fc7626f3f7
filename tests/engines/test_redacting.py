"""`--redact`: nothing that tells who is meant leaves the machine, and the letter that returns is whole again."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stub as server
from poise.checking.loading import open_rulebook
from poise.domain import Answer, Draft, Letter, Outcome
from poise.engines.chat import Chat
from poise.engines.redacting import Cover, cover_brief, uncover
from poise.rewriting import prepare, rewrite
from poise.understanding.words import fold

DRAFT = """Dear Ms. Okonjo-Lind,

What a circus. Grizelda in HR told me I was the one, and grizelda knows. I came to 14 Larkspur Row twice, on 12/03/2026.
I did enjoy the morning with Mr. Abara at Ferrous & Crumb's ovens. TAMSIN IS NOT HAPPY.

I still have the key fob KF0417. Write to bakergirl88@example.com or ring 555-0142. My work is on
tamsin.example.org/cv and I am @tam_bakes.

Tamsin Reyes"""
REJECTION = """From: Adaeze Okonjo-Lind <people@crumb.example.com>
Subject: Head Baker at Ferrous & Crumb, ref. 40418

Dear Tamsin,

we chose somebody else for the post of Head Baker.

Adaeze Okonjo-Lind"""
NAMED = {"okonjo", "lind", "grizelda", "larkspur", "abara", "ferrous", "crumb", "tamsin", "reyes", "adaeze"}
CANARIES = NAMED | {"14", "12", "03", "2026", "kf0417", "bakergirl88", "555", "0142", "tam_bakes", "40418"}


@pytest.fixture(scope="module")
def brief():
    """What a writer is told of the draft above."""
    return prepare(Draft(DRAFT, rejection=REJECTION), open_rulebook(None))[0]


def sent(brief, **options):
    """Everything of a request but the rules, which are poise's own words."""
    request = Chat("tiny", "http://localhost:1/v1", redact=True, **options).describe_request(brief)
    return request["messages"][-1]["content"]


def words(text):
    """The words and numbers of a text, in small letters."""
    return set(re.findall(r"\w+", text.lower()))


def test_nothing_that_tells_who_is_meant_is_sent(brief):
    """Names, numbers, addresses, links and handles of draft, rejection and facts are gone; the sense is still there."""
    told = sent(brief)
    assert not words(told) & CANARIES
    for kept in ("What a circus", "Head Baker", "Ms. ", "key fob", "told me I was the one", "IS NOT HAPPY"):
        assert kept in told


def test_stand_ins_keep_their_kind(brief):
    """A name is replaced by a name, a number by one of as many digits, an address by an address; shouting stays shouting."""
    told = sent(brief).partition("<draft>")[2]
    assert re.search(r"Dear Ms\. [A-Z][a-z]+-[A-Z][a-z]+,", told)
    assert re.search(r"[A-Z][a-z]+ in HR told me", told)
    assert re.search(r"on \d\d/\d\d/20\d\d", told)
    assert re.search(r"fob [A-Z]{2}\d{4}\.", told)
    assert re.search(r"Write to \w+@\w+\.example or ring \d{3}-\d{4}\.", told)
    assert re.search(r"on\swww\.\w+\.example/\w+ and I am @\w+\.", told)
    assert re.search(r"[A-Z]{5,} IS NOT HAPPY", told)


def test_the_same_stands_for_the_same(brief):
    """A name has one stand-in in draft, rejection and facts, whatever its case; the same brief gives the same request."""
    told = sent(brief)
    (stand_in,) = re.findall(r"(\w+) in HR told me", told)
    assert f"and {stand_in.lower()} knows" in told
    assert told == sent(brief)


def test_what_is_hidden_is_restored(brief):
    """The letter gets every name, number and address back, in the case that the model gave its stand-in."""
    cover = cover_brief(brief)
    for text in (DRAFT, REJECTION, "Dear Ms. OKONJO-LIND, Abara's ovens; ring 0142 555."):
        assert cover.restore(cover.hide(text)) == text


def test_a_stand_in_never_stands_in_the_texts(brief):
    """What replaces a word is no word of the draft, the rejection or the facts, nor an ordinary one."""
    plain = words(Chat("tiny", "http://localhost:1/v1").describe_request(brief)["messages"][-1]["content"])
    assert not (words(sent(brief)) - plain) & plain
    crowded = Cover(("Thorncombe and Wexby met Grizelda.",))
    assert not words(crowded.hide("Grizelda")) & {"thorncombe", "wexby", "grizelda"}


def test_without_the_option_nothing_is_replaced(brief):
    """The request is the same as ever."""
    assert DRAFT in Chat("tiny", "http://localhost:1/v1").describe_request(brief)["messages"][-1]["content"]


def test_a_bent_stand_in_makes_no_letter(brief):
    """A stand-in that cannot be put back never reaches a reader: the answer counts as no letter."""
    cover = cover_brief(brief)
    stand_in = cover.hide("Abara")
    bent = Answer(Outcome.OK, Letter("Thanks", f"Dear {stand_in}son,"), spare=(Letter("Thanks", f"Dear {stand_in},"),))
    assert uncover(bent, cover).letter == Letter("Thanks", "Dear Abara,")
    alone = uncover(replace(bent, spare=()), cover)
    assert (alone.outcome, alone.letter) == (Outcome.MALFORMED, None)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks a lot, on Monday at 5 pm or 10am, the 14th of March. I AM SO DONE. We had 3 rounds, not four.",
        "Dear Hiring Team,\n\nThe Senior Manager said so.\n\nBest regards",
    ],
)
def test_what_tells_nobody_is_left_alone(text):
    """Titles of jobs, months, weekdays, times of day, small counts, shouting and set words stay readable."""
    assert Cover((text,)).hide(text) == text


def test_both_halves_of_a_postcode_go():
    """A digit with capitals is part of a code, with small letters a time or a count."""
    text = "I live in LS1 4AP, call at 4pm or 4h."
    told = Cover((text,)).hide(text)
    assert not {"ls1", "4ap"} & words(told)
    assert {"4pm", "4h"} <= words(told)


LETTERS = st.sampled_from("abcdefghijklmnoprstuvz\u00e9\u00f6\u0142\u0161")
NAMES = st.text(LETTERS, min_size=6, max_size=12).map(lambda s: "Xy" + s)
DIGITS = st.text(st.sampled_from("0123456789"), min_size=2, max_size=9)


@given(st.lists(NAMES, min_size=3, max_size=6, unique_by=str.lower), st.lists(DIGITS, min_size=3, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_canary_leaves(names, numbers, loud):
    """Whatever the names, numbers, addresses and links are, and wherever they stand, none is in the request."""
    first, last, other, *more = names
    text = (
        f"Dear Ms. {last},\n\n{other} told me so. I rang {numbers[0]}-{numbers[1]} and {more or other}.\n"
        f"Mail {first.lower()}.{numbers[2]}@{last.lower()}.example.com, see https://{other.lower()}.example.org/{numbers[0]}.\n"
        f"{other.upper() if loud else other}'s word, {other.lower()} again: no. {numbers[2]}\n\n{first} {last}"
    )
    draft = Draft(text, rejection=f"Dear {first},\n\nno.\n\n{other}", name=f"{first} {last}", company=f"{other} & {last}")
    brief, _ = prepare(draft, open_rulebook(None))
    told = sent(brief).lower()
    for canary in names:
        assert canary.lower() not in told
    assert not set(re.findall(r"\d+", told)) & (set(numbers) - {"45", "130"})
    cover = cover_brief(brief)
    assert cover.restore(cover.hide(text)).lower() == text.lower()


TYPED = st.one_of(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), st.sampled_from(" ,;!?'\"-\n()"))


@given(st.text(TYPED, max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_comes_back(text):
    """Hiding and restoring give back the words, whatever stands around them; only case and accents may be another's."""
    cover = Cover((text,))
    assert fold(cover.restore(cover.hide(text))).casefold() == fold(text).casefold()


@pytest.mark.stub
def test_a_letter_is_judged_with_its_names(stub):
    """The model writes with stand-ins, the rules see what its author will send, and so does the author."""

    def answer(wire):
        told = stub.requests[-1].text
        (recipient,) = re.findall(r"Addressed to: (.+)", told)
        (sender,) = re.findall(r"Signed by: (.+)", told)
        mail, number, link = re.findall(r"Write to (\S+) or ring (\d{3}-\d{4})\. My work is on\s(\S+)", told)[0]
        (code,) = re.findall(r"key fob (\w+)\.", told)
        body = (
            f"Dear {recipient},\n\nThank you for considering me for the post of Head Baker. I am disappointed, but I enjoyed "
            f"the morning at the ovens.\n\nI still have the key fob {code}. My number is {number}, my address {mail}, my page "
            f"{link}.\n\nPlease keep me in mind for later openings.\n\nKind regards,\n{sender}"
        )
        server.letter(body, "Head Baker")(wire)

    stub.play(answer)
    result = rewrite(Draft(DRAFT, rejection=REJECTION), engine=Chat("tiny", stub.url, redact=True), fallback=False)
    assert result.letter is not None
    for told in ("Ms. Okonjo-Lind", "KF0417", "555-0142", "bakergirl88@example.com", "tamsin.example.org/cv", "Tamsin Reyes"):
        assert told in result.letter.body
    assert not words(json.dumps(stub.requests[0].json["messages"][1])) & CANARIES
