"""One turn, typed or spoken: ask, answer, say, keep."""

from __future__ import annotations

import time
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from services.metrics import Stopwatch
from services.models.audio import Utterance
from services.models.language import Phrased
from services.pipeline.answering import Answering, Found
from services.pipeline.hearing import Heard, Hearing
from services.pipeline.history import answered
from services.pipeline.recording import Record, interaction_of
from services.pipeline.reply import Asked, Reply
from services.pipeline.sessions import Sessions
from services.pipeline.speaking import Speaking, Spoken


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
        self, request: Asked, watch: Stopwatch, *, wait: bool = True
    ) -> Reply:
        """Without `wait` a model's phrasing is left to come later."""
        return await self._run(request, watch, wait=wait)

    async def spoken(
        self,
        utterance: Utterance,
        request: Asked,
        watch: Stopwatch,
        *,
        language: str | None = None,
    ) -> Reply:
        """The reply to a question that is spoken; raises NoSpeech.

        `asked.text` is filled in with what was heard.
        """
        heard = await self.hearing.hear(utterance, watch, language=language)
        question = replace(request, text=heard.transcript.text)
        return await self._run(question, watch, wait=True, hearing=heard)

    async def _run(
        self,
        request: Asked,
        watch: Stopwatch,
        *,
        wait: bool,
        hearing: Heard | None = None,
    ) -> Reply:
        transcript = hearing.transcript if hearing else None
        begun_s = time.perf_counter()
        session = await self.sessions.open(request.session_id, began_s=request.began_s)
        with watch.stage("answer"):
            finding = await self.answering.find(request, session, transcript)
        waited_s = time.perf_counter() - begun_s
        phrased = await self._phrase(
            finding, request, watch, wait=wait, waited_s=waited_s
        )
        said = await self._say(phrased, finding, request, watch, session.id)
        reply = Reply(
            session_id=session.id,
            question=request.text,
            answer=finding.answer,
            engines={
                **(hearing.engines if hearing else finding.engines),
                "llm": phrased.engine if phrased else "none",
                **({"tts": said.engine} if said.engine else {}),
            },
            timing=watch.timing(),
            degraded=(hearing.degraded if hearing else ())
            + (phrased.degraded if phrased else ())
            + said.degraded,
            transcript=transcript,
            repeated=finding.repeated,
            heard=finding.heard,
            phrased=phrased,
            speak=request.speak,
            sound=request.sound,
            audio_file=said.audio_file,
            suggestions=finding.answer.suggestions,
            query=finding.query,
        )
        await self.remember(reply, finding, request)
        return await self.finish(reply, request)

    async def _phrase(
        self,
        finding: Found,
        request: Asked,
        watch: Stopwatch,
        *,
        wait: bool,
        waited_s: float,
    ) -> Phrased | None:
        if finding.heard is not None:
            return None
        with watch.stage("llm") if self.answering.has_model else nullcontext():
            return await self.answering.phrase(
                finding, visitor=request.visitor, wait=wait, waited_s=waited_s
            )

    async def _say(
        self,
        phrasing: Phrased | None,
        finding: Found,
        request: Asked,
        watch: Stopwatch,
        session_id: str,
    ) -> Spoken:
        if not request.speak:
            return Spoken(None, None)
        text = phrasing.text if phrasing else finding.answer.text
        with watch.stage("tts"):
            return await self.speaking.say(
                text,
                language=finding.answer.language,
                session_id=session_id,
                sound=request.sound,
            )

    async def remember(self, reply: Reply, finding: Found, request: Asked) -> None:
        """Add the turn to its session; its words are known, it may still be spoken.

        A visitor may ask on before a reply was spoken to its end.
        """
        now = datetime.now(UTC)
        turn = answered(finding.query.text, reply.final, now, turn_id=reply.turn_id)
        await self.sessions.keep(reply.session_id, turn, began_s=request.began_s)

    async def finish(self, reply: Reply, request: Asked) -> Reply:
        """The reply; no trace of it stays if its session was forgotten meanwhile."""
        session_id, began_s = reply.session_id, request.began_s
        if await self.sessions.is_forgotten(session_id, began_s=began_s):
            await self.speaking.store.remove_for_session(session_id)
            return replace(reply, audio_file=None, query=None, turn_id="")
        now = datetime.now(UTC)
        self.record(interaction_of(reply, now, request))
        return reply
