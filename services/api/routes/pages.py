"""The visitor's page, on its own and in a frame, and the script that frames it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Literal

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
from services.api.filling import as_json, escaped, filled
from services.api.kept import FOR_GOOD, FRESH, Kept, kept
from services.api.packed import PACKED, VARY, is_text, packed_file, takes_packed
from services.api.page_replies import PAGE, SCRIPT, SCRIPT_TYPE, Theme, page_headers
from services.api.routes import installing, owner_page, resume_page, widget
from services.api.search_engines import about, links_to_languages
from services.api.words import LANGUAGES, WEB, LanguageDep, words_of
from services.container import Services
from services.models.answer import Query as Question
from services.models.page import Look, Owner

PART = re.compile(r"/\* (widget/[\w-]+\.js) \*/")
"""Where a part of the widget's script is put into it."""
IMPORT = re.compile(r'from "\./([\w-]+\.js)"')
FONT = ".woff2"
"""Each has its version in its name; not every system knows the type."""
PAGES_KEPT = 48
"""Both forms in three themes and four languages, of one résumé and the one before."""
HELLO = {"en": "hello", "de": "hallo", "fr": "bonjour", "es": "hola"}
"""What the engine answers with first questions in each language."""
ELSEWHERE = ("practice.", "offline.", "widget.")
"""Words of other pages."""

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
    language: LanguageDep,
    theme: Theme = "auto",
) -> Response:
    note_opened(request, services)
    home = absolute(request, "", settings.trusted_proxies)
    page = await page_of(services, Marks("page", theme, language), home)
    links = links_to_languages(home, request.query_params.get("lang", ""))
    return page.reply(request, page_headers("'none'", language) | links)


@router.get(
    "/embed",
    summary="The visitor's page for a frame",
    description="The same page, compact; pages of CORS_ORIGINS may frame it, and of "
    "origins that the owner allowed.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def embedded_page(
    request: Request,
    services: ServicesDep,
    language: LanguageDep,
    theme: Theme = "auto",
) -> Response:
    note_opened(request, services)
    parents = services.framing.parents()
    page = await page_of(services, Marks("embed", theme, language, " ".join(parents)))
    headers = page_headers(" ".join(["'self'", *parents]), language)
    return page.reply(request, {**headers, "x-robots-tag": "noindex"})


@router.get(
    "/embed.js",
    summary="The script that puts the page into another one",
    description="A button that opens `/embed`; its options are `data-` attributes.",
    response_class=Response,
    responses=SCRIPT | documented(),
)
async def embed_script(request: Request) -> Response:
    return widget_script().reply(request, {})


def note_opened(request: Request, services: Services) -> None:
    """Count a page that somebody looks at; a browser that prepares for it does not."""
    if "sec-purpose" not in request.headers:
        services.visits.count("opened")


@cache
def widget_script() -> Kept:
    """embed.js with its parts, and the words of its buttons in each language."""
    labels = {
        language: {
            key.removeprefix("widget."): words
            for key, words in words_of(language).items()
            if key.startswith("widget.")
        }
        for language in LANGUAGES
    }
    script = (WEB / "embed.js").read_text("utf-8")
    script = PART.sub(lambda part: (WEB / part[1]).read_text("utf-8"), script)
    return kept(script.replace("{/* words */}", as_json(labels)).encode(), SCRIPT_TYPE)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page says of itself; `parents` are the origins that may frame it."""

    form: Literal["page", "embed"]
    theme: str
    language: str
    parents: str = ""


async def page_of(services: Services, marks: Marks, home: str = "") -> Kept:
    """The visitor's page for the résumé as it is now.

    `home` is the service's absolute address, for the preview of a link to the page.
    """
    owner = owner_head.owner_of(services)
    questions = owner.page.starters
    if not questions:
        hello = Question(HELLO[marks.language])
        questions = (await services.processor.find(hello)).suggestions
    person = about(services.processor.profile) if marks.form == "page" else ""
    page = rendered(owner, services.look.of(owner), questions, person, marks)
    return addressed(page, home)


@lru_cache(PAGES_KEPT)
def addressed(page: str, home: str) -> Kept:
    """A page with the address that its visitors use, which may be anything."""
    return kept(page.replace(owner_head.HOME, escape(home)).encode(), "text/html")


@lru_cache(PAGES_KEPT)
def rendered(
    owner: Owner, look: Look, questions: tuple[str, ...], person: str, marks: Marks
) -> str:
    """app.html with its words, the owner's name and what can be asked first."""
    strings = {
        key: words.replace("{owner}", owner.name)
        for key, words in words_of(marks.language).items()
        if not key.startswith(ELSEWHERE)
    }
    strings["greeting"] = owner.page.greeting or strings["greeting"]
    values = escaped({**strings, **asdict(marks)}) | {
        "owner.name": escape(owner.name),
        "owner.headline": escape(owner.headline),
        "owner.face": owner_head.face(owner, look, "small"),
        "owner.portrait": owner_head.face(owner, look, "large"),
        "owner.links": owner_head.links(look),
        "description": escape(owner.headline or strings["title"]),
        "form.head": head_of(owner, look, strings["title"], marks),
        "person": person,
        "starters": starters(questions),
        "languages": language_links(marks),
        "modules": preloads(WEB / "js"),
        "strings": as_json(strings),
    }
    return filled("app.html", values)


def head_of(owner: Owner, look: Look, title: str, marks: Marks) -> str:
    """What a page of its own address says to networks and browsers."""
    if marks.form == "embed":
        return ""
    preview = owner_head.preview(owner, look, title)
    return f"{preview}\n  {owner_head.app(look, marks.language)}"


def language_links(marks: Marks) -> str:
    """Links to the same page in each language, by the language's own name."""
    link = '<a href="?lang={0}{1}" lang="{0}" hreflang="{0}"{2}>{3}</a>'
    theme = "" if marks.theme == "auto" else f"&amp;theme={marks.theme}"
    return "".join(
        link.format(
            language,
            theme,
            ' aria-current="true"' if language == marks.language else "",
            escape(words_of(language)["language.name"]),
        )
        for language in LANGUAGES
    )


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
    for family in (
        *(router, owner_page.router, resume_page.router),
        *(widget.router, installing.router),
    ):
        app.include_router(family)
    app.mount("/web", FILES)
