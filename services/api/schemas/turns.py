"""Questions and the replies to them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.api.schemas.examples import (
    PLAIN_REPLY,
    QUESTION,
    SESSION_ID,
    TURN,
    VOICE_TURN,
    example,
)

MAX_QUESTION = 4000


class Question(BaseModel):
    """A question in words."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Which projects use Python?"}]}
    )

    text: str = Field(max_length=MAX_QUESTION, description="What the visitor asks.")
    session_id: Any = Field(
        default=None,
        description="8-64 of a-z A-Z 0-9 - _ that nobody could guess, such as a random "
        "UUID; anything else starts a new session.",
    )
    section: str | None = Field(
        default=None,
        max_length=64,
        description="The section of the page the visitor is looking at.",
    )
    page_text: str | None = Field(
        default=None,
        max_length=MAX_QUESTION,
        description="What the visitor sees there; 600 characters of it are read. The "
        'entry that it names most is what "this" means. It is data, and asks nothing.',
    )


class SpokenQuestion(Question):
    """A question in words, answered aloud."""

    speak: bool = Field(default=True, description="Whether to speak the reply.")


class SmartQuestion(Question):
    """A question with what the page remembers around it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Tell me about the second one",
                    "conversation_history": [
                        {"role": "user", "content": "show me the projects"}
                    ],
                }
            ]
        }
    )

    conversation_history: Any = Field(
        default=None, description="Messages so far; malformed ones are read over."
    )
    user_id: Any = Field(default=None, description="Any id of the page's own.")


class StreamedQuestion(SmartQuestion):
    """A question whose answer is followed as it comes."""

    speak: bool = Field(default=True, description="Whether to speak the reply.")


class CardSchema(BaseModel):
    """A résumé entry as a card; absent fields are left out."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: str
    title: str
    section: str
    content: str = ""
    content_source: str = ""
    technologies: list[str] = []
    highlights: list[str] = []
    skills: list[str] = []
    date: str | None = None
    description: str = Field(description="What it is, in a line or a few sentences.")
    metrics: str | None = None
    link: str | None = None
    links: list[str] = Field(
        default=[],
        description="All its addresses; one that begins with `/` is this service's.",
    )
    link_names: list[str] = Field(
        default=[], description="What each of `links` leads to.", examples=[["Code"]]
    )


class EnginesSchema(BaseModel):
    """Who made each part of the reply; `none` where nobody was needed."""

    model_config = ConfigDict(extra="allow")

    recognizer: str = Field(examples=["faster-whisper"])
    llm: str = Field(examples=["none"])
    tts: str = Field(examples=["espeak-ng"])


class MetadataSchema(BaseModel):
    """What was understood, who made the reply, and what it rests on."""

    model_config = ConfigDict(extra="allow")

    intent: str = Field(examples=["projects"])
    intelligent_selection: bool
    cards_shown: bool
    filters: dict[str, Any]
    engines: EnginesSchema
    grounded: bool
    degraded: list[str]
    original_query: str
    total_results: int
    show_all_query: bool
    absent: bool = Field(description="What was asked for is not in the résumé.")
    closest: bool = Field(
        description="It is not named there, and what is nearest to it is told."
    )
    corrected: bool = Field(
        default=False,
        description="A model says something else than the first answer.",
    )
    turn_id: str | None = Field(
        default=None,
        description="What `/api/feedback` rates it by; null where nothing is kept.",
    )
    rate_limited: bool
    evidence: list[dict[str, Any]]
    suggestions: list[str]
    language: str
    confidence: float = Field(
        ge=0, le=1, description="How likely the reply is to be right."
    )


class TranscriptSchema(BaseModel):
    confidence: float = Field(ge=0, le=1)
    language: str
    engine: str = Field(examples=["faster-whisper"])


class TimingSchema(BaseModel):
    """Milliseconds per stage; stages do not overlap."""

    decode_ms: float
    vad_ms: float
    transcribe_ms: float
    answer_ms: float
    llm_ms: float
    tts_ms: float
    total_ms: float


class TurnReply(BaseModel):
    """A reply, its cards and, where it was spoken, the name of its audio."""

    status: Literal["success", "partial_success"]
    session_id: str
    response: str = Field(examples=["Two projects use Python: River Watch and Atlas."])
    items: list[CardSchema]
    item_type: str = Field(examples=["projects"])
    metadata: MetadataSchema
    audio_file: str | None
    timing: TimingSchema


class TypedReply(TurnReply):
    model_config = example(**TURN, input_text=QUESTION)

    input_text: str


class VoiceReply(TurnReply):
    model_config = example(**VOICE_TURN)

    transcription: str
    transcript: TranscriptSchema


class ChunkReply(BaseModel):
    """What is heard so far; with the last chunk, the whole turn beside it."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "status": "listening",
                    "session_id": SESSION_ID,
                    "partial_transcription": "which projects",
                    "chunks": 3,
                },
                {**VOICE_TURN, "partial_transcription": QUESTION},
            ]
        },
    )

    status: Literal["listening", "success", "partial_success"]
    session_id: str
    partial_transcription: str


class Enhancement(BaseModel):
    status: Literal["pending"]
    task_id: str


class SmartReply(BaseModel):
    """The deterministic answer, and the id of a better phrasing on its way."""

    model_config = example(
        **PLAIN_REPLY, processing_time_ms=1.2, user_id=None, llm_enhancement=None
    )

    session_id: str
    response: str
    items: list[CardSchema]
    item_type: str
    metadata: MetadataSchema
    processing_time_ms: float
    user_id: str | None
    llm_enhancement: Enhancement | None
