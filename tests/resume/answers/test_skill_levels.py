from __future__ import annotations

from tests.resume.answers.people import said


def test_a_tool_has_the_level_of_its_group() -> None:
    assert "which the résumé lists under software skills, is intermediate" in said(
        "how good is she with QGIS"
    )


def test_a_group_is_at_its_level() -> None:
    assert "Her drawing skills are at an expert level." in said(
        "how comfortable is she with drawing"
    )
