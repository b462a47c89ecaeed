"""An interview as a row and back; what is told of a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from services.errors import NotFound, SessionBusy
from services.models.interview import Interview, InterviewFilter
from services.storage.rows import moment_text

_ADAPTER = TypeAdapter(Interview)
MISSING = "There is no such interview."
MOVED_ON = "The interview has moved on, perhaps in another tab: load it again."


def interview_row(interview: Interview) -> dict[str, Any]:
    return {
        "id": interview.id,
        "candidate_id": interview.candidate_id,
        "state": interview.state,
        "created_at": moment_text(interview.created_at),
        "revision": interview.revision,
        "body": _ADAPTER.dump_json(interview).decode("utf-8"),
    }


def interview_of(row: Mapping[str, Any]) -> Interview:
    return _ADAPTER.validate_json(row["body"])


def next_revision(interview: Interview, revision: int | None) -> Interview:
    """Return the interview as it is to be kept, over what is kept already.

    Raise SessionBusy or NotFound, as InterviewStore says.
    """
    if revision is None and interview.revision:
        raise NotFound(MISSING)
    if (revision or 0) != interview.revision:
        raise SessionBusy(MOVED_ON)
    return replace(interview, revision=interview.revision + 1)


def matches(interview: Interview, matching: InterviewFilter) -> bool:
    wanted = matching
    return (
        wanted.candidate_id in (None, interview.candidate_id)
        and wanted.state in (None, interview.state)
        and (wanted.since is None or interview.created_at >= wanted.since)
    )
