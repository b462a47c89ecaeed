from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "how long was she at Skerry Charts",
            (
                "8 years and 6 months, since June 2018, first as a Chart "
                "Editor and then as Head of Charts"
            ),
        ),
        (
            "how long was she at the bakery",
            "for 1 year and 8 months, from October 2012 to May 2014",
        ),
    ],
)
def test_the_time_at_an_employer_covers_all_its_roles(
    question: str, words: str
) -> None:
    assert words in said(question)
