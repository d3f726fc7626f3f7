"""The page in a real browser: from the paste to the copy, with and without scripts, by mouse and by keys."""

import email
from email import policy
from pathlib import Path

import pytest
from pages import ANGRY, until

import stub as scripted

pytestmark = [pytest.mark.browser, pytest.mark.stub]

EXAMPLES = Path(__file__).parents[3] / "examples"
DRAFT = (EXAMPLES / "angry-reply.txt").read_text("utf-8")
MAKE, CHECK = "text=Make it professional", "text=Just check"
ASK_AGAIN = "\n\nCould you tell me why I was not chosen?"


def write(page, draft=DRAFT):
    """Paste a reply and have its letter made."""
    page.fill("#draft", draft)
    page.click(MAKE)
    page.wait_for_selector("#letter")


def focused(page):
    """What the focused element is called."""
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_from_the_paste_to_the_copy(page, visit):
    """Paste, rewrite, see why and what changed, edit, be checked again, mend, copy."""
    with page() as address:
        tab = visit(address, permissions=["clipboard-read", "clipboard-write"])
        tab.click("summary")
        tab.set_input_files("#mail", EXAMPLES / "rejection.eml")
        until(tab, "document.getElementById('rejection').value.includes('Adaeze')")
        write(tab)
        assert focused(tab) == "Copy"
        assert tab.input_value("#draft") == DRAFT
        assert tab.input_value("#subject") == "Re: Your application for Head Baker (Night Shift)"
        assert tab.locator("#why").is_visible()
        tab.click("#changes summary")
        assert tab.locator("#changes del").count()
        assert tab.locator("#changes ins").count()

        letter = tab.input_value("#letter")
        tab.fill("#letter", letter + ASK_AGAIN)
        tab.wait_for_selector("#verdict mark.error")
        assert "1 place to change" in tab.inner_text("#verdict-line")
        assert "1 place to change" in tab.inner_text("#status")
        assert focused(tab) == "letter"
        assert tab.locator("text=Save as a mail").count() == 0
        assert "why I was not chosen" in tab.inner_text("#changes")
        tab.fill("#letter", letter)
        tab.wait_for_selector("#verdict .good")

        tab.click("text=Copy >> nth=0")
        tab.wait_for_selector("button:has-text('Copied')")
        assert tab.evaluate("navigator.clipboard.readText()") == letter
        tab.click("[data-copy=subject]")
        assert tab.evaluate("navigator.clipboard.readText()") == tab.input_value("#subject")


def test_marks_and_reasons_lead_to_each_other(page, visit):
    """By click, and by F8 through the text."""
    with page() as address:
        tab = visit(address)
        tab.fill("#draft", DRAFT)
        tab.click(CHECK)
        tab.wait_for_selector("#why")
        assert focused(tab) == "why"
        tab.click("#draft-mark-2 a")
        assert focused(tab) == "draft-why-2"
        tab.click("#draft-why-2 .label")
        assert tab.evaluate("document.activeElement.closest('mark').id") == "draft-mark-2"
        tab.keyboard.press("F8")
        assert tab.evaluate("document.activeElement.closest('mark').id") == "draft-mark-3"
        tab.keyboard.press("Shift+F8")
        assert tab.evaluate("document.activeElement.closest('mark').id") == "draft-mark-2"
        tab.click("#draft-mark-a a")
        assert focused(tab) == "draft-why-a"
        assert tab.locator("#draft-why-a").is_visible()


def test_other_letters_come_and_what_was_edited_comes_back(page, visit):
    """Tabs keep what was written in them; other words replace it."""
    with page() as address:
        tab = visit(address)
        write(tab)
        standard = tab.input_value("#letter")
        tab.fill("#letter", f"{standard}\n(edited)")
        tab.click("role=tab[name=Brief]")
        tab.wait_for_selector("role=tab[name=Brief][selected]")
        brief = tab.input_value("#letter")
        assert len(brief) < len(standard)
        tab.click("role=tab[name=Standard]")
        tab.wait_for_selector("role=tab[name=Standard][selected]")
        assert tab.input_value("#letter") == f"{standard}\n(edited)"
        tab.click("text=Other words")
        until(tab, "document.querySelector('input[name=variant]').value === '1'")
        assert tab.input_value("#letter") != standard
        tab.fill("#draft", ANGRY)
        tab.click("role=tab[name=Brief]")
        until(tab, "!document.getElementById('letter').value.includes('Okonjo')")


def test_the_keyboard_is_enough(page, visit):
    """From the first Tab to the copied letter, without a mouse."""
    with page() as address:
        tab = visit(address, permissions=["clipboard-read", "clipboard-write"])
        tab.keyboard.press("Tab")
        assert focused(tab) == "Go to your reply"
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        if focused(tab) != "draft":
            tab.focus("#draft")
        tab.keyboard.insert_text(DRAFT)
        tab.keyboard.press("Control+Enter")
        tab.wait_for_selector("#letter")
        assert focused(tab) == "Copy"
        tab.keyboard.press("Enter")
        tab.wait_for_selector("button:has-text('Copied')")
        assert tab.evaluate("navigator.clipboard.readText()") == tab.input_value("#letter")
        tab.keyboard.press("Tab")
        assert focused(tab) == "Other words"
        tab.keyboard.press("Tab")
        assert focused(tab) == "tab-standard"
        tab.keyboard.press("ArrowLeft")
        tab.wait_for_selector("role=tab[name=Brief][selected]")
        assert focused(tab) == "tab-brief"
        tab.keyboard.press("Tab")
        assert focused(tab) == "subject"
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        assert focused(tab) == "letter"


def test_everything_works_without_scripts(page, visit):
    """Plain forms: a letter, another tone, the letter checked again, a mail, the way from a mark to its reason."""
    with page() as address:
        tab = visit(address, java_script_enabled=False)
        write(tab)
        assert tab.input_value("#draft") == DRAFT
        standard = tab.input_value("#letter")
        tab.click("text=Brief")
        assert len(tab.input_value("#letter")) < len(standard)
        tab.click("text=Other words")
        tab.fill("#letter", tab.input_value("#letter") + ASK_AGAIN)
        tab.click("text=Check it again")
        assert "1 place to change" in tab.inner_text("#verdict-line")
        assert tab.input_value("#letter").endswith(ASK_AGAIN)
        tab.click("#letter-mark-1 a")
        assert tab.url.endswith("#letter-why-1")
        tab.click("#letter-why-1 .label")
        assert tab.url.endswith("#letter-mark-1")
        tab.click(CHECK)
        assert "places to change" in tab.inner_text("#why")
        tab.wait_for_load_state()
        assert not any(button.is_visible() for button in tab.locator("[data-copy]").all())


def test_the_letter_and_the_reminder_can_be_saved(page, visit):
    """As a mail in the thread, and as a calendar entry; the page stays as it is."""
    with page() as address:
        tab = visit(address)
        tab.click("summary")
        tab.fill("#rejection", (EXAMPLES / "rejection.eml").read_text("utf-8"))
        write(tab)
        with tab.expect_download() as saved:
            tab.click("text=Save as a mail")
        assert saved.value.suggested_filename == "reply.eml"
        mail = email.message_from_bytes(Path(saved.value.path()).read_bytes(), policy=policy.default)
        assert mail["To"] == "people@kettleandcrumb.example.com"
        assert mail.get_content().strip().replace("\r\n", "\n") == tab.input_value("#letter")
        with tab.expect_download() as saved:
            tab.click("text=Remind me tomorrow morning")
        assert saved.value.suggested_filename == "tomorrow.ics"
        assert tab.locator("#letter").is_visible()


def test_an_error_is_a_line_and_loses_nothing(page, visit):
    """An empty draft, and a page that was stopped behind the browser's back."""
    with page() as address:
        tab = visit(address, complaining=True)
        tab.click(MAKE)
        tab.wait_for_selector("#problem:not([hidden])")
        assert "no text in it" in tab.inner_text("#problem")
        write(tab)
        assert tab.locator("#problem").is_hidden()
    tab.click(CHECK)
    tab.wait_for_selector("#problem:not([hidden])")
    assert "Start it again" in tab.inner_text("#problem")
    assert tab.input_value("#draft") == DRAFT
    assert tab.locator("#letter").is_visible()


def test_a_page_that_outlived_its_poise_goes_on_after_one_more_press(page, visit):
    """The token changes with every start; what was typed is still there."""
    with page() as address:
        tab = visit(address, complaining=True)
        tab.evaluate("document.getElementById('page').elements.token.value = 'of an earlier start'")
        tab.fill("#draft", DRAFT)
        tab.click(MAKE)
        tab.wait_for_selector("#problem:not([hidden])")
        tab.click(MAKE)
        tab.wait_for_selector("#letter")


def test_a_model_is_asked_for_shown_at_work_and_kept_in_a_tab(page, visit, stub):
    """The host stands on the page before anything leaves; the rule that stopped an attempt is named."""
    bad = "Dear Ms. Okonjo,\n\nThank you. Could you give me some feedback?\n\nTeodor Lind"
    draft = "Dear Ms. Okonjo,\n\nYou idiots. I enjoyed seeing the map room as Assistant Archivist.\n\nTeodor Lind"
    stub.play(scripted.letter(bad), scripted.letter())
    with page(POISE_MODEL="tiny", OPENAI_BASE_URL=stub.url) as address:
        tab = visit(address)
        assert stub.host in tab.inner_text(".model")
        tab.evaluate(
            "window.told = []; new MutationObserver(() => told.push(document.getElementById('status').textContent))"
            ".observe(document.getElementById('status'), {childList: true})"
        )
        write(tab, draft)
        assert stub.requests == []
        tab.click("text=Ask tiny")
        tab.wait_for_selector("role=tab[name=tiny]")
        told = " ".join(tab.evaluate("told"))
        assert f"tiny at {stub.host} is writing, attempt 2" in told
        assert "feedback/asks-for-feedback" in told
        assert tab.input_value("#letter") == scripted.BODY
        tab.click("role=tab[name=Standard]")
        tab.wait_for_selector("role=tab[name=Standard][selected]")
        assert tab.input_value("#letter") != scripted.BODY
        tab.click("role=tab[name=tiny]")
        tab.wait_for_selector("role=tab[name=tiny][selected]")
        assert tab.input_value("#letter") == scripted.BODY
        tab.click("text=Other words")
        tab.wait_for_selector("role=tab[name=Standard][selected]")
        tab.click("role=tab[name=tiny]")
        tab.wait_for_selector("role=tab[name=tiny][selected]")
        assert tab.input_value("#letter") == scripted.BODY
        assert len(stub.requests) == 2


@pytest.mark.parametrize("way", ["button", "escape"])
def test_waiting_for_a_model_can_be_cancelled(page, visit, stub, way):
    """Nothing more is sent, and the page can be used at once."""
    stub.play(scripted.silence(2), scripted.letter())
    with page(POISE_MODEL="tiny", OPENAI_BASE_URL=stub.url) as address:
        tab = visit(address)
        tab.fill("#draft", DRAFT)
        tab.click("text=Ask tiny")
        tab.wait_for_selector("text=attempt 1")
        assert focused(tab) == "cancel"
        if way == "button":
            tab.click("#cancel")
        else:
            tab.keyboard.press("Escape")
        tab.wait_for_selector("text=Cancelled. Nothing more is sent.")
        assert focused(tab) == "draft"
        assert tab.locator("#cancel").is_hidden()
        write(tab)
        tab.wait_for_timeout(3000)
        assert len(stub.requests) == 1
        assert tab.input_value("#draft") == DRAFT
