"""``--dry-run``: the request as it would be sent, and nothing sent."""

import json

from poise.checking.judging import judge
from poise.checking.loading import open_rulebook
from poise.cli.exits import ExitStatus
from poise.cli.outputs import put, say
from poise.cli.terminal import safe
from poise.domain import Advice, Brief, Draft, Engine
from poise.engines.chat import Chat
from poise.rewriting import find_dropped
from poise.understanding import understand


def rehearse(draft: Draft, engine: Engine, rules: str | None) -> ExitStatus:
    """Print the body of the first request as JSON on stdout, and on stderr where it would go."""
    rulebook = open_rulebook(rules)
    verdict = judge(draft.text, rulebook, draft=draft)
    if verdict.advice is Advice.GET_HELP or not isinstance(engine, Chat):
        say("Nothing would be sent: the letter is written on this computer.\n")
        return ExitStatus.PASSED
    facts = understand(draft, rulebook.lexicon)
    brief = Brief(draft, facts, rulebook.guidance, dropped=find_dropped(draft.text, verdict))
    put(json.dumps(engine.describe_request(brief), indent=2, ensure_ascii=False) + "\n")
    say(f"This would be sent to {safe(engine.host)}. Nothing was sent.\n")
    return ExitStatus.PASSED
