"""``poise rules``: what the rules are, why, what each says of a sentence, and whether they keep their promises."""

from pathlib import Path
from typing import Annotated

import typer

from poise.cli import options as o
from poise.cli.exits import ExitStatus
from poise.cli.outputs import put

app = typer.Typer(help="What every letter is held to, and why.", rich_markup_mode=None, pretty_exceptions_enable=False)

RuleId = Annotated[str, typer.Argument(metavar="ID", help="As in feedback/asks-for-feedback, or the second half.")]
Folder = Annotated[str | None, typer.Argument(metavar="[DIR]", help="Your own rules; without it, the packaged ones.")]
SentenceArgument = Annotated[str, typer.Argument(metavar="SENTENCE", help="Whatever you wonder about, in quotes.")]


@app.command("list")
def list_rules(rules: o.Rules = None) -> None:
    """List every rule: how grave it is in a person's text and in a letter, its id, and what it says."""
    from poise.checking.loading import open_rulebook
    from poise.cli.cataloguing import catalogue

    put(catalogue(open_rulebook(rules)))


@app.command()
def show(rule: RuleId, rules: o.Rules = None) -> None:
    """Show one rule: why it is there, what to write instead, and the texts that prove it."""
    from poise.cli.cataloguing import describe

    put(describe(rule, rules))


@app.command()
def why(sentence: SentenceArgument, rules: o.Rules = None) -> None:
    """Tell everything that was recognised in a sentence, hits that an exception cancelled included."""
    from poise.checking.loading import open_rulebook
    from poise.cli.explaining import explain

    put(explain(sentence, open_rulebook(rules)))


@app.command("test")
def try_out(folder: Folder = None) -> None:
    """Prove every rule by its own examples; with a folder, the rules in it."""
    from poise.cli.trying import try_rules

    report, held = try_rules(Path(folder) if folder else None)
    put(report)
    raise typer.Exit(ExitStatus.PASSED if held else ExitStatus.FOUND)
