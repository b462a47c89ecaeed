"""One turn, typed or spoken: ask, answer, say, keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from services.errors import NoSpeech
from services.metrics import Stopwatch
from services.models.audio import Utterance
from services.models.conversation import Session, Turn
from services.models.records import Interaction
from services.models.speech import Transcript
from services.pipeline.answering import Answering, Found
from services.pipeline.recording import interaction_of
from services.pipeline.reply import Asked, Reply
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking, Spoken
from services.protocols import SpeechRecognizer, VoiceActivityDetector

Record = Callable[[Interaction], None]
"""Takes a turn for the books without waiting; must never raise."""


class Hearing:
    """From sound to words: detection, then recognition."""

    def __init__(
        self, detector: VoiceActivityDetector, recognizer: SpeechRecognizer
    ) -> None:
        self.detector = detector
        self.recognizer = recognizer

    async def hear(
        self, utterance: Utterance, watch: Stopwatch, *, language: str | None = None
    ) -> tuple[Transcript, tuple[str, ...], str]:
        """A transcript, what was degraded, and the detector; raises NoSpeech."""
        with watch.stage("vad"):
            found = await self.detector.detect(utterance)
        if not found.segments:
            raise NoSpeech
        with watch.stage("transcribe"):
            transcript = await self.recognizer.recognize(
                trimmed(utterance, found.segments[0].start_s, found.segments[-1].end_s),
                language=language,
            )
        if not transcript.text.strip():
            raise NoSpeech
        return transcript, found.degraded + transcript.degraded, found.engine


def trimmed(utterance: Utterance, start_s: float, end_s: float) -> Utterance:
    """The part with speech in it, pauses inside included."""
    whole_s = utterance.duration_s or 1.0
    size = len(utterance.samples)
    first, last = int(start_s / whole_s * size), int(end_s / whole_s * size)
    return Utterance(utterance.samples[first:last], utterance.container)


class Turns:
    """Runs whole turns over the parts it is given."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        answering: Answering,
        hearing: Hearing,
        speaking: Speaking,
        record: Record,
    ) -> None:
        self.sessions = sessions
        self.answering = answering
        self.hearing = hearing
        self.speaking = speaking
        self.record = record

    async def typed(
        self, asked: Asked, watch: Stopwatch, *, phrase: bool = True
    ) -> Reply:
        session = await self.sessions.open(asked.session_id)
        return await self._answered(asked, session, watch, None, (), {}, phrase)

    async def spoken(
        self,
        utterance: Utterance,
        asked: Asked,
        watch: Stopwatch,
        *,
        language: str | None = None,
    ) -> Reply:
        """`asked.text` is filled in with what was heard; raises NoSpeech."""
        transcript, degraded, detector = await self.hearing.hear(
            utterance, watch, language=language
        )
        session = await self.sessions.open(asked.session_id)
        question = replace(asked, text=transcript.text)
        engines = {"vad": detector, "recognizer": transcript.engine}
        return await self._answered(
            question, session, watch, transcript, degraded, engines, True
        )

    async def _answered(
        self,
        asked: Asked,
        session: Session,
        watch: Stopwatch,
        transcript: Transcript | None,
        degraded: tuple[str, ...],
        engines: dict[str, str],
        phrase: bool,
    ) -> Reply:
        with watch.stage("answer"):
            found = self.answering.find(asked, session, transcript)
        phrased = None
        if found.heard is None:
            with watch.stage("llm"):
                phrased = await self.answering.phrase(
                    found, visitor=asked.visitor, wait=phrase
                )
        text = phrased.text if phrased else found.answer.text
        said = Spoken(None, None)
        if asked.speak:
            with watch.stage("tts"):
                said = await self.speaking.say(
                    text, language=found.answer.language, session_id=session.id
                )
        engines["llm"] = phrased.engine if phrased else "none"
        if said.engine:
            engines["tts"] = said.engine
        reply = Reply(
            session_id=session.id,
            question=asked.text,
            answer=found.answer,
            engines=engines,
            timing=watch.timing(),
            degraded=degraded + (phrased.degraded if phrased else ()) + said.degraded,
            transcript=transcript,
            heard=found.heard,
            phrased=phrased,
            speak=asked.speak,
            audio_file=said.audio_file,
            suggestions=found.answer.suggestions,
            query=found.query,
        )
        await self.keep(reply, found, asked)
        return reply

    async def keep(self, reply: Reply, found: Found, asked: Asked) -> None:
        now = datetime.now(UTC)
        turn = Turn(
            user_input=found.query.text,
            ai_response=reply.text,
            timestamp=now,
            shown=tuple(card.id for card in reply.answer.cards),
            item_type=reply.answer.item_type,
            intent=reply.answer.intent,
            filters=reply.answer.filters.to_dict(),
            original_query=reply.answer.original_query,
        )
        await self.sessions.keep(reply.session_id, turn)
        self.record(interaction_of(reply, now, request_id=asked.request_id))
