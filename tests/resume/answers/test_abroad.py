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
    ],
)
def test_work_outside_the_country_of_today_is_found(question: str, words: str) -> None:
    assert words in said(question)


def test_a_stay_abroad_confirms_no_admission_there() -> None:
    assert not said("is she admitted anywhere abroad").startswith("Yes")
