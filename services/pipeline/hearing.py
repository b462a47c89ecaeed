"""From sound to words: detection, then recognition."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.errors import NoSpeech
from services.metrics import Stopwatch
from services.models.audio import Detection, Utterance
from services.models.speech import Transcript
from services.pipeline.sound_pieces import (
    SoundPiece,
    joined_transcript,
    sound_pieces,
)
from services.protocols import SpeechRecognizer, VoiceActivityDetector


@dataclass(frozen=True, slots=True)
class Heard:
    transcript: Transcript
    detector: str
    degraded: tuple[str, ...] = ()

    @property
    def engines(self) -> dict[str, str]:
        return {"vad": self.detector, "recognizer": self.transcript.engine}


class Hearing:
    def __init__(
        self, detector: VoiceActivityDetector, recognizer: SpeechRecognizer
    ) -> None:
        self.detector = detector
        self.recognizer = recognizer

    async def hear(
        self, utterance: Utterance, watch: Stopwatch, *, language: str | None = None
    ) -> Heard:
        """Raise NoSpeech where nobody speaks: silence never becomes words."""
        found = await self._found(utterance, watch)
        pieces = sound_pieces(utterance, found.segments)
        with watch.stage("transcribe"):
            heard = [one async for one in self._written(pieces, language)]
        transcript = joined_transcript(pieces, heard)
        if not transcript.text.strip():
            raise NoSpeech
        return Heard(transcript, found.engine, found.degraded + transcript.degraded)

    async def follow(
        self, utterance: Utterance, watch: Stopwatch, *, language: str | None = None
    ) -> AsyncIterator[Transcript]:
        """Yield what is said, piece after piece of a long recording; raise NoSpeech."""
        found = await self._found(utterance, watch)
        said = False
        async for heard in self._written(
            sound_pieces(utterance, found.segments), language
        ):
            if heard.text.strip():
                said = True
                yield heard
        if not said:
            raise NoSpeech

    async def _found(self, utterance: Utterance, watch: Stopwatch) -> Detection:
        with watch.stage("vad"):
            found = await self.detector.detect(utterance)
        if not found.segments:
            raise NoSpeech
        return found

    async def _written(
        self, pieces: list[SoundPiece], language: str | None
    ) -> AsyncIterator[Transcript]:
        """Piece after piece; the first one's language is that of the others."""
        for piece in pieces:
            heard = await self.recognizer.recognize(piece.utterance, language=language)
            language = language or heard.language
            yield heard
