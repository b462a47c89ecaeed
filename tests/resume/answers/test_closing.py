from __future__ import annotations

from services.resume.answers.closing import nearest_fact
from tests.resume.answers.people import scene_of


def test_what_no_rule_knows_is_answered_by_the_nearest_fact() -> None:
    outcome = nearest_fact(scene_of("her wrecks with their depths"))
    assert outcome is not None
    assert "410 wrecks" in outcome.said[0].text


def test_what_nothing_comes_near_to_is_not_there() -> None:
    outcome = nearest_fact(scene_of("what about her elephants"))
    assert outcome is not None
    assert outcome.absent
