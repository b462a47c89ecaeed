from __future__ import annotations

from tests.resume.answers.people import said


def test_a_network_is_called_as_it_writes_itself() -> None:
    assert "No LinkedIn profile" in said("is she on linked in")
