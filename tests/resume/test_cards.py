"""Cards carry text and lists of text, whatever the entry holds."""

from __future__ import annotations

from typing import Any

import pytest

from services.models.answer import Card
from services.resume.cards import TYPES, to_card
from services.resume.loading import read_resume


def card(section: str, item: dict[str, Any]) -> dict[str, Any]:
    resume = read_resume({"name": "Ada", "skills": [], section: [item]})
    return to_card(resume.sections[section][0]).to_dict()


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


STUDY = {
    "institution": "Riverbend State University",
    "studyType": "Bachelor of Science",
    "area": "Nursing",
    "startDate": "2010-09",
    "endDate": "2014-05",
}
PRIZE = {"title": "Golden Gauge", "date": "2022-12", "awarder": "Ferrum"}
PAPER = {"name": "On Engines", "publisher": "Notes", "authors": ["A. B.", "C. D."]}
JOB = {
    "company": "Acme",
    "role": "Engineer",
    "dates": "Jun 2020 – Feb 2023",
    "location": "Bern",
}
GROUP = {"name": "Drawing", "level": "Advanced", "keywords": ["Ink", "Gouache"]}


@pytest.mark.parametrize(
    ("section", "item", "told"),
    [
        (
            "education",
            STUDY | {"score": "3.7", "courses": ["Biology", "Ethics"]},
            "Bachelor of Science in Nursing, Riverbend State University, 2010 to 2014. "
            "Grade: 3.7. Courses: Biology, Ethics.",
        ),
        ("education", {"institution": "MIT", "startDate": "2024"}, "MIT, since 2024"),
        ("education", {"degree": "Abitur", "date": "2009"}, "Abitur, 2009"),
        (
            "awards",
            PRIZE | {"summary": "For a cold plate."},
            "Awarded by Ferrum in December 2022. For a cold plate.",
        ),
        ("awards", {"title": "Prize"}, "An award"),
        (
            "certifications",
            {"name": "Green Belt", "issuer": "Academy", "date": "2017-05"},
            "Issued by Academy in May 2017",
        ),
        ("publications", PAPER, "Published: Notes. By A. B., C. D."),
        ("languages", {"language": "Polish", "fluency": "Native"}, "Language, native"),
        ("languages", {"language": "Polish", "fluency": "C2"}, "Language, C2"),
        ("languages", "Polish", "A language spoken"),
        (
            "interests",
            {"name": "Cello", "keywords": ["trios", "duets"]},
            "Interest: trios, duets",
        ),
        ("interests", {"name": "Cello"}, "A personal interest"),
        ("references", {"name": "Bo", "reference": "She is calm."}, "She is calm."),
        ("skills", GROUP, "Advanced: Ink and Gouache"),
        ("skills", {"name": "Drawing", "level": "Advanced"}, "Advanced"),
        ("experience", JOB, "Engineer at Acme, Bern, June 2020 to February 2023"),
        ("experience", JOB | {"summary": "Builds."}, "Builds."),
        ("projects", {"title": "X", "technologies": ["Go", "C"]}, "Go and C"),
        ("projects", {"title": "X"}, "Projects"),
        ("patents", {"title": "Valve", "number": "EP 3"}, "Number: EP 3"),
    ],
)
def test_a_description_says_what_a_card_is(
    section: str, item: dict[str, Any], told: str
) -> None:
    assert card(section, item)["description"] == told


@pytest.mark.parametrize("section", [*TYPES, "experience", "volunteer", "blog", "own"])
def test_every_card_has_a_description_and_content(section: str) -> None:
    for item in ({"title": "X"}, {"name": "X"}, {"title": "X", "date": "2020"}):
        shown = card(section, item)
        assert shown["description"].strip()
        assert shown["content"].strip()
