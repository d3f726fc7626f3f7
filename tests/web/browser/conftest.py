"""A real browser on a running page. `make test-web` installs what this needs."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parents[3] / ".venv/axe/node_modules/axe-core/axe.min.js"
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync", "--no-first-run")
SANDBOX = () if os.name == "nt" or os.getuid() else ("--no-sandbox",)  # for root there is none


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "no Chromium is installed; these tests need one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *SANDBOX])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open a page at an address; at the end, nothing was asked of any other server and the browser complained of nothing."""
    contexts, foreign, complaints = [], [], []

    def visit(address, *, complaining=False, **options):
        context = chromium.new_context(reduced_motion="reduce", accept_downloads=True, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: urlsplit(request.url).netloc != own and foreign.append(request.url))
        if not complaining:
            page.on("console", lambda message: message.type in {"error", "warning"} and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        own = urlsplit(address).netloc
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert (foreign, complaints) == ([], [])


@pytest.fixture
def axe():
    """The violations that axe-core finds on a page as it is now."""
    source = AXE.read_text("utf-8")

    def run(page):
        page.evaluate(f"{source}; undefined")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [(violation["id"], node["target"], node["failureSummary"]) for violation in found for node in violation["nodes"]]

    return run
