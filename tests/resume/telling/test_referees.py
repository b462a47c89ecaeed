from __future__ import annotations

import pytest

from services.resume.telling.referees import referee


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Bo Lund, owner, Lee Chemists", "Bo Lund, owner of Lee Chemists,"),
        (
            "Bo Lund, head of tides, Corrib Airport",
            "Bo Lund, head of tides at Corrib Airport,",
        ),
        ("Bo Lund, World Water Secretariat", "Bo Lund of the World Water Secretariat"),
        ("Bo Lund, head of tides, Lyon", "Bo Lund, head of tides, Lyon,"),
        ("Bo Lund, Harbour Master", "Bo Lund, Harbour Master,"),
        ("Bo Lund", "Bo Lund"),
    ],
)
def test_a_referee_is_named_with_post_and_house(title: str, said: str) -> None:
    assert referee(title) == said
