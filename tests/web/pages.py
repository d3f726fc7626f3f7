"""The page without a browser: a client that speaks to it as one would, and what it gets back."""

import json
import re
from html import unescape
from html.parser import HTMLParser

from starlette.testclient import TestClient

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
SAME = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
LINES = "application/x-ndjson"
ANGRY = (
    "Dear Ms. Lind,\n\nThank you for nothing. Tell me what I did wrong, I have a right to know.\n\n"
    "I still have the key fob no. 0417 and will bring it back on Thursday.\n\nTamsin Reyes"
)
GRACIOUS = (
    "Dear Ms. Lind,\n\nThank you for considering me for the position of baker. I am disappointed, but I enjoyed meeting "
    "the team.\n\nPlease keep me in mind for future openings.\n\nKind regards,\nTamsin Reyes"
)


class Elements(HTMLParser):
    """Every element of a page, with its attributes, and all the text that is shown."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep the element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep the text."""
        self.text += data

    def find(self, tag, **wanted):
        """The attributes of the elements with this tag and these attributes."""
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def read(answer):
    """The elements of an answer."""
    return Elements(answer.text)


def box(answer, name):
    """What stands in a text box of the page."""
    return unescape(re.search(rf'<textarea id="{name}".*?>\n(.*?)</textarea>', answer.text, re.DOTALL).group(1))


class Browser:
    """Loads the page, then posts its form, as a browser without scripts does; or as the script does, for ``lines``."""

    def __init__(self, app):
        self.client = TestClient(app, base_url=ORIGIN)
        self.token = read(self.client.get("/")).find("input", name="token")[0]["value"]

    def post(self, do, path="/", headers=SAME, **fields):
        """Press a button."""
        return self.client.post(path, data={"token": self.token, "do": do, **fields}, headers=headers)

    def lines(self, do, **fields):
        """Press a button, and read what the script would."""
        answer = self.post(do, headers={**SAME, "Accept": LINES}, **fields)
        return [json.loads(line) for line in answer.text.splitlines()]


def until(tab, condition):
    """Wait in a browser until an expression is true; Playwright's own way to wait for one is forbidden by the page's policy."""
    for _ in range(300):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(condition)
