"""Every state of the page, in light and in dark: nothing that axe-core objects to, and nothing that is cut off."""

import pytest
from pages import ANGRY, GRACIOUS, until

import stub as scripted

pytestmark = [pytest.mark.browser, pytest.mark.stub]

MAKE, CHECK = "text=Make it professional", "text=Just check"


def press(tab, button, draft, ready):
    """Have something done with a draft."""
    tab.fill("#draft", draft)
    tab.click(button)
    tab.wait_for_selector(ready)


def empty(tab):
    """As it opens, with everything unfolded."""
    for summary in tab.locator("summary").all():
        summary.click()


def letter(tab):
    """A letter, with everything unfolded."""
    press(tab, MAKE, f"{ANGRY}\n\nThe weather was odd that day.", "#letter")
    for summary in tab.locator("#result summary").all():
        summary.click()


def edited(tab):
    """A letter that was spoilt again, subject included."""
    press(tab, MAKE, ANGRY, "#letter")
    tab.fill("#subject", "You idiots")
    tab.fill("#letter", f"{GRACIOUS}\n\nCould you tell me why I was not chosen? It was Tuesday.")
    tab.wait_for_selector("#verdict mark.error")


def checked(tab):
    """Findings of all severities."""
    press(tab, CHECK, ANGRY.replace("Thank you for nothing. ", ""), "#why")
    for summary in tab.locator("#result summary").all():
        summary.click()


def passed(tab):
    """Nothing to find."""
    press(tab, CHECK, GRACIOUS, "#why")


def helped(tab):
    """Kind words instead of a letter."""
    press(tab, MAKE, "You rejected me and now I want to kill myself.", ".care")


def advised(tab):
    """A draft that needs advice."""
    press(tab, MAKE, "You asked me whether I am pregnant. That is discrimination.", ".advice")


def refused(tab):
    """An error."""
    press(tab, MAKE, "", "#problem:not([hidden])")


def waiting(tab):
    """While a model writes."""
    tab.fill("#draft", ANGRY)
    tab.click("text=Ask tiny")
    tab.wait_for_selector("text=attempt 1")


STATES = [empty, letter, edited, checked, passed, helped, advised, refused, waiting]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(page, visit, stub, axe, state):
    """Names, roles, contrast, order: in every state, light and dark."""
    stub.play(scripted.silence(20))
    with page(POISE_MODEL="tiny", OPENAI_BASE_URL=stub.url) as address:
        for scheme in ("light", "dark"):
            tab = visit(address, color_scheme=scheme, viewport={"width": 1280, "height": 900})
            state(tab)
            assert axe(tab) == [], scheme
            tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_without_scripts(page, visit, axe, scheme):
    """The plain page is no second-class one."""
    with page() as address:
        reader = visit(address, color_scheme=scheme, bypass_csp=True)  # axe-core is a script, so it needs one that has them
        plain = visit(address, color_scheme=scheme, java_script_enabled=False)
        plain.fill("#draft", ANGRY)
        with plain.expect_navigation():
            plain.click(MAKE)
        html = plain.content().replace('<script type="module" src="/static/page.js"></script>', "")
        reader.set_content(html)
        assert axe(reader) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
@pytest.mark.parametrize("state", [empty, letter, edited, checked, helped], ids=lambda state: state.__name__)
def test_nothing_is_cut_off_at_any_width(page, visit, state, width):
    """No sideways scrolling, and buttons large enough for a thumb."""
    with page() as address:
        tab = visit(address, viewport={"width": width, "height": 800})
        state(tab)
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        sizes = [button.bounding_box() for button in tab.locator("button, a.button, a.number").all() if button.is_visible()]
        assert all(box["height"] >= 24 and box["width"] >= 24 for box in sizes)


SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def test_a_hostile_text_is_only_ever_text(page, visit, stub, tmp_path):
    """In the draft, the rejection, the name of a file, and the answer of a model: nothing runs and nothing is loaded."""
    wicked = tmp_path / "<img src=x onerror=alert(3)>.eml"
    wicked.write_text(f"Dear Tamsin, we chose somebody else. {SCRIPT}", "utf-8")
    stub.play(scripted.letter(f"Dear Ms. Okonjo,\n\nThank you. {SCRIPT}\n\nKind regards,\nTeodor Lind", subject=SCRIPT))
    with page(POISE_MODEL="tiny", OPENAI_BASE_URL=stub.url) as address:
        tab = visit(address)
        tab.click("summary")
        tab.set_input_files("#mail", wicked)
        tab.wait_for_selector("text=Took the text of <img")
        draft = f"{ANGRY} {SCRIPT} You idiots {SCRIPT}"
        tab.fill("#liked", SCRIPT)
        press(tab, CHECK, draft, "#why")
        assert SCRIPT in tab.inner_text("#result .text")
        press(tab, MAKE, draft, "#letter")
        tab.fill("#letter", f"{GRACIOUS} You idiots {SCRIPT}")
        tab.wait_for_selector("#verdict mark.error")
        tab.click("text=Ask tiny")
        until(tab, "document.getElementById('progress').classList.contains('idle')")
        assert stub.requests
        assert tab.locator("img").count() == 1
        assert tab.locator("script").count() == 1
