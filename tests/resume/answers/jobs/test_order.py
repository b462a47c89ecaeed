from __future__ import annotations

import pytest

from tests.resume.answers.people import rule_of, said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what was her previous job", "Chart Editor at Skerry Charts"),
        ("what did she do before Lantern Survey", "Harbour Bakery"),
        ("what came after the bakery", "Lantern Survey"),
        ("what did she do before the bakery", "lists nothing before that"),
    ],
)
def test_what_lies_beside_a_job_is_found(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    "question",
    [
        "who looks after the drawing office",
        "is she trained to calm people after a bad night on the radio",
    ],
)
def test_an_after_that_names_no_step_asks_for_no_order(question: str) -> None:
    assert rule_of(question) not in ("beside_it", "previous")
