"""What a letter cost: unknown is unknown, and money goes by the user's own table."""

import pytest

import stub as server
from poise.cli.spending import add_up, describe
from poise.domain import Advice, Attempt, Draft, Facts, Outcome, Rewrite, Usage
from poise.engines.settings import Price
from stub import completion, error

PRICE = Price(2.0, 10.0)


def spent(*usages, price=PRICE):
    """What attempts with these tokens cost, after an offline one that cost nothing."""
    attempts = [Attempt("chat", Outcome.OK, None, None, usage, 2, 1.5) for usage in usages]
    attempts.append(Attempt("offline", Outcome.OK, None, None, None, 0, 9.0))
    return add_up(Rewrite(Draft("x"), Facts(), tuple(attempts), (), (), Advice.SEND, fell_back=True, rulebook="0"), price)


def test_tokens_requests_and_money_add_up():
    """A million tokens cost what the table says; the composer costs nothing."""
    total = spent(Usage(1000, 100), Usage(2000, 200))
    assert (total.requests, total.seconds, total.usage) == (4, 3.0, Usage(3000, 300))
    assert total.price == pytest.approx((3000 * 2 + 300 * 10) / 1e6)
    assert describe(total) == "Spent: 4 requests, 3.0 s, 3000 tokens in and 300 out, 0.009 at your prices."


def test_unknown_is_unknown():
    """One attempt without a count makes the sum unknown, and the money with it; without a price there is no money."""
    assert spent(Usage(1000, 100), None)[2:] == (None, None)
    assert "tokens unknown" in describe(spent(None))
    assert "prices" not in describe(spent(Usage(1, 1), price=None))


def test_who_asked_no_model_is_told_nothing():
    """An offline letter costs nothing worth a line."""
    assert describe(spent()) == ""


@pytest.fixture
def archivist(write, stub, monkeypatch, tmp_path):
    """The arguments for a draft that the stub answers, with a price table in the config file."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "poise").mkdir()
    (tmp_path / "poise" / "config.toml").write_text('[prices."tiny"]\ninput = 1\noutput = 10.0\n')
    draft = "Dear Ms. Okonjo,\n\nI am so angry about the post of Assistant Archivist.\n\nTeodor Lind\n"
    return [write(draft), "--model", "tiny", "--base-url", stub.url]


@pytest.mark.stub
def test_the_cost_of_a_letter_is_told(run, archivist, stub):
    """Requests, seconds, tokens and money stand on one line of stderr, and in the JSON."""
    ran = run("rewrite", *archivist)
    assert "Spent: 1 request, " in ran.err
    assert "2700 tokens in and 90 out, 0.0036 at your prices." in ran.err
    assert run("rewrite", *archivist, "--format", "json").json["spent"]["price"] == pytest.approx(0.0036)
    stub.play(*[None] * 2, error(401))
    assert "Spent: 1 request, " in run("rewrite", *archivist, "--no-fallback").err


@pytest.mark.stub
@pytest.mark.parametrize(("counted", "warned"), [(40, True), (2700, False), (0, False)])
def test_a_prompt_that_was_cut_is_told(run, archivist, stub, counted, warned):
    """Fewer tokens than words means that only a part was read; no tokens mean that nobody counted."""
    usage = {"usage": {"prompt_tokens": counted, "completion_tokens": 90}}
    stub.play(server.answer(completion() | usage))
    ran = run("rewrite", *archivist)
    assert ran.status == 0
    assert ("may have cut the prompt" in ran.err) is warned


@pytest.mark.stub
def test_many_letters_at_once(run, archivist, stub):
    """--candidates asks for several; the first that passes is given, and one request was made."""
    bad = letter_of("Dear Ms. Okonjo,\n\nYou are a joke.\n\nTeodor Lind")
    stub.play(server.answer(completion() | {"choices": [bad, completion()["choices"][0]]}))
    ran = run("rewrite", *archivist, "--candidates", "2")
    assert ran.status == 0
    assert "Please keep me in mind" in ran.out
    assert stub.requests[0].json["n"] == 2
    assert "Spent: 1 request, " in ran.err


def letter_of(body):
    """A choice that holds a letter with this body."""
    return completion(f"<letter>\nSubject: A\n\n{body}\n</letter>")["choices"][0]


@pytest.mark.stub
def test_prices_that_are_none_are_refused(run, archivist, tmp_path):
    """A negative price, or one that is half there, is an error that names the file."""
    for wrong in ("input = -1\noutput = 1", "input = 1", 'input = "cheap"\noutput = 1'):
        (tmp_path / "poise" / "config.toml").write_text(f"[prices.tiny]\n{wrong}\n")
        ran = run("rewrite", *archivist)
        assert (ran.status, ran.out) == (3, "")
        assert "config.toml: prices" in ran.err
