from __future__ import annotations

from services.resume.answers.scene import day_number
from tests.resume.answers.people import scene_of


def test_a_question_names_its_entries() -> None:
    scene = scene_of("when was the tide wheel")
    assert [scene.entry(i).title for i in scene.named] == ["Tide Wheel"]
    assert not scene.leans


def test_what_goes_on_stands_before_what_ended() -> None:
    scene = scene_of("list her jobs")
    jobs = scene.newest_first(scene.section("experience"))
    assert jobs[0] == scene.current_jobs[0]
    assert scene.oldest_first(jobs)[-1] == jobs[0]


def test_what_has_no_date_compares_as_zero() -> None:
    scene = scene_of("what skills does she have")
    assert day_number(scene.entry(scene.section("skills")[0])) == 0
