"""The phrase language: what each construct means, and that mistakes are named."""

import pytest

from poise.errors import RuleError
from poise.reading.documents import parse
from poise.recognising.compiling import Concepts
from poise.recognising.lexicon import Lexicon
from poise.recognising.sources import Source

TYPING = {
    "spelling": {"u": ["you"], "dont": ["do", "not"]},
    "masked": ["fuck"],
    "never_names": ["i"],
    "numbers": ["two"],
    "honorifics": ["mr"],
    "after_had": ["hoped"],
    "is_after": ["it"],
}


def lexicon(**concepts: list[str]) -> Lexicon:
    """A lexicon of a few concepts."""
    named = {name.replace("_", "."): phrases for name, phrases in concepts.items()}
    source = Source("concepts/test.yaml", "")
    compiled = Concepts()
    compiled.add(source, named)
    return Lexicon(compiled.compile(named) | TYPING)


def found(phrases: list[str], text: str) -> list[str]:
    """What one concept with these phrases finds in a text."""
    (sentence,) = parse(text, masked=False).sentences
    return [text[h.start : h.end] for h in lexicon(c_x=phrases).hits(sentence) if h.concept == "c.x"]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("waste of time", "what a waste of time", ["waste of time"]),
        ("(waste|loss of) time", "a loss of time", ["loss of time"]),
        ("very? bad", "bad, very bad", ["bad", "very bad", "bad"]),
        ("disappoint*", "I am disappointed", ["disappointed"]),
        ("tell <0-2> why", "tell me now why", ["tell me now why"]),
        ("tell <0-2> why", "tell me all about it and why", []),
        ("{share} it", "she shared it", ["shared it"]),
        ("{number} weeks", "after 6 weeks or two weeks", ["6 weeks", "two weeks"]),
        ("saw {name}", "we saw Halloran", ["saw Halloran"]),
        ("^ why", "why me, why", ["why"]),
        ("why $", "why me, why", ["why"]),
        ("you do not", "u dont care", ["u dont"]),
        ("^ dear <0-3> $", "Dear Mr Smith", ["Dear Mr Smith"]),
        ("^ <0-2> why", "and so why", ["and so why"]),
        ("^ <0-2> why", "tell me at once why", []),
        ("tell <0-1> me? <0-1> why", "tell us now why", ["tell us now why"]),
    ],
)
def test_each_construct_means_what_the_table_says(phrase: str, text: str, hits: list[str]):
    """Words, alternatives, options, beginnings, gaps, inflections, classes and anchors."""
    assert found([phrase], text) == hits


def test_a_concept_can_stand_in_a_phrase():
    """``[x.y]`` is any phrase of that concept."""
    (sentence,) = parse("please tell me", masked=False).sentences
    hits = lexicon(c_ask=["please", "kindly"], c_x=["[c.ask] tell"]).hits(sentence)
    assert [h.concept for h in hits] == ["c.ask", "c.x"]


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("(a|b", 'a "(" is not closed'),
        ("a)", 'unexpected ")"'),
        ("ab*", "too short a beginning"),
        ("a <2-9> b", "a gap"),
        ("<0-2> a", "begins or ends with a gap"),
        ("(a?|b) c", "can be empty"),
        ("[no.such] a", 'there is no concept "no.such"'),
        ("(a|b)?", "without a single word"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(phrase: str, complaint: str):
    """A phrase that cannot be read says where it stands and what is wrong."""
    source = Source("concepts/mine.yaml", f"one.two:\n  - fine\n  - '{phrase}'\n")
    concepts = Concepts()
    concepts.add(source, source.data)
    with pytest.raises(RuleError, match=r"concepts/mine\.yaml:3: ") as raised:
        concepts.compile(["one.two"])
    assert complaint in str(raised.value)


def test_concepts_in_a_circle_are_refused():
    """Two concepts that stand on each other can never be read."""
    source = Source("concepts/mine.yaml", "a.b: ['[c.d] x']\nc.d: ['[a.b] y']\n")
    concepts = Concepts()
    concepts.add(source, source.data)
    with pytest.raises(RuleError, match=r"circle: a\.b > c\.d > a\.b"):
        concepts.compile(["a.b"])
