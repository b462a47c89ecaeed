"""One résumé format into the other, and back without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.models.resume import Resume
from services.resume.converting import modernised, to_json_resume, to_own
from services.resume.loading import load_resume, read_resume

SAMPLE = Path(__file__).parents[2] / "resume_data.json"

FULL: dict[str, Any] = {
    "$schema": "https://schema.example.com/resume.json",
    "basics": {
        "name": "Ada Example",
        "label": "Engineer",
        "image": "https://ada.example.com/me.png",
        "email": "ada@example.com",
        "phone": "555",
        "url": "https://ada.example.com",
        "summary": "Builds engines.",
        "location": {
            "address": "Gate 1", "postalCode": "3000", "city": "Bern",
            "countryCode": "CH", "region": "Bern",
        },
        "profiles": [{"network": "Forge", "username": "ada", "url": "https://f.example"}],
    },
    "work": [
        {
            "name": "Acme", "location": "Bern", "description": "Makes engines",
            "position": "Engineer", "url": "https://acme.example.com",
            "startDate": "2020-05-04", "summary": "Leads.", "highlights": ["A", "B"],
        },
        {"name": "Old", "startDate": "2018", "endDate": "2020-04", "x-note": {"a": 1}},
    ],
    "volunteer": [
        {
            "organization": "Club", "position": "Mentor", "url": "https://c.example",
            "startDate": "2019-01", "endDate": "2019-01-31", "summary": "Teaches.",
            "highlights": ["Ten pupils"],
        }
    ],
    "education": [
        {
            "institution": "MIT", "url": "https://mit.example", "area": "Physics",
            "studyType": "BSc", "startDate": "2014", "endDate": "2018", "score": "3.9",
            "courses": ["Waves"],
        }
    ],
    "awards": [
        {"title": "Prize", "date": "2019-05-01", "awarder": "Club", "summary": "For it"}
    ],
    "certificates": [
        {"name": "Diver", "date": "2017", "issuer": "Club", "url": "https://d.example"}
    ],
    "publications": [
        {
            "name": "On Engines", "publisher": "Notes", "releaseDate": "2018-02",
            "url": "https://p.example", "summary": "About engines.",
        }
    ],
    "skills": [{"name": "Code", "level": "Master", "keywords": ["Python", "C"]}],
    "languages": [{"language": "German", "fluency": "Native"}],
    "interests": [{"name": "Chess", "keywords": ["Blitz"]}],
    "references": [{"name": "B. C.", "reference": "Very good."}],
    "projects": [
        {
            "name": "Engine", "description": "An engine.", "highlights": ["Runs"],
            "keywords": ["Steam"], "startDate": "2020-01-01", "endDate": "2020-12-31",
            "url": "https://e.example", "roles": ["Lead"], "entity": "Acme",
            "type": "application",
        }
    ],
    "meta": {"version": "v1.0.0"},
    "patents": [{"title": "Valve"}],
}  # fmt: skip
DRAFT = {
    "basics": {"name": "Ada", "website": "https://a.example", "picture": "p.png"},
    "work": [{"company": "Acme", "website": "https://acme.example", "position": "x"}],
    "education": [{"institution": "MIT", "gpa": "3.9"}],
    "languages": [{"name": "German", "level": "Native"}],
}
ODD = {
    "basics": {"name": "Ada", "profiles": []},
    "work": [
        {"name": "A", "startDate": "soon", "endDate": "2020"},
        {"name": "B", "endDate": "2020-01"},
        {"name": "C", "startDate": "", "endDate": ""},
        {"name": "D", "dates": "long ago"},
        {"name": "E", "company": "F", "title": "G"},
        "just text",
    ],
    "skills": [],
    "languages": None,
}


@pytest.mark.parametrize("document", [FULL, ODD], ids=["full", "odd"])
def test_json_resume_survives_the_round_trip(document: dict[str, Any]) -> None:
    assert to_json_resume(to_own(document)) == document


def test_the_drafts_field_names_come_back_as_those_of_1_0() -> None:
    back = to_json_resume(to_own(DRAFT))
    assert back == modernised(DRAFT)
    assert back["work"][0]["name"] == "Acme"
    assert back["basics"]["url"] == "https://a.example"
    assert back["education"][0]["score"] == "3.9"
    assert back["languages"][0] == {"language": "German", "fluency": "Native"}


def entries(resume: Resume) -> list[tuple[Any, ...]]:
    return [
        (e.section, e.title, e.organization, e.period, e.technologies, e.description)
        for name in sorted(resume.sections)
        for e in resume.sections[name]
    ]


def test_both_forms_of_a_resume_read_the_same() -> None:
    assert entries(read_resume(to_own(FULL))) == entries(read_resume(FULL))


def test_our_sample_as_json_resume_still_says_who_where_and_when() -> None:
    sample = load_resume(SAMPLE)
    document = to_json_resume(json.loads(SAMPLE.read_text(encoding="utf-8")))
    converted = read_resume(document)
    assert converted.profile.name == sample.profile.name
    assert converted.profile.pronouns == sample.profile.pronouns
    assert converted.profile.email == sample.profile.email
    ids = {e.id for section in converted.sections.values() for e in section}
    assert {"harbor-analytics", "night-owl", "slow-speech", "friday-errors"} <= ids
    assert document["work"][0]["startDate"] == "2023-03"
    assert "endDate" not in document["work"][0]


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        ("Sep 2019 – Jun 2020", "2019-09", "2020-06"),
        ("2019", "2019", "2019"),
        ("15 March 2020", "2020-03-15", "2020-03-15"),
        ("2018 to 2020", "2018", "2020"),
    ],
)
def test_dates_become_iso_as_exact_as_they_were(
    dates: str, start: str, end: str
) -> None:
    document = to_json_resume(
        {"name": "A", "projects": [{"title": "X", "dates": dates}]}
    )
    (project,) = document["projects"]
    assert (project["startDate"], project["endDate"]) == (start, end)


DATES = st.sampled_from(["2019", "2019-05", "2019-05-07", "soon", ""])
KEYS = st.sampled_from(["name", "url", "summary", "position", "highlights", "x"])
ITEMS = st.dictionaries(
    KEYS, st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2), max_size=4
)
DATED_ITEMS = st.builds(
    lambda item, dates: item | dates,
    ITEMS,
    st.dictionaries(st.sampled_from(["startDate", "endDate"]), DATES),
)


@given(
    st.dictionaries(
        st.sampled_from(["work", "projects", "volunteer", "education", "own"]),
        st.lists(DATED_ITEMS, max_size=3),
    )
)
def test_any_json_resume_survives_the_round_trip(sections: dict[str, Any]) -> None:
    document = {"basics": {"name": "Ada"}, **sections}
    assert to_json_resume(to_own(document)) == document
