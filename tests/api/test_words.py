"""The words of the pages: whole in every language, and all in their files."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from services.api import words
from services.api.words import LANGUAGES, WEB, places_of, preferred, usable, words_of

FILES = {one: WEB / f"strings.{one}.json" for one in LANGUAGES if one != "en"}
OTHERS = [*FILES]
SAME = {
    *("phase.seconds", "mode.text", "options", "language.name"),
    *("reply.no", "practice.pause", "practice.minutes", "practice.place"),
    *("practice.met", "practice.missed", "practice.evidence", "practice.day"),
    *("practice.trap", "practice.skill", "practice.skill.one", "conversation"),
    *("practice.bank", "parts.fetched"),
}
"""Words that are spelt alike in two languages, or hold places only."""
SHOWN_ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "label")
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"""["'`>]([A-Z][a-z]+(?: [a-z]+)+|[A-Z][a-z]+[.…!?])""")
SENT = "Show me all available results for"
"""No word that is shown: it is put before a question."""


def strings(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text("utf-8"))
    return found


ENGLISH = strings(WEB / "strings.json")


class ShownText(HTMLParser):
    """Words of a page that stand in it as they are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(re.sub(r"\{\{[\w.]+\}\}", "", page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES:
                self.words += WORD.findall(value or "")

    def handle_data(self, data: str) -> None:
        self.words += WORD.findall(data)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_every_word_and_no_other(language: str) -> None:
    own = strings(FILES[language])
    assert list(own) == list(ENGLISH)
    assert {k for k in own if places_of(own[k]) != places_of(ENGLISH[k])} == set()
    assert usable(own, ENGLISH) == own
    untold = {key for key in own if own[key] == ENGLISH[key] and key not in SAME}
    assert untold == set()
    assert {key for key in own if own[key] != own[key].strip()} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_one_thing_are_those_for_many(language: str) -> None:
    told = words_of(language)
    for key in (key for key in told if key.endswith(".one")):
        assert places_of(told[key]) == places_of(told[key.removesuffix(".one")])


def test_no_word_of_a_page_stands_outside_the_files() -> None:
    for name in ("app.html", "practice.html", "offline.html"):
        shown = ShownText((WEB / name).read_text("utf-8"))
        assert set(shown.words) <= {"Viva", "Voce", "me"}, name
    scripts = [*WEB.rglob("*.js")]
    for path in scripts:
        if path.parent.name == "dashboard" or path.name == "reference.js":
            continue
        lines = path.read_text("utf-8").splitlines()
        code = [line for line in lines if not line.strip().startswith("//")]
        told = [one for one in SENTENCE.findall("\n".join(code)) if one != SENT]
        assert told == [], path.name


def test_broken_words_are_told_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = {"a": "One {count}", "b": "Two", "c": "Three", "d": "Four"}
    german = {"a": "Eins {cuont}", "b": "", "c": 3, "d": "Vier", "e": "Fünf"}
    (tmp_path / "strings.json").write_text(json.dumps(english), "utf-8")
    (tmp_path / "strings.de.json").write_text(json.dumps(german), "utf-8")
    (tmp_path / "strings.fr.json").write_text("{", "utf-8")
    monkeypatch.setattr(words, "WEB", tmp_path)
    words_of.cache_clear()
    try:
        assert words_of("de") == {**english, "d": "Vier"}
        assert words_of("fr") == words_of("es") == english
    finally:
        words_of.cache_clear()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("pt-BR, FR-ca ; q=0.7, en;q=0.3", "fr"),
        ("en;q=0.2, es;q=0.20, de;q=0.199", "en"),
        ("es;q=0, *", "en"),
        ("*;q=0.5, es;q=0.1", "es"),
        ("zh, ja", "en"),
        ("de;q=abc, fr;q=2, es;q=-1", "en"),
        (",,;;q=1,;,de;q=", "en"),
        ("deutsch, d, \x00\xff, es", "es"),
        (f"{'x' * 10_000},de", "en"),
        (f"fr,{'de;q=1,' * 10_000}", "fr"),
    ],
)
def test_a_browser_gets_the_language_it_likes_best(header: str, language: str) -> None:
    assert preferred(header) == language
