"""Who may not use the page, and what must stay text whatever is in it."""

import http.client
import time
from urllib.parse import urlencode, urlsplit

import pytest
from pages import ANGRY, GRACIOUS, LINES, ORIGIN, PORT, SAME, Browser, box, read

import stub as scripted
from poise.web import receiving
from poise.web.asking import find_model
from poise.web.guarding import HEADERS
from poise.web.routing import make_app
from poise.web.working import DEEDS

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
HOSTS = [
    "evil.example.com",
    f"evil.example.com:{PORT}",
    f"127.0.0.1.evil.example.com:{PORT}",
    "127.0.0.1",
    "127.0.0.1:1",
    f"0.0.0.0:{PORT}",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/static/page.js", "/tomorrow.ics", "/nowhere"])
def test_a_strange_host_gets_nothing(browser, host, path):
    """A name that somebody points at this computer does not open the page: no token, no file."""
    answer = browser.client.get(path, headers={"Host": host})
    assert answer.status_code == 403
    assert browser.token not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_every_name_of_this_computer_is_known(browser, host):
    """With the right port."""
    assert browser.client.get("/", headers={"Host": f"{host}:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example.com"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/reply.eml"])
def test_a_strange_origin_gets_nothing_even_with_the_token(browser, headers, path):
    """Another site in the same browser cannot press our buttons."""
    answer = browser.post("rewrite", path, headers=headers, draft=ANGRY)
    assert answer.status_code == 403
    assert "Dear" not in answer.text


def test_a_form_whose_origin_is_withheld_is_known_by_the_word_of_the_browser(browser):
    """Under our referrer policy, browsers send plain forms with the origin null."""
    answer = browser.post("rewrite", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}, draft=ANGRY)
    assert answer.status_code == 200


@pytest.mark.parametrize("token", ["", "guess", "é"])
@pytest.mark.parametrize("path", ["/", "/reply.eml"])
def test_without_the_token_nothing_is_done(browser, token, path):
    """And what was typed is given back, with a fresh token, in case the page was only old."""
    fields = {"token": token, "do": "rewrite", "draft": ANGRY, "letter": GRACIOUS}
    answer = browser.client.post(path, data=fields, headers=SAME)
    assert answer.status_code == 403
    assert box(answer, "draft") == ANGRY
    assert box(answer, "letter") == GRACIOUS
    assert read(answer).find("input", name="token") == [{"type": "hidden", "name": "token", "value": browser.token}]
    assert "Instead:" not in answer.text


def test_every_start_has_a_token_of_its_own():
    """A token that leaked is worth nothing after the next start."""
    assert Browser(make_app(PORT)).token != Browser(make_app(PORT)).token


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/tomorrow.ics", "/nowhere"])
def test_every_answer_carries_the_same_headers(browser, path):
    """Nothing may be framed, guessed, kept or told to others; no other origin is let in."""
    answer = browser.client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert not [name for name in answer.headers if name.startswith("access-control")]
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"} == {policy["form-action"]}
    assert "unsafe" not in str(policy)


def test_refusals_carry_the_headers_too(browser):
    """Even an answer to a stranger cannot be sniffed or cached."""
    answer = browser.client.get("/", headers={"Host": "evil.example.com"})
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(browser, method):
    """A preflight gets no permission."""
    answer = browser.client.request(method, "/", headers={"Origin": "http://evil.example.com"})
    assert answer.status_code == 403


@pytest.mark.parametrize("field", ["draft", "rejection", "name", "liked", "subject", "letter", "host", "tone", "variant"])
@pytest.mark.parametrize("wish", ["rewrite", "check", "recheck", "another"])
def test_what_looks_like_html_stays_text(browser, field, wish):
    """In every field, for every button, as a page and as what the script puts in."""
    fields = {"draft": ANGRY, "letter": GRACIOUS, field: f"{ANGRY}\n{SCRIPT}"[-480:]}
    page = read(browser.post(wish, **fields))
    assert not [tag for tag, attrs in page.elements if tag == "img" and attrs.get("src") == "x"]
    assert len(page.find("script")) == 1
    for line in browser.lines(wish, **fields):
        for html in line.get("regions", {}).values():
            assert "<script" not in html
            assert "<img" not in html


@pytest.mark.stub
def test_a_hostile_answer_of_a_model_stays_text(stub):
    """Whether its letter passes or not, and in what is told while it writes."""
    stub.play(scripted.letter(f"Dear Ms. Okonjo,\n\nThank you.\n{SCRIPT}", subject=SCRIPT))
    browser = Browser(make_app(PORT, *find_model({"POISE_MODEL": "<b>tiny</b>", "OPENAI_BASE_URL": stub.url})))
    answer = browser.post("model", draft=ANGRY, host=stub.host)
    assert stub.requests
    assert "<b>" not in answer.text
    assert len(read(answer).find("script")) == 1
    for line in browser.lines("model", draft=ANGRY, host=stub.host):
        assert "<script" not in str(line.get("regions"))


@pytest.mark.parametrize("subject", ["Hi\r\nBcc: all@example.com", "Hi\nX: y"])
def test_a_subject_cannot_begin_another_header(browser, subject):
    """Neither in a file nor in a link."""
    mail = browser.post("", "/reply.eml", draft=ANGRY, subject=subject, letter=GRACIOUS)
    assert mail.status_code == 200
    assert b"\nBcc:" not in mail.content
    assert b"\nX:" not in mail.content


def test_a_letter_cannot_add_to_its_mail_link(browser):
    """Whatever is in it is percent-encoded."""
    page = read(browser.post("recheck", draft=ANGRY, subject="A&cc=all@example.com#?", letter=GRACIOUS))
    (link,) = [a["href"] for a in page.find("a") if a.get("href", "").startswith("mailto:")]
    assert link.count("&") == 1
    assert "@" not in link
    assert "#" not in link


@pytest.mark.parametrize("size", [receiving.MOST_BYTES + 1, 50_000_000])
def test_too_much_is_refused_with_a_clear_line(browser, size):
    """413, whether the length was announced or not, and for the script as well."""
    body = b"draft=" + b"a" * (size - 6)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    whole = browser.client.post("/", content=body, headers={**SAME, **kind})
    assert whole.status_code == 413
    assert "more than 2 MB" in whole.text
    pieces = (body[at : at + 65_536] for at in range(0, size, 65_536))
    streamed = browser.client.post("/", content=pieces, headers={**SAME, **kind, "Accept": LINES})
    assert streamed.status_code == 413
    assert streamed.json()["kind"] == "problem"


@pytest.mark.parametrize("field", ["draft", "letter", "name", "liked"])
def test_a_field_that_is_far_too_long_is_refused(browser, field):
    """No reply has twenty thousand characters, and none should take seconds to judge."""
    answer = browser.post("rewrite", **{"draft": ANGRY, field: "word " * 5000})
    assert answer.status_code == 413
    assert "longer than" in answer.text
    assert answer.text.count("word word") > 1000  # it is given back, to be shortened


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 100, b"draft=%ff%00%f0%9f", b"=&&&==", b""])
def test_what_no_page_sends_is_no_error_of_ours(browser, body):
    """Rubbish is refused as such."""
    answer = browser.client.post("/", content=body, headers=SAME)
    assert answer.status_code in {400, 403}


def test_unexpected_errors_tell_nothing(browser, monkeypatch, capsys):
    """No traceback and no word of the draft, neither in the page nor in the terminal."""

    def fail(_):
        raise ValueError(ANGRY)

    monkeypatch.setitem(DEEDS, "rewrite", fail)
    answer = browser.post("rewrite", draft=ANGRY)
    told = answer.text + "".join(capsys.readouterr())
    assert answer.status_code == 500
    assert "right to know" not in told
    assert "Traceback" not in told
    assert "ValueError" in told


def connect(address):
    """A raw connection to a running page."""
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)


@pytest.mark.stub
def test_a_body_of_50_mb_is_answered_over_a_real_connection(page):
    """The sender can read why, and the page goes on."""
    with page() as address:
        connection = connect(address)
        headers = {"Origin": address.rstrip("/"), "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/", body=b"a" * 50_000_000, headers=headers)
        answer = connection.getresponse()
        assert (answer.status, b"more than 2 MB" in answer.read()) == (413, True)
        connection.close()
        again = connect(address)
        again.request("GET", "/")
        assert again.getresponse().status == 200
        again.close()


@pytest.mark.stub
def test_a_body_that_dawdles_is_given_up_and_holds_nobody_up(page):
    """Somebody else is served meanwhile; then 408."""
    with page() as address:
        slow, quick = connect(address), connect(address)
        slow.putrequest("POST", "/")
        for name, value in {"Origin": address.rstrip("/"), "Content-Length": "1000"}.items():
            slow.putheader(name, value)
        slow.endheaders(b"draft=")
        quick.request("GET", "/")
        assert quick.getresponse().status == 200
        quick.close()
        began = time.monotonic()
        assert slow.getresponse().status == 408
        assert time.monotonic() - began < 3 * receiving.READING_SECONDS
        slow.close()


@pytest.mark.stub
def test_only_this_computer_is_listened_to(page):
    """The socket is bound to the loopback."""
    with page() as address:
        assert urlsplit(address).hostname == "127.0.0.1"
        connection = connect(address)
        connection.request("POST", "/", body=urlencode({"draft": ANGRY}), headers={"Host": "evil.example.com"})
        assert connection.getresponse().status == 403
        connection.close()
