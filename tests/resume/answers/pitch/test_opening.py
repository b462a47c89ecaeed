from __future__ import annotations

from tests.resume.answers.people import said


def test_the_headline_and_the_place_say_who_somebody_is() -> None:
    assert "Tamsin is a Chart Maker at Skerry Charts." in said("why should I hire her")
