"""The owner's labels as rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from services.models.label import Judgement, Label
from services.models.records import Interaction
from services.storage.rows import moment_text

_ADAPTER = TypeAdapter(Label)


def label_row(label: Label) -> dict[str, Any]:
    return {
        "interaction_id": label.interaction_id,
        "session_id": label.session_id,
        "asked_at": moment_text(label.asked_at),
        "was_right": label.was_right,
        "body": _ADAPTER.dump_json(label).decode("utf-8"),
    }


def label_of(body: str) -> Label:
    return _ADAPTER.validate_json(body)


def labelled(
    turn: Interaction, earlier: Sequence[str], judgement: Judgement, now: datetime
) -> Label:
    """The label of a turn, with what is needed to ask it again."""
    return Label(
        interaction_id=turn.id,
        session_id=turn.session_id,
        asked_at=turn.created_at,
        labelled_at=now,
        judgement=judgement,
        question=turn.user_input,
        earlier=tuple(earlier),
        intent=turn.intent,
        absent=turn.unanswered,
        shown=tuple(turn.shown),
        confidence=turn.answer_confidence,
        by_model=turn.model is not None,
    )
