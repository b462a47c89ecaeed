"""What a résumé file says of the visitor's page, and what is told of a slip in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from services.models.page import OwnerPage
from services.resume.checking import check
from services.resume.loading import load, tell
from services.resume_query_processor import ResumeQueryProcessor
from tests.storage.pictures import picture, url

PAGE = {
    "accent": "#0b6",
    "greeting": "Hello, I am Ada & I build engines.",
    "starters": ["What did you build?", "Where are you?", "What did you build?"],
    "resume_file": "https://ada.example/cv.pdf",
    "calendar": "/book",
}
OWN: dict[str, Any] = {"name": "Ada Example", "projects": ["Engine"]}
JSON_RESUME: dict[str, Any] = {
    "basics": {"name": "Ada Example"},
    "interests": [{"name": "Engines"}],
}


def written(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "resume.json"
    path.write_text(json.dumps(document, indent=1), "utf-8")
    return path


def read(folder: Path, document: dict[str, Any]) -> tuple[OwnerPage, list[str]]:
    path = written(folder, document)
    loaded = load(path)
    told = [tell(path.name, loaded.document, problem) for problem in loaded.warnings]
    return loaded.resume.profile.page, told


@pytest.mark.parametrize("document", [OWN, JSON_RESUME], ids=["own", "json"])
def test_both_formats_say_how_the_page_is(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    page, told = read(tmp_path, {**document, "meta": {"page": PAGE}})
    assert told == []
    assert page == OwnerPage(
        accent="#00bb66",
        greeting="Hello, I am Ada & I build engines.",
        starters=("What did you build?", "Where are you?"),
        resume_file="https://ada.example/cv.pdf",
        calendar="/book",
    )


def test_a_file_that_says_nothing_of_the_page_leaves_it_as_it_is(
    tmp_path: Path,
) -> None:
    metas: tuple[object, ...] = (None, "x", {}, {"page": None}, {"page": {}})
    for meta in metas:
        assert read(tmp_path, {**OWN, "meta": meta}) == (OwnerPage(), [])


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("accent", "a nice green", "is no colour"),
        ("accent", "rgb(400, 0, 0)", "is no colour"),
        ("accent", "url(https://evil.example)", "is no colour"),
        ("accent", 7, "is no colour"),
        ("greeting", "Hi <b>you</b>", "holds HTML"),
        ("greeting", "</style><script>alert(1)</script>", "holds HTML"),
        ("greeting", "x" * 5000, "is longer than 120 characters"),
        ("greeting", ["Hi"], "must be text, not a list"),
        ("starters", ["What?"] * 50, "are 50, and the page has room for 4"),
        ("starters", "What?", "must be a list, not text"),
        ("starters", ["What?", "<i>Where?</i>"], "holds HTML"),
        ("resume_file", "javascript:alert(1)", "is no link"),
        ("resume_file", "//evil.example/cv", "is no link"),
        ("resume_file", "https://", "is no link"),
        ("resume_file", "https://[::", "is no link"),
        ("calendar", "https://a.example/a b", "is no link"),
        ("calendar", "data:text/html,hi", "is no link"),
        ("color", "teal", "is no setting of the page"),
    ],
)
def test_a_slip_is_told_once_with_its_line_and_the_default_serves(
    tmp_path: Path, key: str, value: object, why: str
) -> None:
    page, told = read(tmp_path, {**OWN, "meta": {"page": {key: value}}})
    assert page == OwnerPage()
    assert len(told) == 1
    assert told[0].startswith(f"resume.json:8: meta.page.{key}: ")
    assert why in told[0]


def test_page_that_is_no_object_is_told(tmp_path: Path) -> None:
    page, told = read(tmp_path, {**OWN, "meta": {"page": "teal"}})
    assert page == OwnerPage()
    assert "meta.page: must be an object, not text" in told[0]


def test_what_is_wrong_stops_neither_the_rest_nor_the_check(tmp_path: Path) -> None:
    wrong = {**PAGE, "accent": "mud", "starters": ["x" * 200]}
    path = written(tmp_path, {**OWN, "meta": {"page": wrong}})
    page = load(path).resume.profile.page
    assert (page.accent, page.starters, page.calendar) == ("", (), "/book")
    paths = [warning.path for warning in check(path).warnings]
    assert {"meta.page.accent", "meta.page.starters[0]"} & set(paths)


@pytest.mark.parametrize(
    "person",
    [
        lambda image: {**OWN, "image": image},
        lambda image: {**OWN, "contact": {"photo": image}},
        lambda image: {**JSON_RESUME, "basics": {"name": "A", "image": image}},
        lambda image: {**JSON_RESUME, "basics": {"name": "A", "picture": image}},
    ],
    ids=["own", "contact", "json", "draft"],
)
def test_a_photo_lies_beside_the_file_or_in_it(tmp_path: Path, person: Any) -> None:
    data = picture("JPEG", (300, 400))
    (tmp_path / "me.jpg").write_bytes(data)
    beside, told = read(tmp_path, person("me.jpg"))
    inside, told_inside = read(tmp_path, person(url(data, "jpeg")))
    assert told == told_inside == []
    assert beside.photo is not None
    assert beside.photo == inside.photo
    assert (beside.photo_file, inside.photo_file) == ("me.jpg", "")


@pytest.mark.parametrize(
    ("image", "why"),
    [
        ("https://ada.example/me.png", "is on another host"),
        ("//ada.example/me.png", "is on another host"),
        ("missing.png", "cannot be read, no such file"),
        ("../me.png", "is no file beside the résumé"),
        ("/etc/passwd", "is no file beside the résumé"),
        (".", "is no file beside the résumé"),
        ("a\0b", "null"),
        ("x" * 300, "is no file beside the résumé"),
        ("text.png", "is no PNG, JPEG or WebP picture"),
        ("data:image/png;base64,AAAA", "is no PNG, JPEG or WebP picture"),
        ("data:image/svg+xml,<svg/>", "is no data URI in base64"),
        ({"url": "x"}, "must be text, not an object"),
    ],
)
def test_a_photo_that_is_none_is_told_and_the_initials_serve(
    tmp_path: Path, image: Any, why: str
) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "me.png").write_bytes(picture())
    (folder / "text.png").write_text("no picture")
    page, told = read(folder, {**JSON_RESUME, "basics": {"name": "A", "image": image}})
    assert page.photo is None
    assert len(told) == 1
    assert told[0].startswith("resume.json:4: basics.image: ")
    assert why in told[0]


def test_a_long_data_uri_is_no_text_of_the_person(tmp_path: Path) -> None:
    padded = url(picture() + b"\0" * 200_000)
    page, told = read(tmp_path, {**OWN, "contact": {"image": padded}})
    assert told == []
    assert page.photo is not None


def test_a_new_photo_is_taken_up_like_a_new_line(tmp_path: Path) -> None:
    path = written(tmp_path, {**OWN, "image": "me.png"})
    processor = ResumeQueryProcessor.from_path(path)
    assert processor.profile.page.photo is None
    assert not processor.refresh()
    (tmp_path / "me.png").write_bytes(picture())
    assert processor.refresh()
    first = processor.profile.page.photo
    assert first is not None
    (tmp_path / "me.png").write_bytes(picture(size=(90, 90)))
    os.utime(tmp_path / "me.png", (1, 1))
    assert processor.refresh()
    assert not processor.refresh()
    assert processor.profile.page.photo != first
