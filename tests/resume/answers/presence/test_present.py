from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "has she worked with divers",
            "Yes: Wreck Atlas is an online atlas of wrecks drawn with divers.",
        ),
        ("any experience with children", "doesn't mention children"),
    ],
)
def test_a_fact_confirms_and_its_absence_denies(question: str, words: str) -> None:
    assert words in said(question)


def test_of_two_things_the_missing_one_is_named() -> None:
    text = said("does she know Python and Rust")
    assert "Yes: " in text
    assert "doesn't mention Rust" in text


def test_of_two_things_that_are_there_both_are_told() -> None:
    text = said("does she know Python and engraving")
    assert "Python" in text
    assert "ngraving" in text


def test_the_better_of_two_is_no_yes() -> None:
    assert not said("is she better at Python or engraving").startswith("Yes")
