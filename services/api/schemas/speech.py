"""Hearing and speaking."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from services.api.schemas.examples import (
    AUDIO_FILE,
    LATER,
    QUESTION,
    SESSION_ID,
    example,
)
from services.models.speech import AudioFormat, Pitch, Rate
from services.pipeline.recording_job import Status

MAX_SPOKEN = 4000
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"


class SpeechOrder(BaseModel):
    """Something to say."""

    model_config = example(text="Hello, and welcome.")

    text: str = Field(min_length=1, max_length=MAX_SPOKEN)
    voice: str | None = Field(default=None, max_length=100)
    language: str | None = Field(
        default=None,
        max_length=20,
        pattern=LANGUAGE,
        description="ISO 639-1 code, told from the text where it is absent.",
    )
    rate: Rate = "medium"
    pitch: Pitch = "medium"
    output_format: AudioFormat = "wav"
    session_id: Any = Field(default=None, description="Whose reply `text` is.")


class TestSpeech(BaseModel):
    """Something to say, answered with the sound itself."""

    model_config = example(text="Hello.", session_id=SESSION_ID)
    __test__ = False

    text: str = Field(min_length=1, max_length=MAX_SPOKEN)
    session_id: Any = None


class SpeechMade(BaseModel):
    model_config = example(
        status="success",
        audio_file=AUDIO_FILE,
        text_length=19,
        audio_duration=1.4,
        voice_used="en-us+f3",
        engine="espeak-ng",
        degraded=[],
        file_size_bytes=61_784,
        expires_at=LATER,
    )

    status: str
    audio_file: str
    text_length: int
    audio_duration: float = Field(description="Seconds.")
    voice_used: str
    engine: str
    degraded: list[str]
    file_size_bytes: int
    expires_at: str


class VoiceSchema(BaseModel):
    name: str
    display_name: str
    gender: str
    locale: str
    style_list: list[str]


class Voices(BaseModel):
    model_config = example(
        voices=[
            {
                "name": "en-GB-SoniaNeural",
                "display_name": "Sonia",
                "gender": "Female",
                "locale": "en-GB",
                "style_list": [],
            }
        ],
        total_voices=1,
        supported_locales=["en-GB"],
    )

    voices: list[VoiceSchema]
    total_voices: int
    supported_locales: list[str]


class SegmentSchema(BaseModel):
    start_s: float
    end_s: float
    text: str


class Transcription(BaseModel):
    model_config = example(
        transcription=QUESTION,
        confidence=0.91,
        language="en",
        engine="faster-whisper",
        segments=[{"start_s": 0.0, "end_s": 1.9, "text": QUESTION}],
        degraded=[],
        session_id=SESSION_ID,
        processing_time_ms=394.0,
    )

    transcription: str
    confidence: float
    language: str
    engine: str
    segments: list[SegmentSchema]
    degraded: list[str]
    session_id: str | None
    processing_time_ms: float


class FileResult(BaseModel):
    transcription: str
    confidence: float
    language: str
    engine: str
    segments: list[SegmentSchema]
    degraded: list[str]


class FileError(BaseModel):
    error_code: str
    message: str


class JobFile(BaseModel):
    """One recording of a job, in the order they were sent in."""

    name: str = Field(description="As it was sent.")
    status: Status
    seconds: float | None = Field(description="Of the recording, once it is known.")
    seconds_done: float
    result: FileResult | None = Field(description="What was written down so far.")
    error: FileError | None


class TranscriptionJob(BaseModel):
    model_config = example(
        job_id=SESSION_ID,
        status="running",
        files=[
            {
                "name": "monday.m4a",
                "status": "running",
                "seconds": 71.3,
                "seconds_done": 27.4,
                "result": {
                    "transcription": QUESTION,
                    "confidence": 0.91,
                    "language": "en",
                    "engine": "faster-whisper",
                    "segments": [{"start_s": 0.4, "end_s": 2.3, "text": QUESTION}],
                    "degraded": [],
                },
                "error": None,
            }
        ],
    )

    job_id: str
    status: Status
    files: list[JobFile]


class SpeechSpan(BaseModel):
    start_s: float
    end_s: float


class SpeechFound(BaseModel):
    model_config = example(
        speech_segments=[{"start_s": 0.42, "end_s": 2.31}],
        speech_seconds=1.89,
        duration_seconds=3.2,
        engine="silero-onnx",
    )

    speech_segments: list[SpeechSpan]
    speech_seconds: float
    duration_seconds: float
    engine: str
