"""The addresses of the page and what each answers."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from poise.answering import as_eml
from poise.domain import Letter
from poise.errors import PoiseError
from poise.web.asking import Model, find_model
from poise.web.guarding import Guard
from poise.web.receiving import Form, read_fields, read_form, require_fresh, require_sensible
from poise.web.refusing import RefusedError, as_sentence
from poise.web.reminding import make_reminder
from poise.web.rendering import Page, render_page, render_regions, summarise
from poise.web.streaming import LINES, encode, stream
from poise.web.working import DEEDS, Result, ask, keep_letter, review

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from poise.engines.events import Listener

T = TypeVar("T")

ASSETS = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}


def make_app(port: int, model: Model | None = None, trouble: str = "") -> "ASGIApp":
    """The page that will be reached at ``port``: with the model that may be asked, or why the configured one may not."""
    site = Site(secrets.token_urlsafe(32), model, trouble)
    routes = [
        Route("/", site.show, methods=["GET"]),
        Route("/", site.work, methods=["POST"]),
        Route("/reply.eml", site.download, methods=["POST"]),
        Route("/tomorrow.ics", remind, methods=["GET"]),
        *(Route(f"/static/{name}", _serve(name, kind), methods=["GET"]) for name, kind in ASSETS.items()),
    ]
    return Guard(Starlette(routes=routes), port)


class Site:
    """One start of the page. It holds a token and the name of a model, and no text of anybody's."""

    def __init__(self, token: str, model: Model | None, trouble: str) -> None:
        self._token = token
        self._model = model
        self._trouble = trouble
        self._turns = anyio.CapacityLimiter(max(os.cpu_count() or 1, 2))

    async def show(self, _: "Request") -> Response:
        """The empty page."""
        return HTMLResponse(render_page(self._page(Form())))

    async def work(self, request: "Request") -> Response:
        """Whatever a button wishes: as the whole page again, or as lines for the script that asked."""
        scripted = request.headers.get("accept") == LINES
        form = Form()
        try:
            fields = await read_fields(request)
            form = read_form(fields)
            require_fresh(fields, self._token)
            require_sensible(fields)
            if form.wish == "model":
                return await self._ask(form, scripted=scripted)
            result = await self._run(lambda: DEEDS[form.wish](form))
        except RefusedError as refused:
            return self._answer(self._page(form, problem=refused.text), refused.status, scripted=scripted)
        except PoiseError as error:
            return self._answer(self._page(form, problem=as_sentence(error)), 200 if scripted else 422, scripted=scripted)
        return self._answer(self._page(form, result), scripted=scripted)

    async def download(self, request: "Request") -> Response:
        """The letter as a mail, if it passes as it stands now."""
        form = Form()
        try:
            fields = await read_fields(request)
            form = read_form({**fields, "do": "recheck"})
            require_fresh(fields, self._token)
            require_sensible(fields)
            result = await self._run(lambda: review(form))
            if result.letter is None or not result.letter.passed:
                problem = "This letter does not pass yet, so no mail was made of it. See what is in the way below it."
                return self._answer(self._page(form, result, problem), 422)
            mail = await self._run(lambda: as_eml(Letter(form.subject, form.letter.rstrip()), form.to_draft().rejection))
        except RefusedError as refused:
            return self._answer(self._page(form, problem=refused.text), refused.status)
        except PoiseError as error:
            return self._answer(self._page(form, problem=as_sentence(error)), 422)
        return Response(mail, media_type="message/rfc822", headers=_attachment("reply.eml"))

    async def _ask(self, form: Form, *, scripted: bool) -> Response:
        """Have the model write, if the person has agreed to the very host that it is reached at."""
        model = self._model
        if model is None or form.host != model.host:
            raise RefusedError(409, "That model is no longer the one in your settings. Reload the page; nothing was sent.")
        engine = await self._run(model.open)

        def work(tell: "Listener") -> Result:
            return ask(form, engine, model.name, tell)

        def finish(done: Result | str) -> bytes:
            page = self._page(form, problem=done) if isinstance(done, str) else self._page(form, done)
            return _as_lines(page) if scripted else render_page(page).encode()

        pieces = stream(work, f"{model.name} at {model.host}", finish)
        if scripted:
            return StreamingResponse(pieces, media_type=LINES)
        *_, page = [piece async for piece in pieces]
        return HTMLResponse(page)

    async def _run(self, work: Callable[[], T]) -> T:
        """Work on a thread, a few at a time: fifty at once wait their turn, and the page stays quick for all of them."""
        return await anyio.to_thread.run_sync(work, limiter=self._turns)

    def _page(self, form: Form, result: Result | None = None, problem: str = "") -> Page:
        return Page(self._token, form, self._model, self._trouble, result or keep_letter(form), problem)

    def _answer(self, page: Page, status: int = 200, *, scripted: bool = False) -> Response:
        if scripted:
            return Response(_as_lines(page), status, media_type=LINES)
        return HTMLResponse(render_page(page), status)


async def remind(_: "Request") -> Response:
    """A calendar entry for tomorrow morning, made on the spot."""
    entry = make_reminder(datetime.now().astimezone())
    return Response(entry, media_type="text/calendar", headers=_attachment("tomorrow.ics"))


def make_configured_app(port: int) -> "ASGIApp":
    """The page with whatever model the environment and the config file name."""
    return make_app(port, *find_model(os.environ))


def _as_lines(page: Page) -> bytes:
    if page.problem:
        return encode({"kind": "problem", "text": page.problem, "token": page.token})
    return encode({"kind": "result", "regions": render_regions(page), "say": summarise(page)})


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@cache
def read_asset(name: str) -> bytes:
    """One of the files that a page loads."""
    return files("poise.web").joinpath("static", name).read_bytes()


def _serve(name: str, kind: str) -> "Callable[[Request], Response]":
    def serve(_: "Request") -> Response:
        return Response(read_asset(name), media_type=kind)

    return serve
