"""The composer: a letter at once, of the author's own facts, that says nothing they did not."""

import importlib.util
import json
import sys
import time
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from poise.domain import Brief, Channel, Draft, Dropped, Guidance, Letter, Outcome, Profile, Span
from poise.engines.offline import Offline
from poise.engines.offline.composing import compose
from poise.engines.offline.phrasing import load
from poise.engines.offline.wording import fill
from poise.understanding import understand

TESTS = Path(__file__).parents[2]
ALL = [json.loads(line) for line in (TESTS / "corpus" / "drafts.jsonl").read_text("utf-8").splitlines()]
CASES = [case for case in ALL if case["id"].startswith("D")]  # what the composer was built on; the others only measure it


def evaluator() -> ModuleType:
    """The measuring script beside the tests."""
    spec = importlib.util.spec_from_file_location("drafts_evaluation", TESTS / "evaluation" / "drafts.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MEASURE = evaluator()


def write(draft: Draft | str, *, variant: int = 0, tone: str = "standard", **brief) -> Letter:
    """The letter that one attempt gives."""
    given = Draft(draft) if isinstance(draft, str) else draft
    answer = Offline(variant, tone).write(Brief(given, understand(given), (), **brief))
    assert answer.outcome is Outcome.OK
    assert answer.letter is not None
    return answer.letter


ANGRY = """Kurt

what kind of circus lets a man drive from Tulsa to run a loader then gives the Loader Operator job to a nephew. Your pit is
a joke. The walk round the quarry with Hector was actually great.

I still have the hard hat. If the Pawnee quarry needs a loader man call me 918-555-0160

Dale Hutchins
"""

CALM = """Dear Ms. Haverkamp,

Thank you for letting me know about the Junior Actuary position. I was sorry not to be chosen, as I had enjoyed my talks with
Mr. Rasmussen about the longevity model. I would be very glad to be considered for future openings.

With best wishes,
In\u00eas Carvalhal
"""


def test_the_facts_of_an_angry_draft_come_through_and_the_anger_does_not():
    """Names, role, praise, what goes back, the wish and the number are there; the insults are gone."""
    body = write(ANGRY).body
    for fact in ("Kurt", "Dale Hutchins", "Loader Operator", "the quarry with Hector", "hard hat", "Pawnee", "918-555-0160"):
        assert fact in body
    for heat in ("circus", "joke", "nephew", "Tulsa"):
        assert heat not in body


def test_a_calm_letter_keeps_its_words():
    """What its author wrote comes back, and nothing is put beside it."""
    body = write(CALM).body
    assert body.startswith(
        "Dear Ms. Haverkamp,\n\nThank you for letting me know about the Junior Actuary position. I was sorry"
    )
    assert body.endswith("I would be very glad to be considered for future openings.\n\nWith best wishes,\nIn\u00eas Carvalhal")


def test_a_calm_letter_loses_what_broke_a_rule_and_nothing_else():
    """A sentence that arrives as dropped is left out."""
    text = CALM.replace("I would be very", "Where did I lose you? I would be very")
    start = text.index("Where did")
    gone = Dropped("Where did I lose you?", Span(start, start + 21), ("feedback/asks",))
    assert "lose you" not in write(text, dropped=(gone,)).body
    assert "longevity model" in write(text, dropped=(gone,)).body


def test_a_later_attempt_is_more_cautious():
    """The second keeps of a heated draft only what arranges something, the third only names, role and things in frames."""
    refused = (Guidance("review/unrecognised", ""),)
    heated = ANGRY.replace("Dale Hutchins", "The climb with Rosa was a joy. My boots are in locker 12.\n\nDale Hutchins")
    second = write(heated, attempt=2, broken=refused).body
    assert "was a joy" not in second
    assert "locker 12" in second
    third = write(ANGRY, attempt=3).body
    assert "Hector" not in third
    assert "hard hat" in third
    assert "Loader Operator" in third


def test_only_what_was_refused_is_left_out_of_the_next_letter():
    """The other details stay, and a thing is still asked back, in other words."""
    draft = Draft("Dear Ms. Hall,\n\nYou clowns. The climb was great. I left my umbrella in room 4.\n\nAnn Lee")
    facts = understand(draft)
    said = next(f.text for f in facts.sentences if "umbrella" in f.text) if facts.sentences else "umbrella"
    brief = Brief(draft, facts, (), (Guidance("review/unrecognised", ""),), attempt=2, refused=(said,))
    body = compose(brief, variant=0, tone="standard").body
    assert "climb" in body
    assert "umbrella" in body


def test_a_calm_letter_that_was_refused_is_composed_and_introduces_long_practical_sentences():
    """What the judge did not recognise at first is left out, or said again after a few polite words."""
    long = "The key to the drawer and the two folders from the trial day are still on the shelf beside the window of room 6."
    text = CALM.replace("I would be very glad", f"{long} I would be very glad")
    second = write(text, attempt=2, broken=(Guidance("review/unrecognised", ""),)).body
    assert "I was sorry not to be chosen, as I had enjoyed" not in second
    assert "I would be grateful for your help with one thing: the key to the drawer" in second


def test_what_was_only_missing_is_added():
    """When an earlier attempt lacked thanks or hope, the author's words stay and the missing part is put in."""
    text = CALM.replace(" I would be very glad to be considered for future openings.", " I liked the lunch.")
    again = write(text, attempt=2, broken=(Guidance("form/future-interest", ""),)).body
    assert "longevity model" in again
    assert len(again) > len(text) - 40


def test_the_same_draft_gives_the_same_letter():
    """The choice of words hangs on the draft and the variant alone."""
    assert write(ANGRY) == write(ANGRY)
    assert write(ANGRY, variant=1) != write(ANGRY)


def test_variants_of_one_letter_read_differently():
    """At most three in ten five-word runs are shared, on average."""
    shares = []
    for case in CASES[::3]:
        draft = Draft(case["draft"], rejection=case["rejection"])
        if understand(draft).calm:
            continue
        shares.append(MEASURE.sameness([write(draft, variant=v).body for v in range(3)]))
    assert sum(shares) / len(shares) <= 0.3


def test_two_peoples_letters_hardly_share_a_phrase():
    """The mean share of common five-word runs over all pairs stays below three in a hundred."""
    assert MEASURE.sameness([write(Draft(c["draft"], rejection=c["rejection"])).body for c in CASES]) <= 0.03


def test_a_calm_letter_grows_warmer_on_request():
    """The author's words stay, and a warm letter ends with good wishes unless they wrote some."""
    calm = "Hi Ahmed,\n\nThanks for the quick answer. I enjoyed the day at the boreholes. {}\n\nRegards,\nZainab Lawati"
    plain, warm = (write(calm.format(""), tone=tone).body for tone in ("standard", "warm"))
    assert "I enjoyed the day at the boreholes." in plain
    assert "I enjoyed the day at the boreholes." in warm
    assert len(warm) > len(plain)
    assert "wish" not in plain
    own = "I wish you well."
    assert write(calm.format(own), tone="warm").body.count("wish you") == 1


@pytest.mark.parametrize("tone", ["brief", "standard", "warm"])
def test_each_tone_gives_a_letter_of_letter_length(tone):
    """An e-mail has 45 to 140 words with greeting and name, whatever the tone."""
    for case in ALL:
        letter = write(Draft(case["draft"], rejection=case["rejection"]), tone=tone)
        if understand(Draft(case["draft"], rejection=case["rejection"])).channel is Channel.EMAIL:
            assert 30 <= len(letter.body.split()) <= 150, case["id"]


def test_a_message_stays_a_message():
    """A text message gets a few sentences, no paragraphs, and a subject that is sensible all the same."""
    letter = write("mate you can shove your sous chef gig trev, 3 unpaid shifts and you ghost me")
    assert letter.subject == "Sous chef"
    assert "\n\n" not in letter.body.strip()
    assert letter.body.count(".") <= 5


def test_nothing_comes_of_nothing():
    """Three cold words give a letter without any name, firm or role."""
    letter = write("Wow. Ok. Noted.")
    assert letter.body.startswith("Hello,")
    assert "Noted" not in letter.body


def test_an_employers_subject_is_answered():
    """The thread keeps its subject; later attempts name the position instead."""
    draft = Draft(ANGRY, rejection="From: Kurt\nSubject: RE: Fwd: Loader Operator (Req 40)\n\nDale,\n\nno.\n\nKurt")
    assert write(draft).subject == "Re: Loader Operator (Req 40)"
    assert write(draft, attempt=2).subject == "Loader Operator \u2013 Dale Hutchins"


def test_the_authors_one_true_thing_is_used():
    """A field of the author's goes in as they wrote it, as a phrase or as a sentence."""
    assert "the tour of the dye works" in write(Draft(ANGRY, liked="the tour of the dye works.")).body
    assert "I liked how you teach." in write(Draft(ANGRY, liked="I liked how you teach")).body


def test_no_letter_invents_or_leaves_anything_to_fill_in():
    """Names and numbers stand in the draft or the rejection, and no bracket is left open."""
    for case in ALL:
        for attempt in (1, 2, 3):
            letter = write(Draft(case["draft"], rejection=case["rejection"]), attempt=attempt)
            assert MEASURE.invented(case, letter) == [], case["id"]


def test_the_letters_over_the_corpus_are_right():
    """Recipient, sender, role, details and contacts reach the measures that the design asks for."""
    scores, _ = MEASURE.evaluate(CASES, judged=False)
    count = len(scores)
    assert sum(s.recipient for s in scores) / count >= 0.95
    assert sum(s.sender for s in scores) / count >= 0.97
    assert sum(s.role for s in scores) / count >= 0.95
    assert sum(s.kept for s in scores) / sum(s.keep for s in scores) >= 0.85
    assert all(s.contacts == s.contact for s in scores)
    assert sum(bool(s.forbidden) for s in scores) <= 1


def test_every_letter_over_the_corpus_passes_the_gate():
    """Within the three attempts that the loop makes."""
    scores = [MEASURE.score(case) for case in ALL]
    assert [s.id for s in scores if s.gate is False] == []


FRAMES = {
    "np": "the climb", "gerund": "walking the fields", "to": "see the sawmill", "spent": "a Saturday at your front desk",
    "praised": "my wiring", "activity": "the forklift test", "person": "Ramon", "have": "the apron", "have_stated": "the apron",
    "collect": "my box", "collect_stated": "my box", "left": "my probe near the station", "delete": "my personal data",
    "bring": "the house key", "back": "my scissors", "money": "the refund of \u00a384.60", "attached": "my transcript",
    "phone": "555-0147",
    "email": "ana@example.com", "link": "ana.example.com", "tag": "VB-2209", "account": "DE00 5550 0142 0000 0001 00",
    "numbered": "locker 31", "amount": "\u00a384.60", "kind": "seasonal",
    "if": "if something opens in the spring", "any": "", "joined": "", "leads": "",
    "met": "", "again": "", "private": "", "warm": "",
    "be": "a volunteer on Tuesdays", "lies": "the key", "gift": "the puzzle I built",
    "address": "14 Mill Cottages, Oxley Quay", "by": "10 December", "delete_plain": "my personal data",
    "open": "the folder and the hard hat", "thanked": "showing me the kiln", "served": "3 winters", "introductions": "",
}  # fmt: skip

HOPED = {"np": "the spring intake", "to": "cover the Saturday yard", "as": "relief cook"}


def phrases():
    """Every phrase, filled, with its file and part."""
    for name in ("thanking", "regretting", "hoping", "wishing", "liking", "arranging"):
        for part, frames in load(name).items():
            filler = HOPED.get(part, FRAMES.get(part)) if name == "hoping" else FRAMES[part]
            for frame in frames:
                slots = {"post": "the Shift Lead position", "place": "in your office", "if": filler, "If": filler.capitalize()}
                slots["a"] = "a"
                whole = f"{frame}, but I enjoyed the tour." if part == "leads" else frame
                yield name, part, fill(whole, filler, **slots)


def test_every_phrase_passes_the_gate():
    """Each wording of each part can stand in a letter that the judge lets through."""
    from poise.checking.judging import judge
    from poise.checking.loading import load_rulebook

    rulebook = load_rulebook()
    refused = []
    for name, part, text in phrases():
        thanks = "" if name == "thanking" else "Thank you for considering me for the Shift Lead position. "
        hope = "" if name == "hoping" and part != "kind" else " Please keep me in mind for future openings."
        body = f"Subject: Shift Lead\n\nDear Dr. Brandvold,\n\n{thanks}{text}{hope}\n\nKind regards,\nAna Reis"
        verdict = judge(body, rulebook, profile=Profile.GATE)
        refused.extend((text, finding.rule) for finding in verdict.errors)
    assert refused == []


def test_phrases_are_many_and_unalike():
    """Each main part has at least a dozen plain wordings, none twice, and hardly two that share most of their words."""
    for name, part in [("thanking", "any"), ("thanking", "met"), ("regretting", "any"), ("hoping", "any"), ("wishing", "any"),
                       ("liking", "np"), ("liking", "person"), ("hoping", "if")]:  # fmt: skip
        frames = load(name)[part]
        assert len(frames) >= 12
        assert len(set(frames)) == len(frames)
        pairs = [(MEASURE.grams(one), MEASURE.grams(other)) for one, other in combinations(frames, 2)]
        alike = sum(len(a & b) > 0.6 * max(1, min(len(a), len(b))) for a, b in pairs)
        assert alike <= 0.05 * len(pairs), (name, part, alike)


def test_a_letter_takes_milliseconds():
    """Five on average, once the phrases are loaded; twice that is allowed for a busy machine."""
    briefs = [Brief(d, understand(d), ()) for d in (Draft(c["draft"], rejection=c["rejection"]) for c in CASES)]
    Offline().write(briefs[0])
    begin = time.perf_counter()
    for brief in briefs:
        Offline().write(brief)
    assert (time.perf_counter() - begin) / len(briefs) < 0.010


def test_no_two_sentences_of_a_letter_begin_alike():
    """The composer's own sentences in one letter start with different words."""
    for case in CASES[::2]:
        draft = Draft(case["draft"], rejection=case["rejection"])
        if understand(draft).calm:
            continue
        body = write(draft, tone="warm").body.replace("\n", " ")
        frames = [s for s in body.split(". ") if s.startswith(("I would be", "Thank you for", "I have", "Please"))]
        starts = [" ".join(s.split()[:4]) for s in frames if s.startswith("Thank you for ")]
        assert len(starts) == len(set(starts)), body


def test_an_interview_is_not_made_up():
    """Who was shown round and not interviewed is not made to thank for an interview."""
    text = "Dear Ana,\n\nYou are a joke. The tour of the vault with Ms Aydin was lovely.\n\nPetra Kowalski"
    for variant in range(12):
        assert "interview" not in write(text, variant=variant).body


def test_two_small_pleasures_are_one_sentence():
    """Neighbours of a kind are joined, as a person would."""
    heated = "You are a joke but I enjoyed the tour of the vault. You are clowns but I loved the talk with the curators."
    text = f"Dear Ana,\n\n{heated}\n\nPetra Kowalski"
    assert "the tour of the vault and the talk with the curators" in write(text).body


def test_the_plainest_letter_names_what_lies_between_the_two():
    """Where every fuller wording was refused, the things themselves are still told."""
    draft = Draft("Dear Ms. Lind,\n\nI want my portfolio and the blue folder back please.\n\nAna Reis")
    letter = compose(Brief(draft, understand(draft), (), attempt=3), variant=0, tone="standard")
    assert "portfolio" in letter.body
    assert "please" not in letter.body
