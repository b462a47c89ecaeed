"""OpenAI's requests, as far as they are read here; other fields are read over."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import QUESTION, SESSION_ID, example
from services.api.schemas.service import ErrorBody
from services.models.speech import SoundFormat

MOST_SPOKEN = 4096
REPLY = "Two projects use Python: River Watch and Atlas."


class V1Fault(BaseModel):
    """An error as OpenAI's client libraries read it."""

    message: str
    type: str
    param: str | None
    code: str | None


class V1Error(ErrorBody):
    """The one error body, with OpenAI's `error` in it."""

    model_config = example(
        error={
            "message": "No speech was heard in the recording.",
            "type": "invalid_request_error",
            "param": None,
            "code": "no_speech",
        },
        status="error",
        message="No speech was heard in the recording.",
        error_code="NO_SPEECH",
        request_id="5f0c2b7d9a1e4c38",
        debug_info={"component": "vad", "error_code": "NO_SPEECH"},
    )

    error: V1Fault


class V1Model(BaseModel):
    model_config = example(
        id="viva-voce", object="model", created=1_767_225_600, owned_by="viva-voce"
    )

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class V1Models(BaseModel):
    model_config = example(
        object="list",
        data=[
            {
                "id": "viva-voce",
                "object": "model",
                "created": 1_767_225_600,
                "owned_by": "viva-voce",
            }
        ],
    )

    object: Literal["list"]
    data: list[V1Model]


class VoiceId(BaseModel):
    id: str = Field(max_length=100)


class SpeechToMake(BaseModel):
    """Something to say."""

    model_config = example(
        model="tts-1", voice="alloy", input="Hello, and welcome.", response_format="mp3"
    )

    model: str = Field(max_length=100)
    input: str = Field(min_length=1, max_length=MOST_SPOKEN)
    voice: str | VoiceId = Field(
        description="One of GET /tts/voices; OpenAI's own names, such as alloy, stand "
        "for the voice that is set here."
    )
    response_format: SoundFormat = "mp3"
    speed: float = Field(default=1.0, ge=0.25, le=4.0)
    stream_format: Literal["audio", "sse"] = "audio"


class ChatMessage(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: str = Field(max_length=20)
    content: Any = None


class ChatRequest(BaseModel):
    """A conversation whose last message is answered from the résumé."""

    model_config = example(
        model="viva-voce", messages=[{"role": "user", "content": QUESTION}]
    )

    model: str = Field(max_length=100)
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool | None = None
    stream_options: dict[str, Any] | None = None
    n: int | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    response_format: dict[str, Any] | None = None
    modalities: list[str] | None = None
    logprobs: bool | None = None
    session_id: Any = Field(default=None, description="As on /ask.")


class ResponseRequest(BaseModel):
    """A question, or a conversation, answered from the résumé."""

    model_config = example(model="viva-voce", input=QUESTION)

    model: str = Field(max_length=100)
    input: str | list[ChatMessage] = Field(min_length=1)
    stream: bool | None = None
    previous_response_id: str | None = Field(default=None, max_length=100)
    conversation: Any = None
    tools: list[Any] | None = None
    text: dict[str, Any] | None = None
    background: bool | None = None


class ChatMessageSchema(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: Literal["assistant"]
    content: str
    annotations: list[dict[str, Any]]


class ChatChoice(BaseModel):
    model_config = ConfigDict(extra="allow")

    index: int
    message: ChatMessageSchema
    finish_reason: Literal["stop"]


class ChatCompletion(BaseModel):
    """The answer, and beside it the session and the cards of other doors."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "id": "chatcmpl-5f0c2b7d9a1e4c38",
                    "object": "chat.completion",
                    "created": 1_767_225_600,
                    "model": "viva-voce",
                    "choices": [
                        {
                            "index": 0,
                            "message": {
                                "role": "assistant",
                                "content": REPLY,
                                "annotations": [],
                            },
                            "finish_reason": "stop",
                        }
                    ],
                    "usage": {"total_tokens": 0},
                    "session_id": SESSION_ID,
                }
            ]
        },
    )

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChatChoice]
    usage: dict[str, Any]


class ResponseObject(BaseModel):
    """The answer; its `id` is the `previous_response_id` of a next question."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "id": f"resp_0a1b2c3d{SESSION_ID}",
                    "object": "response",
                    "created_at": 1_767_225_600.0,
                    "status": "completed",
                    "model": "viva-voce",
                    "output": [
                        {
                            "type": "message",
                            "role": "assistant",
                            "content": [{"type": "output_text", "text": REPLY}],
                        }
                    ],
                    "usage": {"total_tokens": 0},
                }
            ]
        },
    )

    id: str
    object: Literal["response"]
    created_at: float
    status: str
    model: str
    output: list[dict[str, Any]]
    usage: dict[str, Any]


class Heard(BaseModel):
    model_config = example(text=QUESTION, usage={"type": "duration", "seconds": 1.9})

    text: str
    usage: dict[str, Any]
