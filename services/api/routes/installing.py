"""What makes the page an app of its own, and what search engines ask for."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.api.addresses import absolute
from services.api.deps import ServicesDep, SettingsDep
from services.api.errors import documented
from services.api.filling import as_json, escaped, filled
from services.api.kept import FRESH, Kept, kept
from services.api.owner_head import owner_of
from services.api.page_replies import PAGE, SCRIPT, SCRIPT_TYPE, page_headers
from services.api.routes.owner_page import of_type
from services.api.search_engines import robots, sitemap
from services.api.words import WEB, LanguageDep, headers_of, words_of
from services.models.page import Look

GROUND = "#faf8f4"
"""--ground of web/css/base.css, in the light."""
ICONS = ("any-192", "any-512", "maskable-192", "maskable-512")
OFFLINE_FILES = ("css/base.css", "css/offline.css", "js/offline.js", "icon.svg")
"""What the page without a network is made of; sw.js keeps the same."""
MANIFEST_TYPE = "application/manifest+json"
MANIFESTS_KEPT = 8
WORKER_POLICY = {"content-security-policy": "default-src 'self'"}

router = APIRouter(tags=["pages"])


@router.get(
    "/manifest.webmanifest",
    summary="The page as an app",
    description="Its name is the owner's; browsers offer to install it.",
    response_class=Response,
    responses=of_type(MANIFEST_TYPE) | documented(),
)
async def get_manifest(
    request: Request, services: ServicesDep, language: LanguageDep
) -> Response:
    owner = owner_of(services)
    look = services.look.of(owner)
    made = manifest(owner.name, owner.headline, look, language)
    return made.reply(request, headers_of(language))


@router.get(
    "/sw.js",
    summary="The script that shows a page while the network is away",
    description="A service worker. It keeps that page, and nothing that was asked.",
    response_class=Response,
    responses=SCRIPT | documented(),
)
async def get_service_worker(request: Request, language: LanguageDep) -> Response:
    return worker(language).reply(request, WORKER_POLICY | headers_of(language))


@router.get(
    "/offline",
    summary="The page that is shown while the network is away",
    description="Kept by the service worker; it leads back by itself.",
    response_class=Response,
    responses=PAGE | documented(),
)
async def get_offline_page(request: Request, language: LanguageDep) -> Response:
    return offline(language).reply(request, page_headers("'none'", language))


@router.get(
    "/robots.txt",
    summary="What search engines may read",
    description="The pages, not the interface.",
    response_class=Response,
    responses=of_type("text/plain") | documented(),
)
async def get_robots(request: Request, settings: SettingsDep) -> Response:
    text = robots(absolute(request, "", settings.trusted_proxies))
    return Response(text, media_type="text/plain", headers=FRESH)


@router.get(
    "/sitemap.xml",
    summary="The pages for search engines",
    description="`/app`, in each of its languages.",
    response_class=Response,
    responses=of_type("application/xml") | documented(),
)
async def get_sitemap(request: Request, settings: SettingsDep) -> Response:
    text = sitemap(absolute(request, "", settings.trusted_proxies))
    return Response(text, media_type="application/xml", headers=FRESH)


@lru_cache(MANIFESTS_KEPT)
def manifest(name: str, headline: str, look: Look, language: str) -> Kept:
    """The manifest; its addresses are beside it, wherever that is."""
    made: dict[str, Any] = {
        "name": name,
        "short_name": name.split()[0] if name.split() else name,
        "description": headline or words_of(language)["title"].format(owner=name),
        "lang": language,
        "start_url": "app",
        "scope": "app",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [icon(one, look) for one in ICONS],
    }
    return kept(as_json(made).encode(), MANIFEST_TYPE)


def icon(name: str, look: Look) -> dict[str, str]:
    """An icon as a manifest names it."""
    purpose, _, side = name.partition("-")
    return {
        "src": f"page/{look.app_digest}/app/{name}.png",
        "type": "image/png",
        "sizes": f"{side}x{side}",
        "purpose": purpose,
    }


@cache
def offline(language: str) -> Kept:
    """offline.html with its words."""
    values = {"language": language, **escaped(words_of(language))}
    return kept(filled("offline.html", values).encode(), "text/html")


@cache
def worker(language: str) -> Kept:
    """sw.js, its version a digest of all that it keeps."""
    digest = sha256(offline(language).body)
    for name in OFFLINE_FILES:
        digest.update((WEB / name).read_bytes())
    values = {"version": digest.hexdigest()[:16], "language": language}
    return kept(filled("sw.js", values).encode(), SCRIPT_TYPE)
