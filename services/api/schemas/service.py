"""The service about itself."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from services.api.schemas.examples import MOMENT, example


class ModelsLoaded(BaseModel):
    whisper: bool
    vad: bool
    tts: bool


class SystemInfo(BaseModel):
    python_version: str
    models_loaded: ModelsLoaded
    audio_cleanup: bool


class Welcome(BaseModel):
    model_config = example(
        status="healthy",
        service="Viva Voce",
        version="0.1.0",
        message="Ask at /app, or read /docs.",
        timestamp=MOMENT,
        system_info={
            "python_version": "3.12.3",
            "models_loaded": {"whisper": False, "vad": True, "tts": True},
            "audio_cleanup": True,
        },
    )

    status: Literal["healthy"]
    service: str
    version: str
    message: str
    timestamp: str
    system_info: SystemInfo


class PartSchema(BaseModel):
    model_config = ConfigDict(extra="allow")

    status: Literal["healthy", "degraded", "unhealthy"]
    engine: str


class Performance(BaseModel):
    memory_usage_mb: float
    cpu_usage_percent: float
    disk_usage_mb: float


class Health(BaseModel):
    model_config = example(
        status="healthy",
        components={
            "recognizer": {"status": "healthy", "engine": "pocketsphinx"},
            "tts": {"status": "healthy", "engine": "espeak-ng"},
        },
        performance={
            "memory_usage_mb": 148.2,
            "cpu_usage_percent": 1.5,
            "disk_usage_mb": 20_480.0,
        },
    )

    status: Literal["healthy", "degraded", "unhealthy"]
    components: dict[str, PartSchema]
    performance: Performance


class Readiness(BaseModel):
    model_config = example(status="ready")

    status: Literal["live", "ready", "not ready"]


class DebugInfo(BaseModel):
    component: str
    error_code: str


class ErrorBody(BaseModel):
    """The body of every error."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "error",
                    "message": "No speech was heard in the recording.",
                    "error_code": "NO_SPEECH",
                    "request_id": "1f0c6a52e9d34b77",
                    "debug_info": {"component": "vad", "error_code": "NO_SPEECH"},
                }
            ]
        }
    )

    status: Literal["error"]
    message: str
    error_code: str
    request_id: str
    debug_info: DebugInfo
    details: Any = None
