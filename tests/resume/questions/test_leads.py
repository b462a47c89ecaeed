from __future__ import annotations

import pytest

from services.resume.questions.leads import LEAD, OPENING, TAIL


def test_greetings_and_requests_stand_before_a_question() -> None:
    assert OPENING.sub("", "so hi what is it") == "what is it"
    assert LEAD.sub("", "can you tell me about her job") == "her job"


@pytest.mark.parametrize("tail", ["please", "at all", "by any chance"])
def test_politeness_stands_behind_a_question(tail: str) -> None:
    assert TAIL.sub("", f"does she code {tail}") == "does she code"
