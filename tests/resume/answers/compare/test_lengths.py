from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "which did she do longer, the survey or the bakery",
            (
                "The Hydrographic Surveyor job at Lantern Survey was longer: "
                "3 years and 2 months, against 1 year and 8 months"
            ),
        ),
        ("which job did she keep longest", "5 years and 9 months"),
    ],
)
def test_the_longer_one_is_named_first(question: str, words: str) -> None:
    assert words in said(question)
