"""Hearing and speaking."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from services.models.speech import AudioFormat, Pitch, Rate

MAX_SPOKEN = 4000


class SpeechOrder(BaseModel):
    """Something to say."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Hello, and welcome."}]}
    )

    text: str = Field(min_length=1, max_length=MAX_SPOKEN)
    voice: str | None = Field(default=None, max_length=100)
    rate: Rate = "medium"
    pitch: Pitch = "medium"
    output_format: AudioFormat = "wav"


class TestSpeech(BaseModel):
    """Something to say, answered with the sound itself."""

    __test__ = False

    text: str = Field(min_length=1, max_length=MAX_SPOKEN, examples=["Hello."])
    session_id: Any = None


class SpeechMade(BaseModel):
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
    voices: list[VoiceSchema]
    total_voices: int
    supported_locales: list[str]


class SegmentSchema(BaseModel):
    start_s: float
    end_s: float
    text: str


class Transcription(BaseModel):
    transcription: str
    confidence: float
    language: str
    engine: str
    segments: list[SegmentSchema]
    degraded: list[str]
    session_id: str | None
    processing_time_ms: float


class SpeechSpan(BaseModel):
    start_s: float
    end_s: float


class SpeechFound(BaseModel):
    speech_segments: list[SpeechSpan]
    speech_seconds: float
    duration_seconds: float
    engine: str
