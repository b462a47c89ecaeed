from __future__ import annotations

import pytest

from services.models.resume import Entry
from services.resume.answers.ranks import rank, said_level


def test_higher_levels_rank_higher() -> None:
    assert rank("Beginner") < rank("B1") < rank("Fluent") < rank("Native speaker")
    assert rank("whatever") == -1


@pytest.mark.parametrize(
    ("level", "said"),
    [("Native", "native"), ("B2", "B2"), ("Level 2", "level 2")],
)
def test_codes_of_levels_keep_their_capitals(level: str, said: str) -> None:
    entry = Entry(
        id="x", section="languages", title="Norwegian", path="languages[0]", role=level
    )
    assert said_level(entry) == said
