"""`poise doctor`: who would write and why, whether the model can be used, and never a key or a draft."""

import sys

import pytest

import stub as server
from stub import completion, error, page, says

SECRET = "sk-secret-of-ann"  # noqa: S105 - made up
MODELS = server.answer({"object": "list", "data": [{"id": "tiny"}, {"id": "huge"}]})


@pytest.fixture
def ask(run, stub, monkeypatch):
    """Run doctor on the stub, with a key in the environment; the key is shown nowhere."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)

    def ask(*steps, model="tiny", base_url=None):
        stub.play(*steps)
        ran = run("doctor", "--model", model, "--base-url", base_url or stub.url, "--deadline", "10")
        assert SECRET not in ran.out + ran.err
        return ran

    return ask


def found(ran, name):
    """What was found on one thing, and whether it is good; what cannot be told is marked with question marks."""
    (line,) = [line for line in ran.out.splitlines() if line[4:].startswith(f"{name} ")]
    return line.startswith("ok"), line


def test_without_a_model_nothing_is_asked(run, stub):
    """Who named no model hears that letters are written offline; the network is left alone."""
    ran = run("doctor")
    assert (ran.status, ran.err, stub.requests) == (0, "", [])
    assert "offline composer" in ran.out
    assert "nothing was asked of the network" in ran.out


def test_a_stray_key_is_told(run, monkeypatch):
    """A key alone chooses no model; the doctor says so too."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    ran = run("doctor")
    assert ran.status == 0
    assert "a key or server is set but no model" in ran.out
    assert SECRET not in ran.out


@pytest.mark.stub
def test_a_good_model_is_well(ask, stub):
    """Server, key, list and a small question are all well; each setting says where it comes from."""
    ran = ask(MODELS, says("OK"))
    assert ran.status == 0
    assert all(line.startswith("ok ") for line in ran.out.splitlines()[:-1])
    assert "named by --model" in found(ran, "engine")[1]
    assert "from --base-url" in found(ran, "server")[1]
    assert "from OPENAI_API_KEY" in found(ran, "key")[1]
    assert "one of 2" in found(ran, "model")[1]
    assert "2700 tokens in and 90 out" in found(ran, "answer")[1]
    assert [request.path for request in stub.requests] == ["/v1/models", "/v1/chat/completions"]


@pytest.mark.stub
def test_a_server_at_home_needs_no_key(ask, stub, monkeypatch):
    """Without a key a meaningless one is sent to a server that was named."""
    monkeypatch.delenv("OPENAI_API_KEY")
    ran = ask(MODELS, says("OK"))
    assert ran.status == 0
    assert "meaningless" in found(ran, "key")[1]
    assert {request.headers["authorization"] for request in stub.requests} == {"Bearer unused"}


@pytest.mark.stub
@pytest.mark.parametrize(
    ("models", "told"),
    [
        (page(404), "lists no models"),
        (error(500), "lists no models"),
        (server.answer("[]"), "lists no models"),
        (server.answer({"data": [{"id": "tiny2"}, {"name": "x"}, 3]}), "did you mean tiny2"),
    ],
)
def test_a_missing_list_is_no_reason_to_give_up(ask, models, told):
    """Servers that list nothing, or not this model, may answer all the same."""
    ran = ask(models, says("OK"))
    assert ran.status == 0
    assert told in found(ran, "model")[1]
    assert found(ran, "model")[1].startswith("??")


@pytest.mark.stub
@pytest.mark.parametrize(
    ("step", "told"),
    [
        (error(401, SECRET), "did not accept the key"),
        (error(404, "no such model", "model_not_found"), "no model named tiny"),
        (page(), "did not answer like a chat API"),
        (error(429, "no", "insufficient_quota"), "no quota"),
        (says(None), "gave no answer"),
        (says("O", "length"), "raise max_tokens"),
    ],
)
def test_a_model_that_does_not_answer_is_exit_code_3(ask, step, told):
    """What is wrong, and what to do, stands on one line; a letter would then be written offline."""
    ran = ask(MODELS, step)
    assert ran.status == 3
    good, line = found(ran, "answer")
    assert not good
    assert told in line
    assert "written offline" in ran.out.splitlines()[-1]


@pytest.mark.stub
def test_nobody_there_is_exit_code_3(ask):
    """A refused connection is named with its host, and no question follows."""
    ran = ask(says("OK"), base_url="http://127.0.0.1:9/v1")
    assert ran.status == 3
    good, line = found(ran, "reached")
    assert (good, "127.0.0.1:9" in line) == (False, True)
    assert "  answer " not in ran.out


@pytest.mark.stub
def test_v1_is_found(ask, stub):
    """A server that was named without /v1 answers all the same."""
    ran = ask(page(404), page(404), says("OK"), base_url=stub.host)
    assert ran.status == 0
    assert stub.requests[-1].path == "/v1/chat/completions"
    assert stub.url in found(ran, "hint")[1]


@pytest.mark.stub
def test_a_key_comes_from_a_command_or_a_file(run, stub, monkeypatch, tmp_path):
    """The config file names a command or a file; the doctor says which, and the key arrives."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "poise").mkdir()
    (tmp_path / "poise" / "key").write_text(SECRET)
    config = tmp_path / "poise" / "config.toml"
    for line in (f"api_key_command = ['{sys.executable}', '-c', 'print(\"{SECRET}\")']", 'api_key_file = "key"'):
        config.write_text(f'model = "tiny"\nbase_url = "{stub.url}"\n{line}\n')
        stub.play(*[None] * len(stub.requests), MODELS, says("OK"))
        ran = run("doctor")
        assert ran.status == 0
        assert SECRET not in ran.out + ran.err
        assert f"from {config}: {line.partition(' ')[0]}" in found(ran, "key")[1]
        assert stub.requests[-1].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("missing", [{"POISE_MODEL": "tiny"}, {"POISE_MODEL": "tiny", "POISE_BASE_URL": "ftp://x.test"}])
def test_settings_that_cannot_work_are_exit_code_3(run, monkeypatch, missing):
    """No key for a server that needs one, or a URL that is none: one line says so."""
    for name, value in missing.items():
        monkeypatch.setenv(name, value)
    ran = run("doctor")
    assert (ran.status, ran.err.count("\n")) == (3, 1)
    assert ran.err.startswith("poise: ")


@pytest.mark.stub
def test_usage_is_told_as_unknown_where_it_is(ask):
    """A server that counts no tokens is well all the same."""
    uncounted = server.answer({k: v for k, v in completion("OK").items() if k != "usage"})
    assert "without counting tokens" in found(ask(MODELS, uncounted), "answer")[1]
