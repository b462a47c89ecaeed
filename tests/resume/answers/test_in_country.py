from __future__ import annotations

from tests.resume.answers.people import said


def test_work_in_a_country_is_a_yes_with_the_work() -> None:
    assert said("has she worked in the UK").startswith("Yes: she was")


def test_living_in_a_country_is_no_work_there() -> None:
    text = said("did she study in Norway")
    assert "Yes" not in text
    assert "studies in Norway" in text


def test_work_in_a_town_is_no_study_there() -> None:
    assert said("has she worked in Aberdeen").startswith("Yes: she was")


def test_a_country_without_work_is_named() -> None:
    assert "work in Portugal" in said("did he work in Portugal")


def test_a_part_of_the_world_is_its_countries() -> None:
    assert said("has she worked in Europe").startswith("Yes, in ")
    assert "any work in Asia" in said("has she worked in Asia")
