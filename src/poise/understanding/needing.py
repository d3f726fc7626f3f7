"""Which words a frame cannot do without, read off the frame before it is compiled."""

import re

Needs = tuple[frozenset[str], ...]
"""Of each set at least one word must stand in a text. Nothing is needed of a frame that is too involved to tell."""

_FLAT = re.compile(r"[^\\()\[\]{}]*")
_LITERAL = re.compile(r"[a-z0-9'\-]+")
_OPTIONS_BEFORE = re.compile(r"(?:\(\?:(?:[a-z0-9'\-]+ \|?)+\)[?*])+")
_OPTIONS_AFTER = re.compile(r"(?:\(\?:(?:\|? [a-z0-9'\-]+)+\)\?)+$")


def split(frame: str, mark: str) -> list[str]:
    """The parts of a frame between marks that stand in no group and no class."""
    if _FLAT.fullmatch(frame):
        return frame.split(mark)
    parts, depth = [""], 0
    for piece in re.findall(r"\\.|.", frame):
        depth += (piece in {"(", "[", "{"}) - (piece in {")", "]", "}"})
        if piece == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def find_needs(frame: str, good: frozenset[str]) -> Needs:
    """What one alternative needs; ``good`` are the words that ``{good}`` stands for."""
    pieces = split(frame, " ")
    if any(piece.startswith(("?", "*", "+")) for piece in pieces):  # a space that may be left out parts no words
        return ()
    return tuple(filter(None, (_need(piece, good) for piece in pieces)))


def _need(piece: str, good: frozenset[str]) -> frozenset[str]:
    """The words of which one must stand for a piece of a frame; none where it can do without, or may be part of a word."""
    options = _OPTIONS_BEFORE.match(piece)
    bare = _OPTIONS_AFTER.sub("", piece[options.end() :] if options else piece)
    if bare == "{good}":
        return good
    if _LITERAL.fullmatch(bare):
        return frozenset({bare})
    grouped = bare.startswith("(?:") and split(bare, ")")[1:] == [""]
    return _need_of_any(split(bare[3:-1], "|"), good) if grouped else frozenset()


def _need_of_any(alternatives: list[str], good: frozenset[str]) -> frozenset[str]:
    """One word for each alternative: where none of them stands, none of the alternatives does."""
    needed = [min(find_needs(alternative, good), key=len, default=None) for alternative in alternatives]
    found = [need for need in needed if need is not None]
    return frozenset().union(*found) if len(found) == len(needed) else frozenset()
