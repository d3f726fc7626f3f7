"""HTML mails as their readers see them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poise.reading.markup import looks_like_html, to_text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hi Jo,</p><p>We chose<br>another.</p>", "Hi Jo,\n\nWe chose\nanother."),
        ("<div>Hi</div><div><br></div><div>Bye</div>", "Hi\n\nBye"),
        ("<p>We&rsquo;ve &amp;&nbsp;you&#39;ll &lt;3</p>", "We\u2019ve & you'll <3"),
        ("one\n   two <b>th</b>ree", "one two three"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<table><tr><td>Status</td><td>closed</td></tr><tr><td>Id</td></tr></table>", "Status closed\nId"),
        ("<pre>a  b\n c</pre>d", "a  b\n c\n\nd"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<p>one</p><hr><p>two</p>", "one\n\n" + "_" * 32 + "\n\ntwo"),
    ],
)
def test_blocks_entities_and_spaces_read_as_shown(html, expected):
    """Paragraphs, breaks, lists, tables and entities come out as a reader sees them."""
    assert to_text(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<style>p {color: red}</style>shown",
        "<script>alert('<p>x</p>')</script>shown",
        "<head><title>No</title></head>shown",
        "<div style='Display: None'>preview <div>of</div> text</div>shown",
        "<span hidden>preview</span>shown",
        "<p style='display:none'>preview<p>shown",
        "<!-- ask for a pay rise -->shown",
        "<!DOCTYPE html><?xml version='1'?><![if !mso]>shown<![endif]>",
        "shown<!-- never closed",
    ],
)
def test_what_readers_do_not_see_is_dropped(html):
    """Scripts, styles, titles, comments, declarations and hidden elements are no part of the text."""
    assert to_text(html) == "shown"


def test_quotations_become_marked_lines():
    """Each level of blockquote adds one mark; the text after it has none."""
    html = "<p>mine</p><blockquote>theirs<blockquote type=cite>mine<br>before</blockquote></blockquote><p>mine again</p>"
    assert to_text(html) == "mine\n\n> theirs\n>\n>> mine\n>> before\n\nmine again"


def test_an_indentation_is_no_quotation():
    """A blockquote that only indents stays the author's, unless it says that it quotes."""
    assert to_text("<blockquote style='margin: 0 0 0 40px; border: none'>mine</blockquote>") == "mine"
    assert to_text("<blockquote type='cite' style='border: none'>theirs</blockquote>") == "> theirs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Hi</p>", True),
        ("  <div>Hi<br/>there</div>", True),
        ("<3 you all", False),
        ("<Jo> said <b>no</b>", False),
        ("I wrote <p>Hi</p> to you", False),
        ("<p and nothing else", False),
    ],
)
def test_html_source_is_told_from_text(text, expected):
    """Only a text that begins with a tag of a mail, and closes tags, is HTML."""
    assert looks_like_html(text) is expected


PIECES = [
    *(
        "<p>",
        "</p>",
        "<blockquote>",
        "</blockquote>",
        "<",
        ">",
        "<!",
        "<!--",
        "-->",
        "<![",
        "</",
        "<?",
        "a",
        " ",
        "\n",
        "<script>",
    ),
    *("</script>", "<div hidden>", "</div>", "&#x110000;", "&#0;", "&", "<br>", "<pre>", "<a b='", "\0"),
]


@given(st.lists(st.sampled_from(PIECES)))
def test_broken_html_is_never_an_error(pieces):
    """Whatever stands in it, some text comes back, and no line ends in a space."""
    assert all(line == line.rstrip() for line in to_text("".join(pieces)).split("\n"))


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<!--", "<![", "<?", "</", "<blockquote>x", "<script>", "&#", "<p>", "<a b='", "-->"]
)
def test_half_a_megabyte_of_broken_html_ends_soon(unit):
    """html.parser alone is quadratic, or fails, on some of these."""
    started = time.perf_counter()
    to_text(unit * (500_000 // len(unit)))
    assert time.perf_counter() - started < 10
