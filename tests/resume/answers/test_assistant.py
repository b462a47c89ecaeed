from __future__ import annotations

from tests.resume.answers.people import said


def test_the_assistant_is_not_the_person() -> None:
    assert "No, I'm not Tamsin but an assistant" in said("are you Tamsin")
