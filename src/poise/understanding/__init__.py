"""Draft to Facts: who writes to whom about which position, what is worth keeping, and where each of it stands."""

from typing import TYPE_CHECKING

from poise.domain import Draft, Facts

if TYPE_CHECKING:
    from poise.recognising.lexicon import Lexicon

__all__ = ["understand"]


def understand(draft: Draft, lexicon: "Lexicon | None" = None) -> Facts:
    """Understand a draft with its rejection and its author's own fields. Nothing is made up: what is not said is None.

    ``lexicon`` is accepted for callers that have one; understanding goes by word lists of its own. Spans of facts from the
    draft stand in ``draft.text``, those of facts from the rejection in it as text. Raises InputError for a rejection that
    cannot be read.
    """
    # Loaded here: a package that imports its own modules can be met half made by another thread that imports one of them.
    from poise.understanding.grasping import grasp

    del lexicon
    return grasp(draft)
