"""A thing is named where nothing before it says which one is meant."""

from __future__ import annotations

from tests.resume.answers.people import said


def test_a_line_alone_names_its_project() -> None:
    assert said("has she worked with divers").startswith("Yes: Wreck Atlas is ")


def test_a_line_after_its_project_says_it() -> None:
    assert "any harbour. It sold 3,200 copies" in said("tell me about the tide wheel")
