"""poise: the reply to a job rejection that you will be glad you sent.

::

    import poise

    verdict = poise.check(text)                   # .passed  .advice  .findings
    result = poise.rewrite(poise.Draft(text))     # .passed  .letter.subject  .letter.body  .advice  .attempts

Names are imported when they are first used, so that importing poise costs next to nothing and does nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers read it as true; importing `typing` would be most of what this module costs
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from poise import engines
    from poise.checking.rulebook import Rulebook
    from poise.domain import (
        Advice,
        Attempt,
        Draft,
        Engine,
        Finding,
        Letter,
        Outcome,
        Profile,
        Rewrite,
        Severity,
        Slot,
        Span,
        Verdict,
    )
    from poise.errors import EngineError, InputError, PoiseError, RuleError, SettingsError

__all__ = [
    "Advice",
    "Attempt",
    "Draft",
    "Engine",
    "EngineError",
    "Finding",
    "InputError",
    "Letter",
    "Outcome",
    "PoiseError",
    "Profile",
    "Rewrite",
    "RuleError",
    "SettingsError",
    "Severity",
    "Slot",
    "Span",
    "Verdict",
    "check",
    "engines",
    "rewrite",
]

_ERRORS = frozenset({"EngineError", "InputError", "PoiseError", "RuleError", "SettingsError"})


def check(
    text: str,
    *,
    draft: Draft | None = None,
    rejection: str | bytes | None = None,
    profile: Profile | str = "check",
    rules: Rulebook | Path | str | None = None,
) -> Verdict:
    """Judge a text before it is sent.

    Invented and lost facts are judged only when the ``draft`` that the text was made from is given. ``rejection`` is
    the message it answers, its text or a whole .eml: it tells whether an answer is needed at all. ``profile`` is
    "check" for what a person wrote, "gate" for what an engine wrote. ``rules`` is a folder of your own rules, or a
    whole rulebook.

    Raises InputError for a text that cannot be judged and RuleError for a rule file that cannot be used.
    """
    from poise.checking.judging import judge
    from poise.checking.loading import open_rulebook
    from poise.domain import Profile
    from poise.errors import InputError

    if not isinstance(text, str):
        raise InputError(f"a text to judge is a str, not {type(text).__name__}; decode it first")
    return judge(text, open_rulebook(rules), profile=Profile(profile), draft=draft, rejection=rejection)


def rewrite(
    draft: Draft,
    *,
    engine: Engine | None = None,
    rules: Rulebook | Path | str | None = None,
    attempts: int = 3,
    fallback: bool | Engine = True,
    deadline: float = 90,
) -> Rewrite:
    """Write the letter that ``draft`` should have been.

    ``engine=None`` follows the environment as the command line does: the model that was chosen there, else the
    built-in composer, which needs no network. A model is asked up to ``attempts`` times; when no letter passes the
    rules, the composer writes it, or the engine that ``fallback`` is; with ``fallback`` off, nobody does. ``deadline``
    bounds everything, in seconds.

    Raises InputError for a draft that cannot be answered, RuleError for a rule file that cannot be used, SettingsError
    for a model that is not configured well enough, and EngineError for one that could not be used without ``fallback``.
    """
    from poise.rewriting import rewrite as run

    return run(draft, engine=engine, rules=rules, attempts=attempts, fallback=fallback, deadline=deadline)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'poise' has no attribute {name!r}")
    from importlib import import_module

    if name == "engines":
        return import_module("poise.engines")
    value = getattr(import_module("poise.errors" if name in _ERRORS else "poise.domain"), name)
    globals()[name] = value
    return value


def __dir__() -> Sequence[str]:
    return __all__
