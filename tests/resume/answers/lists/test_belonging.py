from __future__ import annotations

from tests.resume.answers.people import said


def test_of_a_part_what_belongs_to_the_entry_spoken_of() -> None:
    assert "Young Surveyor Prize" in said(
        "tell me about Lantern Survey", "did she win anything there"
    )
