"""Speech of any language written down in English."""

from __future__ import annotations

from services.errors import TranscriptionFailed
from services.models.audio import Utterance
from services.models.health import PartHealth
from services.models.speech import Transcript
from services.speech.whisper_recognizer import WhisperRecognizer

NO_WHISPER = "Translating needs Whisper, which is not ready here."


class Translation:
    """Whisper's second task, as a recogniser; the embedded one knows English only."""

    name = WhisperRecognizer.name

    def __init__(self, whisper: WhisperRecognizer | None) -> None:
        self._whisper = whisper

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        """Raise TranscriptionFailed where Whisper is not ready."""
        if self._whisper is None or not self._whisper.ready:
            raise TranscriptionFailed(NO_WHISPER)
        return await self._whisper.recognize(
            utterance, language=language, draft=draft, task="translate"
        )

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    async def close(self) -> None:
        """What it works with is closed by its owner."""
