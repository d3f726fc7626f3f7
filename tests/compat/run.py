"""`make compat`: `poise rewrite` against model servers that others have made, each on the loopback, none with a real model.

One that babbles must end in the composer's letter, one with a canned good letter must give that letter, and each server's own
errors must be understood. Prints a table, and ends with 1 where anything came out otherwise. A server that is not installed
in the folder that is named is left out, and said to be.
"""

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from faults import DRAFT
from poise.cli.app import main as poise
from stub import BODY, LETTER

HERE = Path(__file__).parent
KEY = "sk-compat-0123456789abcdef0123456789abcdef"  # made up; some servers want a long one
BAD = LETTER.replace("Please keep me", "Could you give me some feedback on my interview? Please keep me")
READY_SECONDS = 90


class Case(NamedTuple):
    """One model of a server: its name, who must write the letter, the outcomes of its attempts, words of the complaint."""

    model: str
    writer: str
    attempts: tuple[str, ...]
    told: str = ""
    options: tuple[str, ...] = ()


class Server(NamedTuple):
    """A server as it is started: name, version, command, environment, path of its API, and what to ask of it."""

    name: str
    version: str
    command: list[str]
    cases: tuple[Case, ...]
    environ: dict[str, str] | None = None


GOOD = Case("good", "chat", ("ok",))
TURNS = Case("turns", "chat", ("ok", "ok"))


def find_servers(tools: Path, work: Path, port: int) -> Iterator[Server]:
    """Every server that is installed below ``tools``, made ready to listen on ``port``; files go to ``work``."""
    if (tools / "llama/bin/python").exists():
        yield from _llama(tools / "llama/bin/python", work, port)
    if (tools / "proxy/bin/litellm").exists():
        yield _litellm(tools / "proxy/bin", work, port)
    if (tools / "npm/node_modules/.bin/llmock").exists():
        yield _aimock(tools / "npm/node_modules", work, port)
    if (tools / "npm/node_modules/.bin/mock-llm").exists():
        yield _mock_llm(tools / "npm/node_modules", work, port)


def _llama(python: Path, work: Path, port: int) -> Iterator[Server]:
    subprocess.run([python, HERE / "tiny.py", work / "tiny.gguf"], check=True, capture_output=True)
    version = _version(python, "llama_cpp_python")
    command = [str(python), "-m", "llama_cpp.server", "--model", str(work / "tiny.gguf"), "--port", str(port)]
    babble = ("malformed", "malformed")
    cases = (Case("babbler", "offline", babble), Case("babbler", "offline", babble, options=("--candidates", "3")))
    yield Server("llama-cpp-python", version, [*command, "--n_ctx", "16384"], cases)
    small = (Case("babbler", "offline", ("server_error",), "longer than"),)
    yield Server("llama-cpp-python, small context", version, [*command, "--n_ctx", "1024"], small)


def _litellm(folder: Path, work: Path, port: int) -> Server:
    def model(name: str, answer: str) -> dict:
        return {"model_name": name, "litellm_params": {"model": "openai/none", "api_key": "none", "mock_response": answer}}

    errors = {"busy": "RateLimitError", "broken": "InternalServerError", "short": "ContextWindowExceededError"}
    models = [model("good", LETTER), model("prose", "I cannot help with that.")]
    models += [model(name, f"litellm.{error}") for name, error in errors.items()]
    (work / "litellm.yaml").write_text(json.dumps({"model_list": models}), "utf-8")
    cases = (
        GOOD,
        Case("good", "chat", ("ok",), options=("--candidates", "2")),
        Case("prose", "offline", ("malformed", "malformed")),
        Case("busy", "offline", ("server_error",), "is busy"),
        Case("broken", "offline", ("server_error",), "failed"),
        Case("short", "offline", ("server_error",), "longer than"),
        Case("missing", "offline", ("server_error",), "no model named missing"),
    )
    command = [str(folder / "litellm"), "--config", str(work / "litellm.yaml"), "--host", "127.0.0.1", "--port", str(port)]
    environ = {"LITELLM_MASTER_KEY": KEY, "PATH": f"{folder}:{os.environ['PATH']}"}
    return Server("litellm proxy", _version(folder / "python", "litellm"), command, cases, environ)


def _aimock(modules: Path, work: Path, port: int) -> Server:
    def fixture(model: str, response: dict, **match: object) -> dict:
        return {"match": {"model": model, **match}, "response": response}

    fixtures = [
        fixture("good", {"content": LETTER}),
        fixture("turns", {"content": BAD}, sequenceIndex=0),
        fixture("turns", {"content": LETTER}),
        fixture("short", {"content": LETTER[:60], "finishReason": "length"}),
        fixture("busy", {"error": {"message": "slow down", "type": "rate_limit_error"}, "status": 429}),
        fixture("closed", {"error": {"message": "who?", "type": "authentication_error"}, "status": 401}),
    ]
    (work / "aimock.json").write_text(json.dumps({"fixtures": fixtures}), "utf-8")
    cases = (
        GOOD,
        TURNS,
        Case("short", "offline", ("truncated",), "raise max_tokens"),
        Case("busy", "offline", ("server_error",), "is busy"),
        Case("closed", "offline", ("server_error",), "did not accept the key"),
        Case("missing", "offline", ("server_error",), ""),
    )
    command = [str(modules / ".bin/llmock"), "-p", str(port), "-f", str(work / "aimock.json"), "--strict"]
    return Server("@copilotkit/aimock", _package(modules / "@copilotkit/aimock"), command, cases)


def _mock_llm(modules: Path, work: Path, port: int) -> Server:
    def rule(model: str, status: int, content: dict, **more: object) -> dict:
        response = {"status": status, "content": json.dumps(content)}
        return {"path": "/v1/chat/completions", "match": f"body.model == '{model}'", "response": response, **more}

    def says(text: str) -> dict:
        return {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}

    rules = [
        rule("good", 200, says(LETTER)),
        rule("turns", 200, says(BAD), sequence=0),
        rule("turns", 200, says(LETTER), sequence=1),
        rule("closed", 401, {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}}),
        rule("broken", 503, {"error": "overloaded"}),
        rule("empty", 200, {"choices": []}),
    ]
    (work / "mock-llm.yaml").write_text(json.dumps({"rules": rules}), "utf-8")
    cases = (
        TURNS,
        GOOD,
        Case("closed", "offline", ("server_error",), "did not accept the key"),
        Case("broken", "offline", ("server_error",), "failed"),
        Case("empty", "offline", ("empty", "empty"), "no answer"),
        Case("missing", "offline", (), ""),
    )
    command = [str(modules / ".bin/mock-llm"), "--config", str(work / "mock-llm.yaml")]
    environ = {"PORT": str(port), "HOST": "127.0.0.1"}
    return Server("@dwmkerr/mock-llm", _package(modules / "@dwmkerr/mock-llm"), command, cases, environ)


def _version(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version('{package}'))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def _package(folder: Path) -> str:
    return json.loads((folder / "package.json").read_text("utf-8"))["version"]


@contextlib.contextmanager
def serving(server: Server, port: int, work: Path) -> Iterator[float]:
    """Run a server for as long as the block lasts; gives the seconds until it answered anything at all."""
    began = time.monotonic()
    with (work / "server.log").open("wb") as log:
        environ = os.environ | (server.environ or {})
        process = subprocess.Popen(server.command, stdout=log, stderr=log, env=environ, cwd=work, start_new_session=True)
        try:
            while not _answers(port):
                if process.poll() is not None or time.monotonic() - began > READY_SECONDS:
                    raise SystemExit(f"{server.name} did not start: {(work / 'server.log').read_text('utf-8')[-800:]}")
                time.sleep(0.2)
            yield time.monotonic() - began
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def once(arguments: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one run of poise."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = poise(arguments)
    return status, out.getvalue(), err.getvalue()


def ask(server: Server, case: Case, draft: Path, port: int) -> bool:
    """Have one letter written, print its row, and tell whether all came out as it should."""
    where = ["--model", case.model, "--base-url", f"http://127.0.0.1:{port}/v1", "--deadline", "60", *case.options]
    began = time.monotonic()
    status, out, err = once(["rewrite", str(draft), *where, "--format", "json"])
    seconds = time.monotonic() - began
    report = json.loads(out)
    outcomes = tuple(attempt["outcome"] for attempt in report["attempts"] if attempt["engine"] == "chat")
    said = [line for line in err.splitlines() if line.startswith("Attempt")][-1] if case.writer == "offline" else ""
    good = status == 0 and report["engine"] == case.writer and case.told in said and "Traceback" not in err
    good = good and (not case.attempts or outcomes == case.attempts)
    good = good and (report["letter"] == BODY) == (case.writer == "chat")
    mark = "as it should" if good else "OTHERWISE"
    asked = " ".join((case.model, *case.options))
    why = said.partition(": ")[2]
    columns = (server.name, server.version, asked, ", ".join(outcomes), report["engine"], f"{seconds:.1f}", why, mark)
    print(f"| {' | '.join(columns)} |", flush=True)
    return good


def main(tools: Path) -> None:
    """Ask every server for every letter, and `poise doctor` for its opinion."""
    for name in [n for n in os.environ if n.startswith(("OPENAI_", "POISE_"))]:
        del os.environ[name]
    os.environ |= {"OPENAI_API_KEY": KEY, "NO_PROXY": "127.0.0.1"}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ["XDG_CONFIG_HOME"] = folder
        draft = work / "reply.txt"
        draft.write_text(DRAFT, "utf-8")
        print("| server | version | model | attempts | letter | seconds | said | came out |")
        print("| --- | --- | --- | --- | --- | ---: | --- | --- |")
        results, well, doctors = [], [], []
        for server in find_servers(tools.resolve(), work, port):
            with serving(server, port, work) as seconds:
                results += [ask(server, case, draft, port) for case in server.cases]
                model = "good" if GOOD in server.cases else server.cases[0].model
                status, told, _ = once(["doctor", "--model", model, "--base-url", f"http://127.0.0.1:{port}/v1"])
                well.append(status == 0)
                answer = next(line[13:] for line in told.splitlines() if line[4:].startswith("answer"))
                doctors.append(f"{server.name}: ready in {seconds:.1f} s; poise doctor: exit {status}, {answer}")
    print("\n" + "\n".join(doctors))
    print(f"\n{sum(results)} of {len(results)} letters and {sum(well)} of {len(well)} doctors as they should")
    raise SystemExit(not results or not all(results + well))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
