"""The résumé as a page: complete, escaped, cached, and without a script."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.app import RESUME, Visit, settings_for, visiting

NASTY = '<img src=x onerror="alert(1)">&\'"'
MOST_BYTES = 20_000
"""Of the page with the sample résumé, packed, without the fonts."""


def plain(page: str) -> str:
    body = page[page.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


async def page_of(folder: Path, resume: dict[str, Any]) -> str:
    path = folder / "resume.json"
    path.write_text(json.dumps(resume), "utf-8")
    async with visiting(settings_for(folder, resume_path=path)) as visit:
        reply = await visit.http.get("/resume")
        assert reply.status_code == 200
        return reply.text


async def test_all_that_visitors_may_be_told_is_on_it(visit: Visit) -> None:
    page = plain((await visit.http.get("/resume")).text)
    resume = json.loads(RESUME.read_text("utf-8"))
    for section in ("experience", "projects", "education", "publications", "awards"):
        for item in resume.get(section, []):
            for key in ("title", "company", "role", "dates", "description"):
                assert " ".join(str(item.get(key, "")).split()) in page
            for point in item.get("highlights", []):
                assert point in page
    for told in ("maya@example.com", "+1 555 010 0199", "Portland, Oregon"):
        assert told in page


async def test_it_is_read_without_a_script_and_loads_from_its_own_server(
    visit: Visit,
) -> None:
    reply = await visit.http.get("/resume")
    app = await visit.http.get("/app")
    for name in ("content-security-policy", "permissions-policy", "cache-control"):
        assert reply.headers[name] == app.headers[name]
    assert "<script" not in reply.text
    assert " style=" not in reply.text
    assert "noindex" not in reply.text
    assert "x-robots-tag" not in reply.headers
    loaded = re.findall(r'<(?:link|img)[^>]* (?:href|src)="([^"]+)"', reply.text)
    assert loaded
    assert all(address.startswith(("web/", "page/")) for address in loaded)
    total = 0
    for address in ("resume", *loaded):
        packed = await visit.http.get(f"/{address}")
        assert packed.status_code == 200
        total += int(packed.headers["content-length"])
    assert total < MOST_BYTES


async def test_it_is_looked_at_without_being_sent(visit: Visit) -> None:
    whole = await visit.http.get("/resume")
    head = await visit.http.head("/resume")
    assert head.content == b""
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["etag"] == whole.headers["etag"]
    had = {"if-none-match": whole.headers["etag"]}
    assert (await visit.http.get("/resume", headers=had)).status_code == 304
    assert (await visit.http.post("/resume")).status_code == 405
    assert 'data-theme="dark"' in (await visit.http.get("/resume?theme=dark")).text
    assert (await visit.http.get("/resume?theme=red")).status_code == 422


async def test_whatever_the_resume_holds_is_text(tmp_path: Path) -> None:
    item = {
        "title": NASTY,
        "description": NASTY,
        "highlights": [NASTY],
        "technologies": [NASTY],
        "metrics": NASTY,
        "date": "2020",
        "links": {"demo": "javascript:alert(1)", 'a"b': "https://x.example.com/a"},
    }
    page = await page_of(
        tmp_path,
        {
            "name": f"Ada {NASTY}",
            "headline": NASTY,
            "profile": NASTY,
            "contact": {"location": NASTY, "website": "javascript:alert(1)"},
            "projects": [item],
            "education": [{"institution": NASTY, "degree": NASTY, "thesis": NASTY}],
            f"own {NASTY}": [{"title": NASTY, "note": NASTY}],
        },
    )
    assert "<img src=x" not in page
    assert "javascript:" not in page
    opened = re.findall(r"<(\w+)[^>]*>", page)
    assert "img" not in opened
    assert set(re.findall(r" (on\w+)=\"", page)) == set()


async def test_only_known_fields_are_printed_of_whom_others_name(
    tmp_path: Path,
) -> None:
    page = await page_of(
        tmp_path,
        {
            "basics": {
                "name": "Ada",
                "location": {"address": "1 Secret Street", "city": "Bern"},
            },
            "references": [
                {
                    "name": "Grace",
                    "reference": "Splendid.",
                    "telephone": "555 0100",
                    "email": "grace@example.com",
                }
            ],
        },
    )
    assert "Splendid." in page
    assert "Bern" in page
    for secret in ("Secret Street", "555 0100", "grace@example.com"):
        assert secret not in page


async def test_the_owners_file_and_accent_are_used(tmp_path: Path) -> None:
    meta = {"page": {"accent": "teal", "resume_file": "https://a.example.com/cv.pdf"}}
    page = await page_of(tmp_path, {"name": "Ada", "skills": ["C"], "meta": meta})
    assert 'href="https://a.example.com/cv.pdf"' in page
    assert "/accent.css" in page


@pytest.mark.parametrize("path", ["/app", "/embed"])
async def test_the_conversation_leads_to_it_and_back(visit: Visit, path: str) -> None:
    assert 'href="resume"' in (await visit.http.get(path)).text
    assert 'href="app"' in (await visit.http.get("/resume")).text
    card = (await visit.ask("how can I contact her"))["items"][0]
    assert "/resume" in card["links"]
