"""A question in a conversation stands alone only if it names what it is about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.models.answer import Query
from services.models.conversation import Turn
from services.reuse.leaning import leans

BEFORE = (Turn("Who is Bram?", "Her boss.", datetime(2025, 1, 1, tzinfo=UTC)),)


@pytest.mark.parametrize(
    "text",
    [
        "and before that",
        "where does she work",
        "tell me more",
        "what about Night Owl",
        "when was it built",
        "the second one please",
        "why",
        "which ones use Python",
    ],
)
def test_a_follow_up_leans(text: str) -> None:
    assert leans(Query(text, history=BEFORE), "search")
    assert not leans(Query(text), "search")


def test_what_names_its_subject_stands_alone() -> None:
    assert not leans(Query("Where did Maya study?", history=BEFORE), "education")
    assert not leans(Query("What is Night Owl about?", history=BEFORE), "projects")


def test_what_the_engine_takes_for_a_follow_up_leans() -> None:
    query = Query("Which projects use Python today?", history=BEFORE)
    assert leans(query, "followup_filter")
