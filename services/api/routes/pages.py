"""The visitor's page, on its own and in a frame, and the script that frames it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from services.api import owner_head
from services.api.addresses import absolute
from services.api.deps import ServicesDep, SettingsDep
from services.api.errors import documented
from services.api.kept import FOR_GOOD, FRESH, Kept, kept
from services.api.packed import PACKED, VARY, is_text, packed_file, takes_packed
from services.api.page_parts import PAGE, WEB, Theme, filled, page_headers
from services.api.routes import owner_page, resume_page, widget
from services.container import Services
from services.models.answer import Query as Question
from services.models.page import Look, Owner

IMPORT = re.compile(r'from "\./([\w-]+\.js)"')
FONT = ".woff2"
"""Each has its version in its name; not every system knows the type."""
PAGES_KEPT = 16
"""Both forms in three themes, of the résumé as it is and as it was."""
SCRIPT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/javascript": {}}}}

router = APIRouter(tags=["pages"])


class PageFiles(StaticFiles):
    """Files of the pages, kept by browsers but asked about each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.endswith(FONT):
            response.headers.update({**FOR_GOOD, "content-type": "font/woff2"})
            return response
        if isinstance(response, FileResponse) and is_text(response.media_type or ""):
            response = await self._text(response, Headers(scope=scope))
        response.headers.update(FRESH)
        return response

    async def _text(self, plain: FileResponse, asked: Headers) -> Response:
        """A file of text, packed where the browser takes it so.

        Its tag is a weak one: both ways to send it are the same file.
        """
        plain.headers.update({**VARY, "etag": f"W/{plain.headers['etag']}"})
        found = plain.stat_result
        if found is None or not takes_packed(asked):
            return plain
        body = await run_in_threadpool(
            packed_file, Path(plain.path), found.st_mtime_ns, found.st_size
        )
        headers = {name: plain.headers[name] for name in ("etag", "vary")} | PACKED
        return Response(body, media_type=plain.media_type, headers=headers)


FILES = PageFiles(directory=WEB)


@router.get(
    "/app",
    summary="The visitor's page",
    description="Ask by voice or text in a browser. It may not be framed.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def app_page(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    theme: Theme = "auto",
) -> Response:
    note_opened(request, services)
    home = absolute(request, "", settings.trusted_proxies)
    page = await page_of(services, Marks("page", theme), home)
    return page.reply(request, page_headers("'none'"))


@router.get(
    "/embed",
    summary="The visitor's page for a frame",
    description="The same page, compact; pages of CORS_ORIGINS may frame it, and of "
    "origins that the owner allowed.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def embedded_page(
    request: Request, services: ServicesDep, theme: Theme = "auto"
) -> Response:
    note_opened(request, services)
    parents = services.framing.parents()
    page = await page_of(services, Marks("embed", theme, " ".join(parents)))
    return page.reply(request, page_headers(" ".join(["'self'", *parents])))


@router.get(
    "/embed.js",
    summary="The script that puts the page into another one",
    description="A button that opens `/embed`; its options are `data-` attributes.",
    response_class=Response,
    responses=SCRIPT | documented(),
)
async def embed_script(request: Request) -> Response:
    return await FILES.get_response("embed.js", request.scope)


def note_opened(request: Request, services: Services) -> None:
    """Count a page that somebody looks at; a browser that prepares for it does not."""
    if "sec-purpose" not in request.headers:
        services.visits.count("opened")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page says of itself; `parents` are the origins that may frame it."""

    form: Literal["page", "embed"]
    theme: str
    parents: str = ""


async def page_of(services: Services, marks: Marks, home: str = "") -> Kept:
    """The visitor's page for the résumé as it is now.

    `home` is the service's absolute address, for the preview of a link to the page.
    """
    owner = owner_head.owner_of(services)
    questions = owner.page.starters
    if not questions:
        questions = (await services.processor.find(Question("hello"))).suggestions
    page = rendered(owner, services.look.of(owner), questions, marks)
    return addressed(page, home)


@lru_cache(PAGES_KEPT)
def addressed(page: str, home: str) -> Kept:
    """A page with the address that its visitors use, which may be anything."""
    return kept(page.replace(owner_head.HOME, escape(home)).encode(), "text/html")


@lru_cache(PAGES_KEPT)
def rendered(owner: Owner, look: Look, questions: tuple[str, ...], marks: Marks) -> str:
    """app.html with its words, the owner's name and what can be asked first."""
    strings = {
        key: words.replace("{owner}", owner.name)
        for key, words in json.loads((WEB / "strings.json").read_text("utf-8")).items()
    }
    strings["greeting"] = owner.greeting
    values = {key: escape(words) for key, words in {**strings, **asdict(marks)}.items()}
    values |= {
        "owner.name": escape(owner.name),
        "owner.headline": escape(owner.headline),
        "owner.face": owner_head.face(owner, look, "small"),
        "owner.portrait": owner_head.face(owner, look, "large"),
        "owner.links": owner_head.links(look),
        "preview": previewed(owner, look, strings["title"], marks),
        "starters": starters(questions),
        "modules": preloads(WEB / "js"),
        "strings": json.dumps(strings, ensure_ascii=False).replace("<", "\\u003c"),
    }
    return filled("app.html", values)


def previewed(owner: Owner, look: Look, title: str, marks: Marks) -> str:
    """The preview of a page that has an address of its own; nothing in a frame."""
    return owner_head.preview(owner, look, title) if marks.form == "page" else ""


def starters(questions: Iterable[str]) -> str:
    """What this résumé can answer, as the engine suggests it."""
    button = '<button type="button" class="quiet">{}</button>'
    return "".join(button.format(escape(question)) for question in questions)


def preloads(folder: Path, entry: str = "app.js") -> str:
    """Links to all that `entry` imports, so that it comes at once, not in turn."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        imported = IMPORT.findall((folder / waiting.pop()).read_text("utf-8"))
        waiting += [name for name in imported if name not in found]
        found |= dict.fromkeys(imported)
    link = '<link rel="modulepreload" href="web/js/{}">'
    return "\n  ".join(link.format(name) for name in found)


def mount_pages(app: FastAPI) -> None:
    for family in (router, owner_page.router, resume_page.router, widget.router):
        app.include_router(family)
    app.mount("/web", FILES)
