from __future__ import annotations

from services.resume.answers.asking_kinds import PLAIN, kinds
from services.resume.answers.kinds import ANSWERS, by_kind
from tests.resume.answers.people import scene_of


def test_every_kind_has_an_answer() -> None:
    assert set(kinds().names) - {PLAIN} == ANSWERS.keys()


def test_every_answer_speaks_of_the_person() -> None:
    scene = scene_of("who is she")
    told = [tell(scene) for tell in ANSWERS.values()]
    assert all(outcome.said for outcome in told if outcome is not None)


def test_without_meaning_no_kind_is_known() -> None:
    assert by_kind(scene_of("what is she all about")) is None
