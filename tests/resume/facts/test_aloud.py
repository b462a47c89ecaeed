from __future__ import annotations

from typing import Any

import pytest

from services.resume.facts.extraction import facts_of
from services.resume.loading import read_resume
from tests.resume.facts.people import BAKER, TODAY, baker, baker_facts

OLAV = "experience/st-olavs-bakery-pastry"
SCHOOL = "education/fjord-trade-school"
MORE: dict[str, Any] = {
    "name": "Dr. Ann Bo",
    "pronouns": "she/her",
    "projects": [
        {
            "title": "Tide Map",
            "date": "2021 – 2022",
            "description": "A map of tides for small harbours.",
            "highlights": ["Drew 40 sheets"],
            "organization": "Port Office",
            "technologies": ["Ink"],
        }
    ],
    "awards": [
        {"title": "Harbour Prize", "date": "2022-05", "awarder": "Port Office"},
        {"title": "Map Fellow", "date": "2019"},
    ],
    "education": [
        {"institution": "Sea School", "degree": "Diploma", "thesis": "Silent tides"}
    ],
    "interests": [{"name": "Rowing", "keywords": ["skiffs"]}],
    "patents": [{"title": "Folding chart", "date": "2020-03"}],
    "skills": [{"name": "Ink", "level": "Expert", "keywords": ["Nib pens"]}],
}
FACTS = facts_of(read_resume(MORE), TODAY)


def said(id: str) -> str:
    return baker_facts().by_id[id].sentence


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        (f"{OLAV}#title", "They were a baker at St. Olavs Bakery."),
        (
            f"{OLAV}#dates",
            "They worked at St. Olavs Bakery as Baker from June 2019 to February 2022.",
        ),
        (
            f"{OLAV}#location",
            "They worked at St. Olavs Bakery as Baker in Tromsø, Norway.",
        ),
        (
            f"{SCHOOL}#title",
            "They studied for a Bachelor in Baking at Fjord Trade School.",
        ),
        (
            f"{SCHOOL}#keywords/sourdough",
            "Their courses at Fjord Trade School included Sourdough.",
        ),
        (
            f"{SCHOOL}#gpa",
            "Their grade in Bachelor in Baking at Fjord Trade School was 3.6/4.0.",
        ),
        ("languages/norwegian#level", "They are a native speaker of Norwegian."),
        ("languages/danish#level", "They speak Danish at level B2."),
        ("profile#email", "Their email is wanda@example.com."),
        ("profile#location", "They live in Tromsø, Norway."),
        (
            "references/dr-berit-lund-teacher#quote/0",
            "Dr. Berit Lund, Teacher says: Wanda waits.",
        ),
    ],
)
def test_a_fact_is_said_as_a_sentence_about_the_person(id: str, sentence: str) -> None:
    assert said(id) == sentence


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("projects/tide-map#title", "One of her projects is Tide Map."),
        ("projects/tide-map#dates", "Tide Map ran from 2021 to 2022."),
        ("projects/tide-map#highlights/0", "She drew 40 sheets for Tide Map."),
        ("projects/tide-map#organization", "Tide Map was done for Port Office."),
        ("awards/harbour-prize#dates", "She received the Harbour Prize in May 2022."),
        ("awards/map-fellow#dates", "She received Map Fellow in 2019."),
        ("patents/folding-chart#dates", "Folding chart is from March 2020."),
        ("education/sea-school#thesis", "Her thesis at Sea School: Silent tides."),
        ("skills/ink#technologies/nibpens", "Her skills in Ink include Nib pens."),
        ("interests/rowing#keywords/skiffs", "She is interested in Rowing: skiffs."),
        (
            "projects/tide-map#technologies/ink",
            "Tide Map involves Ink.",
        ),
        ("awards#count", "Ann has two awards: Harbour Prize and Map Fellow."),
    ],
)
def test_every_section_has_its_own_words(id: str, sentence: str) -> None:
    assert FACTS.by_id[id].sentence == sentence


def test_the_owner_may_speak_for_herself() -> None:
    facts = facts_of(read_resume(MORE), TODAY, voice="first")
    assert facts.by_id["projects/tide-map#title"].sentence == (
        "One of my projects is Tide Map."
    )
    assert facts.by_id["awards#count"].sentence.startswith("I have two awards")


def test_a_job_without_an_employer_is_told_by_its_role() -> None:
    document = {**BAKER, "work": [{"position": "Carpenter", "startDate": "2020-01"}]}
    facts = facts_of(read_resume(document), TODAY)
    tenure = facts.by_id["experience/carpenter#tenure"].sentence
    assert tenure == (
        "Wanda has worked as Carpenter for 6 years and 11 months, since January 2020."
    )


def test_no_sentence_has_a_hole() -> None:
    for fact in (*baker_facts().all, *FACTS.all):
        assert "  " not in fact.sentence
        assert " ." not in fact.sentence
        assert " : " not in fact.sentence
    assert baker().profile.pronouns[0] == "they"
