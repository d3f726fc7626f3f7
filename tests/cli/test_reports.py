"""The JSON contract: every key that was promised, under its name, in a published schema that the outputs keep to."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from pydantic import TypeAdapter
from texts import ASKING, GRACIOUS

from poise.checking.judging import judge
from poise.checking.loading import load_rulebook
from poise.cli.reports import CheckReport, RewriteReport, as_json, report_check, report_rewrite
from poise.domain import (
    Advice,
    Attempt,
    Draft,
    Dropped,
    Fact,
    Facts,
    Letter,
    Origin,
    Outcome,
    Rewrite,
    Span,
    Usage,
    Verdict,
)

CHECK_KEYS = ["version", "file", "verdict", "passed", "rulebook", "findings", "skipped"]
FINDING_KEYS = ["rule", "severity", "start", "end", "line", "column", "text", "message", "why", "source", "fix", "slots"]
REWRITE_KEYS = [
    "version", "passed", "engine", "fell_back", "subject", "letter", "advice", "facts", "attempts", "rulebook",
]  # fmt: skip
ADVICES = {"send", "revise", "wait", "do-not-send", "no-reply-needed", "seek-advice", "get-help"}


@pytest.fixture(scope="module")
def refused():
    """A verdict with an error in it."""
    return judge(ASKING, load_rulebook())


@pytest.fixture
def result(refused):
    """A rewrite whose first letter broke a rule and whose second, of the composer, passed."""
    clean = Verdict((), Advice.SEND, (), refused.rulebook)
    attempts = (
        Attempt("chat", Outcome.OK, Letter("A", "b"), refused, Usage(700, 90), 2, 1.23456),
        Attempt("offline", Outcome.OK, Letter("Head Baker", "Dear Ms. Lind,\n\nThank you."), clean, None, 0, 0.001),
    )
    return Rewrite(
        Draft(ASKING),
        Facts(),
        attempts,
        (Fact("role", "Head Baker", Origin.REJECTION),),
        (Dropped("Tell me why.", Span(3, 15), ("feedback/asks-for-feedback",)),),
        Advice.SEND,
        fell_back=True,
        rulebook="hash",
    )


def test_the_check_report_has_the_promised_keys(refused):
    """The keys of the contract are there, under their names, in their order."""
    report = json.loads(as_json(report_check("-", ASKING, refused)))
    assert list(report)[: len(CHECK_KEYS)] == CHECK_KEYS
    assert all(list(found)[: len(FINDING_KEYS)] == FINDING_KEYS for found in report["findings"])
    assert (report["version"], report["file"], report["verdict"], report["passed"]) == (1, "-", "revise", False)
    assert list(report["findings"][0]["slots"][0]) == ["name", "text", "start", "end"]


def test_the_rewrite_report_has_the_promised_keys(result):
    """Who wrote the letter that is given, the letter's body alone, and every attempt."""
    report = json.loads(as_json(report_rewrite(result)))
    assert list(report) == [*REWRITE_KEYS, "spent"]
    assert (report["passed"], report["engine"], report["fell_back"]) == (True, "offline", True)
    assert (report["subject"], report["letter"]) == ("Head Baker", "Dear Ms. Lind,\n\nThank you.")
    assert report["facts"] == {
        "kept": [{"kind": "role", "text": "Head Baker"}],
        "dropped": [{"text": "Tell me why.", "start": 3, "end": 15, "rules": ["feedback/asks-for-feedback"]}],
    }
    assert report["attempts"][0] == {
        "engine": "chat",
        "outcome": "ok",
        "findings": ["feedback/asks-for-feedback"],
        "usage": {"prompt": 700, "completion": 90},
        "seconds": 1.235,
    }
    assert report["attempts"][1]["usage"] is None
    assert report["spent"] == {"requests": 2, "seconds": 1.235, "usage": {"prompt": 700, "completion": 90}, "price": None}


def test_a_letter_that_failed_is_never_in_the_report(result):
    """When none passed, subject and letter are null and nothing of the failed letter stands anywhere."""
    failed = replace(result, attempts=(replace(result.attempts[0], letter=Letter("Secret", "walrus")),))
    told = as_json(report_rewrite(failed))
    assert (json.loads(told)["letter"], json.loads(told)["subject"], json.loads(told)["passed"]) == (None, None, False)
    assert "walrus" not in told
    assert "Secret" not in told


def test_no_attempt_is_a_report_too(result):
    """Somebody who needs help gets no letter from anybody; the report still keeps to its shape."""
    report = json.loads(as_json(report_rewrite(replace(result, attempts=(), fell_back=False, advice=Advice.GET_HELP))))
    assert (report["passed"], report["letter"], report["attempts"], report["advice"]) == (False, None, [], "get-help")


def test_reports_are_one_line_of_ascii(refused, result):
    """A report survives every pipe, terminal and log."""
    for report in (report_check("ä.txt", ASKING, refused), report_rewrite(result)):
        told = as_json(report)
        assert told.isascii()
        assert told.count("\n") == 1


def test_outputs_keep_to_the_schema(run, write, result):
    """What the command line prints is valid by the very types that the schema is made from."""
    for text in (ASKING, GRACIOUS, "> quoted\n\nThank you.\n\n-- \nTam\n"):
        for profile in ("check", "gate"):
            out = run("check", write(text), "--profile", profile, "--format", "json").out
            TypeAdapter(CheckReport).validate_json(out)
    TypeAdapter(RewriteReport).validate_json(as_json(report_rewrite(result)))


def test_the_published_schema_describes_both_outputs():
    """The schema travels with the package and names every promised key and every advice."""
    schema = json.loads(files("poise.cli").joinpath("reports.schema.json").read_text("utf-8"))
    assert schema["$defs"]["CheckReport"]["required"] == CHECK_KEYS
    assert schema["$defs"]["FindingReport"]["required"] == FINDING_KEYS
    assert schema["$defs"]["RewriteReport"]["required"] == REWRITE_KEYS
    assert set(schema["$defs"]["Advice"]["enum"]) == ADVICES
    assert len(schema["anyOf"]) == 2
