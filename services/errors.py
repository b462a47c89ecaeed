"""Everything that can go wrong, and how it is said over HTTP.

ServiceError
├── InputError                      the caller can mend it; nothing falls through on it
│   ├── InvalidInput                422 INVALID_INPUT
│   ├── AudioTooShort               422 AUDIO_TOO_SHORT
│   ├── AudioTooLong                413 AUDIO_TOO_LONG
│   ├── AudioFormatUnsupported      415 AUDIO_FORMAT_UNSUPPORTED
│   ├── InvalidAudio                422 INVALID_AUDIO
│   ├── NoSpeech                    422 NO_SPEECH
│   ├── PayloadTooLarge             413 PAYLOAD_TOO_LARGE
│   ├── NotFound                    404 NOT_FOUND
│   │   ├── SessionNotFound         404 SESSION_NOT_FOUND
│   │   ├── FileNotFound            404 FILE_NOT_FOUND
│   │   ├── TaskNotFound            404 TASK_NOT_FOUND
│   │   └── ModelNotFound           404 MODEL_NOT_FOUND
│   ├── SessionExpired              410 SESSION_EXPIRED
│   ├── SessionExists               422 INVALID_INPUT
│   ├── SessionBusy                 409 SESSION_BUSY
│   ├── Outdated                    409 OUTDATED
│   ├── TaskExpired                 410 TASK_EXPIRED
│   ├── MethodNotAllowed            405 METHOD_NOT_ALLOWED
│   ├── Unauthorized                401 UNAUTHORIZED
│   ├── Forbidden                   403 FORBIDDEN
│   └── RateLimitExceeded           429 RATE_LIMIT_EXCEEDED
├── ProviderError                   a technical failure; a fallback may try the next one
│   ├── TranscriptionFailed         502 TRANSCRIPTION_FAILED
│   ├── VadFailed                   502 TRANSCRIPTION_FAILED
│   ├── SynthesisFailed             502 TTS_FAILED
│   ├── Declined                    502 (never sent: the next provider is asked)
│   ├── LLMServiceError             502 (never sent: the deterministic reply stands)
│   │   └── LLMTimeout              504 LLM_TIMEOUT
│   ├── MeaningUnavailable          502 (never sent: words serve)
│   └── StorageUnavailable          503 STORAGE_UNAVAILABLE
│       └── StorageFull             507 STORAGE_FULL
├── Overloaded                      503 OVERLOADED, with Retry-After
├── ConfigurationError              at start only: a setting or the résumé is wrong
└── (ServiceError itself)           500 INTERNAL

`message` is safe to show: no path, key, traceback or provider's text.
"""

from __future__ import annotations

from typing import ClassVar


class ServiceError(Exception):
    status: ClassVar[int] = 500
    component: ClassVar[str] = "service"
    error_code: ClassVar[str] = "INTERNAL"
    default_message: ClassVar[str] = "Something went wrong on our side."

    def __init__(
        self, message: str | None = None, *, retry_after_s: float | None = None
    ) -> None:
        self.message = message or self.default_message
        self.retry_after_s = retry_after_s
        super().__init__(self.message)


class InputError(ServiceError):
    status = 422
    component = "request"
    error_code = "INVALID_INPUT"
    default_message = "The request is not valid."


class InvalidInput(InputError):
    pass


class AudioTooShort(InputError):
    component = "audio"
    error_code = "AUDIO_TOO_SHORT"
    default_message = "The recording is too short to hold a word."


class AudioTooLong(InputError):
    status = 413
    component = "audio"
    error_code = "AUDIO_TOO_LONG"
    default_message = "The recording is too long."


class SpeechTooLong(AudioTooLong):
    default_message = (
        "The text takes more than 300 seconds to say: shorten it or say it faster."
    )


class AudioFormatUnsupported(InputError):
    status = 415
    component = "audio"
    error_code = "AUDIO_FORMAT_UNSUPPORTED"
    default_message = "No known sound: send WAV, MP3, Ogg, WebM, MP4 or FLAC."


class InvalidAudio(InputError):
    component = "audio"
    error_code = "INVALID_AUDIO"
    default_message = "The audio is damaged or empty."


class NoSpeech(InputError):
    component = "vad"
    error_code = "NO_SPEECH"
    default_message = "No speech was heard in the recording."


class PayloadTooLarge(InputError):
    status = 413
    error_code = "PAYLOAD_TOO_LARGE"
    default_message = "The request body is too large."


class NotFound(InputError):
    status = 404
    error_code = "NOT_FOUND"
    default_message = "There is nothing here."


class SessionNotFound(NotFound):
    component = "session"
    error_code = "SESSION_NOT_FOUND"
    default_message = "There is no such session."


class FileNotFound(NotFound):
    component = "audio_files"
    error_code = "FILE_NOT_FOUND"
    default_message = "There is no such audio file."


class TaskNotFound(NotFound):
    component = "enhancement"
    error_code = "TASK_NOT_FOUND"
    default_message = "There is no such task."


class JobNotFound(TaskNotFound):
    component = "recordings"
    default_message = "There is no such job; none outlives a restart of the service."


class ModelNotFound(NotFound):
    component = "models"
    error_code = "MODEL_NOT_FOUND"
    default_message = "There is no such model here; GET /v1/models lists them."


class SignatureNotFound(NotFound):
    component = "guestbook"
    default_message = "There is no such signature."


class AnswerNotFound(NotFound):
    component = "answer_cache"
    default_message = "There is no such kept answer."


class SessionExpired(InputError):
    status = 410
    component = "session"
    error_code = "SESSION_EXPIRED"
    default_message = "This session has ended."


class SessionExists(InputError):
    component = "session"
    default_message = "A session with this id is already there."


class SessionBusy(InputError):
    status = 409
    component = "session"
    error_code = "SESSION_BUSY"
    default_message = "This session is talked in already; end that talk first."


class Outdated(InputError):
    status = 409
    component = "resume"
    error_code = "OUTDATED"
    default_message = "That has changed meanwhile: load it again."


class TaskExpired(InputError):
    status = 410
    component = "enhancement"
    error_code = "TASK_EXPIRED"
    default_message = "The result of this task is no longer kept."


class JobExpired(TaskExpired):
    component = "recordings"
    default_message = "What was written down in this job is no longer kept."


class MethodNotAllowed(InputError):
    status = 405
    error_code = "METHOD_NOT_ALLOWED"
    default_message = "This address does not take that method."


class Unauthorized(InputError):
    status = 401
    component = "auth"
    error_code = "UNAUTHORIZED"
    default_message = "This needs the owner's token: Authorization: Bearer <token>."


class Forbidden(InputError):
    status = 403
    component = "auth"
    error_code = "FORBIDDEN"
    default_message = "Owner calls are closed: set ADMIN_TOKEN to open them."


class RateLimitExceeded(InputError):
    status = 429
    component = "rate_limit"
    error_code = "RATE_LIMIT_EXCEEDED"
    default_message = "Too many requests; please wait a moment."


class ProviderError(ServiceError):
    status = 502
    component = "provider"


class Declined(ProviderError):
    default_message = "Another engine should do this."


class TranscriptionFailed(ProviderError):
    component = "recognizer"
    error_code = "TRANSCRIPTION_FAILED"
    default_message = "The recording could not be transcribed."


class VadFailed(ProviderError):
    component = "vad"
    error_code = "TRANSCRIPTION_FAILED"
    default_message = "Speech detection failed."


class SynthesisFailed(ProviderError):
    component = "tts"
    error_code = "TTS_FAILED"
    default_message = "The text could not be spoken."


class LLMServiceError(ProviderError):
    component = "llm"
    default_message = "The language model did not answer."
    reason: str = "failed"  # a fixed word, beside the status where there was one
    http_status: int | None = None


class LLMTimeout(LLMServiceError):
    reason = "timeout"
    status = 504
    error_code = "LLM_TIMEOUT"
    default_message = "The language model did not answer in time."


class MeaningUnavailable(ProviderError):
    component = "meaning"
    default_message = "The model of meaning cannot be used."


class StorageUnavailable(ProviderError):
    status = 503
    component = "storage"
    error_code = "STORAGE_UNAVAILABLE"
    default_message = "The store cannot be reached; nothing was saved."


class StorageFull(StorageUnavailable):
    status = 507
    error_code = "STORAGE_FULL"
    default_message = "The store is full; nothing was saved."


class Overloaded(ServiceError):
    status = 503
    component = "work_queue"
    error_code = "OVERLOADED"
    default_message = "Too much is going on at once; please try again shortly."

    def __init__(
        self, message: str | None = None, *, retry_after_s: float = 2.0
    ) -> None:
        super().__init__(message, retry_after_s=retry_after_s)


class ConfigurationError(ServiceError):
    component = "settings"
    default_message = "The configuration is not valid."
