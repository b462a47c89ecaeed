"""The visitor's page, on its own and in a frame, and the script that frames it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from services.api.deps import ServicesDep, SettingsDep
from services.api.errors import documented
from services.api.filling import as_json, escaped, filled
from services.api.search_engines import about, places
from services.api.kept import FRESH, Kept, kept
from services.api.packed import PACKED, VARY, is_text, packed_file, takes_packed
from services.api.words import LANGUAGES, WEB, LanguageDep, said_in, words_of
from services.container import Services
from services.models.answer import Query as Question

IMPORT = re.compile(r'from "\./([\w-]+\.js)"')
ORIGIN = re.compile(r"https?://[\w.:\[\]-]+|\*")
PAGES_KEPT = 48
"""Both forms in three themes and four languages, of the résumé as it is and as it was."""
GREETINGS = {"en": "hello", "de": "hallo", "fr": "bonjour", "es": "hola"}
"""What the engine answers with first questions in each language."""
ELSEWHERE = ("practice.", "offline.", "widget.")
"""Words of other pages."""
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
SCRIPT_TYPE = "text/javascript"
SCRIPT: dict[int | str, dict[str, Any]] = {200: {"content": {SCRIPT_TYPE: {}}}}
Theme = Annotated[Literal["auto", "light", "dark"], Query(description="Colours.")]

router = APIRouter(tags=["pages"])


class PageFiles(StaticFiles):
    """Files of the pages, kept by browsers but asked about each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
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
    page = await page_of(services, Marks("page", theme, language))
    headers = page_headers("'none'", language)
    return page.reply(request, headers | places(request, settings.trusted_proxies))


@router.get(
    "/embed",
    summary="The visitor's page for a frame",
    description="The same page, compact; pages of CORS_ORIGINS may frame it.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def embedded_page(
    request: Request,
    services: ServicesDep,
    settings: SettingsDep,
    language: LanguageDep,
    theme: Theme = "auto",
) -> Response:
    parents = [origin for origin in settings.cors_origins if ORIGIN.fullmatch(origin)]
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
    return widget().reply(request, {})


@cache
def widget() -> Kept:
    """embed.js with the button's words in each language."""
    labels = {language: words_of(language)["widget.label"] for language in LANGUAGES}
    script = (WEB / "embed.js").read_text("utf-8")
    return kept(script.replace("{/* labels */}", as_json(labels)).encode(), SCRIPT_TYPE)


def page_headers(ancestors: str, language: str) -> dict[str, str]:
    return {
        **said_in(language),
        "content-security-policy": CONTENT_POLICY + ancestors,
        "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    }


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page says of itself; `parents` are the origins that may frame it."""

    form: Literal["page", "embed"]
    theme: str
    language: str
    parents: str = ""


async def page_of(services: Services, marks: Marks) -> Kept:
    """The visitor's page for the résumé as it is now."""
    owner = services.processor.profile
    opening = await services.processor.find(Question(GREETINGS[marks.language]))
    person = about(owner) if marks.form == "page" else ""
    return rendered(owner.name, owner.headline, opening.suggestions, person, marks)


@lru_cache(PAGES_KEPT)
def rendered(
    name: str, headline: str, questions: tuple[str, ...], person: str, marks: Marks
) -> Kept:
    """app.html with its words, the owner's name and what can be asked first."""
    strings = {
        key: words.replace("{owner}", name)
        for key, words in words_of(marks.language).items()
        if not key.startswith(ELSEWHERE)
    }
    values = escaped({**strings, **asdict(marks)}) | {
        "owner.name": escape(name),
        "owner.headline": escape(headline),
        "description": escape(headline or strings["title"]),
        "starters": starters(questions),
        "languages": languages(marks),
        "modules": preloads(WEB / "js"),
        "person": person,
        "strings": as_json(strings),
    }
    return kept(filled("app.html", values), "text/html")


def languages(marks: Marks) -> str:
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
    app.include_router(router)
    app.mount("/web", FILES)
