from __future__ import annotations

from tests.resume.answers.people import CARTOGRAPHER, said, without
from tests.resume.asking import asked_of


def test_listed_awards_are_told_as_a_part() -> None:
    assert "Young Surveyor Prize" in said("has she won any awards")


def test_without_any_prize_there_are_none() -> None:
    assert "awards" in CARTOGRAPHER
    answer = asked_of(without("awards"), "has she won any awards")
    assert answer.absent
