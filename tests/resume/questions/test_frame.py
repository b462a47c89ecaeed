from __future__ import annotations

from services.resume.questions.frame import ASKING, AUXILIARY, FRAME, FUNCTION


def test_words_of_asking_are_no_content() -> None:
    assert ASKING <= FUNCTION
    assert AUXILIARY - {"ever", "must"} <= FUNCTION
    assert not FRAME & ASKING
