from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "how many awards does she have",
            "She has two awards: Golden Compass and Young Surveyor Prize.",
        ),
        (
            "how many patents does she have",
            "None: the résumé doesn't list any patents.",
        ),
        ("how many employers has she had", "three employers"),
    ],
)
def test_entries_are_counted_and_named(question: str, words: str) -> None:
    assert words in said(question)


def test_of_the_jobs_of_today_only_those_that_go_on_are_counted() -> None:
    assert said("how many jobs does she have right now").startswith("She has one job:")
