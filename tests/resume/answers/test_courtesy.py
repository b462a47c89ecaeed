from __future__ import annotations

from services.resume.answers.courtesy import farewell, greeted
from tests.resume.answers.people import scene_of


def test_greetings_and_farewells_are_answered_in_kind() -> None:
    scene = scene_of("hello there")
    assert greeted(scene).said[0].text.startswith("Hello!")
    assert "goodbye" in farewell(scene).said[0].text
