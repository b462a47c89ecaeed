"""Written-down recordings as the wire wants them."""

from __future__ import annotations

from typing import Any

from services.models.speech import Transcript
from services.pipeline.recording_job import RecordingFile, RecordingJob


def transcript_of(transcript: Transcript) -> dict[str, Any]:
    return {
        "transcription": transcript.text,
        "confidence": round(transcript.confidence, 3),
        "language": transcript.language,
        "engine": transcript.engine,
        "segments": [
            {"start_s": s.start_s, "end_s": s.end_s, "text": s.text}
            for s in transcript.segments
        ],
        "degraded": list(transcript.degraded),
    }


def job_of(job: RecordingJob) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "status": job.status,
        "files": [_file_of(file) for file in job.files],
    }


def _file_of(file: RecordingFile) -> dict[str, Any]:
    error, written = file.error, file.transcript
    return {
        "name": file.name,
        "status": file.status,
        "seconds": None if file.seconds is None else round(file.seconds, 3),
        "seconds_done": round(file.seconds_done, 3),
        "result": transcript_of(written) if written else None,
        "error": error and {"error_code": error.error_code, "message": error.message},
    }
