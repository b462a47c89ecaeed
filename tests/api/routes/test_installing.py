"""The page as an app of its own, without a network, and for search engines."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image

from services.api.routes.installing import OFFLINE_FILES
from services.api.words import LANGUAGES, words_of
from services.look.colours import tones
from tests.api.routes.test_owner_page import owned
from tests.app import Visit, settings_for, visiting

PERSON = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
VERSION = re.compile(r"\$\{OURS\}(\w+)`")


async def manifest_of(visit: Visit, page: str) -> dict[str, Any]:
    address = re.findall(r'rel="manifest" href="([^"]+)"', page)[0]
    reply = await visit.http.get(f"/{address}")
    assert reply.headers["content-type"].startswith("application/manifest+json")
    assert reply.headers["cache-control"] == "no-cache"
    found: dict[str, Any] = reply.json()
    return found


async def test_the_page_can_be_installed_as_the_owners(tmp_path: Path) -> None:
    path = owned(tmp_path)
    async with visiting(settings_for(tmp_path, resume_path=path)) as visit:
        page = (await visit.http.get("/app?lang=de")).text
        manifest = await manifest_of(visit, page)
        assert (manifest["name"], manifest["short_name"]) == ("Zoë <3 Łukasz", "Zoë")
        assert (manifest["lang"], manifest["display"]) == ("de", "standalone")
        assert (manifest["start_url"], manifest["scope"]) == ("app", "app")
        accent = tuple(bytes.fromhex(tones("#ffd400").light[1:]))
        for icon in manifest["icons"]:
            reply = await visit.http.get(f"/{icon['src']}")
            assert reply.headers["content-type"] == icon["type"] == "image/png"
            assert reply.headers["cache-control"].endswith("immutable")
            drawn = Image.open(io.BytesIO(reply.content)).convert("RGBA")
            assert "{}x{}".format(*drawn.size) == icon["sizes"]
            middle = drawn.width // 2
            assert drawn.getpixel((middle, drawn.height // 20)) == (*accent, 255)
            # Its corner may be cut off, and so is filled.
            cut = drawn.getpixel((0, 0))
            assert (cut == (*accent, 255)) is (icon["purpose"] == "maskable")
        older = await visit.http.get("/page/0123/app/any-192.png")
        assert older.headers["cache-control"] == "no-cache"
        assert (await visit.http.get("/page/0123/app/any-64.png")).status_code == 422
        touch = re.findall(r'apple-touch-icon" href="([^"]+)"', page)[0]
        assert touch in {icon["src"] for icon in manifest["icons"]}
        assert 'rel="manifest"' not in (await visit.http.get("/embed")).text


async def test_the_service_worker_keeps_the_page_without_a_network_only(
    visit: Visit,
) -> None:
    versions = set()
    for language in LANGUAGES:
        reply = await visit.http.get(f"/sw.js?lang={language}")
        assert reply.headers["content-type"].startswith("text/javascript")
        assert reply.headers["cache-control"] == "no-cache"
        assert "default-src 'self'" in reply.headers["content-security-policy"]
        # At the root of the service, it needs no leave to serve what is beside it.
        assert "service-worker-allowed" not in reply.headers
        kept = re.findall(r'"(web/[\w./-]+)"', reply.text)
        assert kept == [f"web/{name}" for name in OFFLINE_FILES]
        assert f'here("offline?lang={language}")' in reply.text
        page = (await visit.http.get(f"/offline?lang={language}")).text
        assert set(re.findall(r'(?:href|src)="([\w./-]+)"', page)) == set(kept)
        assert words_of(language)["offline.text"] in page
        for name in kept:
            assert (await visit.http.get(f"/{name}")).status_code == 200
        versions |= set(VERSION.findall(reply.text))
    assert len(versions) == len(LANGUAGES)
    script = (await visit.http.get("/web/js/installing.js")).text
    assert 'updateViaCache: "none"' in script


async def test_search_engines_find_the_page_in_every_language(tmp_path: Path) -> None:
    links = {"github": "https://github.com/zoe?a=1&b=2", "chat": "javascript:1"}
    path = owned(tmp_path, links=links, website="https://zoe.example")
    proxied = {
        "host": "inner:8000",
        "x-forwarded-host": "voice.example",
        "x-forwarded-proto": "https",
        "x-forwarded-prefix": "/ask",
    }
    settings = settings_for(
        tmp_path, resume_path=path, trusted_proxies=("127.0.0.1/32",)
    )
    home = "https://voice.example/ask"
    async with visiting(settings) as visit:
        reply = await visit.http.get("/app?lang=DE&theme=dark", headers=proxied)
        link = reply.headers["link"]
        assert f'<{home}/app?lang=de>; rel="canonical"' in link
        assert f'<{home}/app>; rel="alternate"; hreflang="x-default"' in link
        plain = await visit.http.get("/app?theme=dark&question=a", headers=proxied)
        assert f'<{home}/app>; rel="canonical"' in plain.headers["link"]
        for language in LANGUAGES:
            other = f'<{home}/app?lang={language}>; rel="alternate"'
            assert other in link
        person = json.loads(PERSON.findall(reply.text)[0])["mainEntity"]
        assert person["name"] == "Zoë <3 Łukasz"
        assert "javascript:1" not in person.get("sameAs", [])
        embedded = await visit.http.get("/embed")
        assert embedded.headers["x-robots-tag"] == "noindex"
        assert PERSON.findall(embedded.text) == []
        robots = await visit.http.get("/robots.txt", headers=proxied)
        assert "Disallow: /ask/api/\n" in robots.text
        assert f"Sitemap: {home}/sitemap.xml\n" in robots.text
        sitemap = await visit.http.get("/sitemap.xml", headers=proxied)
    root = ElementTree.fromstring(sitemap.text)
    pages = [
        node.text
        for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    addresses = [f"{home}/app", *(f"{home}/app?lang={one}" for one in LANGUAGES)]
    assert pages == addresses
    others = root.findall(".//{http://www.w3.org/1999/xhtml}link")
    assert len(others) == len(addresses) ** 2


async def test_a_host_that_is_none_is_not_led_to(visit: Visit) -> None:
    odd = {"host": 'a"><b'}
    assert "<b" not in (await visit.http.get("/sitemap.xml", headers=odd)).text
