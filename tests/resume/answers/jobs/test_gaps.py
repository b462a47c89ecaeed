from __future__ import annotations

from tests.resume.answers.people import said


def test_the_longest_gap_is_told_with_what_lies_around_it() -> None:
    assert (
        "7 months, from November 2017 to May 2018, between leaving "
        "Lantern Survey and starting at Skerry Charts"
    ) in said("is there a gap in her resume")


def test_a_time_without_a_job_is_a_gap() -> None:
    assert "7 months" in said("was there ever a time when she had no job")


def test_of_several_gaps_the_one_between_named_places_is_told() -> None:
    reply = said("was there a gap between leaving Aberdeen and coming to Bodø")
    assert "between leaving Lantern Survey and starting at Skerry Charts" in reply


def test_a_time_spent_somewhere_is_no_gap() -> None:
    assert "gap" not in said("does she speak danish after that time out there")


def test_the_ends_of_a_gap_are_not_compared() -> None:
    asked = "why is there a hole in her cv between autumn 2017 and summer 2018"
    assert "gap of 7 months" in said(asked)


def test_of_several_gaps_the_one_at_the_time_named_is_told() -> None:
    reply = said("why is there a gap in summer 2014")
    assert "starting at Lantern Survey" in reply
