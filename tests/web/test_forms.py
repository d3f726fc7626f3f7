"""The page as a plain form, without any script."""

import email
from email import policy

import pytest
from pages import ANGRY, GRACIOUS, PORT, Browser, box, read

import stub as scripted
from poise.web.asking import find_model
from poise.web.routing import make_app

REJECTION = (
    'From: "Adaeze Lind" <adaeze@crumb.example.com>\nTo: tamsin@example.com\nSubject: Your application for Head Baker\n'
    "Message-ID: <2@crumb.example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "Dear Tamsin,\n\nWe have decided to go forward with another candidate for Head Baker.\n\nAdaeze Lind\n"
)


def test_the_page_loads_nothing_from_elsewhere(browser):
    """Every address in it is its own."""
    elements = read(browser.client.get("/")).elements
    addresses = [value for _, attrs in elements for key, value in attrs.items() if key in {"src", "href", "action"}]
    assert {"/static/page.css", "/static/page.js", "/static/icon.svg", "/#outcome"} <= set(addresses)
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in addresses)


@pytest.mark.parametrize("name", ["page.css", "page.js", "icon.svg"])
def test_its_files_are_served_and_hold_no_foreign_address(browser, name):
    """Style, script and icon are whole, and name no other server."""
    answer = browser.client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")


def test_every_field_has_a_label(browser):
    """Whoever cannot see the page knows what each box is for."""
    elements = read(browser.post("rewrite", draft=ANGRY))
    labelled = {attrs.get("for") for attrs in elements.find("label")}
    fields = [*elements.find("textarea"), *(a for a in elements.find("input") if a.get("type") != "hidden")]
    assert fields
    assert {field["id"] for field in fields} <= labelled


def test_there_are_no_inline_styles_or_scripts(browser):
    """The policy forbids them, so there must be none to miss."""
    for tag, attrs in read(browser.post("rewrite", draft=ANGRY)).elements:
        assert tag != "style"
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        assert tag != "script" or attrs.get("src") == "/static/page.js"


def test_an_angry_reply_becomes_a_letter(browser):
    """The letter, its subject, what was kept, what changed and why; and the draft still stands in its box."""
    answer = browser.post("rewrite", draft=ANGRY, rejection=REJECTION, liked="the tour of the bakery")
    assert answer.status_code == 200
    assert box(answer, "draft") == ANGRY
    letter = box(answer, "letter")
    assert "Dear Ms. Lind" in letter
    assert "0417" in letter
    assert "right to know" not in letter
    page = read(answer)
    assert box(answer, "subject") == "Re: Your application for Head Baker"
    assert "Nothing in this letter breaks the rules." in page.text
    assert page.find("del")
    assert page.find("ins")
    assert "Instead:" in page.text


def test_every_mark_leads_to_its_reason_and_back(browser):
    """In the order of the text, and no link leads nowhere."""
    page = read(browser.post("check", draft=ANGRY))
    marks = [attrs["id"] for attrs in page.find("mark")]
    assert [mark for mark in marks if mark[-1].isdigit()] == ["draft-mark-1", "draft-mark-2"]
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    numbers = [attrs["href"][1:] for attrs in page.find("a", **{"class": "number"})]
    labels = [attrs["href"][1:] for attrs in page.find("a", **{"class": "label"})]
    assert numbers == [mark.replace("mark", "why") for mark in marks]
    assert sorted(labels) == sorted(marks)
    assert {*numbers, *labels} <= ids


def test_just_check_judges_and_writes_nothing(browser):
    """The findings, and no letter."""
    page = read(browser.post("check", draft=ANGRY))
    assert "places to change before you send it" in page.text
    assert not page.find("textarea", id="letter")
    assert "Nothing here breaks the rules" in read(browser.post("check", draft=GRACIOUS)).text


def test_a_check_leaves_the_letter_alone(browser):
    """What was edited is still there, below what was found in the draft."""
    page = browser.post("check", draft=ANGRY, subject="Thanks", letter=f"{GRACIOUS} (mine)", writer="tiny")
    assert "places to change before you send it" in read(page).text
    assert (box(page, "subject"), box(page, "letter")) == ("Thanks", f"{GRACIOUS} (mine)")
    assert "tiny" in read(page).text


def test_tones_and_other_words_are_buttons(browser):
    """Each gives a letter; the tone and the number of the variant are carried along."""
    brief = browser.post("brief", draft=ANGRY, liked="the tour")
    assert read(brief).find("button", value="brief")[0]["aria-pressed"] == "true"
    other = browser.post("another", draft=ANGRY, tone="brief", variant="0")
    assert read(other).find("input", name="variant")[0]["value"] == "1"
    assert read(other).find("button", value="brief")[0]["aria-pressed"] == "true"
    assert box(other, "letter") != box(brief, "letter")


def test_an_edited_letter_is_judged_as_it_stands(browser):
    """A grievance that was put back is found, subject included; the ways out are gone until it is."""
    wrote = f"{GRACIOUS}\n\nCould you tell me why I was turned down?"
    page = read(browser.post("recheck", draft=ANGRY, subject="You idiots", letter=wrote))
    assert "1 place to change before you send it" in page.text
    assert "In the subject" in page.text
    assert page.find("mark", id="letter-mark-1")
    assert not page.find("button", formaction="/reply.eml")
    assert not any(attrs.get("href", "").startswith("mailto:") for attrs in page.find("a"))


def test_an_empty_letter_cannot_be_judged_and_says_so(browser):
    """A line, no error page; the subject alone is no letter."""
    page = read(browser.post("recheck", draft=ANGRY, subject="Head Baker", letter="  "))
    assert "It is not checked" in page.text


def test_a_letter_that_passes_can_leave_by_mail(browser):
    """As a link without a recipient, and as a file that continues the thread."""
    page = read(browser.post("recheck", draft=ANGRY, subject="Thanks", letter=GRACIOUS))
    (link,) = [a["href"] for a in page.find("a") if a.get("href", "").startswith("mailto:")]
    assert link.startswith("mailto:?subject=Thanks&body=Dear%20Ms.%20Lind%2C%0D%0A")
    answer = browser.post("", "/reply.eml", draft=ANGRY, rejection=REJECTION, subject="Thanks", letter=GRACIOUS)
    assert answer.headers["content-disposition"] == 'attachment; filename="reply.eml"'
    mail = email.message_from_bytes(answer.content, policy=policy.default)
    assert (mail["In-Reply-To"], mail["X-Unsent"]) == ("<2@crumb.example.com>", "1")
    assert mail.get_content().replace("\r\n", "\n").strip() == GRACIOUS


def test_a_long_letter_gets_no_mail_link(browser):
    """Programs cut long links, and a letter that is cut is worse than one that is pasted."""
    long = GRACIOUS.replace("the team.", "the team. " + "I enjoyed the tour of the bakery with the team. " * 30)
    page = read(browser.post("recheck", draft=ANGRY, subject="Thanks", letter=long))
    assert page.find("button", formaction="/reply.eml")
    assert not any(attrs.get("href", "").startswith("mailto:") for attrs in page.find("a"))


def test_no_mail_is_made_of_a_letter_that_does_not_pass(browser):
    """And what was edited is still there."""
    wrote = f"{GRACIOUS}\n\nYou idiots."
    answer = browser.post("", "/reply.eml", draft=ANGRY, subject="Thanks", letter=wrote)
    assert answer.status_code == 422
    assert box(answer, "letter") == wrote


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("You asked me in the interview whether I am pregnant. That is discrimination.", "more than a rejection"),
        ("You idiots. I know where you live and you will regret this.", "Send nothing today"),
    ],
)
def test_advice_comes_with_the_letter(browser, draft, words):
    """Some replies are better not sent today, or not without advice."""
    assert words in read(browser.post("rewrite", draft=draft)).text


def test_no_reply_is_needed_to_a_machine(browser):
    """Nobody reads an answer to that address."""
    nobody = REJECTION.replace("adaeze@crumb", "no-reply@crumb")
    assert "No reply is needed" in read(browser.post("rewrite", draft=ANGRY, rejection=nobody)).text


def test_who_needs_help_gets_no_letter(browser):
    """Kind words and where to turn to, whatever button was pressed."""
    for wish in ("rewrite", "check"):
        page = read(browser.post(wish, draft="You rejected me and now I want to kill myself."))
        assert "You matter" in page.text
        assert "findahelpline.com" in page.text
        assert not page.find("textarea", id="letter")


@pytest.mark.parametrize("draft", ["", "   ", "> Only what they wrote.\n"])
def test_what_cannot_be_answered_is_one_line(browser, draft):
    """The page says what to do, and keeps what was in it."""
    answer = browser.post("rewrite", draft=draft, name="Tamsin", letter=GRACIOUS)
    (problem,) = read(answer).find("div", id="problem")
    assert answer.status_code == 422
    assert "hidden" not in problem
    assert 'value="Tamsin"' in answer.text
    assert box(answer, "letter") == GRACIOUS


def test_line_breaks_of_a_form_are_those_of_the_text(browser):
    """Browsers send CRLF; marks must not slip because of it."""
    page = browser.post("check", draft=ANGRY.replace("\n", "\r\n"))
    assert box(page, "draft") == ANGRY


def test_the_reminder_is_made_on_the_spot(browser):
    """A calendar entry, as a download."""
    answer = browser.client.get("/tomorrow.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")


def with_model(server):
    """A page whose settings name a model of the stub."""
    settings = {"POISE_MODEL": "tiny", "OPENAI_BASE_URL": server.url}
    return Browser(make_app(PORT, *find_model(settings)))


@pytest.mark.stub
def test_a_model_is_named_with_its_host_and_asked_only_by_its_button(stub):
    """Everything else stays on this computer."""
    browser = with_model(stub)
    page = read(browser.client.get("/"))
    assert stub.host in page.text
    assert "tiny" in page.text
    for wish in ("rewrite", "check", "another", "brief", "recheck"):
        browser.post(wish, draft=ANGRY, host=stub.host, letter=GRACIOUS)
    assert stub.requests == []
    draft = "Dear Ms. Okonjo,\n\nYou idiots. I enjoyed seeing the map room as Assistant Archivist.\n\nTeodor Lind"
    answer = browser.post("model", draft=draft, host=stub.host)
    assert len(stub.requests) == 1
    assert box(answer, "letter") == scripted.BODY


def test_a_host_elsewhere_is_named_on_the_very_button():
    """Nobody can send a reply away without having read where to."""
    settings = {"POISE_MODEL": "tiny", "OPENAI_BASE_URL": "https://llm.example.com/v1", "OPENAI_API_KEY": "sk-test"}
    page = Browser(make_app(PORT, *find_model(settings))).client.get("/")
    assert ">Send it to llm.example.com</button>" in page.text
    assert "leave this computer" in page.text
    assert "Nothing leaves this computer" not in page.text
    assert "sk-test" not in page.text
    assert "without names" not in page.text
    page = Browser(make_app(PORT, *find_model(settings | {"POISE_REDACT": "true"}))).client.get("/")
    assert "without names, numbers, addresses and links" in page.text


@pytest.mark.stub
def test_a_model_is_asked_only_at_the_host_that_was_named(stub):
    """Agreeing to one host is not agreeing to another."""
    answer = with_model(stub).post("model", draft=ANGRY, host="llm.example.com")
    assert answer.status_code == 409
    assert stub.requests == []


@pytest.mark.stub
def test_who_needs_help_is_sent_to_no_model(stub):
    """Self-harm is recognised before anything leaves."""
    page = read(with_model(stub).post("model", draft="I want to kill myself after this rejection.", host=stub.host))
    assert "You matter" in page.text
    assert stub.requests == []


@pytest.mark.stub
def test_a_model_that_cannot_be_used_gives_way_to_the_composer(stub):
    """With a line that says so."""
    stub.play(scripted.error(401, "no such key"))
    page = read(with_model(stub).post("model", draft=ANGRY, host=stub.host))
    assert "did not accept the key" in page.text
    assert "on this computer instead" in page.text
    assert page.find("textarea", id="letter")


def test_settings_that_cannot_be_used_are_told_and_harm_nothing():
    """The page works without the model."""
    model, trouble = find_model({"POISE_MODEL": "tiny", "OPENAI_BASE_URL": "ftp://llm.example.com"})
    browser = Browser(make_app(PORT, model, trouble))
    assert "cannot be used" in read(browser.client.get("/")).text
    assert read(browser.post("rewrite", draft=ANGRY)).find("textarea", id="letter")


def test_a_model_without_its_key_is_one_line():
    """The key is looked for when it is needed, and only then."""
    browser = Browser(make_app(PORT, *find_model({"POISE_MODEL": "tiny"})))
    answer = browser.post("model", draft=ANGRY, host="api.openai.com")
    assert answer.status_code == 422
    assert "OPENAI_API_KEY" in answer.text
