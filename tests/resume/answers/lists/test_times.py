from __future__ import annotations

import pytest

from tests.resume.answers.people import said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was she doing in 2015", "Hydrographic Surveyor at Lantern Survey"),
        ("where did she live in 2016", "She was in Aberdeen, UK then"),
        ("what was she doing in 2005", "doesn't list anything for that time"),
    ],
)
def test_what_ran_at_a_time_is_told(question: str, words: str) -> None:
    assert words in said(question)
