from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "list her jobs oldest first",
            "started as a Shop Assistant at Harbour Bakery from 2012 to 2014",
        ),
        (
            "walk me through her career",
            "started as a Shop Assistant at Harbour Bakery from 2012 to 2014",
        ),
        (
            "walk me through her career",
            (
                "and has been a Chart Editor and then Head of Charts at "
                "Skerry Charts since 2018."
            ),
        ),
    ],
)
def test_the_career_is_told_in_order_with_roles_at_one_employer_together(
    question: str, words: str
) -> None:
    assert words in said(question)
