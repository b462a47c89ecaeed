"""The visitor's page: whose it is, what it may load, and who may frame it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from services.api.words import WEB
from tests.app import ORIGIN, Visit, settings_for, visiting

SAID = re.compile(r'say\(\s*"([\w.]+)"')
PLACED = re.compile(r"\{\{([a-z][\w.]+)\}\}")
COMPOSED = (
    *("phase.", "parts.", "mode.", "why.", "quality.", "widget.", "language.name"),
    *("practice.junior", "practice.middle", "practice.senior"),
)
"""Keys that scripts, or the server, put together from a name of the service's."""
SCRIPTS = [
    path for path in (WEB / "js").rglob("*.js") if path.parent.name != "dashboard"
]
PAGES = ("app.html", "practice.html", "offline.html")
FILLED = {
    *("owner.name", "owner.headline", "owner.face", "owner.portrait", "owner.links"),
    *("description", "form.head", "languages", "modules", "person", "starters"),
    "strings",
}
MARKS = {"theme", "form", "parents", "language"}


def policy(headers: dict[str, str]) -> dict[str, str]:
    parts = headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


async def test_the_page_names_the_owner_of_the_resume(tmp_path: Path) -> None:
    resume = {
        "basics": {"name": "Zoë <3", "label": "Tuner & Pianist"},
        "interests": [{"name": "Strings"}],
    }
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(resume), "utf-8")
    async with visiting(settings_for(tmp_path, resume_path=path)) as visit:
        page = (await visit.http.get("/app")).text
    assert "<h1>Zoë &lt;3</h1>" in page
    assert "<title>Ask Zoë &lt;3</title>" in page
    assert "Tuner &amp; Pianist" in page
    assert "Zoë <3" not in page


async def test_first_questions_are_those_that_this_resume_can_answer(
    visit: Visit,
) -> None:
    page = (await visit.http.get("/app")).text
    welcome = page[page.index('id="welcome"') : page.index('id="log"')]
    starters = re.findall(r"<button[^>]*>([^<]+)</button>", welcome)
    assert starters
    for question in starters:
        assert (await visit.ask(question))["items"]


@pytest.mark.parametrize("path", ["/app", "/embed"])
async def test_a_page_loads_from_its_own_server_only(visit: Visit, path: str) -> None:
    reply = await visit.http.get(path)
    found = policy(dict(reply.headers))
    assert found["default-src"] == "'self'"
    assert "script-src" not in found
    assert re.findall(r'(?:src|href)="(https?:|//)', reply.text) == []


async def test_the_page_may_not_be_framed(visit: Visit) -> None:
    reply = await visit.http.get("/app")
    assert policy(dict(reply.headers))["frame-ancestors"] == "'none'"
    assert reply.headers["x-frame-options"] == "DENY"


async def test_the_compact_page_may_be_framed_by_the_origins_that_may_call(
    tmp_path: Path,
) -> None:
    origins = (ORIGIN, "https://me.example")
    async with visiting(settings_for(tmp_path, cors_origins=origins)) as visit:
        reply = await visit.http.get("/embed")
    allowed = policy(dict(reply.headers))["frame-ancestors"]
    assert allowed == f"'self' {ORIGIN} https://me.example"
    assert f'data-parents="{ORIGIN} https://me.example"' in reply.text
    assert "x-frame-options" not in reply.headers


@pytest.mark.parametrize("path", ["/app", "/embed", "/embed.js", "/web/js/app.js"])
async def test_an_upgrade_is_seen_at_once(visit: Visit, path: str) -> None:
    reply = await visit.http.get(path)
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/app", "/embed", "/embed.js", "/dashboard", "/openapi.json", "/web/js/app.js"],
)
async def test_what_a_browser_has_is_not_sent_again(visit: Visit, path: str) -> None:
    etag = (await visit.http.get(path)).headers["etag"]
    again = await visit.http.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/app", "/embed.js", "/dashboard", "/openapi.json", "/web/css/app.css"],
)
async def test_text_is_sent_packed_to_those_who_unpack_it(
    visit: Visit, path: str
) -> None:
    plain = await visit.http.get(path, headers={"accept-encoding": "identity"})
    packed = await visit.http.get(path, headers={"accept-encoding": "br, gzip;q=0.8"})
    refused = await visit.http.get(path, headers={"accept-encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.content == plain.content == refused.content
    for unpacked in (plain, refused):
        assert "content-encoding" not in unpacked.headers
        assert unpacked.headers["etag"] == packed.headers["etag"]
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert "accept-encoding" in plain.headers["vary"].lower()


async def test_a_part_of_a_file_is_a_part_of_its_plain_bytes(visit: Visit) -> None:
    head = {"accept-encoding": "gzip", "range": "bytes=0-9"}
    part = await visit.http.get("/web/css/app.css", headers=head)
    assert (part.status_code, len(part.content)) == (206, 10)
    assert "content-encoding" not in part.headers


async def test_only_known_themes_are_taken(visit: Visit) -> None:
    assert 'data-theme="dark"' in (await visit.http.get("/app?theme=dark")).text
    assert (await visit.http.get("/app?theme=%22%3E")).status_code == 422


async def test_all_modules_of_the_first_question_are_named_in_advance(
    visit: Visit,
) -> None:
    page = (await visit.http.get("/app")).text
    named = re.findall(r'modulepreload" href="web/js/([\w-]+).js"', page)
    assert {"api", "asking", "conversation", "cards", "player"} <= set(named)
    assert {"guestbook", "live", "socket"}.isdisjoint(named)
    assert len(named) == len(set(named))


def test_every_word_has_one_place_and_is_used() -> None:
    words = set(json.loads((WEB / "strings.json").read_text("utf-8")))
    scripts = "".join(path.read_text("utf-8") for path in SCRIPTS)
    pages = [(WEB / name).read_text("utf-8") for name in PAGES]
    placed = set(PLACED.findall("".join(pages))) - FILLED - MARKS
    assert placed <= words
    assert set(SAID.findall(scripts)) <= words
    used = placed | {key for key in words if f'"{key.removesuffix(".one")}"' in scripts}
    assert {key for key in words - used if not key.startswith(COMPOSED)} == set()
