"""Every option of the command line, declared once: its names, what it takes, and its line in ``--help``."""

from enum import StrEnum
from typing import Annotated

from typer import Argument, Option

from poise.verdicts import Profile, Severity


class CheckFormat(StrEnum):
    """What ``poise check`` writes."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Tone(StrEnum):
    """How much the offline letter says."""

    BRIEF = "brief"
    STANDARD = "standard"
    WARM = "warm"


class LetterFormat(StrEnum):
    """What ``poise rewrite`` writes."""

    TEXT = "text"
    JSON = "json"
    EML = "eml"


DraftFile = Annotated[str | None, Argument(metavar="[FILE|-]", help="Your reply as you want to send it; text or .eml.")]
TextFiles = Annotated[list[str] | None, Argument(metavar="[FILE...|-]", help="The texts to judge; text or .eml.")]

Rejection = Annotated[str | None, Option(metavar="FILE", help="The rejection that you answer; text or .eml.")]
Name = Annotated[str | None, Option(metavar="NAME", help="Your name, to sign with.")]
To = Annotated[str | None, Option(metavar="NAME", help='Whom to address, as in "Dr. Brandvold".')]
Role = Annotated[str | None, Option(metavar="TITLE", help="The position that you applied for.")]
Company = Annotated[str | None, Option(metavar="NAME", help="Who turned you down.")]
Liked = Annotated[str | None, Option(metavar="TEXT", help="One true thing that you enjoyed, in your words.")]

Model = Annotated[str | None, Option(metavar="NAME", help="The language model that writes; your draft is sent to it.")]
BaseUrl = Annotated[str | None, Option(metavar="URL", help="The server of the model, like http://localhost:8080/v1.")]
Offline = Annotated[bool, Option("--offline", help="The built-in composer writes, whatever is configured.")]
Variant = Annotated[int, Option(metavar="N", min=0, help="Another wording of the offline letter.")]
LetterTone = Annotated[Tone, Option("--tone", help="How much the offline letter says.")]
Attempts = Annotated[int, Option(metavar="N", min=1, help="How many letters the model may try.")]
Deadline = Annotated[float, Option(metavar="SECONDS", min=0.001, help="When to stop waiting for the model.")]
Redact = Annotated[bool, Option("--redact", help="Keep names, numbers, addresses and links from the model.")]
Candidates = Annotated[int | None, Option(metavar="N", min=1, max=20, help="Ask for N letters at once, take the first good.")]
SecondLook = Annotated[bool, Option("--second-look", help="Ask the model whether what passed the rules still offends.")]
AskedModel = Annotated[str | None, Option("--model", metavar="NAME", help="The language model that is asked.")]
LookDeadline = Annotated[float | None, Option("--deadline", metavar="SECONDS", min=0.001, help="When to stop waiting (90).")]
Patience = Annotated[float, Option("--deadline", metavar="SECONDS", min=0.001, help="When to stop waiting.")]
NoFallback = Annotated[bool, Option("--no-fallback", help="No letter rather than an offline one when the model fails.")]

DryRun = Annotated[bool, Option("--dry-run", help="Print the request that would be sent to the model; send nothing.")]
Diff = Annotated[bool, Option("--diff", help="Show on stderr, word by word, what became of the draft.")]
Explain = Annotated[bool, Option("--explain", help="Tell on stderr what was kept of the draft, what was not, and why.")]
Rules = Annotated[str | None, Option(metavar="DIR", help="A folder of your own rules, added to the packaged ones.")]
LetterOut = Annotated[LetterFormat, Option("--format", help="The letter as text, all about it as JSON, or a mail.")]
Output = Annotated[str | None, Option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")]
Verbose = Annotated[bool, Option("--verbose", "-v", help="Show notes too.")]

DraftOf = Annotated[str | None, Option("--draft", metavar="FILE", help="The draft it was made from: judges facts too.")]
Strictness = Annotated[Profile, Option("--profile", help="check: what a person wrote; gate: what an engine wrote.")]
CheckOut = Annotated[CheckFormat, Option("--format", help="Text for people on stderr, the others on stdout.")]
FailOn = Annotated[Severity, Option("--fail-on", help="The least severity that makes the exit code 1.")]
Select = Annotated[list[str] | None, Option(metavar="ID", help="Only this rule or family; may be repeated.")]
Ignore = Annotated[list[str] | None, Option(metavar="ID", help="Not this rule or family; may be repeated.")]
Version = Annotated[bool, Option("--version", help="Print the version.")]
