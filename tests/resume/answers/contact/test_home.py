from __future__ import annotations

from tests.resume.answers.people import said


def test_the_place_of_today_is_told() -> None:
    assert "She is based in Bodø, Norway." in said("where does she live")
