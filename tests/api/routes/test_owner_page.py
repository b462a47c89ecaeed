"""What a page shows of its owner, and what a page elsewhere learns before it asks."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

from PIL import Image

from services.look.colours import contrast, rgb_of
from tests.app import ORIGIN, Visit, settings_for, visiting
from tests.storage.pictures import picture

PAGE = {
    "accent": "#ffd400",
    "greeting": 'Hi & "welcome".',
    "starters": ["What is <new>?", "Where are you?"],
}
OWNED: dict[str, Any] = {
    "name": "Zoë <3 Łukasz",
    "headline": 'Tuner & "Pianist"',
    "interests": ["Strings"],
    "image": "me.png",
    "meta": {"page": PAGE},
}
META = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">')


def owned(folder: Path, **changes: Any) -> Path:
    (folder / "me.png").write_bytes(picture("PNG", (500, 700)))
    path = folder / "resume.json"
    path.write_text(json.dumps(OWNED | changes), "utf-8")
    return path


async def test_the_page_is_the_owners(tmp_path: Path) -> None:
    # A question with markup in it is told, and the engine's own questions serve.
    path = owned(tmp_path)
    async with visiting(settings_for(tmp_path, resume_path=path)) as visit:
        page = (await visit.http.get("/app")).text
        assert "Hi &amp; &quot;welcome&quot;." in page
        assert "<new>" not in page
        addresses = re.findall(r'(?:href|src)="(page/\w+/[\w.]+)"', page)
        names = sorted(one.rpartition("/")[2] for one in set(addresses))
        assert names == ["accent.css", "icon.svg", "photo"]
        for address in addresses:
            reply = await visit.http.get(f"/{address}")
            assert reply.status_code == 200, address
            assert reply.headers["cache-control"].endswith("immutable")
            older = re.sub(r"page/\w+", "page/0123", address)
            again = await visit.http.get(f"/{older}")
            assert again.content == reply.content
            assert again.headers["cache-control"] == "no-cache"
        photo = next(one for one in addresses if one.endswith("photo"))
        shown = Image.open(io.BytesIO((await visit.http.get(f"/{photo}")).content))
        assert shown.size == (384, 384)
        style = (await visit.http.get("/page/x/accent.css")).text
        light = re.findall(r"--accent: light-dark\((#\w+)", style)[0]
        assert contrast(rgb_of(light), rgb_of("#faf8f4")) >= 4.5


async def test_questions_of_the_owners_own_come_first(tmp_path: Path) -> None:
    page = PAGE | {"starters": ["What is new & old?", "Where are you?"]}
    path = owned(tmp_path, meta={"page": page})
    async with visiting(settings_for(tmp_path, resume_path=path)) as visit:
        html = (await visit.http.get("/embed")).text
    welcome = html[html.index('id="welcome"') : html.index('id="log"')]
    found = re.findall(r"<button[^>]*>([^<]+)</button>", welcome)
    assert found == ["What is new &amp; old?", "Where are you?"]


async def test_a_link_is_shown_with_a_card(tmp_path: Path) -> None:
    path = owned(tmp_path)
    proxied = {
        "host": "inner:8000",
        "x-forwarded-host": "voice.example",
        "x-forwarded-proto": "https",
        "x-forwarded-prefix": "/ask",
    }
    settings = settings_for(
        tmp_path, resume_path=path, trusted_proxies=("127.0.0.1/32",)
    )
    async with visiting(settings) as visit:
        html = (await visit.http.get("/app", headers=proxied)).text
        told = dict(META.findall(html))
        assert told["og:title"] == "Ask Zoë &lt;3 Łukasz"
        assert told["og:description"] == "Tuner &amp; &quot;Pianist&quot;"
        assert told["og:url"] == "https://voice.example/ask/app"
        assert told["twitter:card"] == "summary_large_image"
        card = told["og:image"].removeprefix("https://voice.example/ask")
        assert card.startswith("/page/")
        reply = await visit.http.get(card)
        assert reply.headers["cache-control"].endswith("immutable")
        assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
        assert Image.open(io.BytesIO(reply.content)).size == (1200, 630)
        odd = (await visit.http.get("/app", headers={"host": 'a"><b'})).text
        assert dict(META.findall(odd))["og:url"] == "/app"
        assert "\0" not in html + odd
        assert "og:" not in (await visit.http.get("/embed")).text


async def test_without_wishes_the_page_is_as_it_was(visit: Visit) -> None:
    page = (await visit.http.get("/app")).text
    assert "accent.css" not in page
    assert 'class="face small" aria-hidden="true">MT</span>' in page
    for name in ("photo", "accent.css"):
        reply = await visit.http.get(f"/page/0123/{name}")
        assert (reply.status_code, reply.json()["error_code"]) == (
            404,
            "FILE_NOT_FOUND",
        )
    terms = (await visit.http.get("/embed/allowed")).json()
    assert terms == {"allowed": True, "origin": None, "accent": None, "photo": None}


async def test_fonts_are_kept_for_good(visit: Visit) -> None:
    css = (await visit.http.get("/web/css/base.css")).text
    fonts = re.findall(r'url\("\.\./(fonts/[\w.-]+)"\)', css)
    sizes = []
    for font in fonts:
        reply = await visit.http.get(f"/web/{font}")
        assert reply.headers["content-type"] == "font/woff2"
        assert reply.headers["cache-control"].endswith("immutable")
        sizes.append(len(reply.content))
    assert len(sizes) == 2
    assert sum(sizes) <= 40_000


async def test_any_page_learns_whether_it_may_frame_the_widget(tmp_path: Path) -> None:
    path = owned(tmp_path)
    settings = settings_for(tmp_path, resume_path=path, cors_origins=(ORIGIN,))
    async with visiting(settings) as visit:
        for origin in (ORIGIN, "https://stranger.example", "null"):
            reply = await visit.http.get("/embed/allowed", headers={"origin": origin})
            terms = reply.json()
            assert reply.headers["access-control-allow-origin"] in ("*", origin)
            assert "origin" in reply.headers["vary"].lower()
            assert terms["allowed"] is (origin == ORIGIN)
            assert terms["origin"] == origin
            assert contrast(rgb_of(terms["accent"]), (1.0, 1.0, 1.0)) >= 4.5
        photo = await visit.http.get(f"/{terms['photo']}")
        refused = visit.services.framing.refused.newest()
    assert photo.headers["cross-origin-resource-policy"] == "cross-origin"
    assert [one.origin for one in refused] == ["https://stranger.example"]
