"""``--dry-run``: the request as it would be sent, and nothing sent."""

import json

from poise.checking.loading import open_rulebook
from poise.cli.exits import ExitStatus
from poise.cli.outputs import put, say
from poise.cli.terminal import safe
from poise.domain import Advice, Draft, Engine
from poise.engines.chat import Chat
from poise.rewriting import prepare


def rehearse(draft: Draft, engine: Engine, rules: str | None) -> ExitStatus:
    """Print the body of the first request as JSON on stdout, and on stderr where it would go."""
    brief, verdict = prepare(draft, open_rulebook(rules))
    if verdict.advice is Advice.GET_HELP or not isinstance(engine, Chat):
        say("Nothing would be sent: the letter is written on this computer.\n")
        return ExitStatus.PASSED
    put(json.dumps(engine.describe_request(brief), indent=2, ensure_ascii=False) + "\n")
    say(f"This would be sent to {safe(engine.host)}. Nothing was sent.\n")
    return ExitStatus.PASSED
