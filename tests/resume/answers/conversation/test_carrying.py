from __future__ import annotations

from tests.resume.answers.people import said


def test_a_question_goes_over_to_another_thing() -> None:
    assert "Lantern Survey for 3 years and 2 months" in said(
        "how long was she at the bakery", "and at Lantern Survey"
    )
