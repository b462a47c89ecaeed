"""Streams of sound, opened one by one over the parts they share."""

from __future__ import annotations

from services.pipeline.pauses import TurnRules
from services.pipeline.recognition_stream import HowItEnds, RecognitionStream
from services.protocols import SpeechRecognizer, StreamDetector, TurnEndDetector


class Listening:
    def __init__(
        self,
        detector: StreamDetector,
        recognizer: SpeechRecognizer,
        turn_end: TurnEndDetector,
        rules: TurnRules,
    ) -> None:
        self.detector = detector
        self.recognizer = recognizer
        self.turn_end = turn_end
        self.rules = rules

    async def open(
        self,
        *,
        language: str | None = None,
        rules: TurnRules | None = None,
        ending: HowItEnds | None = None,
    ) -> RecognitionStream:
        """A stream of its own; the first one waits for the end-of-turn model."""
        await self.turn_end.prepare()
        return RecognitionStream(
            self.detector.open_stream(),
            self.recognizer,
            self.turn_end,
            rules=rules or self.rules,
            language=language,
            ending=ending,
        )
