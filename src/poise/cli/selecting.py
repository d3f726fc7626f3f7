"""``--select`` and ``--ignore``: a rulebook with some of its rules, by id or by family."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poise.errors import InputError

if TYPE_CHECKING:
    from poise.checking.rulebook import Rulebook


def narrow(rulebook: "Rulebook", select: Sequence[str], ignore: Sequence[str]) -> "Rulebook":
    """The rulebook with the selected rules only (all, unless said) and without the ignored ones.

    Raises InputError for a name that is neither a rule nor a family, with the names that come near, and when no rule is
    left.
    """
    if not select and not ignore:
        return rulebook
    known = {rule.id: rule.family for rule in rulebook.rules}
    for name in (*select, *ignore):
        if name not in known and name not in known.values():
            raise InputError(unknown_rule(name, [*known, *dict.fromkeys(known.values())]))
    chosen = [r for r in rulebook.rules if not select or r.id in select or r.family in select]
    kept = tuple(r for r in chosen if r.id not in ignore and r.family not in ignore)
    if not kept:
        raise InputError("--select and --ignore leave no rule to judge with; see: poise rules list")
    from hashlib import sha256  # takes as long to load as a letter to judge

    return rulebook.only(kept, sha256("\n".join([rulebook.hash, *(rule.id for rule in kept)]).encode()).hexdigest()[:16])


def unknown_rule(name: str, known: Sequence[str]) -> str:
    """What to say about a name that no rule has."""
    from difflib import get_close_matches  # wanted by nobody who types well

    short = {k.partition("/")[2] or k: k for k in known}
    near = [*get_close_matches(name, known, 3), *(short[s] for s in get_close_matches(name, short, 2))]
    shown = "".join(c if c.isprintable() else "?" for c in name)
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "see: poise rules list"
    return f"{shown}: no such rule or family; {hint}"
