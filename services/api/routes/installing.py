"""What makes the page an app of its own, and what search engines ask for."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from hashlib import sha256
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from services.api.deps import ServicesDep, SettingsDep
from services.api.errors import documented
from services.api.filling import as_json, escaped, filled
from services.api.icon import icon, initials
from services.api.kept import Kept, kept
from services.api.routes.pages import PAGE, SCRIPT, SCRIPT_TYPE, page_headers
from services.api.search_engines import home, robots, sitemap
from services.api.words import WEB, LanguageDep, said_in, words_of

LIGHT_GROUND = "#faf8f4"
ICONS = ("any-192", "any-512", "maskable-192", "maskable-512")
IconName = Literal["any-192", "any-512", "maskable-192", "maskable-512"]
OFFLINE_FILES = ("css/base.css", "css/offline.css", "js/offline.js", "icon.svg")
MANIFEST_TYPE = "application/manifest+json"
MANIFEST: dict[int | str, dict[str, Any]] = {200: {"content": {MANIFEST_TYPE: {}}}}
PNG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {}}}}
TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {}}}}
XML: dict[int | str, dict[str, Any]] = {200: {"content": {"application/xml": {}}}}
MANIFESTS_KEPT = 8
Stamp = tuple[int, int]

router = APIRouter(tags=["pages"])


@router.get(
    "/manifest.webmanifest",
    summary="The page as an app",
    description="Its name is the owner's; browsers offer to install it.",
    response_class=Response,
    responses=MANIFEST | documented(),
)
async def manifest(
    request: Request, services: ServicesDep, language: LanguageDep
) -> Response:
    owner = services.processor.profile
    made = written(owner.name, owner.headline, language)
    return made.reply(request, said_in(language))


@router.get(
    "/icons/{name}.png",
    summary="The app's icon",
    description="The owner's initials; `maskable` ones may be cut to any form.",
    response_class=Response,
    responses=PNG | documented(),
)
async def icon_file(
    request: Request,
    services: ServicesDep,
    name: Annotated[IconName, Path(description="What it is for, and its pixels.")],
) -> Response:
    kind, size = name.split("-")
    letters = initials(services.processor.profile.name)
    draw = partial(icon, letters, int(size), maskable=kind == "maskable")
    png = await run_in_threadpool(draw)
    return kept(png, "image/png").reply(request, {})


@router.get(
    "/sw.js",
    summary="The script that shows a page while the network is away",
    description="A service worker. It keeps that page, and nothing that was asked.",
    response_class=Response,
    responses=SCRIPT | documented(),
)
async def service_worker(request: Request, language: LanguageDep) -> Response:
    stamps = tuple(stamp_of(name) for name in OFFLINE_FILES)
    headers = {"content-security-policy": "default-src 'self'", **said_in(language)}
    return worker(language, stamps).reply(request, headers)


@router.get(
    "/offline",
    summary="The page that is shown while the network is away",
    description="Kept by the service worker; it leads back by itself.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def offline_page(request: Request, language: LanguageDep) -> Response:
    return offline(language).reply(request, page_headers("'none'", language))


@router.get(
    "/robots.txt",
    summary="What search engines may read",
    description="The pages, not the interface.",
    response_class=Response,
    responses=TEXT | documented(),
)
async def robots_file(request: Request, settings: SettingsDep) -> Response:
    text = robots(home(request, settings.trusted_proxies))
    return Response(text, media_type="text/plain")


@router.get(
    "/sitemap.xml",
    summary="The pages for search engines",
    description="`/app`, in each of its languages.",
    response_class=Response,
    responses=XML | documented(),
)
async def sitemap_file(request: Request, settings: SettingsDep) -> Response:
    text = sitemap(home(request, settings.trusted_proxies))
    return Response(text, media_type="application/xml")


@lru_cache(MANIFESTS_KEPT)
def written(name: str, headline: str, language: str) -> Kept:
    """The manifest; its addresses are beside it, wherever that is."""
    made = {
        "id": "app",
        "name": name,
        "short_name": name.split()[0] if name.split() else name,
        "description": headline or words_of(language)["title"].format(owner=name),
        "lang": language,
        "start_url": "app",
        "scope": "app",
        "display": "standalone",
        "background_color": LIGHT_GROUND,
        "theme_color": LIGHT_GROUND,
        "icons": [
            {
                "src": f"icons/{one}.png",
                "type": "image/png",
                "sizes": "{0}x{0}".format(one.partition("-")[2]),
                "purpose": one.partition("-")[0],
            }
            for one in ICONS
        ],
    }
    return kept(as_json(made).encode(), MANIFEST_TYPE)


@cache
def offline(language: str) -> Kept:
    """offline.html with its words."""
    values = {"language": language, **escaped(words_of(language))}
    return kept(filled("offline.html", values), "text/html")


def stamp_of(name: str) -> Stamp:
    """What changes when the file `services/web/{name}` does."""
    found = (WEB / name).stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(MANIFESTS_KEPT)
def worker(language: str, stamps: tuple[Stamp, ...]) -> Kept:
    """sw.js, its version a digest of all that it keeps; `stamps` tell when to anew."""
    digest = sha256(offline(language).body)
    for name in OFFLINE_FILES:
        digest.update((WEB / name).read_bytes())
    values = {"version": digest.hexdigest()[:16], "language": language}
    return kept(filled("sw.js", values), SCRIPT_TYPE)
