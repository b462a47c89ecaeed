from __future__ import annotations

from tests.resume.answers.people import said


def test_the_most_direct_way_stands_first() -> None:
    assert "by email at tamsin@example.com or by phone" in said("how can I contact her")
