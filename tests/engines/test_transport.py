"""One request over HTTP: whose certificates are believed, and what it costs to find out."""

import ssl

import httpx2
import pytest

from poise.engines.chat import Chat
from poise.engines.transport import _read_certificates, _trust


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
    assert _trust("https://llm.test/v1") is _trust("https://other.test/v1")
    monkeypatch.setenv("SSL_CERT_DIR", "/elsewhere")
    _trust("https://llm.test/v1")
    assert len(readings) == 2


def test_without_tls_none_are_read(readings, monkeypatch):
    """A server at home costs no reading; were it to speak TLS after all, nobody would be believed. A proxy may speak it."""
    trust = _trust("http://localhost:8080/v1")
    assert (readings, trust.verify_mode, trust.check_hostname, trust.get_ca_certs()) == ([], ssl.CERT_REQUIRED, True, [])
    monkeypatch.setenv("HTTP_PROXY", "https://proxy.test")
    _trust("http://localhost:8080/v1")
    assert readings == [1]


def test_certificates_that_cannot_be_read_are_an_outcome(monkeypatch):
    """A variable that names no file is told, not raised."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    remark = Chat("tiny", "https://llm.test/v1", "k").ask((), float("inf"))
    assert "SSL_CERT_FILE" in remark.detail
