"""Links on cards are called by what they lead to."""

from __future__ import annotations

from typing import Any

import pytest

from services.resume.cards import to_card
from services.resume.loading import read_resume


def links(section: str, **item: Any) -> list[tuple[str, str]]:
    """The names and addresses on the card of an item."""
    resume = read_resume({"name": "Ada", "skills": [], section: [item]})
    card = to_card(resume.sections[section][0])
    assert len(card.links) == len(card.link_names)
    return list(zip(card.link_names, card.links, strict=True))


@pytest.mark.parametrize(
    ("section", "address", "name"),
    [
        ("projects", "https://github.com/ada/x", "Code"),
        ("projects", "https://gitlab.example.org/ada/x", "Code"),
        ("projects", "https://doi.org/10.1/x", "Paper"),
        ("projects", "https://youtu.be/x", "Video"),
        ("projects", "https://x.example.com", "Website"),
        ("projects", "https://x.example.com/report.PDF", "Document"),
        ("publications", "https://x.example.com", "Paper"),
        ("certifications", "https://x.example.com", "Certificate"),
        ("blog", "https://x.example.com", "Article"),
    ],
)
def test_a_plain_link_is_named_by_its_host_its_file_or_its_section(
    section: str, address: str, name: str
) -> None:
    assert links(section, title="X", link=address) == [(name, address)]


def test_a_link_is_named_by_the_field_that_the_owner_wrote() -> None:
    own = {
        "demo": "https://github.com/ada/demo",
        "slides": "https://x.example.com/talk",
        "field_notes": "https://x.example.com/notes",
    }
    named = links("projects", title="X", links=own)
    assert [name for name, _ in named] == ["Demo", "Slides", "Field notes"]


def test_links_of_one_kind_have_names_of_their_own_and_none_stands_twice() -> None:
    own = {
        "github": "https://github.com/ada/x",
        "mirror": "https://gitlab.com/ada/x",
        "copy": "https://github.com/ada/x",
        "backup": "https://gitlab.com/ada/y",
    }
    named = links("projects", title="X", links=own)
    assert named == [
        ("Code", "https://github.com/ada/x"),
        ("Code (gitlab.com)", "https://gitlab.com/ada/x"),
        ("Code 2", "https://gitlab.com/ada/y"),
    ]


def test_what_no_browser_should_follow_has_no_name() -> None:
    assert links("projects", title="X", link="javascript:alert(1)") == []


def test_a_study_tells_its_grade_its_thesis_and_its_courses() -> None:
    study = {
        "institution": "MIT",
        "degree": "BSc",
        "gpa": "3.7",
        "thesis": "On Engines",
        "courses": ["Logic", "Optics"],
        "description": "With honours.",
    }
    resume = read_resume({"name": "Ada", "skills": [], "education": [study]})
    told = to_card(resume.sections["education"][0]).description or ""
    for part in ("With honours.", "Grade: 3.7.", "Thesis: On Engines.", "Logic, Optic"):
        assert part in told
