"""HTML to plain text, for mails that come without a plain part. Quotations become lines that begin with ``>``.

Import this module where HTML was met, not before: most texts are none, and html.parser takes its time.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

_DECLARATION = re.compile(r"<[!?][^<>]{0,5000}>")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,5000}>)")
_OPENING = re.compile(r"<(?:!doctype|html|head|body|div|p|span|table|font|blockquote|br|meta)[\s/>]", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|span|body|html|td|font|a|b)>|<br\s?/?>", re.IGNORECASE)
_HIDING = re.compile(r"display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt)?(?:;|\Z)")
_INDENTING = re.compile(r"border:(?:none|0)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACED = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_BLOCKS = _SPACED | {
    *("address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "figure", "footer", "form", "header", "hr"),
    *("html", "li", "main", "nav", "section", "tbody", "tr"),
}
_UNREAD = frozenset({"script", "style", "template", "title"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_DEEPEST = 20
_RULER = "_" * 32


def looks_like_html(text: str) -> bool:
    """Whether pasted text is the source of an HTML mail: it begins with a tag, and has tags that close."""
    return bool(_OPENING.match(text.lstrip()) and _CLOSING.search(text))


def to_text(html: str) -> str:
    """The text of ``html`` as a reader would see it; linear in its length, and never an error.

    Scripts, styles, comments and hidden elements are dropped. Quotations more than 20 levels deep are shown as 20 deep.
    """
    reader = _Reader(convert_charrefs=True)
    reader.feed(_clean(html))
    reader.close()
    reader.end_line()
    return "\n".join(reader.lines)


def _clean(html: str) -> str:
    """Drop comments and declarations and escape every ``<`` that opens no tag: html.parser is quadratic, or fails, on those."""
    pieces: list[str] = []
    position = 0
    while (start := html.find("<!--", position)) >= 0:
        pieces.append(html[position:start])
        end = html.find("-->", start + 4)
        position = len(html) if end < 0 else end + 3
    pieces.append(html[position:])
    return _STRAY.sub("&lt;", _DECLARATION.sub("", "".join(pieces)))


class _Reader(HTMLParser):
    """Collects lines of text; ``quotes`` holds, for each open blockquote, whether it quotes or only indents."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes: list[bool] = []
        self.depth = 0
        self.last_depth = 0
        self.gap = False
        self.preformatted = False
        self.hidden = ""
        self.hidden_depth = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self.hidden == "p" and tag in _BLOCKS:
            self.hidden = ""
        if self.hidden:
            self.hidden_depth += tag == self.hidden
        elif tag in _UNREAD or (tag not in _VOID and _is_hidden(attrs)):
            self.hidden, self.hidden_depth = tag, 1
        else:
            self._open(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.hidden:
            self._close(tag)
        elif tag == self.hidden:
            self.hidden_depth -= 1
            self.hidden = self.hidden if self.hidden_depth else ""

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        for number, piece in enumerate(data.splitlines() if self.preformatted else [data]):
            if number:
                self.end_line()
            text = piece if self.preformatted else _SPACES.sub(" ", piece)
            fresh = not self.line or self.line[-1].endswith(" ")
            self.line.append(text.lstrip(" ") if fresh and not self.preformatted else text)

    def _open(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.gap = self.gap or not "".join(self.line).strip()
            self.end_line()
        elif tag in {"td", "th"}:
            self.handle_data(" ")
        elif tag in _BLOCKS:
            self.end_line()
            self.gap = self.gap or tag in _SPACED
        if tag == "blockquote":
            self.quotes.append(_is_quotation(attrs))
            self.depth += self.quotes[-1]
        elif tag == "pre":
            self.preformatted = True
        elif tag in {"li", "hr"}:
            self.line.append("- " if tag == "li" else _RULER)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self.gap = self.gap or tag in _SPACED
        if tag == "pre":
            self.preformatted = False
        elif tag == "blockquote" and self.quotes:
            self.depth -= self.quotes.pop()

    def end_line(self) -> None:
        """Finish the line; empty ones are kept only as the gap before the next."""
        text = "".join(self.line).replace("\u00a0", " ").rstrip()
        self.line = []
        if not text.strip():
            return
        if self.gap and self.lines:
            self.lines.append(_prefix(min(self.depth, self.last_depth)).rstrip())
        self.lines.append(_prefix(self.depth) + text)
        self.last_depth, self.gap = self.depth, False


def _prefix(depth: int) -> str:
    return ">" * min(depth, _DEEPEST) + " " if depth else ""


def _style(attrs: Sequence[tuple[str, str | None]]) -> str:
    return "".join((dict(attrs).get("style") or "").lower().split())


def _is_hidden(attrs: Sequence[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" for name, _ in attrs) or bool(_HIDING.search(_style(attrs)))


def _is_quotation(attrs: Sequence[tuple[str, str | None]]) -> bool:
    """Some programs indent with a blockquote that has no border: that is no quotation, unless it says so."""
    values = dict(attrs)
    marked = values.get("type") == "cite" or "quote" in (values.get("class") or "").replace("indent-blockquote", "")
    return marked or not _INDENTING.search(_style(attrs))
