"""From a draft to what became of it: it is understood, an engine writes until a letter passes, and the outcome is told."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from poise.conversing import Look, Terms, broken_rules, converse
from poise.domain import (
    Advice,
    Attempt,
    Brief,
    Draft,
    Engine,
    Letter,
    Outcome,
    Profile,
    Rewrite,
    SendingEngine,
    Stage,
    Verdict,
)
from poise.engines.events import EngineChosen, FellBack, Listener
from poise.errors import EngineError, InputError, SettingsError
from poise.sifting import find_dropped, find_kept

if TYPE_CHECKING:
    from pathlib import Path

    from poise.checking.rulebook import Rulebook

_EARLY = frozenset({Stage.UNKNOWN, Stage.APPLIED})


class Prepared(NamedTuple):
    """A draft before anybody writes: what a writer is told of it, and what the judge says of it as it stands."""

    brief: Brief
    verdict: Verdict


def rewrite(  # noqa: PLR0913 - the public function names every option
    draft: Draft,
    *,
    engine: Engine | None = None,
    rules: "Rulebook | Path | str | None" = None,
    attempts: int = 3,
    fallback: bool | Engine = True,
    deadline: float = 90,
    notify: Listener | None = None,
    look: Look | None = None,
) -> Rewrite:
    """Write the letter that the draft should have been.

    ``engine`` None follows the environment: the model chosen there, else the offline composer. ``rules`` is a folder of
    own rules or a whole rulebook, ``attempts`` how many letters an engine may write before it is given up, ``fallback``
    whether the composer then writes (or which engine does), ``deadline`` a number of seconds. ``notify`` is told what
    happens as it happens; ``look`` is a second look at letters of ``engine`` that pass the rules, and can only object.

    A draft whose author needs help rather than a letter is sent nowhere: no attempt, advice ``get-help``. Raises
    InputError for a draft that cannot be answered, SettingsError for a model or limit that is not set well enough, and,
    without ``fallback``, EngineError (whose ``rewrite`` holds the attempts) for a model that could not be used.
    """
    from poise.checking.judging import judge
    from poise.checking.loading import open_rulebook

    until = _set_deadline(attempts, deadline)
    rulebook = open_rulebook(rules)
    brief, verdict = prepare(draft, rulebook)
    blank = _begin(brief, verdict)
    if verdict.advice is Advice.GET_HELP:
        return blank

    def gate(letter: Letter) -> Verdict:
        return judge(letter.text, rulebook, profile=Profile.GATE, draft=draft, facts=brief.facts)

    terms = Terms(gate, attempts, look=look)
    terms = replace(terms, tell=notify) if notify else terms
    chosen = _choose(engine, terms.tell)
    done, fell_back = write_letter(chosen, replace(brief, deadline=until), terms, fallback=fallback)
    return conclude(replace(blank, attempts=done, fell_back=fell_back), fallback=bool(fallback))


def _begin(brief: Brief, verdict: Verdict) -> Rewrite:
    return Rewrite(
        draft=brief.draft,
        facts=brief.facts,
        attempts=(),
        kept=(),
        dropped=brief.dropped,
        advice=verdict.advice,
        fell_back=False,
        rulebook=verdict.rulebook,
        verdict=verdict,
    )


def prepare(draft: Draft, rulebook: "Rulebook") -> Prepared:
    """Judge and understand a draft: what a writer will be told of it, without a deadline, and its verdict.

    Raises InputError for a draft that cannot be answered.
    """
    from poise.checking.judging import judge
    from poise.understanding import understand

    if not isinstance(draft.text, str):
        raise InputError(f"a draft is text (str), not {type(draft.text).__name__}; decode it first")
    facts = understand(draft, rulebook.lexicon)
    verdict = judge(draft.text, rulebook, draft=draft, facts=facts)
    dropped = find_dropped(draft.text, verdict)
    return Prepared(Brief(draft, facts, rulebook.guidance, dropped=dropped), verdict)


def write_letter(
    engine: Engine, brief: Brief, terms: Terms, *, fallback: bool | Engine
) -> tuple[tuple[Attempt, ...], bool]:
    """Let the engine write, then, where it gave no letter that passed, the fallback; tell whether it came to that."""
    done = converse(engine, brief, terms)
    if done[-1].passed or not fallback or engine.name == "offline":
        return done, False
    terms.tell(FellBack(done[-1].outcome, _explain(done[-1])))
    composing = replace(brief, deadline=float("inf"))  # the composer takes no time worth counting
    return done + converse(_name_fallback(fallback), composing, replace(terms, look=None)), True


def _name_fallback(fallback: bool | Engine) -> Engine:  # noqa: FBT001  either is what the caller of rewrite said
    if not isinstance(fallback, bool):
        return fallback
    from poise.engines.offline import Offline  # its phrase data is loaded only by who composes

    return Offline()


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
        return f"the last letter broke {', '.join(sorted(broken_rules(attempt)))}"
    return attempt.detail or f"the model gave no letter ({attempt.outcome})"


def _advise(rewrite: Rewrite) -> Advice:
    """Give the advice on the draft, save that a letter which passed needs no revising."""
    if rewrite.advice not in (Advice.SEND, Advice.REVISE):
        return rewrite.advice
    if not rewrite.passed:
        return Advice.REVISE
    early = rewrite.facts.automated and rewrite.facts.stage in _EARLY
    return Advice.NO_REPLY_NEEDED if rewrite.facts.no_reply or early else Advice.SEND


def _choose(engine: Engine | None, tell: Listener) -> Engine:
    """Take the engine given or the one the environment names, and tell where the draft will go before it goes."""
    hint = ""
    if engine is None:
        import os

        from poise.engines.choosing import choose_engine
        from poise.engines.settings import load_settings

        choice = choose_engine(load_settings({}, os.environ))
        engine, hint = choice.engine, choice.hint
    tell(EngineChosen(engine.name, engine.destination if isinstance(engine, SendingEngine) else None, hint))
    return engine


def _set_deadline(attempts: int, deadline: float) -> float:
    """Return the reading of the clock at which time is up."""
    if attempts < 1:
        raise SettingsError("attempts: at least 1 is needed")
    if not deadline > 0:
        raise SettingsError("deadline: more than 0 seconds are needed")
    return time.monotonic() + deadline
