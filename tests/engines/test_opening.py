"""The client of a line: whose certificates are believed, what it does not tell, and where it stops reading."""

import gzip
import json
import ssl
import time

import httpx2
import pytest

import stub as server
from poise.domain import Outcome
from poise.engines.chat import Chat
from poise.engines.opening import _read_certificates, open_client, trust
from poise.prompting import Message
from stub import completion, says


@pytest.fixture
def readings(monkeypatch):
    """How often the certificates of the operating system are read."""
    read = []

    def count():
        read.append(1)
        return ssl.create_default_context()

    monkeypatch.setattr(httpx2, "create_ssl_context", count)
    _read_certificates.cache_clear()
    yield read
    _read_certificates.cache_clear()


def test_certificates_are_read_once(readings, monkeypatch):
    """They are read for the first request that speaks TLS, and again only when the variables that name them change."""
    assert trust("https://llm.test/v1") is trust("https://other.test/v1")
    monkeypatch.setenv("SSL_CERT_DIR", "/elsewhere")
    trust("https://llm.test/v1")
    assert len(readings) == 2


def test_without_tls_none_are_read(readings, monkeypatch):
    """A server at home costs no reading; were it to speak TLS after all, nobody would be believed. A proxy may speak it."""
    nobody = trust("http://localhost:8080/v1")
    assert (readings, nobody.verify_mode, nobody.check_hostname, nobody.get_ca_certs()) == ([], ssl.CERT_REQUIRED, True, [])
    monkeypatch.setenv("HTTP_PROXY", "https://proxy.test")
    trust("http://localhost:8080/v1")
    assert readings == [1]


def test_certificates_that_cannot_be_read_are_an_outcome(monkeypatch):
    """A variable that names no file is told, not raised."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    remark = Chat("tiny", "https://llm.test/v1", "k").ask((), float("inf"))
    assert "SSL_CERT_FILE" in remark.detail


def ask(url, **options):
    """Ask a model something."""
    return Chat("tiny", url, backoff=0.01, **options).ask((Message("user", "hello"),), time.monotonic() + 20)


@pytest.mark.stub
@pytest.mark.parametrize("step", [server.flood(), server.flood(packed=True), server.flood(status=500)])
def test_an_answer_without_an_end_is_not_read_to_it(stub, step):
    """A server that sends for ever, and fast, is left after a few megabytes, packed or not; one line says so."""
    stub.play(step)
    remark = ask(stub.url)
    assert (remark.outcome, remark.requests) == (Outcome.NOT_AN_API, 1)
    assert "longer than any letter" in remark.detail
    assert stub.host in remark.detail


@pytest.mark.stub
def test_a_packed_answer_is_unpacked(stub):
    """What a server packs is read all the same."""
    stub.play(server.answer(gzip.compress(json.dumps(completion("OK")).encode()), content_encoding="gzip"))
    assert ask(stub.url).text == "OK"


@pytest.mark.stub
def test_whose_account_it_is_is_told_to_nobody_else(stub, monkeypatch):
    """OPENAI_ORG_ID and OPENAI_PROJECT_ID are for OpenAI; another server does not hear of them."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-ann")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-ann")
    stub.play(says("OK"))
    ask(stub.url)
    assert not any("of-ann" in value for value in stub.requests[0].headers.values())
    with open_client("https://api.openai.com/v1", "k", "api.openai.com") as client:
        assert (client.organization, client.project) == ("org-of-ann", "project-of-ann")
