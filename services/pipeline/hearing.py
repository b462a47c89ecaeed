"""From sound to words: detection, then recognition."""

from __future__ import annotations

from dataclasses import dataclass

from services.errors import NoSpeech
from services.metrics import Stopwatch
from services.models.audio import SAMPLE_RATE_HZ, SpeechSegment, Utterance
from services.models.speech import Transcript
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
            transcript = await self.recognizer.recognize(
                trimmed(utterance, found.segments), language=language
            )
        if not transcript.text.strip():
            raise NoSpeech
        return Heard(transcript, found.engine, found.degraded + transcript.degraded)


def trimmed(utterance: Utterance, segments: tuple[SpeechSegment, ...]) -> Utterance:
    """From the first word to the last, pauses between them included."""
    first = int(segments[0].start_s * SAMPLE_RATE_HZ)
    last = int(segments[-1].end_s * SAMPLE_RATE_HZ)
    return Utterance(utterance.samples[first:last], utterance.container)
