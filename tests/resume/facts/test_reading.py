from __future__ import annotations

import pytest

from services.resume.facts.people import listed_people
from services.resume.facts.reading import TextReader
from services.resume.loading import read_resume

READER = TextReader(
    read_resume(
        {
            "name": "A B",
            "experience": [
                {
                    "company": "Quay Kitchen Ltd (Catering)",
                    "role": "Cook",
                    "location": "Tromsø, Norway",
                    "technologies": ["Go", "Deck oven"],
                }
            ],
        }
    )
)


def found(text: str, kind: str) -> list[str]:
    return [str(v.data) for v in READER.values(text) if v.kind == kind]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("cooked in Guatemala", ["Guatemala"]),
        (
            "cooked in Quetzaltenango, Guatemala for a year",
            ["Quetzaltenango, Guatemala"],
        ),
        ("back in Tromsø", ["Tromsø"]),
        ("sold china and turkey", []),
        ("worked remotely", []),
    ],
)
def test_places_are_found_where_they_have_a_capital(
    text: str, places: list[str]
) -> None:
    assert found(text, "place") == places


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Under Dr. Ida Holm and Prof. Bo van Dam", ["Ida Holm", "Bo van Dam"]),
        ("Co-author with Ida Holm, Bo Lund and J. Tanaka", ["Ida Holm", "Bo Lund"]),
        ("Wrote it with J. Tanaka and O. Adeyemi", ["J. Tanaka", "O. Adeyemi"]),
        ("Works with Deck oven and Excel", []),
    ],
)
def test_people_are_found_by_title_initials_or_part(
    text: str, people: list[str]
) -> None:
    assert set(people) <= set(found(text, "person"))
    assert people or not found(text, "person")


def test_authors_are_told_apart() -> None:
    names = [v.text for v in listed_people("Ida Holm, Ph.D., Bo Lund & Jo Ek et al.")]
    assert names == ["Ida Holm", "Bo Lund", "Jo Ek"]


def test_an_organisation_is_found_by_its_short_name() -> None:
    name = "Quay Kitchen Ltd (Catering)"
    assert found("Left Quay Kitchen in spring", "organisation") == [name]


def test_an_everyday_word_is_a_technology_only_as_the_resume_spells_it() -> None:
    assert found("We go there; a till in Go", "technology") == ["Go"]
    assert found("Go there", "technology") == []
    assert found("Cleaned the deck oven", "technology") == ["Deck oven"]
