"""The service about itself."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class ModelsLoaded(BaseModel):
    whisper: bool
    vad: bool
    tts: bool


class SystemInfo(BaseModel):
    python_version: str
    models_loaded: ModelsLoaded
    audio_cleanup: bool


class Welcome(BaseModel):
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
    status: Literal["healthy", "degraded", "unhealthy"]
    components: dict[str, PartSchema]
    performance: Performance


class Readiness(BaseModel):
    status: Literal["live", "ready", "starting"]


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
