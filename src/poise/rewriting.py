"""The loop: a draft is understood, an engine writes, the rules judge, and what they say goes into the next attempt.

Three budgets are counted apart: an engine sees to its own transport, an answer that is no letter earns one more
request, and a letter that breaks rules earns another attempt until they are used up. One deadline bounds them all.
"""

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from poise.domain import (
    Advice,
    Attempt,
    Brief,
    Draft,
    Dropped,
    Engine,
    Fact,
    Facts,
    Guidance,
    Letter,
    Outcome,
    Profile,
    Rewrite,
    Stage,
    Verdict,
)
from poise.engines.events import AttemptFailed, AttemptStarted, EngineChosen, FellBack, Listener
from poise.errors import EngineError, InputError, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from poise.checking.rulebook import Rulebook

FORMAT_REQUESTS = 1

_NO_LETTER = frozenset({Outcome.EMPTY, Outcome.MALFORMED})
_EARLY = frozenset({Stage.UNKNOWN, Stage.APPLIED})
_TELLING_LETTERS = 4
_TELLING_SHARE = 0.6

Gate = Callable[[Letter], Verdict]


class _AskAgainError(Exception):
    """The last attempt gave no letter that passed, and another one is within the budgets."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every letter that is asked for: who judges it, how many may be written, and who hears of it."""

    gate: Gate
    attempts: int = 3
    tell: Listener = field(default=lambda _: None)


def rewrite(  # noqa: PLR0913 - the public function names every option
    draft: Draft,
    *,
    engine: Engine | None = None,
    rules: "Rulebook | Path | str | None" = None,
    attempts: int = 3,
    fallback: bool = True,
    deadline: float = 90,
    notify: Listener | None = None,
) -> Rewrite:
    """Write the letter that the draft should have been.

    ``engine`` None follows the environment: the model chosen there, else the offline composer. ``rules`` is a folder of
    own rules or a whole rulebook, ``attempts`` how many letters an engine may write before it is given up, ``fallback``
    whether the composer then writes, ``deadline`` a number of seconds. ``notify`` is told what happens as it happens.

    A draft whose author needs help rather than a letter is sent nowhere: no attempt, advice ``get-help``. Raises
    InputError for a draft that cannot be answered, SettingsError for a model or limit that is not set well enough, and,
    without ``fallback``, EngineError (whose ``rewrite`` holds the attempts) for a model that could not be used.
    """
    from poise.checking.judging import judge
    from poise.checking.loading import open_rulebook
    from poise.understanding import understand

    until = _set_deadline(attempts, deadline)
    if not isinstance(draft.text, str):
        raise InputError(f"a draft is text (str), not {type(draft.text).__name__}; decode it first")
    rulebook = open_rulebook(rules)
    verdict = judge(draft.text, rulebook, draft=draft)
    facts = understand(draft, rulebook.lexicon)
    dropped = find_dropped(draft.text, verdict)
    blank = Rewrite(draft, facts, (), (), dropped, verdict.advice, fell_back=False, rulebook=rulebook.hash)
    if verdict.advice is Advice.GET_HELP:
        return blank
    brief = Brief(draft, facts, rulebook.guidance, dropped=dropped, deadline=until)
    terms = Terms(lambda letter: judge(letter.text, rulebook, profile=Profile.GATE, draft=draft), attempts)
    terms = replace(terms, tell=notify) if notify else terms
    done, fell_back = write_letter(_choose(engine, terms.tell), brief, terms, fallback=fallback)
    return conclude(replace(blank, attempts=done, fell_back=fell_back), fallback=fallback)


def write_letter(engine: Engine, brief: Brief, terms: Terms, *, fallback: bool) -> tuple[tuple[Attempt, ...], bool]:
    """Let the engine write, then, where it gave no letter that passed, the composer; tell whether it came to that."""
    done = converse(engine, brief, terms)
    if done[-1].passed or not fallback or engine.name == "offline":
        return done, False
    from poise.engines.offline import Offline  # its phrase data is loaded only by who composes

    terms.tell(FellBack(done[-1].outcome, _explain(done[-1])))
    composing = replace(brief, deadline=float("inf"))  # the composer takes no time worth counting
    return done + converse(Offline(), composing, terms), True


def converse(engine: Engine, brief: Brief, terms: Terms) -> tuple[Attempt, ...]:
    """Ask one engine until a letter passes or a budget is spent; every attempt is kept, in order."""
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_none

    done: list[Attempt] = []

    def ask() -> None:
        terms.tell(AttemptStarted(engine.name, len(done) + 1))
        done.append(_attempt(engine, _brief_next(brief, done), terms))
        if not done[-1].passed:
            rules = tuple(sorted(_broken_rules(done[-1])))
            terms.tell(AttemptFailed(engine.name, len(done), done[-1].outcome, rules, done[-1].detail))
        if _is_worth_another(done, terms.attempts, brief.deadline):
            raise _AskAgainError

    retrying = Retrying(
        retry=retry_if_exception_type(_AskAgainError),
        stop=stop_after_attempt(terms.attempts + FORMAT_REQUESTS),
        wait=wait_none(),
        reraise=True,
    )
    with suppress(_AskAgainError):
        retrying(ask)
    return tuple(done)


def _attempt(engine: Engine, brief: Brief, terms: Terms) -> Attempt:
    """Have one letter written and judged. A letter that cannot be judged at all, being in no English, is none."""
    from poise.engines.chat import Chat

    began = time.monotonic()
    answer = engine.write(brief, terms.tell) if isinstance(engine, Chat) else engine.write(brief)
    attempt = Attempt(
        engine=engine.name,
        outcome=answer.outcome,
        letter=answer.letter if answer.outcome is Outcome.OK else None,
        verdict=None,
        usage=answer.usage,
        requests=answer.requests,
        seconds=time.monotonic() - began,
        detail=answer.detail,
    )
    if attempt.letter is None:
        return attempt
    try:
        return replace(attempt, verdict=terms.gate(attempt.letter))
    except InputError:
        detail = "what came as a letter cannot be judged: it is not in English or says nothing"
        return replace(attempt, outcome=Outcome.MALFORMED, letter=None, detail=detail)


def _brief_next(brief: Brief, done: Sequence[Attempt]) -> Brief:
    """Add the advice of every rule broken so far, each once, in the order in which they were broken."""
    findings = (finding for attempt in done if attempt.verdict for finding in attempt.verdict.errors)
    broken = {finding.rule: Guidance(finding.rule, finding.fix) for finding in findings}
    return replace(brief, attempt=len(done) + 1, broken=tuple(broken.values()))


def _is_worth_another(done: Sequence[Attempt], attempts: int, deadline: float) -> bool:
    last = done[-1]
    if last.passed or time.monotonic() >= deadline:
        return False
    if last.outcome in _NO_LETTER:
        return sum(attempt.outcome in _NO_LETTER for attempt in done) <= FORMAT_REQUESTS
    letters = [attempt for attempt in done if attempt.outcome is Outcome.OK]
    return last.outcome is Outcome.OK and len(letters) < attempts and not _is_stuck(letters)


def _is_stuck(letters: Sequence[Attempt]) -> bool:
    """Tell that asking on leads nowhere: the same text again, or the same rules broken twice, no fewer times."""
    *earlier, last = letters
    if not earlier:
        return False
    if _normalise(last) in {_normalise(attempt) for attempt in earlier}:
        return True
    same = _broken_rules(earlier[-1]) == _broken_rules(last)
    return same and _count_errors(last) >= _count_errors(earlier[-1])


def _normalise(attempt: Attempt) -> str:
    return " ".join(attempt.letter.text.casefold().split()) if attempt.letter else ""


def _broken_rules(attempt: Attempt) -> frozenset[str]:
    return frozenset(finding.rule for finding in attempt.verdict.errors) if attempt.verdict else frozenset()


def _count_errors(attempt: Attempt) -> int:
    return len(attempt.verdict.errors) if attempt.verdict else 0


def conclude(rewrite: Rewrite, *, fallback: bool) -> Rewrite:
    """Say what became of the draft. Raises EngineError where the model gave no letter and no other may write one."""
    last = rewrite.attempts[-1]
    if not fallback and last.outcome is not Outcome.OK:
        raise EngineError(_explain(last), replace(rewrite, advice=_advise(rewrite)))
    kept = find_kept(rewrite.facts, rewrite.letter.text) if rewrite.letter else ()
    return replace(rewrite, kept=kept, advice=_advise(rewrite))


def _explain(attempt: Attempt) -> str:
    """Say in one line why an attempt gave no letter to show."""
    if attempt.outcome is Outcome.OK:
        return f"the last letter broke {', '.join(sorted(_broken_rules(attempt)))}"
    return attempt.detail or f"the model gave no letter ({attempt.outcome})"


def _advise(rewrite: Rewrite) -> Advice:
    """Give the advice on the draft, save that a letter which passed needs no revising."""
    if rewrite.advice not in (Advice.SEND, Advice.REVISE):
        return rewrite.advice
    if not rewrite.passed:
        return Advice.REVISE
    early = rewrite.facts.automated and rewrite.facts.stage in _EARLY
    return Advice.NO_REPLY_NEEDED if rewrite.facts.no_reply or early else Advice.SEND


def find_dropped(text: str, verdict: Verdict) -> tuple[Dropped, ...]:
    """List the sentences of a draft that an error touches, each with the rules it broke."""
    from poise.reading.documents import parse

    spans = [sentence.span for sentence in parse(text).sentences]
    starts = [span.start for span in spans]
    rules: dict[int, set[str]] = {}
    for finding in verdict.errors:
        index = max(bisect_right(starts, finding.span.start) - 1, 0)
        while index < len(spans) and spans[index].start < finding.span.end:
            if spans[index].end > finding.span.start:
                rules.setdefault(index, set()).add(finding.rule)
            index += 1
    return tuple(
        Dropped(text[spans[index].start : spans[index].end], spans[index], tuple(sorted(broken)))
        for index, broken in sorted(rules.items())
    )


def find_kept(facts: Facts, letter: str) -> tuple[Fact, ...]:
    """List the facts that the letter tells, going by the words that tell them."""
    said = set(_words(letter))
    single = (facts.sender, facts.recipient, facts.role, facts.company, facts.reference)
    known = (*(fact for fact in single if fact), *facts.people, *facts.details, *facts.contacts)
    return tuple(fact for fact in known if _is_told(fact, said))


def _is_told(fact: Fact, said: set[str]) -> bool:
    words = list(_words(fact.text))
    telling = [word for word in words if len(word) >= _TELLING_LETTERS or word.isdigit()] or words
    return bool(telling) and sum(word in said for word in telling) >= _TELLING_SHARE * len(telling)


def _words(text: str) -> Iterable[str]:
    return re.findall(r"\w+", text.casefold())


def _choose(engine: Engine | None, tell: Listener) -> Engine:
    """Take the engine given or the one the environment names, and tell where the draft will go before it goes."""
    from poise.engines.chat import Chat

    hint = ""
    if engine is None:
        import os

        from poise.engines.choosing import choose_engine
        from poise.engines.settings import load_settings

        choice = choose_engine(load_settings({}, os.environ))
        engine, hint = choice.engine, choice.hint
    if not isinstance(engine, Chat):
        tell(EngineChosen(engine.name, hint=hint))
        return engine
    tell(EngineChosen(engine.name, engine.model, engine.host, hint))
    return engine


def _set_deadline(attempts: int, deadline: float) -> float:
    """Return the reading of the clock at which time is up."""
    if attempts < 1:
        raise SettingsError("attempts: at least 1 is needed")
    if not deadline > 0:
        raise SettingsError("deadline: more than 0 seconds are needed")
    return time.monotonic() + deadline
