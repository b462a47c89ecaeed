"""Cards carry text and lists of text, whatever the entry holds."""

from __future__ import annotations

from typing import Any

import pytest

from services.models.answer import Card
from services.resume.cards import to_card
from services.resume.loading import read_resume


def card(section: str, item: dict[str, Any]) -> dict[str, Any]:
    resume = read_resume({"name": "Ada Example", section: [item]})
    return to_card(next(iter(resume.sections.values()))[0]).to_dict()


def test_a_job_says_where_and_as_what() -> None:
    shown = card("experience", {"company": "Acme", "role": "Engineer"})
    assert shown["company"] == "Acme"
    assert shown["role"] == "Engineer"
    assert shown["title"] == "Engineer, Acme"
    assert shown["section"] == "experience"


def test_a_degree_says_where_and_which() -> None:
    study = {"institution": "MIT", "studyType": "BSc", "area": "Physics"}
    shown = card("education", study)
    assert shown["institution"] == "MIT"
    assert shown["degree"] == "BSc in Physics"
    assert shown["title"] == "BSc in Physics, MIT"


def test_a_paper_says_who_wrote_it_and_where_it_appeared() -> None:
    paper = {"name": "On Engines", "publisher": "Notes", "authors": ["A. B.", "C. D."]}
    shown = card("publications", paper)
    assert (shown["authors"], shown["venue"]) == ("A. B., C. D.", "Notes")


def test_a_group_of_skills_is_one_card() -> None:
    shown = card("skills", {"name": "Databases", "keywords": ["Redis", "SQLite"]})
    assert shown["skills"] == ["Redis", "SQLite"]
    assert shown["technologies"] == []
    assert shown["type"] == "skill"


def test_iso_dates_are_shown_as_people_write_them() -> None:
    assert card("blog", {"title": "Hello", "date": "2025-04-02"})["date"] == "Apr 2025"


def test_the_link_that_leads_to_the_thing_itself_comes_first() -> None:
    links = {"github": "https://github.com/ada/x", "demo": "https://x.example.com"}
    shown = card("projects", {"title": "X", "links": links})
    assert shown["link"] == "https://x.example.com"
    assert shown["github"] == "https://github.com/ada/x"


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "soon"])
def test_what_no_browser_should_follow_is_no_link(bad: str) -> None:
    assert "link" not in card("projects", {"title": "X", "link": bad})


def test_a_bare_address_becomes_a_link() -> None:
    shown = card("projects", {"title": "X", "link": "x.example.com/a"})
    assert shown["link"] == "https://x.example.com/a"


def test_content_is_one_short_line() -> None:
    shown = card("projects", {"title": "X", "description": "word\n " * 200})
    assert "\n" not in shown["content"]
    assert len(shown["content"]) <= 242


def test_absent_fields_are_left_out_and_lists_are_always_there() -> None:
    shown = card("awards", {"title": "Prize"})
    assert "date" not in shown
    assert shown["highlights"] == []


ODD_VALUES = [None, 3, True, "text", ["a", None, 2], {"one": ["a"], "two": "b"}]


@pytest.mark.parametrize("value", ODD_VALUES, ids=str)
@pytest.mark.parametrize(
    "field",
    ["technologies", "tech_stack", "metrics", "highlights", "keywords", "gpa", "links"],
)
def test_a_card_never_carries_an_object(field: str, value: Any) -> None:
    shown = card("projects", {"title": "X", field: value})
    for item in shown.values():
        assert isinstance(item, str | list)
        if isinstance(item, list):
            assert all(isinstance(part, str) for part in item)


def test_every_field_of_a_card_has_a_type_a_page_can_show() -> None:
    hints = {str(kind) for kind in Card.__annotations__.values()}
    assert hints == {"str", "str | None", "tuple[str, ...]"}
