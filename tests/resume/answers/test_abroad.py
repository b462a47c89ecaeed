from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("has she worked abroad", "Yes, in the UK."),
        ("did she ever work outside Norway", "Yes, in the UK."),
        (
            "which countries has she worked in",
            "the UK (Harbour Bakery and Lantern Survey) and Norway (Skerry Charts)",
        ),
        ("which cities has she worked in", "Aberdeen"),
        ("in how many countries has she worked", "in two countries: the UK"),
    ],
)
def test_work_outside_the_country_of_today_is_found(question: str, words: str) -> None:
    assert words in said(question)


def test_a_stay_abroad_confirms_no_admission_there() -> None:
    assert not said("is she admitted anywhere abroad").startswith("Yes")


def test_a_count_of_something_abroad_is_no_count_of_stays() -> None:
    assert "Yes, in" not in said("how many trips abroad did she lead")
    assert "In the UK" not in said("how many trips abroad did she lead")
