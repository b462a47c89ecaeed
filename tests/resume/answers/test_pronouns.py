from __future__ import annotations

import pytest

from tests.resume.answers.people import rule_of, said


@pytest.mark.parametrize(
    "question",
    ["what are Tamsin's pronouns", "is tamsin a he or a she", "he or she?"],
)
def test_the_pronouns_of_the_resume_are_told(question: str) -> None:
    assert said(question) == "Say “she” and “her” for Tamsin."


def test_a_choice_between_deeds_is_none_of_pronouns() -> None:
    assert rule_of("did she draw or did she sound more") != "pronouns"
