"""The command line: parses, calls one verb, and turns what comes back into an exit code."""

from collections.abc import Sequence

import typer

from poise.cli import options as o
from poise.cli.exits import ExitStatus, status_of
from poise.cli.outputs import complain
from poise.cli.rules import app as rules_app
from poise.errors import PoiseError
from poise.verdicts import Profile, Severity

app = typer.Typer(
    name="poise",
    help="""poise rewrite reply.txt --rejection rejection.eml

    Turns the angry reply to a job rejection into the letter you will be glad you sent,
    and checks any reply before you send it.
    """,
    epilog="Exit codes: 0 passed, 1 findings or no letter, 2 usage or unusable input, 3 no model, 130 interrupted.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.add_typer(rules_app, name="rules")


@app.callback(invoke_without_command=True)
def start(context: typer.Context, version: o.Version = False) -> None:
    """Print the version, or say how poise is used when no command was given."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"poise {installed('poise')}")
        raise typer.Exit(ExitStatus.PASSED)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitStatus.UNUSABLE)


@app.command()
def rewrite(
    file: o.DraftFile = None,
    rejection: o.Rejection = None,
    name: o.Name = None,
    to: o.To = None,
    role: o.Role = None,
    company: o.Company = None,
    liked: o.Liked = None,
    model: o.Model = None,
    base_url: o.BaseUrl = None,
    offline: o.Offline = False,
    variant: o.Variant = 0,
    tone: o.LetterTone = o.Tone.STANDARD,
    attempts: o.Attempts = 3,
    deadline: o.Deadline = 90,
    no_fallback: o.NoFallback = False,
    redact: o.Redact = False,
    candidates: o.Candidates = None,
    second_look: o.SecondLook = False,
    dry_run: o.DryRun = False,
    diff: o.Diff = False,
    explain: o.Explain = False,
    rules: o.Rules = None,
    out: o.LetterOut = o.LetterFormat.TEXT,
    output: o.Output = None,
) -> None:
    """Write the letter that your reply should be.

    The letter goes to stdout and nothing else does; what was left out and why goes to stderr. Without a model that you
    chose (--model, POISE_MODEL or the config file) it is written offline.
    """
    from poise.cli.rewriting import Job, Ways, run

    fields = {"name": name, "to": to, "role": role, "company": company, "liked": liked}
    ways = Ways(model, base_url, offline, variant, tone, attempts, deadline, not no_fallback, redact, candidates, second_look)
    job = Job(file, rejection, fields, ways, rules, out, output, dry_run=dry_run, diff=diff, explain=explain)
    raise typer.Exit(run(job))


@app.command()
def check(
    files: o.TextFiles = None,
    rejection: o.Rejection = None,
    draft: o.DraftOf = None,
    profile: o.Strictness = Profile.CHECK,
    out: o.CheckOut = o.CheckFormat.TEXT,
    fail_on: o.FailOn = Severity.ERROR,
    select: o.Select = None,
    ignore: o.Ignore = None,
    rules: o.Rules = None,
    second_look: o.SecondLook = False,
    model: o.AskedModel = None,
    base_url: o.BaseUrl = None,
    redact: o.Redact = False,
    deadline: o.LookDeadline = None,
    verbose: o.Verbose = False,
) -> None:
    """Judge a reply before you send it.

    Text for people goes to stderr; JSON (one object per file and line), SARIF and GitHub annotations go to stdout.
    Nothing leaves this computer unless you say --second-look.
    """
    from poise.cli.checking import Asked, Job, run

    narrowing = (tuple(select or ()), tuple(ignore or ()))
    notes = verbose or fail_on is Severity.NOTE
    asked = Asked(second_look, model, base_url, redact, deadline)
    raise typer.Exit(run(Job(tuple(files or ["-"]), rejection, draft, profile, out, fail_on, *narrowing, rules, notes, asked)))


@app.command()
def doctor(model: o.AskedModel = None, base_url: o.BaseUrl = None, deadline: o.Patience = 60) -> None:
    """Tell who would write, and whether that model works.

    Where a model is named, its server is asked for its models and for one word; no draft is sent. Keys are never shown.
    """
    from poise.cli.diagnosing import run

    raise typer.Exit(run(model, base_url, deadline))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error that poise foresees becomes one line on stderr."""
    try:
        status = int(app(args=arguments, prog_name="poise", standalone_mode=False) or ExitStatus.PASSED)
    except PoiseError as error:
        complain(error)
        return status_of(error)
    except typer.TyperException as error:
        complain(_usage(error))
        return ExitStatus.UNUSABLE
    except (KeyboardInterrupt, typer.Abort):
        status = ExitStatus.INTERRUPTED
    if status == ExitStatus.INTERRUPTED:
        complain("interrupted")
    return status


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "poise"
    return f"{error.format_message().rstrip('.')}; see: {command} --help"
