from __future__ import annotations

import pytest

from services.resume.telling.skill_groups import several
from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("group", "sentence"),
    [
        ("Grass", "Her grass skills, at expert level, include QGIS."),
        ("Engines", "The engines she knows, at expert level, include QGIS."),
        ("Subjects", "Her subjects, at expert level, include QGIS."),
        ("Bees", "Her skills with bees, at expert level, include QGIS."),
        (
            "Running a site",
            "Her skills in running a site, at expert level, include QGIS.",
        ),
        ("On the day", "Her skills on the day, at expert level, include QGIS."),
        (
            "Roles performed",
            "The roles she has performed, at expert level, include QGIS.",
        ),
        ("Repertoire", "Her repertoire, at expert level, includes QGIS."),
        ("People things", "Her people skills, at expert level, include QGIS."),
        ("HR systems", "The HR systems she knows, at expert level, include QGIS."),
        ("iOS", "Her iOS skills, at expert level, include QGIS."),
    ],
)
def test_a_group_of_skills_is_told_by_its_name(group: str, sentence: str) -> None:
    entry: dict[str, object] = {"name": group, "level": "Expert", "keywords": ["QGIS"]}
    assert told("skills", entry) == sentence


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        ("Good", "Her grass skills, at a good level, include QGIS."),
        (
            "Working knowledge",
            "Her grass skills include QGIS, with the note: working knowledge.",
        ),
        (
            "Enough for my maps",
            "Her grass skills include QGIS, with the note: enough for her maps.",
        ),
    ],
)
def test_a_level_is_told_as_it_is_worded(level: str, sentence: str) -> None:
    entry: dict[str, object] = {"name": "Grass", "level": level, "keywords": ["QGIS"]}
    assert told("skills", entry) == sentence


def test_skills_in_the_plural_are_several() -> None:
    plural = ("gut biopsies", "surveys with infrared", "AWS and TPWS", "arterial lines")
    assert all(map(several, plural))
    single = ("SolidWorks", "care of hens", "internal and external audit")
    assert not any(map(several, single))
