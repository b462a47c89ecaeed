"""Interviews in memory: for trials that shall leave nothing behind."""

from __future__ import annotations

from collections.abc import Sequence

from services.errors import NotFound
from services.models.interview import EVERY_INTERVIEW, Interview, InterviewFilter
from services.storage.interview_rows import MISSING, matches, next_revision


class MemoryInterviews:
    def __init__(self) -> None:
        self._kept: dict[str, Interview] = {}

    async def save(self, interview: Interview) -> Interview:
        kept = self._kept.get(interview.id)
        saved = next_revision(interview, kept.revision if kept else None)
        self._kept[saved.id] = saved
        return saved

    async def get(self, interview_id: str) -> Interview:
        if interview_id not in self._kept:
            raise NotFound(MISSING)
        return self._kept[interview_id]

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InterviewFilter = EVERY_INTERVIEW,
    ) -> Sequence[Interview]:
        found = [one for one in self._kept.values() if matches(one, matching)]
        newest = not matching.oldest_first
        found.sort(key=lambda one: (one.created_at, one.id), reverse=newest)
        return found[offset : offset + limit]

    async def delete(self, interview_id: str) -> None:
        if self._kept.pop(interview_id, None) is None:
            raise NotFound(MISSING)

    async def delete_candidate(self, candidate_id: str) -> tuple[str, ...]:
        own = [i for i, one in self._kept.items() if one.candidate_id == candidate_id]
        for interview_id in own:
            del self._kept[interview_id]
        return tuple(own)
