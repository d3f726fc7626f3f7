"""``poise rewrite``: read the draft, have the letter written, print it, and tell what became of the draft."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from poise.answering import as_eml, as_text
from poise.checking.loading import open_rulebook
from poise.cli.exits import ExitStatus
from poise.cli.inputs import STDIN, called, read_rejection, read_text, refuse_two_pipes
from poise.cli.options import LetterFormat, Tone
from poise.cli.outputs import check_target, put, say
from poise.cli.progress import Progress
from poise.cli.spending import add_up, describe
from poise.cli.telling import Telling, tell
from poise.domain import Draft, Outcome, Rewrite
from poise.engines.choosing import EngineChoice, choose_engine
from poise.engines.offline import Offline
from poise.engines.settings import Price, Settings, load_settings
from poise.errors import EngineError, InputError
from poise.rewriting import rewrite


class Ways(NamedTuple):
    """Who is to write, and how long it may take."""

    model: str | None
    base_url: str | None
    offline: bool
    variant: int
    tone: Tone
    attempts: int
    deadline: float
    fallback: bool
    redact: bool
    candidates: int | None
    second_look: bool


class Job(NamedTuple):
    """What was asked for: the draft, what its author told besides, who writes, and what comes out."""

    file: str | None
    rejection: str | None
    fields: Mapping[str, str | None]
    ways: Ways
    rules: str | None
    format: LetterFormat
    output: str | None
    dry_run: bool
    diff: bool
    explain: bool


def run(job: Job) -> ExitStatus:
    """Write one letter. Raises PoiseError for whatever stops it."""
    refuse_two_pipes(job.file or STDIN, job.rejection)
    check_target(job.output)
    given = read_text(job.file, "the reply that you feel like sending")
    draft = Draft(given.text, rejection=read_rejection(job.rejection), **job.fields)
    choice = _choose(job.ways)
    if job.dry_run:
        from poise.cli.rehearsing import rehearse

        return rehearse(draft, choice.engine, job.rules)
    try:
        result = _rewrite(draft, job, choice)
    except InputError as error:
        raise InputError(f"{called(given.name)}: {error}") from None
    except EngineError as error:
        if job.format is LetterFormat.JSON and isinstance(error.rewrite, Rewrite):
            _put(error.rewrite, job, choice.price)
        if isinstance(error.rewrite, Rewrite):
            _account(error.rewrite, job, choice.price)
        raise
    _put(result, job, choice.price)
    ways = Telling(diff=job.diff, explain=job.explain, brief=job.format is LetterFormat.JSON)
    tell(result, open_rulebook(job.rules), sys.stderr, ways)
    _account(result, job, choice.price)
    return _status(result)


def _choose(ways: Ways) -> EngineChoice:
    """Nothing that is configured can be in the way of a letter that is to be written offline."""
    explicit: dict[str, object] = {
        "model": ways.model,
        "base_url": ways.base_url,
        "redact": ways.redact or None,
        "candidates": ways.candidates,
    }
    settings = Settings() if ways.offline else load_settings(explicit, os.environ)
    return choose_engine(settings, offline=ways.offline, variant=ways.variant, tone=ways.tone.value)


def _rewrite(draft: Draft, job: Job, choice: EngineChoice) -> Rewrite:
    ways = job.ways
    look = None
    if ways.second_look:
        from poise.cli.looking import make_look

        look = make_look(choice.engine)
    with Progress(sys.stderr, ways.attempts, choice.hint) as notify:
        return rewrite(
            draft,
            engine=choice.engine,
            rules=job.rules,
            attempts=ways.attempts,
            fallback=ways.fallback and Offline(ways.variant, ways.tone.value),
            deadline=ways.deadline,
            notify=notify,
            look=look,
        )


def _put(result: Rewrite, job: Job, price: Price | None) -> None:
    """Write the letter, or the report on it; where no letter passed, only a report is written."""
    if job.format is LetterFormat.JSON:
        from poise.cli.reports import as_json, report_rewrite

        put(as_json(report_rewrite(result, price)), job.output)
    elif result.letter is not None and job.format is LetterFormat.EML:
        put(as_eml(result.letter, result.draft.rejection), job.output)
    elif result.letter is not None:
        put(as_text(result.letter), job.output)


def _account(result: Rewrite, job: Job, price: Price | None) -> None:
    """Tell what was spent, unless the JSON does."""
    spent = describe(add_up(result, price))
    if spent and job.format is not LetterFormat.JSON:
        say(f"\n{spent}\n")


def _status(result: Rewrite) -> ExitStatus:
    if result.passed:
        return ExitStatus.PASSED
    wrote = not result.attempts or result.attempts[-1].outcome is Outcome.OK
    return ExitStatus.FOUND if wrote else ExitStatus.NO_MODEL
