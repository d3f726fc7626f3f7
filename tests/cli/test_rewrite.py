"""`poise rewrite`: the letter alone on stdout, everything else on stderr, and an exit code that means something."""

import json
import socket
from email import message_from_string
from email.policy import default

import pytest
from texts import ANGRY, REJECTION

from stub import BODY, SUBJECT, error, letter, page, says

BAD = letter(BODY.replace("Please keep me", "Could you give me some feedback on my interview? Please keep me"))
DRAFT = (
    "Dear Ms. Okonjo,\n\nI am so angry about the post of Assistant Archivist. I did enjoy seeing the map room.\n\nTeodor Lind\n"
)
PIECES = ("--format", "json")


@pytest.fixture
def angry(write):
    """The arguments for an angry draft and the rejection that it answers."""
    return [write(ANGRY), "--rejection", write(REJECTION, "rejection.eml")]


@pytest.fixture
def archivist(write, stub):
    """The arguments for a draft that the stub's letter answers, written by the stub."""
    return [write(DRAFT), "--model", "tiny", "--base-url", stub.url]


def test_the_letter_alone_is_on_stdout(run, angry):
    """What can be piped into a mail is the letter and nothing else."""
    ran = run("rewrite", *angry, "--offline")
    assert ran.status == 0
    assert ran.out.startswith("Subject: ")
    assert ran.out.count("Subject: ") == 1
    assert "Tamsin Reyes" in ran.out.rstrip().splitlines()[-1]
    assert "0417" in ran.out
    assert "nothing leaves this computer" in ran.err


def test_what_was_left_out_and_why_is_on_stderr(run, angry):
    """The offending sentences are quoted to their author, each with the rule that was in the way."""
    ran = run("rewrite", *angry, "--offline")
    told = " ".join(ran.err.partition("Left out, and why:")[2].split())
    assert "Tell me what I did wrong" in told
    assert "Tell me what I did wrong" not in ran.out
    assert "Kept: " in ran.err


def test_json_says_everything_and_stderr_only_the_engine(run, angry):
    """The report is on stdout; what it says is not said again."""
    ran = run("rewrite", *angry, "--offline", *PIECES)
    report = ran.json
    assert (report["passed"], report["engine"], report["fell_back"]) == (True, "offline", False)
    assert report["letter"]
    assert not report["letter"].startswith("Subject:")
    for dropped in report["facts"]["dropped"]:
        assert dropped["text"] == ANGRY[dropped["start"] : dropped["end"]]
    assert "Left out" not in ran.err


def test_a_mail_answers_the_rejection(run, angry):
    """--format eml gives a draft in the thread, addressed to whoever asked for replies."""
    ran = run("rewrite", *angry, "--offline", "--format", "eml")
    mail = message_from_string(ran.out, policy=default)
    assert (mail["Subject"], mail["To"]) == ("Re: Your application for Head Baker", "people@crumb.example.com")
    assert mail["X-Unsent"] == "1"


def test_a_file_takes_the_place_of_stdout(run, angry, tmp_path):
    """-o writes the letter there and nothing to stdout."""
    printed = run("rewrite", *angry, "--offline").out
    ran = run("rewrite", *angry, "--offline", "-o", tmp_path / "letter.txt")
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "letter.txt").read_text("utf-8") == printed


@pytest.mark.stub
def test_an_output_that_cannot_be_is_refused_before_anything_is_sent(run, archivist, stub, tmp_path):
    """No tokens are spent on a letter that could not be saved."""
    ran = run("rewrite", *archivist, "-o", tmp_path / "gone" / "letter.txt")
    assert ran.status == 2
    assert "no such folder" in ran.err
    assert stub.requests == []


def test_variants_differ_and_each_is_reproducible(run, angry):
    """The same draft gives the same letter, and another variant another one."""
    letters = [run("rewrite", *angry, "--offline", "--variant", n).out for n in (0, 1, 1)]
    assert letters[1] == letters[2]
    assert letters[0] != letters[1]


def test_the_fields_of_the_author_are_used(run, write):
    """Name, recipient, role and company come into the letter as they were given."""
    fields = ["--name", "Ada Quill", "--to", "Dr. Brandvold", "--role", "Night Porter", "--company", "Hotel Zephyr"]
    out = run("rewrite", write("I am furious about this!!"), "--offline", *fields).out
    assert "Dr. Brandvold" in out
    assert "Night Porter" in out
    assert out.rstrip().endswith("Ada Quill")


def test_a_stray_key_sends_nothing(run, angry, monkeypatch):
    """A key in the environment is no permission: the letter is written offline, and one line says how to choose."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-stray")
    ran = run("rewrite", *angry)
    assert ran.status == 0
    assert "nothing leaves this computer" in ran.err
    assert "POISE_MODEL" in ran.err
    assert "sk-stray" not in ran.err


@pytest.mark.stub
def test_a_chosen_model_writes_and_the_host_is_named_first(run, archivist, stub):
    """The model's letter is given; where the draft goes is said."""
    ran = run("rewrite", *archivist)
    assert (ran.status, ran.out) == (0, f"Subject: {SUBJECT}\n\n{BODY}\n")
    assert stub.host in ran.err.splitlines()[0]
    assert "tiny" in ran.err.splitlines()[0]
    assert len(stub.requests) == 1


@pytest.mark.stub
def test_a_failed_attempt_is_told_with_its_rule(run, archivist, stub):
    """The second letter is given; the first is never seen, but what was wrong with it is said."""
    stub.play(BAD, letter())
    ran = run("rewrite", *archivist)
    assert ran.status == 0
    assert "give me some feedback" not in ran.out
    assert "Attempt 1: broke feedback/asks-for-feedback" in ran.err


@pytest.mark.stub
def test_when_no_letter_passes_the_offline_one_is_given_and_said_to_be(run, archivist, stub):
    """The fallback is the default, and never silent."""
    stub.play(BAD)
    ran = run("rewrite", *archivist, "--attempts", "1")
    assert ran.status == 0
    assert "give me some feedback" not in ran.out
    assert "written offline" in ran.err


@pytest.mark.stub
def test_without_fallback_a_letter_that_broke_rules_is_exit_code_1(run, archivist, stub):
    """No letter on stdout, and JSON says so."""
    stub.play(BAD)
    ran = run("rewrite", *archivist, "--attempts", "1", "--no-fallback")
    assert (ran.status, ran.out) == (1, "")
    report = run("rewrite", *archivist, "--attempts", "1", "--no-fallback", *PIECES).json
    assert (report["passed"], report["letter"], report["subject"]) == (False, None, None)
    assert "feedback/asks-for-feedback" in report["attempts"][0]["findings"]


@pytest.mark.stub
@pytest.mark.parametrize("step", [error(401), error(404, "model not found", "model_not_found"), page(), says("I cannot.")])
def test_without_fallback_a_model_that_cannot_be_used_is_exit_code_3(run, archivist, stub, step):
    """One line says why, stdout stays empty, and JSON holds the attempts."""
    stub.play(step)
    ran = run("rewrite", *archivist, "--no-fallback")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.splitlines()[-1].startswith("poise: ")
    report = run("rewrite", *archivist, "--no-fallback", *PIECES)
    assert report.status == 3
    assert (report.json["passed"], report.json["letter"]) == (False, None)


@pytest.mark.stub
def test_a_dead_server_is_told_by_its_name(run, write):
    """Nobody listens there: exit code 3 without fallback, an offline letter with it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    dead = [write(DRAFT), "--model", "tiny", "--base-url", f"http://{host}/v1", "--deadline", "2"]
    ran = run("rewrite", *dead, "--no-fallback")
    assert (ran.status, ran.out) == (3, "")
    assert host in ran.err.splitlines()[-1]
    assert run("rewrite", *dead).status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--model", "tiny"], ["no key", "OPENAI_API_KEY"]),
        (["--model", "tiny", "--base-url", "ftp://llm.test"], ["llm.test", "https://"]),
        (["--model", "tiny", "--base-url", "not a url"], ["base URL"]),
        (["--model", "tiny", "--base-url", "https://u:hunter2@llm.test/v1"], ["password"]),
        (["--model", " "], ["model"]),
    ],
)
def test_a_model_that_is_not_set_up_is_exit_code_3_and_one_line(run, write, arguments, words):
    """No key, a wrong URL or no name: what is missing is said, and no secret is repeated."""
    ran = run("rewrite", write(ANGRY), *arguments)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert "hunter2" not in ran.err
    for word in words:
        assert word in ran.err


@pytest.mark.stub
def test_a_dry_run_prints_the_request_and_sends_nothing(run, archivist, stub):
    """The very body that would be sent, as JSON; where to, on stderr."""
    ran = run("rewrite", *archivist, "--dry-run")
    request = json.loads(ran.out)
    assert (ran.status, stub.requests) == (0, [])
    assert request["model"] == "tiny"
    assert "map room" in request["messages"][-1]["content"]
    assert stub.host in ran.err
    run("rewrite", *archivist)
    assert {key: stub.requests[0].json[key] for key in request} == request


def test_a_dry_run_offline_says_that_nothing_would_be_sent(run, angry):
    """Nothing to show: nothing would go anywhere."""
    ran = run("rewrite", *angry, "--offline", "--dry-run")
    assert (ran.status, ran.out) == (0, "")
    assert "Nothing would be sent" in ran.err


def test_the_difference_is_shown_on_stderr(run, angry):
    """--diff marks what went and what came, and leaves stdout alone."""
    ran = run("rewrite", *angry, "--offline", "--diff")
    assert "[-" in ran.err
    assert "{+" in ran.err
    assert ran.out == run("rewrite", *angry, "--offline").out


@pytest.mark.stub
@pytest.mark.parametrize("out", ["text", "json", "eml"])
def test_somebody_in_danger_gets_help_and_no_letter_and_nothing_is_sent(run, write, stub, out):
    """Self-harm is recognised before anything goes anywhere: exit code 1, kind words, where to turn."""
    draft = write("You were my last hope. I am going to kill myself tonight.\n")
    ran = run("rewrite", draft, "--model", "tiny", "--base-url", stub.url, "--format", out)
    assert ran.status == 1
    assert stub.requests == []
    assert "findahelpline.com" in ran.err
    assert (ran.json["advice"], ran.json["letter"]) == ("get-help", None) if out == "json" else ran.out == ""


def test_own_rules_hold_for_the_letter(run, angry, write, tmp_path):
    """A folder with a broken rule stops the run: there is no letter by fewer rules than were asked for."""
    write("title: A\nseverty: error\n", "mine/house/odd.yaml")
    ran = run("rewrite", *angry, "--offline", "--rules", tmp_path / "mine")
    assert (ran.status, ran.out) == (2, "")
    assert "severty" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["--attempts", "0"], ["--deadline", "0"], ["--variant", "-1"], ["--key", "k"]],
)
def test_wrong_usage_is_exit_code_2(run, angry, arguments):
    """Limits that make no sense are refused, and there is no option for a key."""
    ran = run("rewrite", *angry, "--offline", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.stub
def test_names_can_be_kept_from_the_model(run, archivist, stub):
    """--redact is said before anything is sent, and what --dry-run shows is what leaves."""
    shown = json.loads(run("rewrite", *archivist, "--redact", "--dry-run").out)
    ran = run("rewrite", *archivist, "--redact")
    assert "without its names, numbers, addresses and links" in ran.err.splitlines()[0]
    assert {key: stub.requests[0].json[key] for key in shown} == shown
    assert not {"Okonjo", "Lind", "Teodor"} & set(stub.requests[0].text.replace(",", " ").split())


def test_each_tone_is_another_letter(run, angry):
    """Brief says less than standard and warm says more, about the same facts."""
    brief, standard, warm = (run("rewrite", *angry, "--offline", "--tone", tone).out for tone in ("brief", "standard", "warm"))
    assert len(brief.split()) < len(standard.split()) < len(warm.split())
    for written in (brief, standard, warm):
        assert "0417" in written
        assert "Tamsin Reyes" in written


def test_a_tone_that_does_not_exist_is_refused(run, angry):
    """The three that exist are named."""
    ran = run("rewrite", *angry, "--offline", "--tone", "furious")
    assert ran.status == 2
    assert "brief" in ran.err


def test_explain_tells_what_was_kept_from_where_and_what_was_not(run, angry):
    """Every fact with what it was understood as and its line, and every sentence that is gone, on stderr alone."""
    plain, told = run("rewrite", *angry, "--offline"), run("rewrite", *angry, "--offline", "--explain")
    assert told.out == plain.out
    assert "signed by: Tamsin Reyes (line " in told.err
    assert "number, to the character: " in told.err or "0417" in told.err
    assert "Left out, and why:" in told.err


def test_explain_names_sentences_that_were_only_not_needed(run, write):
    """Nothing of the draft is passed over in silence."""
    draft = "Dear Ms. Okonjo,\n\nI took the bus. I did enjoy seeing the map room.\n\nTeodor Lind\n"
    ran = run("rewrite", write(draft), "--offline", "--explain")
    assert "something you liked" in ran.err or "map room" in ran.err
    unneeded = ran.err.partition("Left out because the letter does not need it:")[2]
    assert ("I took the bus" in unneeded) != ("I took the bus" in ran.out)
