"""The names that a recogniser should expect."""

from __future__ import annotations

from services.resume.loading import read_resume
from services.resume.vocabulary import names

RESUME = read_resume(
    {
        "name": "Ada Example",
        "experience": [
            {
                "company": "Acme Inc. (B2B), Bern",
                "role": "Engineer",
                "tech": ["Python (3.11)", "TypeScript/JavaScript", "CI/CD"],
            }
        ],
        "projects": [
            {"title": "River Engine: pumps that follow the river"},
            {"title": "A title so long that nobody would ever say it"},
        ],
        "skills": {"tools": ["Python"]},
    }
)


def test_technologies_come_first_and_none_comes_twice() -> None:
    found = names(RESUME)
    assert found[:4] == ("Python", "TypeScript", "JavaScript", "CI/CD")
    assert len(found) == len(set(found))


def test_people_organisations_and_titles_follow() -> None:
    found = names(RESUME)
    assert {"Ada Example", "Ada", "Acme Inc", "River Engine"} <= set(found)


def test_what_nobody_says_or_everybody_does_is_left_out() -> None:
    found = names(RESUME)
    assert "Engineer, Acme Inc. (B2B), Bern" not in found
    assert not any(len(name.split()) > 6 for name in found)
    assert "Tools" not in found
