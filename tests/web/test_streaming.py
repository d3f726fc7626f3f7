"""What the script is told: one line of JSON after the other, and silence once it hangs up."""

import http.client
import json
import time
from urllib.parse import urlencode, urlsplit

import pytest
from pages import ANGRY, GRACIOUS, LINES, PORT, SAME, Browser

import stub as scripted
from poise.domain import Destination, Outcome, PromptCut, Waiting
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, FellBack
from poise.web.asking import find_model
from poise.web.routing import make_app
from poise.web.telling import Teller

ASKS = "feedback/asks-for-feedback"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (EngineChosen("chat", Destination("tiny", "llm.test:8080")), ["llm.test:8080"]),
        (AttemptStarted("chat", 2), ["tiny", "attempt 2"]),
        (AttemptFailed("chat", 2, Outcome.OK, (ASKS,)), ["Attempt 2", ASKS, "asks for feedback"]),
        (AttemptFailed("chat", 1, Outcome.REFUSED, (), "the model refused"), ["the model refused"]),
        (EngineChosen("chat", Destination("tiny", "llm.test", redacted=True)), ["llm.test, without its names"]),
        (AttemptFailed("chat", 1, Outcome.SERVER_ERROR, (), "is it running?"), ["cannot be used: is it running?"]),
        (PromptCut("llm.test", 40, 900), ["llm.test counted 40 tokens", "900 words"]),
        (Waiting(2.4, "llm.test is busy (429)"), ["2 s", "busy"]),
        (FellBack(Outcome.SERVER_ERROR, "llm.test failed (500)"), ["on this computer"]),
    ],
)
def test_every_event_of_a_model_is_a_line(event, words):
    """Host, attempt, rule and reason are named, in sentences that end once."""
    line = Teller("tiny").tell(event)
    assert all(word in line for word in words)
    assert line[-1] in ".?"
    assert line[-2] not in ".?"


def test_the_composer_is_too_quick_to_be_told_of():
    """Only waiting needs words."""
    assert [Teller("").tell(event) for event in (EngineChosen("offline"), AttemptStarted("offline", 1))] == ["", ""]


def test_the_script_gets_regions_and_a_sentence(browser):
    """The result to put in, and what a screen reader says of it."""
    (line,) = browser.lines("rewrite", draft=ANGRY)
    assert (line["kind"], list(line["regions"]), line["say"]) == ("result", ["result"], "Your letter is ready to copy.")


def test_an_edited_letter_is_never_replaced(browser):
    """Only what stands around it is, so that the cursor stays where it is."""
    (line,) = browser.lines("recheck", draft=ANGRY, subject="Thanks", letter=f"{GRACIOUS} You idiots.")
    assert list(line["regions"]) == ["verdict", "ways", "changes"]
    assert line["say"] == "The letter: 1 place to change before you send it."
    assert not any("<textarea" in html for html in line["regions"].values())


def test_a_problem_is_a_line_too(browser):
    """With what to do."""
    (line,) = browser.lines("rewrite", draft="")
    assert line["kind"] == "problem"
    assert "paste" in line["text"]


@pytest.mark.stub
def test_attempts_and_rules_are_told_before_the_result(stub):
    """The host first, then each attempt and the rule that stopped it, then the letter."""
    stub.play(scripted.letter("Dear Ms. Lind,\n\nThank you. Could you give me some feedback?\n\nTamsin Reyes"))
    browser = Browser(make_app(PORT, *find_model({"POISE_MODEL": "tiny", "OPENAI_BASE_URL": stub.url})))
    *progress, result = browser.lines("model", draft=ANGRY, host=stub.host)
    told = [line["text"] for line in progress]
    assert told[0] == f"Your draft goes to {stub.host}."
    assert told[1] == f"tiny at {stub.host} is writing, attempt 1."
    assert told[2].startswith("Attempt 1 cannot be used: ")
    assert ASKS in told[2]
    assert told[3] == f"{told[2]} tiny at {stub.host} is writing, attempt 2."
    assert told[-1].endswith("Writing it on this computer instead.")
    assert result["kind"] == "result"


@pytest.mark.stub
def test_hanging_up_ends_the_asking(page, stub):
    """The request that is under way cannot be called back, but no second one follows."""
    stub.play(scripted.silence(1.5), scripted.says())
    with page(POISE_MODEL="tiny", OPENAI_BASE_URL=stub.url) as address:
        browser = Session(address)
        browser.send(do="model", draft=ANGRY, host=stub.host)
        ends = time.monotonic() + 30
        while not stub.requests and time.monotonic() < ends:
            time.sleep(0.02)
        browser.close()
        time.sleep(4)
        assert len(stub.requests) == 1


class Session:
    """A connection that asks as the script does, and can hang up in the middle of the answer."""

    def __init__(self, address):
        self._netloc = urlsplit(address).netloc
        first = http.client.HTTPConnection(self._netloc, timeout=30)
        first.request("GET", "/")
        html = first.getresponse().read().decode()
        first.close()
        self._token = html.split('name="token" value="')[1].split('"')[0]
        self._connection = http.client.HTTPConnection(self._netloc, timeout=30)

    def send(self, **fields):
        """Post the form and read up to the first line."""
        headers = {**SAME, "Origin": f"http://{self._netloc}", "Accept": LINES}
        self._connection.request("POST", "/", body=urlencode({"token": self._token, **fields}), headers=headers)
        self._answer = self._connection.getresponse()
        return json.loads(self._answer.readline())

    def close(self):
        """Hang up."""
        self._answer.close()
        self._connection.close()
