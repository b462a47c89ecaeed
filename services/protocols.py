"""Every interface behind which two or more real things stand.

Adapters are async; one that burns CPU hands its work to the WorkQueue itself. It
raises a ServiceError of its own part for a technical failure, so that a fallback may
try the next one, and an InputError for bad input, which nothing falls through on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

from services.models.answer import Answer, Query
from services.models.audio import Detection, Samples, Utterance
from services.models.audio_file import StoredAudio
from services.models.conversation import Session, Turn
from services.models.fact_sheet import FactSheet
from services.models.health import PartHealth
from services.models.language import Completion, CompletionRequest, Phrased
from services.models.records import (
    EVERY_SHOWN,
    EVERY_TURN,
    PICTURES_A_PAGE,
    Interaction,
    InteractionFilter,
    Signature,
    SignatureFilter,
)
from services.models.speech import SpeechRequest, SynthesizedSpeech, Transcript, Voice
from services.models.vectors import Both, Vectors


class Part(Protocol):
    """Something that is started, stopped and asked how it is."""

    @property
    def name(self) -> str: ...

    async def health(self) -> PartHealth: ...

    async def close(self) -> None: ...


class Breaker(Protocol):
    """A circuit breaker, to be looked at."""

    @property
    def state(self) -> Literal["closed", "open", "half_open"]: ...


class AudioDecoder(Protocol):
    async def decode(self, data: bytes) -> Utterance:
        """Raise AudioFormatUnsupported, InvalidAudio, AudioTooShort or AudioTooLong."""


class VoiceActivityDetector(Part, Protocol):
    async def detect(self, utterance: Utterance) -> Detection: ...


class FrameDetector(Protocol):
    """Detection in one stream, which it remembers."""

    def probability(self, frame: Samples) -> float:
        """How likely the next 512 samples are speech; raise VadFailed."""


class StreamDetector(Protocol):
    def open_stream(self) -> FrameDetector:
        """Begin to follow a stream; raise VadFailed."""


class TurnEndDetector(Part, Protocol):
    async def prepare(self) -> None:
        """Load what the first pause would otherwise wait for."""

    async def completeness(self, sound: Samples) -> float | None:
        """How likely whoever spoke is done; None where that cannot be told."""


class SpeechRecognizer(Part, Protocol):
    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        """Write down speech; an empty text means that no words were heard.

        A draft is wanted soon and will be replaced.
        """


class Synthesizer(Part, Protocol):
    @property
    def available(self) -> bool:
        """Whether it can speak now; one that still loads cannot."""

    async def start(self) -> None:
        """Load what the first call would otherwise wait for."""

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech: ...

    async def voices(self) -> tuple[Voice, ...]: ...


class Speaker(Part, Protocol):
    """Says a text with whichever synthesizer is best, whole or as it is made."""

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech: ...

    def stream(self, request: SpeechRequest) -> AsyncIterator[SynthesizedSpeech]:
        """Yield the text's pieces in their order, each when it is made."""


class AudioStore(Protocol):
    """Where generated audio is kept for a while, under names nobody can guess."""

    async def save(
        self, speech: SynthesizedSpeech, session_id: str | None = None
    ) -> StoredAudio: ...
    async def remove_for_session(self, session_id: str) -> int: ...


class LanguageModel(Part, Protocol):
    async def prepare(self) -> None:
        """Load what the first call would otherwise wait for."""

    async def complete(self, request: CompletionRequest) -> Completion: ...

    def stream(self, request: CompletionRequest) -> AsyncIterator[str | Completion]:
        """Yield text deltas, then one Completion with the whole."""


class Phraser(Part, Protocol):
    """Lets a model say an answer better. Never raises for what a provider does."""

    @property
    def breakers(self) -> Mapping[str, Breaker]: ...

    async def prepare(self) -> None: ...

    def declines(self, query: Query, answer: Answer, *, visitor: str = "") -> str:
        """Why no model would be asked, in Phrased's words; empty when one would."""

    def usage(self) -> Mapping[str, Any]:
        """What models cost today, for the owner."""

    async def phrase(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> Phrased: ...

    def stream(
        self, query: Query, answer: Answer, *, visitor: str = "", deadline_s: float
    ) -> AsyncIterator[str | Phrased]:
        """Yield checked sentences as they come, then one Phrased with the whole."""


class QueryProcessor(Protocol):
    """The deterministic engine."""

    def answer(self, query: Query) -> Answer:
        """Takes under a millisecond, or some for what must be compared by meaning."""

    async def find(self, query: Query) -> Answer:
        """Return the same, for the event loop: what takes milliseconds leaves it."""

    async def facts(self, query: Query, answer: Answer) -> FactSheet:
        """Return what a language model may answer the question from."""

    def vocabulary(self) -> tuple[str, ...]:
        """Names and technologies a recogniser should expect."""


class SentenceEncoder(Protocol):
    """Turns sentences into vectors that lie near each other when the meanings do."""

    @property
    def name(self) -> str: ...
    @property
    def available(self) -> bool:
        """Whether it knows any meaning; callers stay on words when it does not."""

    @property
    def dimensions(self) -> int: ...
    @property
    def digest(self) -> str:
        """Another one when vectors would be others."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (n, dimensions), each row of unit length.

        Safe in several threads; milliseconds a text, so not for the event loop.
        """

    def encode_both(self, texts: Sequence[str]) -> Both:
        """Return the same and the vectors for answering, of the same shape."""


class MeaningScores(Protocol):
    """How near a question is in meaning to each of some texts that are set."""

    @property
    def complete(self) -> bool:
        """Whether every text has its vector; `scores` then answers."""

    def kept(self, question: str) -> bool:
        """Whether `scores` answers at once; a new vector takes milliseconds."""

    def scores(self, question: str) -> Vectors | None:
        """Return the cosine of each text in its order; None where words must do."""

    def vector(self, question: str) -> Vectors | None:
        """Return the question's own vector, of unit length; None as for `scores`."""

    def answering(self, question: str) -> tuple[Vectors, Vectors] | None:
        """Return the vectors for answering of the question and of each text."""

    def close(self) -> None:
        """Say that nobody will ask again, so that no more vectors are made."""


class SessionStore(Protocol):
    async def create(
        self,
        session_id: str,
        *,
        metadata: Mapping[str, Any] | None = None,
        fresh: bool = False,
    ) -> Session:
        """Start a session; raise SessionExists when the id is in use.

        `fresh` says that nobody can hold the id, so that it need not be looked up.
        """

    async def get(self, session_id: str) -> Session:
        """Raise SessionNotFound or SessionExpired."""

    async def append(self, session_id: str, turn: Turn) -> None:
        """Add a turn, keep the newest MAX_TURNS, and move the expiry."""

    async def hear(self, session_id: str, transcript: Transcript | None) -> None:
        """Remember what was last heard, or forget it."""

    async def end(self, session_id: str) -> Session:
        """Close a session and return it as it was; it then counts as expired."""

    async def delete(self, session_id: str) -> Session:
        """Erase a session and return it as it was."""

    async def expire(self, now: datetime) -> tuple[str, ...]:
        """Drop what is past its expiry and return the ids."""

    async def count(self) -> int: ...

    async def close(self) -> None:
        """Finish what is on its way to the store."""


class InteractionLog(Protocol):
    @property
    def name(self) -> str: ...

    async def record(self, interaction: Interaction) -> None: ...

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]: ...

    async def count(self) -> int: ...

    async def delete_session(self, session_id: str) -> int: ...

    async def delete_before(self, moment: datetime) -> int: ...


class GuestbookStore(Protocol):
    async def add(self, signature: Signature, *, key: str | None = None) -> Signature:
        """Store a signature once per `key` and return the stored one."""

    async def page(
        self,
        *,
        limit: int,
        offset: int,
        matching: SignatureFilter = EVERY_SHOWN,
        pictures: int = PICTURES_A_PAGE,
    ) -> Sequence[Signature]:
        """Return a page; `pictures` is the room, in characters, that pictures have:
        one that does not fit is left out."""

    async def find(self, signature_id: str) -> Signature:
        """One signature with its picture, hidden or not; raise SignatureNotFound."""

    async def set_hidden(self, signature_id: str, hidden: bool) -> Signature:
        """Raise SignatureNotFound."""

    async def delete(self, signature_id: str) -> None:
        """Raise SignatureNotFound."""
