"""Asking one engine until a letter passes: what every attempt is told, and when to stop.

Three budgets are counted apart: an engine sees to its own transport, an answer that is no letter earns one more
request, and a letter that breaks rules earns another attempt until they are used up. One deadline bounds them all.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from poise.domain import Attempt, Brief, Engine, Glance, Guidance, Letter, Outcome, Usage, Verdict
from poise.engines.events import AttemptFailed, AttemptStarted, Listener, LookFailed
from poise.errors import InputError

FORMAT_REQUESTS = 1

_NOT_JUDGED = "what came as a letter cannot be judged: it is not in English or says nothing"
_NO_LETTER = frozenset({Outcome.EMPTY, Outcome.MALFORMED})

Gate = Callable[[Letter], Verdict]
Look = Callable[[str, Brief], Glance]


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every letter that is asked for: who judges it, how many may be written, and who hears of it.

    ``look``, where there is one, is taken at every letter that passes the gate, and can only object.
    """

    gate: Gate
    attempts: int = 3
    tell: Listener = field(default=lambda _: None)
    look: Look | None = None


def converse(engine: Engine, brief: Brief, terms: Terms) -> tuple[Attempt, ...]:
    """Ask one engine until a letter passes or a budget is spent; every attempt is kept, in order."""
    done: list[Attempt] = []
    for _ in range(terms.attempts + FORMAT_REQUESTS):
        terms.tell(AttemptStarted(engine.name, len(done) + 1))
        done.append(_attempt(engine, _brief_next(brief, done), terms))
        if not done[-1].passed:
            rules = tuple(sorted(broken_rules(done[-1])))
            terms.tell(AttemptFailed(engine.name, len(done), done[-1].outcome, rules, done[-1].detail))
        if not _is_worth_another(done, terms.attempts, brief.deadline):
            break
    return tuple(done)


def _attempt(engine: Engine, brief: Brief, terms: Terms) -> Attempt:
    """Have one letter written and judged, or several, of which the first that passes is taken."""
    began = time.monotonic()
    answer = engine.write(replace(brief, tell=terms.tell))
    letters = [letter for letter in (answer.letter, *answer.spare) if letter] if answer.outcome is Outcome.OK else []
    attempt = Attempt(
        engine=engine.name,
        outcome=answer.outcome,
        letter=None,
        verdict=None,
        usage=answer.usage,
        requests=answer.requests,
        seconds=time.monotonic() - began,
        detail=answer.detail,
        candidates=len(letters),
    )
    return _judge(letters, attempt, terms, replace(brief, tell=terms.tell)) if letters else attempt


def _judge(letters: Sequence[Letter], attempt: Attempt, terms: Terms, brief: Brief) -> Attempt:
    """Take the first letter that passes, or else the one with the fewest errors; one in no English is none at all."""
    best = replace(attempt, outcome=Outcome.MALFORMED, detail=_NOT_JUDGED)
    for letter in letters:
        with suppress(InputError):
            attempt = replace(attempt, letter=letter, verdict=terms.gate(letter))
            attempt = _look_again(attempt, terms, brief) if attempt.passed and terms.look else attempt
            if attempt.passed:
                return attempt
            best = attempt if best.letter is None or _count_errors(attempt) < _count_errors(best) else best
    return replace(best, usage=attempt.usage, requests=attempt.requests, seconds=attempt.seconds)


def _look_again(attempt: Attempt, terms: Terms, brief: Brief) -> Attempt:
    """Add what a second look objects to, and what it cost; a look that gave nothing usable is told and changes nothing."""
    if terms.look is None or attempt.letter is None or attempt.verdict is None:
        return attempt
    began = time.monotonic()
    glance = terms.look(attempt.letter.text, brief)
    if glance.outcome is not Outcome.OK:
        terms.tell(LookFailed(glance.detail))
    return replace(
        attempt,
        verdict=merge(attempt.verdict, glance),
        usage=_add(attempt.usage, glance.usage) if glance.requests else attempt.usage,
        requests=attempt.requests + glance.requests,
        seconds=attempt.seconds + time.monotonic() - began,
    )


def merge(verdict: Verdict, glance: Glance) -> Verdict:
    """Add the objections of a second look to a verdict."""
    findings = sorted((*verdict.findings, *glance.findings), key=lambda finding: (finding.span.start, finding.rule))
    return replace(verdict, findings=tuple(findings))


def _add(one: Usage | None, other: Usage | None) -> Usage | None:
    return Usage(one.prompt + other.prompt, one.completion + other.completion) if one and other else None


def _brief_next(brief: Brief, done: Sequence[Attempt]) -> Brief:
    """Add the advice of every rule broken so far, each once, in the order in which they were broken."""
    findings = [finding for attempt in done if attempt.verdict for finding in attempt.verdict.errors]
    broken = {finding.rule: Guidance(finding.rule, finding.fix) for finding in findings}
    refused = tuple(dict.fromkeys(finding.text for finding in findings if finding.text))
    return replace(brief, attempt=len(done) + 1, broken=tuple(broken.values()), refused=refused)


def _is_worth_another(done: Sequence[Attempt], attempts: int, deadline: float) -> bool:
    last = done[-1]
    if last.passed or time.monotonic() >= deadline:
        return False
    if last.outcome in _NO_LETTER:
        return sum(attempt.outcome in _NO_LETTER for attempt in done) <= FORMAT_REQUESTS
    letters = [attempt for attempt in done if attempt.outcome is Outcome.OK]
    return last.outcome is Outcome.OK and len(letters) < attempts and not _is_stuck(letters)


def _is_stuck(letters: Sequence[Attempt]) -> bool:
    """Tell that asking on leads nowhere: the same text again, or the same rules broken twice, no fewer times.

    An engine that asks nobody is never stuck: trying costs nothing, and every letter of the composer is plainer.
    """
    *earlier, last = letters
    if not earlier or not last.requests:
        return False
    if _normalise(last) in {_normalise(attempt) for attempt in earlier}:
        return True
    same = broken_rules(earlier[-1]) == broken_rules(last)
    return same and _count_errors(last) >= _count_errors(earlier[-1])


def _normalise(attempt: Attempt) -> str:
    return " ".join(attempt.letter.text.casefold().split()) if attempt.letter else ""


def broken_rules(attempt: Attempt) -> frozenset[str]:
    """The rules that stopped the letter of an attempt."""
    return frozenset(finding.rule for finding in attempt.verdict.errors) if attempt.verdict else frozenset()


def _count_errors(attempt: Attempt) -> int:
    return len(attempt.verdict.errors) if attempt.verdict else 0
