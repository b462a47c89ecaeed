from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.models.conversation import Session, Turn
from services.pipeline.statistics import statistics_of

START = datetime(2030, 1, 1, tzinfo=UTC)


def test_a_session_is_counted_by_what_was_asked() -> None:
    turns = tuple(
        Turn("q", "a", START, item_type=kind, intent=kind)
        for kind in ("projects", "skills", "projects")
    )
    later = START + timedelta(seconds=90)
    session = Session("session-1", START, later, later, turns, turn_count=60)
    found = statistics_of(session)
    assert found.turns == 60
    assert found.duration_s == 90
    assert found.intents == {"projects": 2, "skills": 1}
    assert found.item_types == {"projects": 2, "skills": 1}
