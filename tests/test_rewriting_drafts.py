"""From a draft to its letter, with the real rules, the real composer, and a scripted model."""

import pytest

import poise
import stub as server
from poise.domain import Advice, Answer, Destination, Draft, Letter, Outcome, SendingEngine
from poise.engines.chat import Chat
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, FellBack
from poise.engines.offline import Offline
from poise.errors import EngineError, InputError, SettingsError
from poise.rewriting import rewrite
from stub import error, letter, says

SECRET = "sk-secret-of-ann"  # noqa: S105 - made up
ANGRY = Draft(
    "Dear Ms. Okonjo,\n\nThank you for your message about the Assistant Archivist position. You people are a joke. "
    "Could you give me feedback? I enjoyed seeing the map room.\n\nRegards,\nTeodor Lind"
)
KIND = (
    "Dear Ms. Okonjo,\n\nThank you for considering me for the Assistant Archivist position. I am disappointed, but I enjoyed "
    "seeing the map room.\n\nPlease keep me in mind for future openings.\n\nKind regards,\nTeodor Lind"
)
ASKING = KIND.replace("Please keep", "Could you give me feedback? Please keep")
DESPERATE = Draft("I cannot go on like this. After your rejection I want to kill myself. Goodbye.")
SPANISH = Draft(
    "Estimada señora: le agradezco mucho su respuesta, aunque no entiendo por qué no me han elegido para el puesto. "
    "Esperaba otra cosa después de tres entrevistas. Un saludo cordial, Teodor"
)


def chat(stub):
    """Make an engine that asks the stub."""
    return Chat("tiny", stub.url, SECRET, backoff=0.01)


@pytest.mark.stub
def test_a_good_letter_comes_back(stub):
    """The letter, what was kept and dropped, and the attempt with its tokens are in the result."""
    stub.play(letter(KIND))
    done = rewrite(ANGRY, engine=chat(stub))
    assert (done.passed, done.fell_back, done.letter.body) == (True, False, KIND)
    assert done.attempts[0].usage.prompt == 2700
    assert {"sender", "recipient"} <= {fact.kind for fact in done.kept}
    assert any("joke" in dropped.text for dropped in done.dropped)
    assert any("feedback" in dropped.text for dropped in done.dropped)
    assert done.advice in {Advice.SEND, Advice.WAIT}


@pytest.mark.stub
def test_every_advice_of_the_rulebook_is_told(stub):
    """What a letter is held to is what the model was told."""
    from poise.checking.loading import load_rulebook

    stub.play(letter(KIND))
    rewrite(ANGRY, engine=chat(stub))
    for item in load_rulebook().guidance:
        assert " ".join(item.text.split()) in stub.requests[0].text


@pytest.mark.stub
def test_a_letter_that_breaks_a_rule_is_asked_for_again(stub):
    """The rule that failed it is in the attempt, and its advice in the next request."""
    stub.play(letter(ASKING), letter(KIND))
    done = rewrite(ANGRY, engine=chat(stub))
    assert [attempt.passed for attempt in done.attempts] == [False, True]
    assert any(finding.family == "feedback" for finding in done.attempts[0].verdict.errors)
    assert "put aside" in stub.requests[1].text


@pytest.mark.stub
@pytest.mark.parametrize("step", [letter(ASKING), error(401), server.page(), says(None), says(None, refusal="No.")])
def test_the_composer_writes_when_the_model_does_not(stub, step):
    """Whatever the model did instead of its work, a letter comes out, and the result says who wrote it."""
    stub.play(step)
    done = rewrite(ANGRY, engine=chat(stub))
    assert (done.passed, done.fell_back, done.attempts[-1].engine) == (True, True, "offline")
    assert done.attempts[0].engine == "chat"


@pytest.mark.stub
def test_without_fallback_a_model_that_fails_is_an_error(stub):
    """The error is one line with neither key nor draft in it, and the attempts beside it."""
    stub.play(error(401, f"bad key {SECRET}"))
    with pytest.raises(EngineError) as caught:
        rewrite(ANGRY, engine=chat(stub), fallback=False)
    assert "key" in str(caught.value)
    assert SECRET not in repr(caught.value) + str(caught.value)
    assert "joke" not in repr(caught.value) + str(caught.value)
    assert caught.value.rewrite.attempts[-1].outcome is Outcome.SERVER_ERROR


@pytest.mark.stub
def test_without_fallback_a_letter_that_fails_is_a_result_without_letter(stub):
    """Rules that were broken are no error of the model: there is a result, and nothing to send."""
    stub.play(letter(ASKING))
    done = rewrite(ANGRY, engine=chat(stub), fallback=False)
    assert (done.passed, done.letter, done.fell_back, done.advice) == (False, None, False, Advice.REVISE)


@pytest.mark.stub
def test_who_needs_help_is_sent_nowhere(stub):
    """Thoughts of self-harm are recognised before anything is sent: no request, no attempt, no letter."""
    heard = []
    done = rewrite(DESPERATE, engine=chat(stub), notify=heard.append)
    assert (done.advice, done.attempts, done.letter) == (Advice.GET_HELP, (), None)
    assert (stub.requests, heard) == ([], [])


@pytest.mark.stub
@pytest.mark.parametrize("draft", [Draft(""), Draft("  \n "), Draft("> You were not chosen.\n> Regards"), SPANISH, Draft(b"x")])
def test_what_cannot_be_answered_is_sent_nowhere(stub, draft):
    """Nothing, nothing but a quotation, another language and bytes are refused before any engine runs."""
    with pytest.raises(InputError):
        rewrite(draft, engine=chat(stub))
    assert stub.requests == []


@pytest.mark.stub
def test_where_a_draft_goes_is_told_before_it_goes(stub):
    """The first event names the engine and the host, while nothing has been sent; the rest follows in order."""
    stub.play(letter(ASKING), error(401))
    heard = []

    def listen(event):
        heard.append((event, len(stub.requests)))

    rewrite(ANGRY, engine=chat(stub), notify=listen)
    assert heard[0] == (EngineChosen("chat", Destination("tiny", stub.host)), 0)
    kinds = [type(event) for event, _ in heard]
    assert kinds[1:6] == [AttemptStarted, AttemptFailed, AttemptStarted, AttemptFailed, FellBack]
    assert any(rule.startswith("feedback/") for rule in heard[2][0].rules)
    assert not any("joke" in repr(event) or SECRET in repr(event) for event, _ in heard)


class Typist:
    """An engine of one's own, with what every engine has and no more."""

    name = "typist"

    def write(self, brief):
        """Write a letter that passes, whatever the draft, as long as it is one."""
        assert brief.draft.text
        return Answer(Outcome.OK, Letter("Thank you", KIND))


def test_an_engine_of_ones_own_needs_a_name_and_a_hand():
    """Where a draft goes is told by engines that send it; one that does not say so sends it nowhere."""
    heard = []
    assert rewrite(ANGRY, engine=Typist(), notify=heard.append, fallback=False).attempts[-1].engine == "typist"
    assert heard[0] == EngineChosen("typist", None)
    assert (isinstance(Typist(), SendingEngine), isinstance(Chat("tiny", "http://localhost:1"), SendingEngine)) == (False, True)


@pytest.mark.stub
def test_the_environment_chooses_the_model(stub, monkeypatch):
    """Without an engine, the model that the environment names is asked; a key alone sends nothing."""
    stub.play(letter(KIND))
    monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    heard = []
    assert rewrite(ANGRY, notify=heard.append).attempts[-1].engine == "offline"
    assert stub.requests == []
    assert "POISE_MODEL" in heard[0].hint
    monkeypatch.setenv("POISE_MODEL", "tiny")
    assert rewrite(ANGRY).attempts[-1].engine == "chat"
    assert stub.requests[0].headers["authorization"] == f"Bearer {SECRET}"


def test_nothing_configured_is_written_offline():
    """With nothing set, no network is needed, and the letter passes."""
    done = poise.rewrite(ANGRY)
    assert (done.passed, done.fell_back, done.attempts[-1].engine) == (True, False, "offline")


def test_a_threat_gets_a_letter_and_a_warning():
    """A draft that threatens still gets its letter, with the advice not to send anything today."""
    done = rewrite(Draft(ANGRY.text.replace("You people are a joke.", "My lawyer will sue you for this.")), engine=Offline())
    assert done.passed
    assert done.advice in {Advice.DO_NOT_SEND, Advice.WAIT}


def test_nobody_reads_a_no_reply_address():
    """An answer to a machine that takes none is written, and said to be not needed."""
    rejection = "From: Careers <no-reply@example.com>\nSubject: Your application\n\nWe chose somebody else. Do not reply."
    done = rewrite(Draft(KIND, rejection=rejection), engine=Offline())
    assert (done.passed, done.advice) == (True, Advice.NO_REPLY_NEEDED)


@pytest.mark.parametrize(
    "limits", [{"attempts": 0}, {"attempts": -1}, {"deadline": 0}, {"deadline": -5}, {"deadline": float("nan")}]
)
def test_limits_that_allow_nothing_are_errors(limits):
    """No attempts or no time is a mistake, said at once."""
    with pytest.raises(SettingsError):
        rewrite(ANGRY, engine=Offline(), **limits)
