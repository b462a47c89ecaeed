"""The pages in the visitor's language, told by the server before a script runs."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest

from services.api.words import COOKIE, LANGUAGES, words_of
from tests.api.routes.test_owner_page import owned
from tests.app import Visit, settings_for, visiting

LANG = re.compile(r'<html lang="(\w+)"')
STRINGS = re.compile(r'id="strings"[^>]*>(.*?)</script>', re.DOTALL)
PLACE = re.compile(r"\{\{[\w.]+")
STARTER = re.compile(r'<button type="button" class="quiet">([^<]+)</button>')
MOST_BYTES = 60_000
LATER = ("fonts/", "/photo", "manifest", "/app/")
"""Parts of addresses of what is asked for after the first paint."""


@pytest.mark.parametrize("path", ["/app", "/embed", "/practice", "/offline"])
async def test_a_page_is_in_the_language_of_the_browser(
    visit: Visit, path: str
) -> None:
    for language in LANGUAGES:
        liked = {"accept-language": f"{language}-XX, zh;q=0.9, en;q=0.5"}
        reply = await visit.http.get(path, headers=liked)
        assert reply.status_code == 200
        assert LANG.findall(reply.text) == [language]
        assert reply.headers["content-language"] == language
        varies = {one.strip() for one in reply.headers["vary"].lower().split(",")}
        assert {"accept-encoding", "accept-language", "cookie"} <= varies
        assert reply.headers["cache-control"] == "no-cache"
        assert PLACE.findall(reply.text) == []
        shown = set(re.findall(r">\s*(\w+\.[\w.]+)\s*<", reply.text))
        assert shown & set(words_of(language)) == set()


async def test_languages_have_pages_of_their_own(visit: Visit) -> None:
    tags = set()
    for language in LANGUAGES:
        reply = await visit.http.get(f"/app?lang={language}")
        tags.add(reply.headers["etag"])
        told = json.loads(STRINGS.findall(reply.text)[0])
        assert told["stop"] == words_of(language)["stop"]
        assert not [key for key in told if key.startswith(("practice.", "offline."))]
        assert told["title"] in reply.text
        had = {"if-none-match": reply.headers["etag"]}
        again = await visit.http.get(f"/app?lang={language}", headers=had)
        assert again.status_code == 304
        assert again.headers["content-language"] == language
        assert "accept-language" in again.headers["vary"]
    assert len(tags) == len(LANGUAGES)


CHOICES = (
    ("?lang=fr", "es", "de", "fr"),
    ("?lang=FR-ca", "", "de", "fr"),
    ("?lang=zh", "es", "de", "es"),
    ("?lang=", "", "de", "de"),
    ("", "es", "de", "es"),
    ("", "xx", "de", "de"),
    ("", '"><script>', "zh", "en"),
    ("", "", "de;q=x, ;;, \t", "en"),
    ("", "", "", "en"),
)


async def test_the_address_goes_before_a_choice_and_that_before_the_browser(
    visit: Visit,
) -> None:
    for query, chosen, liked, language in CHOICES:
        headers = {"accept-language": liked, "cookie": f"{COOKIE}={chosen}"}
        reply = await visit.http.get(f"/app{query}", headers=headers)
        assert reply.status_code == 200
        assert LANG.findall(reply.text) == [language], (query, chosen, liked)
        assert "<script>" not in reply.text


async def test_a_language_that_is_none_is_told(visit: Visit) -> None:
    reply = await visit.http.get(f"/app?lang={'x' * 36}")
    assert (reply.status_code, reply.json()["error_code"]) == (422, "INVALID_INPUT")


async def test_each_language_can_be_chosen(visit: Visit) -> None:
    page = (await visit.http.get("/app?lang=de&theme=dark")).text
    links = re.findall(r'<a href="(\?[^"]*)" lang="(\w+)"[^>]*?( aria-[^>]*)?>', page)
    assert [lang for _, lang, _ in links] == list(LANGUAGES)
    assert [lang for _, lang, current in links if current] == ["de"]
    for address, language, _ in links:
        other = await visit.http.get("/app" + address.replace("&amp;", "&"))
        assert LANG.findall(other.text) == [language]
        assert 'data-theme="dark"' in other.text


async def test_first_questions_are_answered_in_the_language_of_the_page(
    visit: Visit,
) -> None:
    for language in LANGUAGES:
        page = (await visit.http.get(f"/app?lang={language}")).text
        questions = STARTER.findall(page[page.index('id="welcome"') :])
        assert questions
        for question in questions:
            reply = await visit.ask(unescape(question))
            assert reply["items"], question
            assert reply["metadata"]["language"] == language, question


async def test_words_of_the_owners_own_stay_as_they_are(tmp_path: Path) -> None:
    path = owned(tmp_path)
    async with visiting(settings_for(tmp_path, resume_path=path)) as visit:
        page = (await visit.http.get("/app?lang=de")).text
    assert "Hi &amp; &quot;welcome&quot;." in page
    assert "<title>Fragen Sie Zoë &lt;3 Łukasz</title>" in page


async def test_the_widget_has_its_words_in_every_language(visit: Visit) -> None:
    script = (await visit.http.get("/embed.js")).text
    told = json.loads(re.findall(r"const words = (\{.*\});", script)[0])
    assert set(told) == set(LANGUAGES)
    assert all(set(one) == {"label", "dismiss"} for one in told.values())


async def test_the_first_paint_stays_light(visit: Visit) -> None:
    for language in LANGUAGES:
        reply = await visit.http.get(f"/app?lang={language}")
        files = set(re.findall(r'(?:href|src)="([\w./-]+)"', reply.text))
        sizes = {"app": len(gzip.compress(reply.content))}
        for file in files:
            if not any(part in f"/{file}" for part in LATER):
                sent = await visit.http.get(f"/{file}")
                assert sent.status_code == 200, file
                sizes[file] = int(sent.headers["content-length"])
        assert len(sizes) > 15
        assert sum(sizes.values()) <= MOST_BYTES, sizes
