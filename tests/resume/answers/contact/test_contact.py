from __future__ import annotations

import pytest

from tests.resume.answers.people import rule_of, said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is her phone number", "+47 555 010 012"),
        ("what is her email", "tamsin@example.com"),
    ],
)
def test_what_was_asked_for_is_given(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    "question",
    [
        "what do I call you",
        "what did you write your thesis about",
        "how often is she on call herself",
    ],
)
def test_a_call_by_name_and_a_text_are_no_ways_to_reach(question: str) -> None:
    assert rule_of(question) != "contact"
