from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "has she worked with divers",
            "Yes: it is an online atlas of wrecks drawn with divers.",
        ),
        ("any experience with children", "doesn't mention children"),
    ],
)
def test_a_fact_confirms_and_its_absence_denies(question: str, words: str) -> None:
    assert words in said(question)


def test_of_two_things_the_missing_one_is_named() -> None:
    assert "doesn't mention Rust" in said("does she know Python and Rust")
