from __future__ import annotations

from tests.resume.answers.people import said


def test_who_could_be_asked_is_told() -> None:
    assert "You can ask her at tamsin@example.com." in said("what is her notice period")
