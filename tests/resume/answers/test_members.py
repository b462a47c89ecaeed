from __future__ import annotations

from services.resume.answers.members import members_of
from tests.resume.answers.people import scene_of

LIBRARY = scene_of("can she code").library


def test_a_family_has_its_technologies_from_skill_groups_first() -> None:
    held = members_of(LIBRARY.entries, LIBRARY.topics)["family:programming-languages"]
    assert [m.text for m in held] == ["Python"]
    assert LIBRARY.entries[held[0].at].section == "skills"
