"""Records for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.models.records import Interaction, Signature

START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def signature(name: str = "Ada", *, after_s: float = 0, image: str = "") -> Signature:
    return Signature(
        str(uuid4()), name, "\N{WAVING HAND SIGN}", image, START + timedelta(0, after_s)
    )


def interaction(
    text: str = "which projects?",
    *,
    session_id: str = "session-1",
    after_s: float = 0,
    created_at: datetime | None = None,
) -> Interaction:
    return Interaction(
        id=str(uuid4()),
        session_id=session_id,
        created_at=created_at or START + timedelta(0, after_s),
        channel="text",
        user_input=text,
        response="Two.",
        intent="projects",
        item_type="projects",
    )
