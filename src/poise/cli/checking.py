"""``poise check``: read each text, have it judged, print what was found."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from poise.checking.judging import judge
from poise.checking.loading import open_rulebook
from poise.checking.rulebook import Rulebook
from poise.cli.exits import ExitStatus
from poise.cli.inputs import called, read_rejection, read_text, refuse_two_pipes
from poise.cli.options import CheckFormat
from poise.cli.outputs import complain, put
from poise.cli.selecting import narrow
from poise.cli.showing import Shown, show
from poise.errors import InputError
from poise.verdicts import Profile, Severity, Verdict

if TYPE_CHECKING:
    from poise.cli.looking import SecondLook
    from poise.domain import Draft

_WEIGHTS = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Asked(NamedTuple):
    """Whether a model is to take a second look, and how it is reached; without one, nothing else of this may be said."""

    look: bool = False
    model: str | None = None
    base_url: str | None = None
    redact: bool = False
    seconds: float | None = None


class Job(NamedTuple):
    """What was asked for: which texts to judge, by which rules, and how to tell."""

    files: tuple[str, ...]
    rejection: str | None
    draft: str | None
    profile: Profile
    format: CheckFormat
    fail_on: Severity
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rules: str | None
    notes: bool
    asked: Asked = Asked()


def run(job: Job) -> ExitStatus:
    """Judge every text; one that cannot be judged is complained of, and the others are judged all the same."""
    refuse_two_pipes(*job.files, job.rejection, job.draft)
    rulebook = narrow(open_rulebook(job.rules), job.select, job.ignore)
    rejection = read_rejection(job.rejection)
    draft = _read_draft(job.draft, rejection) if job.draft else None
    look = _make_look(job.asked)
    judged: list[Shown] = []
    status = ExitStatus.PASSED
    for name in job.files:
        try:
            shown = _judge(name, job, rulebook, draft, rejection)
        except InputError as error:
            if len(job.files) == 1:
                raise
            complain(error)
            status = ExitStatus.UNUSABLE
            continue
        if look:
            shown = shown._replace(verdict=look.take(shown.text, shown.verdict))
        judged.append(shown)
        _print(shown, job)
        status = max(status, _status(shown.verdict, job.fail_on))
    if job.format is CheckFormat.SARIF:
        from poise.cli.sarif import as_sarif

        put(as_sarif(judged))
    return status


def _read_draft(name: str, rejection: str | bytes | None) -> "Draft":
    from poise.domain import Draft  # brings all that flows between writers, and few texts are judged with a draft

    return Draft(read_text(name, "the draft").text, rejection=rejection)


def _make_look(asked: Asked) -> "SecondLook | None":
    if not asked.look:
        if any(asked):
            raise InputError("--model, --base-url, --redact and --deadline are for --second-look; add it, or leave them out")
        return None
    from poise.cli.looking import SecondLook  # brings everything that a model needs

    return SecondLook({"model": asked.model, "base_url": asked.base_url, "redact": asked.redact or None}, asked.seconds)


def _judge(name: str, job: Job, rulebook: Rulebook, draft: "Draft | None", rejection: str | bytes | None) -> Shown:
    given = read_text(name, "your reply")
    try:
        verdict = judge(given.text, rulebook, profile=job.profile, draft=draft, rejection=rejection)
    except InputError as error:
        raise InputError(f"{called(name)}: {error}") from None
    return Shown(given.text, verdict, name)


def _print(shown: Shown, job: Job) -> None:
    if job.format is CheckFormat.TEXT:
        show(shown, sys.stderr, notes=job.notes, named=len(job.files) > 1)
    elif job.format is CheckFormat.JSON:
        from poise.cli.reports import as_json, report_check

        put(as_json(report_check(shown.name, shown.text, shown.verdict)))
    elif job.format is CheckFormat.GITHUB:
        from poise.cli.github import as_github

        put(as_github(shown, notes=job.notes))


def _status(verdict: Verdict, fail_on: Severity) -> ExitStatus:
    found = any(_WEIGHTS[finding.severity] >= _WEIGHTS[fail_on] for finding in verdict.findings)
    return ExitStatus.FOUND if found else ExitStatus.PASSED
