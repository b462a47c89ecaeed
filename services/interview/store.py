"""Where interviews are kept: the interface behind which the stores stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from services.models.interview import EVERY_INTERVIEW, Interview, InterviewFilter


class InterviewStore(Protocol):
    async def save(self, interview: Interview) -> Interview:
        """Keep an interview, and return it with its next revision.

        Raise SessionBusy when the one kept is of another revision, and NotFound when a
        kept one is gone.
        """

    async def get(self, interview_id: str) -> Interview:
        """Raise NotFound."""

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InterviewFilter = EVERY_INTERVIEW,
    ) -> Sequence[Interview]:
        """Newest first."""

    async def delete(self, interview_id: str) -> None:
        """Raise NotFound."""

    async def delete_candidate(self, candidate_id: str) -> tuple[str, ...]:
        """Erase all of a candidate's; return their ids."""
