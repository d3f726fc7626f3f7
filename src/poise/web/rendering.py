"""Results as HTML. Whatever a person or a model wrote is escaped, always: a page is made of templates and of nothing else."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from poise.web.asking import Model
from poise.web.receiving import MOST_BYTES, TONES, Form
from poise.web.working import Result


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a page shows: what is in its boxes, the result if there is one, and a line about what went wrong.

    ``model`` is the one that may be asked, ``trouble`` why the one in the settings may not.
    """

    token: str
    form: Form
    model: Model | None = None
    trouble: str = ""
    result: Result | None = None
    problem: str = ""


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("poise.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(tones=TONES, most_bytes=MOST_BYTES)
    return environment


def render_page(page: Page) -> str:
    """The whole page."""
    return _templates().get_template("page.html").render(page=page)


def render_regions(page: Page) -> dict[str, str]:
    """The parts of the page that a script replaces, by their ids.

    A letter that is being edited is never among them, or its author would lose the place of the cursor.
    """
    edited = page.form.wish == "recheck" and page.result is not None and page.result.letter is not None
    names = ("verdict", "ways", "changes") if edited else ("result",)
    return {name: _templates().get_template(f"{name}.html").render(page=page) for name in names}


def summarise(page: Page) -> str:
    """What a screen reader says of a result, in a sentence."""
    return _templates().get_template("summary.html").render(page=page).strip()
