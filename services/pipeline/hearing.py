"""From sound to words: detection, then recognition."""

from __future__ import annotations

from dataclasses import dataclass

from services.errors import NoSpeech
from services.metrics import Stopwatch
from services.models.audio import Utterance
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
        with watch.stage("vad"):
            found = await self.detector.detect(utterance)
        if not found.segments:
            raise NoSpeech
        with watch.stage("transcribe"):
            transcript = await self._written(
                sound_pieces(utterance, found.segments), language
            )
        if not transcript.text.strip():
            raise NoSpeech
        return Heard(transcript, found.engine, found.degraded + transcript.degraded)

    async def _written(
        self, pieces: list[SoundPiece], language: str | None
    ) -> Transcript:
        """Piece after piece; the first one's language is that of the others."""
        transcripts: list[Transcript] = []
        for piece in pieces:
            heard = await self.recognizer.recognize(piece.utterance, language=language)
            transcripts.append(heard)
            language = language or heard.language
        return joined_transcript(pieces, transcripts)
