"""`--second-look` on the command line: who is asked, what is said, and which exit code comes of it."""

import pytest
from texts import ASKING, GRACIOUS

import stub as server
from stub import error, says

CLEAN = "<verdict>clean</verdict>"


@pytest.fixture
def model(stub, monkeypatch):
    """The stub as the model that the environment names."""
    monkeypatch.setenv("POISE_MODEL", "tiny")
    monkeypatch.setenv("POISE_BASE_URL", stub.url)
    return stub


@pytest.mark.stub
def test_a_text_that_is_objected_to_fails(run, write, model):
    """Words that no rule knows are found, shown where they stand, and make exit code 1."""
    words = " ".join(GRACIOUS.split("\n\n")[1].split()[:4])
    model.play(says(f'<verdict>asks: "{words}"</verdict>'))
    ran = run("check", write(GRACIOUS), "--second-look", "--format", "json")
    assert ran.status == 1
    assert (ran.json["passed"], ran.json["verdict"]) == (False, "revise")
    (finding,) = [found for found in ran.json["findings"] if found["rule"] == "second-look/asks"]
    assert finding["text"] == GRACIOUS[finding["start"] : finding["end"]]
    assert model.host in ran.err.splitlines()[0]
    assert "second-look/asks" in run("check", write(GRACIOUS), "--second-look").err


@pytest.mark.stub
def test_a_clean_text_passes(run, write, model):
    """A model that objects to nothing changes nothing."""
    model.play(says(CLEAN))
    assert run("check", write(GRACIOUS), "--second-look").status == 0
    assert len(model.requests) == 1


@pytest.mark.stub
def test_a_text_that_the_rules_stop_is_not_sent(run, write, model):
    """What fails already goes nowhere, and no verdict of a model can mend it."""
    model.play(says(CLEAN))
    assert run("check", write(ASKING), "--second-look").status == 1
    assert model.requests == []


@pytest.mark.stub
def test_quoted_text_is_not_sent(run, write, model):
    """Only what its author wrote is looked at; places are counted in the whole text."""
    words = " ".join(GRACIOUS.split("\n\n")[1].split()[:4])
    model.play(says(f'<verdict>asks: "{words}"</verdict>'))
    text = f"> we chose SOMEBODYELSE\n\n{GRACIOUS}"
    ran = run("check", write(text), "--second-look", "--format", "json")
    assert "SOMEBODYELSE" not in model.requests[0].text
    assert all(found["text"] == text[found["start"] : found["end"]] for found in ran.json["findings"])


@pytest.mark.stub
@pytest.mark.parametrize("step", [error(401), says("It is fine.")])
def test_a_look_that_fails_is_said_and_blocks_nothing(run, write, model, step):
    """The rules have judged; that nobody else did is told."""
    model.play(step)
    ran = run("check", write(GRACIOUS), "--second-look")
    assert ran.status == 0
    assert "no usable answer" in ran.err


@pytest.mark.parametrize("command", [["check"], ["rewrite"], ["rewrite", "--offline"]])
def test_without_a_model_it_is_refused(run, write, command):
    """An option that cannot be kept is exit code 3 and one line, not silence."""
    ran = run(*command, write(GRACIOUS), "--second-look")
    assert (ran.status, ran.out) == (3, "")
    assert "--second-look" in ran.err.splitlines()[-1]


@pytest.mark.stub
def test_without_the_option_nothing_is_sent(run, write, model):
    """A model that is configured does not make checking talk to it."""
    assert run("check", write(GRACIOUS)).status == 0
    assert model.requests == []


@pytest.mark.stub
def test_the_model_can_be_named_on_the_command_line(run, write, stub):
    """What rewrite takes, check takes too: model, server, redaction, and a deadline for each text."""
    stub.play(says(CLEAN), server.silence(30))
    named = ["--second-look", "--model", "tiny", "--base-url", stub.url, "--redact", "--deadline", "0.5"]
    ran = run("check", write(GRACIOUS), write(GRACIOUS, "again.txt"), *named)
    assert ran.status == 0
    assert "Asking tiny" in ran.err
    assert "without its names" in ran.err
    assert stub.requests[0].json["model"] == "tiny"
    assert "within 0.5 s" in ran.err or "within 0.4" in ran.err


@pytest.mark.parametrize("option", [["--model", "m"], ["--base-url", "http://localhost:1"], ["--redact"], ["--deadline", "3"]])
def test_what_is_for_a_second_look_is_refused_without_one(run, write, option):
    """Naming a model sends nothing by itself, and is no silent mistake."""
    ran = run("check", write(GRACIOUS), *option)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "--second-look" in ran.err
