from __future__ import annotations

from tests.resume.answers.people import said


def test_each_is_told_in_its_own_words() -> None:
    assert "Tide Wheel (April 2022 to September 2022): It is a paper wheel" in said(
        "what is the difference between the tide wheel and the wreck atlas"
    )
