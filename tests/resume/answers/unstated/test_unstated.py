from __future__ import annotations

import pytest

from tests.resume.answers.people import rule_of, said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "how old is she",
            "doesn't say her age. You can ask her at tamsin@example.com.",
        ),
        ("would she relocate to Paris", "She is based in Bodø, Norway."),
    ],
)
def test_what_is_not_stated_is_not_guessed(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    "question",
    ["could she start in january", "would she be free in may", "how come she left"],
)
def test_terms_are_asked_for_in_many_ways(question: str) -> None:
    assert rule_of(question) == "unstated"


def test_what_a_visitor_notices_is_no_notice() -> None:
    assert rule_of("I notice some time off between her jobs, when was that") == "gaps"
