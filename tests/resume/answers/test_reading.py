from __future__ import annotations

import pytest

from services.models.fact import Kind
from services.resume.answers.reading import grade, group, held, read, says
from tests.resume.answers.people import scene_of

SCENE = scene_of("who is she")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Engraving", "Engraving is among her drawing skills, at expert level."),
        (
            "Cut the time to correct a chart from nine weeks to eleven days",
            "She cut the time to correct a chart from nine weeks to eleven days.",
        ),
        ("Tides", "Her courses at Northgate University included Tides."),
    ],
)
def test_a_fact_is_told_as_a_sentence(text: str, sentence: str) -> None:
    fact = next(f for f in SCENE.evidence.facts if f.text == text)
    assert read(SCENE, fact).text == sentence


def test_a_quote_names_who_says_it() -> None:
    fact = next(f for f in SCENE.evidence.facts if f.kind is Kind.QUOTE)
    assert read(SCENE, fact).text.startswith("Aud Hagen, Harbour Master, says: “")


def test_groups_of_skills_are_called_skills() -> None:
    drawing = SCENE.entry(SCENE.section("skills")[0])
    assert group(drawing) == "drawing skills"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("3.7", "Her grade in the BSc in Geography was 3.7."),
        (
            "Distinction",
            "She finished the BSc in Geography at Northgate University with"
            " Distinction.",
        ),
    ],
)
def test_grades_are_numbers_or_honours(value: str, sentence: str) -> None:
    study = SCENE.entry(SCENE.section("education")[0])
    assert grade(SCENE, study, value) == sentence


def test_quotation_marks_are_not_doubled() -> None:
    referee = SCENE.entry(SCENE.section("references")[0])
    assert says(referee, "“Good.”").count("“") == 1


def test_a_grade_in_another_language_is_quoted() -> None:
    study = SCENE.entry(SCENE.section("education")[0])
    assert grade(SCENE, study, "Très bien").endswith("with the grade “Très bien”.")


def test_a_headline_tells_the_former_post_last() -> None:
    said = held("Registered Nutritionist, formerly School Cook", SCENE.voice)
    assert said == "a Registered Nutritionist and was formerly a School Cook"
