"""What of a draft is said to be in its letter, and what to have been left out."""

from poise.domain import Advice, Fact, Facts, Finding, Origin, Severity, Span, Verdict
from poise.sifting import find_dropped, find_kept

WORDS = {"circus": "insult/names", "feedback": "feedback/asks", "ALAS": "disappointment/overdone"}


def find(text, word, rule, start=0):
    """Make the finding that a word breaks a rule, for each place it stands in."""
    while (start := text.find(word, start)) >= 0:
        span = Span(start, start + len(word))
        yield Finding(rule, Severity.ERROR, span, word, f"says {word}", "why", "source", "fix")
        start = span.end


def judge(text):
    """Judge by a handful of words."""
    findings = [finding for word, rule in WORDS.items() for finding in find(text, word, rule)]
    return Verdict(tuple(sorted(findings, key=lambda f: f.span.start)), Advice.SEND, (), "0")


def test_sentences_that_broke_a_rule_are_dropped():
    """Each sentence that a finding touches is named once with all its rules; the others are not."""
    text = "Dear Ms. Okonjo,\n\nThank you. What a circus, and no feedback, ALAS! I left my badge. A circus."
    dropped = find_dropped(text, judge(text))
    assert [(d.text.rstrip(".!"), d.rules) for d in dropped] == [
        ("What a circus, and no feedback, ALAS", ("disappointment/overdone", "feedback/asks", "insult/names")),
        ("A circus", ("insult/names",)),
    ]
    assert all(text[d.span.start : d.span.end] == d.text for d in dropped)


def test_many_findings_in_many_sentences_are_sorted_out_in_time():
    """Ten thousand sentences with a finding each are gone through once."""
    text = "A circus. " * 10_000
    assert len(find_dropped(text, judge(text))) == 10_000


def test_facts_are_kept_where_the_letter_tells_them():
    """A fact counts as kept when most of its telling words stand in the letter, whatever their order and case."""

    def fact(kind, text):
        return Fact(kind, text, Origin.DRAFT, Span(0, 1))

    facts = Facts(
        sender=fact("sender", "Ann"),
        recipient=fact("recipient", "Ms. Okonjo"),
        company=fact("company", "Harrowgate Museum"),
        details=(fact("logistics", "where to mail the visitor badge"), fact("liked", "the map room")),
        contacts=(fact("phone", "555-0123"),),
    )
    told = "Dear Ms. Okonjo, where may I mail my visitor badge? My number is 555-0123. Ann"
    assert [f.kind for f in find_kept(facts, told)] == ["sender", "recipient", "logistics", "phone"]
