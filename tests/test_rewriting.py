"""The loop: budgets, early ends, what a re-ask says, and what is said of a draft in the end."""

import time
from dataclasses import replace

import pytest

import stub as server
from poise.conversing import Terms, converse
from poise.domain import (
    Advice,
    Answer,
    Attempt,
    Brief,
    Draft,
    Facts,
    Finding,
    Guidance,
    Letter,
    Outcome,
    Rewrite,
    Severity,
    Span,
    Stage,
    Verdict,
)
from poise.engines.chat import Chat
from poise.engines.events import AttemptFailed, AttemptStarted
from poise.errors import EngineError, InputError
from poise.rewriting import conclude, write_letter
from stub import busy, completion, error, letter, page, says

GOOD = Letter("Thank you", "Thank you. Please keep me in mind.\n\nAnn")
WORDS = {"circus": "insult/names", "feedback": "feedback/asks", "ALAS": "disappointment/overdone"}
ADVICE = {"insult/names": "Call nobody names.", "feedback/asks": "Ask no feedback.", "disappointment/overdone": "Be calm."}
BRIEF = Brief(Draft("You are a circus."), Facts(), tuple(Guidance(rule, text) for rule, text in ADVICE.items()))
SECRET = "sk-secret-of-ann"  # noqa: S105 - made up


def find(text, word, rule, start=0):
    """Make the finding that a word breaks a rule, for each place it stands in."""
    while (start := text.find(word, start)) >= 0:
        span = Span(start, start + len(word))
        yield Finding(rule, Severity.ERROR, span, word, f"says {word}", "why", "source", ADVICE[rule])
        start = span.end


def judge(text, advice=Advice.SEND):
    """Judge by a handful of words; a text in Spanish cannot be judged."""
    if "Estimado" in text:
        message = "not English"
        raise InputError(message)
    findings = [finding for word, rule in WORDS.items() for finding in find(text, word, rule)]
    return Verdict(tuple(sorted(findings, key=lambda f: f.span.start)), advice, (), "0")


TERMS = Terms(lambda written: judge(written.text))


class Script:
    """An engine that gives the answers it was given, the last one for ever, and keeps the briefs it got."""

    name = "script"

    def __init__(self, *answers):
        self.answers = answers
        self.briefs = []

    def write(self, brief):
        """Give the next answer: an outcome, or a letter with this body."""
        self.briefs.append(brief)
        given = self.answers[min(len(self.briefs), len(self.answers)) - 1]
        if isinstance(given, Outcome):
            return Answer(given, requests=1, detail=f"it was {given}")
        return Answer(Outcome.OK, Letter("Hello", given), requests=1)


def outcomes(attempts):
    """Tell what each attempt was: its rules, or its outcome, or that it passed."""
    return ["passed" if a.passed else [f.rule for f in a.verdict.errors] if a.verdict else str(a.outcome) for a in attempts]


INSULT, ASKS = ["insult/names"], ["feedback/asks"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["Thanks."], ["passed"]),
        (["A circus.", "Thanks."], [INSULT, "passed"]),
        (["A circus.", "Some feedback?", "Thanks."], [INSULT, ASKS, "passed"]),
        (["A circus.", "Some feedback?", "A circus indeed."], [INSULT, ASKS, INSULT]),
        (["circus circus circus", "circus circus", "circus", "Thanks."], [INSULT * 3, INSULT * 2, INSULT]),
        (["A circus.", "Your circus.", "Thanks."], [INSULT, INSULT]),
        (["A circus.", "circus circus", "Thanks."], [INSULT, INSULT * 2]),
        (["A circus.", "A  CIRCUS.\n circus", "Thanks."], [INSULT, INSULT]),
        (["circus feedback", "circus", "circus ", "Thanks."], [INSULT + ASKS, INSULT, INSULT]),
        ([Outcome.EMPTY, "Thanks."], ["empty", "passed"]),
        ([Outcome.MALFORMED, "Thanks."], ["malformed", "passed"]),
        ([Outcome.EMPTY, Outcome.MALFORMED, "Thanks."], ["empty", "malformed"]),
        ([Outcome.MALFORMED], ["malformed", "malformed"]),
        (["circus", Outcome.MALFORMED, "feedback", "Thanks."], [INSULT, "malformed", ASKS, "passed"]),
        ([Outcome.EMPTY, "circus", "feedback", "ALAS", "Thanks."], ["empty", INSULT, ASKS, ["disappointment/overdone"]]),
        (["circus", Outcome.EMPTY, "feedback", Outcome.EMPTY, "Thanks."], [INSULT, "empty", ASKS, "empty"]),
        ([Outcome.REFUSED, "Thanks."], ["refused"]),
        ([Outcome.FILTERED, "Thanks."], ["filtered"]),
        ([Outcome.TRUNCATED, "Thanks."], ["truncated"]),
        ([Outcome.NOT_AN_API, "Thanks."], ["not_an_api"]),
        ([Outcome.SERVER_ERROR, "Thanks."], ["server_error"]),
        (["circus", Outcome.SERVER_ERROR, "Thanks."], [INSULT, "server_error"]),
        (["Estimado señor", "Thanks."], ["malformed", "passed"]),
    ],
)
def test_each_budget_is_counted_apart(answers, told):
    """Three letters that break rules, one answer that is no letter, nothing else; the same again ends it early."""
    engine = Script(*answers)
    assert outcomes(converse(engine, BRIEF, TERMS)) == told
    assert len(engine.briefs) == len(told)


@pytest.mark.parametrize(("attempts", "asked"), [(1, 1), (2, 2), (4, 3)])
def test_attempts_are_as_many_as_were_asked_for(attempts, asked):
    """The number of letters that may break rules is the caller's; ending early may save some of them."""
    engine = Script("circus circus circus", "circus circus", "circus circus ")
    converse(engine, BRIEF, replace(TERMS, attempts=attempts))
    assert len(engine.briefs) == asked


def test_a_re_ask_tells_every_rule_broken_so_far():
    """Advice adds up over the attempts, each once; nothing else in the brief changes but the number and what was refused."""
    engine = Script("circus circus", "feedback", "ALAS")
    converse(engine, BRIEF, TERMS)
    first, second, third = engine.briefs
    assert (first.attempt, first.broken) == (1, ())
    assert (second.attempt, second.broken) == (2, (Guidance("insult/names", "Call nobody names."),))
    assert [item.rule for item in third.broken] == ["insult/names", "feedback/asks"]
    assert [word.lower() for word in third.refused] == ["circus", "feedback"]
    assert replace(third, attempt=1, broken=(), refused=()) == first


class Several(Script):
    """An engine that gives all its answers at once, again and again."""

    def write(self, brief):
        """Give every answer as a candidate."""
        self.briefs.append(brief)
        first, *others = (Letter("Hello", body) for body in self.answers)
        return Answer(Outcome.OK, first, requests=1, spare=tuple(others))


@pytest.mark.parametrize(
    ("bodies", "told", "taken"),
    [
        (["circus", "Thanks.", "Thank you."], ["passed"], "Thanks."),
        (["Estimado", "Thanks."], ["passed"], "Thanks."),
        (["circus circus", "circus", "feedback circus"], [INSULT, INSULT], "circus"),
        (["Estimado", "Estimada, no: Estimado"], ["malformed", "malformed"], None),
    ],
)
def test_of_several_letters_the_first_that_passes_is_taken(bodies, told, taken):
    """Several letters are one attempt; where none passes, the one that came nearest stands for it."""
    attempts = converse(Several(*bodies), BRIEF, TERMS)
    assert outcomes(attempts) == told
    assert (attempts[0].letter and attempts[0].letter.body) == taken
    assert {attempt.candidates for attempt in attempts} == {len(bodies)}


def test_past_the_deadline_nothing_more_is_asked():
    """When time is up, a failed attempt is the last one."""
    engine = Script("circus", "Thanks.")
    assert len(converse(engine, replace(BRIEF, deadline=time.monotonic()), TERMS)) == 1


def test_an_error_in_judging_ends_the_run():
    """A judge that breaks never lets a letter through: its error comes out."""

    def broken(_):
        message = "a rule is broken"
        raise ZeroDivisionError(message)

    with pytest.raises(ZeroDivisionError):
        converse(Script("Thanks."), BRIEF, Terms(broken))


def test_what_happens_is_told():
    """Whoever listens hears each attempt begin, and which rules or what answer ended it; never a letter."""
    heard = []
    converse(Script("circus", Outcome.EMPTY, "Thanks."), BRIEF, replace(TERMS, tell=heard.append))
    assert heard == [
        AttemptStarted("script", 1),
        AttemptFailed("script", 1, Outcome.OK, ("insult/names",)),
        AttemptStarted("script", 2),
        AttemptFailed("script", 2, Outcome.EMPTY, (), "it was empty"),
        AttemptStarted("script", 3),
    ]


def test_a_letter_with_a_bad_outcome_is_none():
    """An engine that hands over half a letter as truncated gets none of it judged, let alone passed."""

    class Hasty(Script):
        def write(self, _):
            return Answer(Outcome.TRUNCATED, Letter("Hello", "Thank you for"), requests=1)

    (only,) = converse(Hasty(), BRIEF, TERMS)
    assert (only.letter, only.verdict, only.passed) == (None, None, False)


def test_without_fallback_nobody_else_writes():
    """The composer stays silent when it is not wanted."""
    attempts, fell_back = write_letter(Script(Outcome.REFUSED), BRIEF, TERMS, fallback=False)
    assert (outcomes(attempts), fell_back) == (["refused"], False)


def attempt(body="Thanks.", outcome=Outcome.OK):
    """Make an attempt with this body, judged."""
    written = Letter("Hello", body) if outcome is Outcome.OK else None
    verdict = judge(written.text) if written else None
    return Attempt("script", outcome, written, verdict, None, 1, 0.1, "" if written else "what came instead")


def rewrite_of(*attempts, advice=Advice.REVISE, facts=None):
    """Make a rewrite with these attempts."""
    return Rewrite(BRIEF.draft, facts or Facts(), attempts, (), (), advice, fell_back=False, rulebook="0")


def test_a_letter_that_failed_is_no_result():
    """A letter that broke a rule is not reachable, and no fact counts as kept."""
    done = conclude(rewrite_of(attempt("circus")), fallback=False)
    assert (done.letter, done.passed, done.kept, done.advice) == (None, False, (), Advice.REVISE)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.OK])
def test_a_model_that_could_not_be_used_is_an_error_without_fallback(outcome):
    """Whatever came instead of a letter is raised in one line, with the attempts beside it and the draft in neither."""
    with pytest.raises(EngineError) as caught:
        conclude(rewrite_of(attempt("circus"), attempt(outcome=outcome)), fallback=False)
    assert str(caught.value) == "what came instead"
    assert len(caught.value.rewrite.attempts) == 2
    assert "circus" not in repr(caught.value)


@pytest.mark.parametrize(
    ("advice", "facts", "given"),
    [
        (Advice.REVISE, Facts(), Advice.SEND),
        (Advice.SEND, Facts(), Advice.SEND),
        (Advice.REVISE, Facts(no_reply=True), Advice.NO_REPLY_NEEDED),
        (Advice.REVISE, Facts(automated=True), Advice.NO_REPLY_NEEDED),
        (Advice.REVISE, Facts(automated=True, stage=Stage.INTERVIEWED), Advice.SEND),
        (Advice.NO_REPLY_NEEDED, Facts(), Advice.NO_REPLY_NEEDED),
        (Advice.WAIT, Facts(), Advice.WAIT),
        (Advice.DO_NOT_SEND, Facts(no_reply=True), Advice.DO_NOT_SEND),
        (Advice.SEEK_ADVICE, Facts(), Advice.SEEK_ADVICE),
    ],
)
def test_advice_on_the_draft_outlives_a_good_letter(advice, facts, given):
    """A letter that passed needs no revising, but threats, discrimination and senders who read nothing still count."""
    done = conclude(rewrite_of(attempt(), advice=advice, facts=facts), fallback=True)
    assert (done.advice, done.passed) == (given, True)


def ask(stub, *, fallback=False, seconds=20.0, **options):
    """Ask the stub for letters by the real engine; return the attempts."""
    engine = Chat("tiny", **({"base_url": stub.url, "api_key": SECRET, "backoff": 0.01} | options))
    brief = replace(BRIEF, deadline=time.monotonic() + seconds)
    return write_letter(engine, brief, TERMS, fallback=fallback)[0]


@pytest.mark.stub
@pytest.mark.parametrize(
    ("faults", "attempts"),
    [
        ([letter("A circus.")], 2),
        ([says("I'm sorry, I can't.")], 2),
        ([says("```json\n{}\n```")], 2),
        ([says(None)], 2),
        ([server.answer(completion() | {"choices": []})], 2),
        ([server.answer(completion() | {"choices": None})], 2),
        ([server.answer(status=204)], 2),
        ([busy("0.1")], 1),
        ([busy(), busy()], 1),
        ([error(500), page(502)], 1),
        ([server.reset], 1),
        ([server.reset_in_body, server.half_body], 1),
        ([server.answer('{"id": "chatcmpl-1", "choi')], 1),
        ([server.answer({"error": {"message": "x", "code": 502}})], 1),
        ([letter("A circus."), error(500), says(None), busy(), letter("feedback?"), server.reset], 4),
    ],
)
def test_a_good_letter_later_on_is_reached(stub, faults, attempts):
    """Whenever the faults before it are worth another try, the good letter is what comes out."""
    stub.play(*faults, letter())
    done = ask(stub)
    assert done[-1].passed
    assert len(done) == attempts
    assert sum(a.requests for a in done) == len(stub.requests) == len(faults) + 1


@pytest.mark.stub
@pytest.mark.parametrize(
    ("step", "requests"),
    [
        (letter("A circus."), 2),
        (says("I'm sorry, I can't."), 2),
        (says(None), 2),
        (server.answer(completion() | {"choices": []}), 2),
        (busy(), 3),
        (error(500), 3),
        (server.reset, 3),
        (server.half_body, 3),
        (page(200), 1),
        (error(401), 1),
        (says("<letter>", "length"), 1),
        (says(None, refusal="No."), 1),
        (says("", "content_filter"), 1),
        (busy("300"), 1),
    ],
)
def test_what_never_gets_better_costs_what_it_may(stub, step, requests):
    """The same answer for ever ends after the requests that its budget allows."""
    stub.play(step)
    assert not ask(stub)[-1].passed
    assert len(stub.requests) == requests


@pytest.mark.stub
def test_a_re_ask_holds_the_advice_and_not_the_letter(stub):
    """The second request is as long as the first but for the advice, and quotes nothing of what was rejected."""
    stub.play(letter("A right circus, this UNREPEATABLE place."), letter())
    ask(stub)
    first, second = stub.requests
    assert len(first.messages) == len(second.messages) == 2
    assert first.messages[0] == second.messages[0]
    assert "UNREPEATABLE" not in second.text
    assert second.text.count("Call nobody names.") == first.text.count("Call nobody names.") + 1


@pytest.mark.stub
def test_one_deadline_bounds_all_attempts(stub):
    """Bad letters that each take their time end when the time of the whole is up."""

    def slow(wire):
        wire.rest(0.6)
        letter("A circus.")(wire)

    stub.play(slow, slow, server.drip(0.05))
    began = time.monotonic()
    assert not ask(stub, seconds=1.0)[-1].passed
    assert time.monotonic() - began < 2
