from __future__ import annotations

from tests.resume.answers.people import said


def test_a_group_is_told_with_what_it_holds() -> None:
    assert "Engraving and Lettering" in said("drawing skills")
