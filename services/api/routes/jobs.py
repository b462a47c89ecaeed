"""Jobs of recordings: how far they are, what was written down, and their end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from services.api.body import Json
from services.api.deps import ServicesDep
from services.api.errors import documented
from services.api.heard_words import job_of
from services.api.schemas.speech import TranscriptionJob
from services.errors import JobExpired, JobNotFound

router = APIRouter(tags=["hearing"])

JobPath = Annotated[str, Path(max_length=64, examples=["0X9b8mT2s5Wkq3vJpL7uYg"])]


@router.get(
    "/transcribe/jobs/{job_id}",
    summary="Look at a job of recordings",
    description=(
        "Tells how many seconds of each recording are done, and what was written down "
        "so far. Results are kept for a quarter of an hour after the job is over."
    ),
    response_model=TranscriptionJob,
    responses=documented(JobNotFound, JobExpired),
)
async def get_job(services: ServicesDep, job_id: JobPath) -> Json:
    return Json(job_of(services.jobs.get(job_id)))


@router.delete(
    "/transcribe/jobs/{job_id}",
    summary="Cancel a job of recordings",
    description=(
        "Its recordings are let go at once; what was written down so far can still be "
        "fetched. A job that is over is erased."
    ),
    response_model=TranscriptionJob,
    responses=documented(JobNotFound, JobExpired),
)
async def cancel_job(services: ServicesDep, job_id: JobPath) -> Json:
    return Json(job_of(services.jobs.cancel(job_id)))
