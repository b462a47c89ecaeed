from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "was she ever promoted",
            (
                "Yes, she was promoted once at Skerry Charts: to Head of "
                "Charts in March 2021."
            ),
        ),
        ("was she promoted at the bakery", "no promotion at Harbour Bakery"),
    ],
)
def test_promotions_are_counted_and_dated(question: str, words: str) -> None:
    assert words in said(question)


def test_a_promotion_is_told_though_another_employer_is_named_in_passing() -> None:
    reply = said("when did the lantern lady get promoted to the top job")
    assert "promoted once at Skerry Charts" in reply
