"""Records as rows and back: the one place that knows the columns of both stores.

SQLite keeps lists and mappings as JSON text and moments as ISO 8601 in UTC with six
decimals, which sorts as text; PostgreSQL has types for both and speaks the same JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog

from services.models.conversation import Session, Turn
from services.models.records import (
    DOORS,
    TURNS_SORTED_BY,
    Interaction,
    Order,
    Signature,
)
from services.models.speech import Transcript, TranscriptSegment

T = TypeVar("T")
Row = Mapping[str, Any]

SIGNATURE_COLUMNS = ("id", "name", "emoji", "image", "created_at", "hidden")
SIGNATURE_LINE = ("id", "name", "emoji", "created_at", "hidden", "image_bytes")
"""A signature without its picture, which is up to a thousand times as large."""
INTERACTION_COLUMNS = (
    "id",
    "session_id",
    "created_at",
    "channel",
    "user_input",
    "response",
    "intent",
    "item_type",
    "shown",
    "engines",
    "timing_ms",
    "degraded",
    "language",
    "confidence",
    "model",
    "prompt_tokens",
    "completion_tokens",
    "cost_usd",
    "cached",
    "unanswered",
    "request_id",
)
LOCAL_INTERACTION_COLUMNS = (*INTERACTION_COLUMNS, "answer_confidence")
"""With what stays on this machine: the hosted table has no column for it."""
SIGNATURES_BY = {"timestamp": "created_at"}
INTERACTIONS_BY = {name: name for name in TURNS_SORTED_BY}
"""The columns that rows are sorted by."""
MAY_BE_NULL = frozenset(("confidence",))
SESSION_COLUMNS = (
    "id",
    "created_at",
    "last_activity",
    "expires_at",
    "ended_at",
    "turn_count",
)
"""What leaves this machine of a session: never its turns, nor what a page sent."""
LONGEST_ID = 64
DOOR = "door"
"""A turn's door is kept beside its engines, in a column that both stores have."""
_NO_TEXT = {0: "\N{REPLACEMENT CHARACTER}"}
_log = structlog.get_logger(__name__)


def sorted_by(
    order: Sequence[Order], columns: Mapping[str, str]
) -> list[tuple[str, bool]]:
    """The columns to sort by, and whether downwards; ties go by id, so that no row is
    on two pages. Raise KeyError for a field that rows are not sorted by."""
    found: dict[str, bool] = {}
    for one in order:
        found.setdefault(columns[one.field], one.descending)
    found["id"] = next(iter(found.values()), True)
    return list(found.items())


def order_by(order: Sequence[Order], columns: Mapping[str, str]) -> str:
    """The same as SQL, of names that are ours alone."""
    return ", ".join(
        f"{column} {'DESC' if down else 'ASC'}"
        f"{' NULLS LAST' if column in MAY_BE_NULL else ''}"
        for column, down in sorted_by(order, columns)
    )


def storable(text: str) -> str:
    """NUL and lone surrogates cannot be stored; anything else stays as it is."""
    return text.translate(_NO_TEXT).encode("utf-8", "replace").decode()


def moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def for_sqlite(row: Row) -> dict[str, Any]:
    return {
        column: json_text(value) if isinstance(value, list | dict) else value
        for column, value in row.items()
    }


def signature_row(signature: Signature) -> dict[str, Any]:
    return {
        "id": signature.id,
        "name": signature.name,
        "emoji": signature.emoji,
        "image": signature.image,
        "created_at": moment_text(signature.timestamp),
        "hidden": signature.hidden,
    }


def signature_of(row: Row) -> Signature:
    return Signature(
        id=row["id"],
        name=row["name"],
        emoji=row["emoji"],
        image=row["image"],
        timestamp=moment_of(row["created_at"]),
        hidden=bool(row["hidden"]),
        picture_left_out=row.get("picture_left_out", False),
    )


def fitting(lines: Iterable[Row], room: int) -> list[str]:
    """The ids of the first lines whose pictures fit into `room` together."""
    found = []
    for line in lines:
        if 0 < line["image_bytes"] <= room:
            room -= line["image_bytes"]
            found.append(line["id"])
    return found


def page_of(lines: Iterable[Row], pictures: Mapping[str, str]) -> list[Signature]:
    """Signatures with the pictures that were read; the others' are left out."""
    whole = [
        {
            **line,
            "image": pictures.get(line["id"], ""),
            "picture_left_out": line["id"] not in pictures and line["image_bytes"] > 0,
        }
        for line in lines
    ]
    return readable("signatures", whole, signature_of)


def readable(table: str, rows: Iterable[Row], read: Callable[[Row], T]) -> list[T]:
    """The rows that can be read; one that cannot is logged and costs no other."""
    found = []
    for row in rows:
        try:
            found.append(read(row))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as bad:
            _log.error("row_unreadable", table=table, id=_named(row), why=repr(bad))
    return found


def _named(row: Row) -> str:
    """The id of a row, as far as it may be one: it can hold anything."""
    return str(row.get("id"))[:LONGEST_ID]


def flat(record: Interaction | Turn) -> dict[str, Any]:
    """A record's own fields, nothing inside them copied: a turn writes two of these."""
    return {name: getattr(record, name) for name in record.__slots__}


def hosted_row(interaction: Interaction) -> dict[str, Any]:
    """A turn as the hosted table takes it."""
    row = interaction_row(interaction)
    return {column: row[column] for column in INTERACTION_COLUMNS}


def interaction_row(interaction: Interaction) -> dict[str, Any]:
    row = flat(interaction)
    row["created_at"] = moment_text(interaction.created_at)
    row["shown"] = [storable(card) for card in interaction.shown]
    row["degraded"] = [storable(reason) for reason in interaction.degraded]
    door = row.pop(DOOR)
    row["engines"] = dict(interaction.engines) | ({DOOR: door} if door else {})
    row["timing_ms"] = dict(interaction.timing_ms)
    for column, value in row.items():
        if isinstance(value, str):
            row[column] = storable(value)
    return row


def interaction_of(row: Row) -> Interaction:
    kept = {column: row[column] for column in INTERACTION_COLUMNS}
    kept["answer_confidence"] = row.get("answer_confidence")
    kept["created_at"] = moment_of(row["created_at"])
    kept["shown"] = tuple(row["shown"])
    kept["degraded"] = tuple(row["degraded"])
    door = row["engines"].get(DOOR, "")
    kept["engines"] = {k: v for k, v in row["engines"].items() if k != DOOR}
    return Interaction(**kept, door=door if door in DOORS else "")


def local_interaction(row: Row) -> dict[str, Any]:
    """The row as PostgREST would send it."""
    plain = dict(row)
    for column in ("shown", "engines", "timing_ms", "degraded"):
        plain[column] = json.loads(plain[column])
    for column in ("cached", "unanswered"):
        plain[column] = bool(plain[column])
    return plain


def turn_text(turn: Turn) -> str:
    return json_text(
        {**flat(turn), "timestamp": moment_text(turn.timestamp)},
    )


def turn_of(text: str) -> Turn:
    kept = json.loads(text)
    kept["timestamp"] = moment_of(kept["timestamp"])
    kept["shown"] = tuple(kept["shown"])
    return Turn(**kept)


def transcript_text(transcript: Transcript | None) -> str | None:
    return None if transcript is None else json_text(asdict(transcript))


def transcript_of(text: str | None) -> Transcript | None:
    if text is None:
        return None
    kept = json.loads(text)
    kept["segments"] = tuple(TranscriptSegment(**part) for part in kept["segments"])
    kept["degraded"] = tuple(kept["degraded"])
    return Transcript(**kept)


def session_of(row: Row, turns: tuple[Turn, ...]) -> Session:
    return Session(
        id=row["id"],
        created_at=moment_of(row["created_at"]),
        last_activity=moment_of(row["last_activity"]),
        expires_at=moment_of(row["expires_at"]),
        turns=turns,
        metadata=json.loads(row["metadata"]),
        heard=transcript_of(row["heard"]),
        turn_count=row["turn_count"],
        ended_at=moment_of(row["ended_at"]) if row["ended_at"] else None,
    )
