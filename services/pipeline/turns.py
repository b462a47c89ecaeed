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
        self, asked: Asked, watch: Stopwatch, *, wait: bool = True
    ) -> Reply:
        """Without `wait` a model's phrasing is left to come later."""
        return await self._run(asked, watch, wait=wait)

    async def spoken(
        self,
        utterance: Utterance,
        asked: Asked,
        watch: Stopwatch,
        *,
        language: str | None = None,
    ) -> Reply:
        """The reply to a question that is spoken; raises NoSpeech.

        `asked.text` is filled in with what was heard.
        """
        heard = await self.hearing.hear(utterance, watch, language=language)
        question = replace(asked, text=heard.transcript.text)
        return await self._run(question, watch, wait=True, heard=heard)

    async def _run(
        self, asked: Asked, watch: Stopwatch, *, wait: bool, heard: Heard | None = None
    ) -> Reply:
        transcript = heard.transcript if heard else None
        begun_s = time.perf_counter()
        session = await self.sessions.open(asked.session_id, began_s=asked.began_s)
        with watch.stage("answer"):
            found = await self.answering.find(asked, session, transcript)
        waited_s = time.perf_counter() - begun_s
        phrased = await self._phrase(found, asked, watch, wait=wait, waited_s=waited_s)
        said = await self._say(phrased, found, asked, watch, session.id)
        reply = Reply(
            session_id=session.id,
            question=asked.text,
            answer=found.answer,
            engines={
                **(heard.engines if heard else found.engines),
                "llm": phrased.engine if phrased else "none",
                **({"tts": said.engine} if said.engine else {}),
            },
            timing=watch.timing(),
            degraded=(heard.degraded if heard else ())
            + (phrased.degraded if phrased else ())
            + said.degraded,
            transcript=transcript,
            repeated=found.repeated,
            heard=found.heard,
            phrased=phrased,
            speak=asked.speak,
            sound=asked.sound,
            audio_file=said.audio_file,
            suggestions=found.answer.suggestions,
            query=found.query,
        )
        await self.remember(reply, found, asked)
        return await self.finish(reply, asked)

    async def _phrase(
        self,
        found: Found,
        asked: Asked,
        watch: Stopwatch,
        *,
        wait: bool,
        waited_s: float,
    ) -> Phrased | None:
        if found.heard is not None:
            return None
        with watch.stage("llm") if self.answering.has_model else nullcontext():
            return await self.answering.phrase(
                found, visitor=asked.visitor, wait=wait, waited_s=waited_s
            )

    async def _say(
        self,
        phrased: Phrased | None,
        found: Found,
        asked: Asked,
        watch: Stopwatch,
        session_id: str,
    ) -> Spoken:
        if not asked.speak:
            return Spoken(None, None)
        text = phrased.text if phrased else found.answer.text
        with watch.stage("tts"):
            return await self.speaking.say(
                text,
                language=found.answer.language,
                session_id=session_id,
                sound=asked.sound,
            )

    async def remember(self, reply: Reply, found: Found, asked: Asked) -> None:
        """Add the turn to its session; its words are known, it may still be spoken.

        A visitor may ask on before a reply was spoken to its end.
        """
        now = datetime.now(UTC)
        turn = answered(found.query.text, reply.final, now, turn_id=reply.turn_id)
        await self.sessions.keep(reply.session_id, turn, began_s=asked.began_s)

    async def finish(self, reply: Reply, asked: Asked) -> Reply:
        """The reply; no trace of it stays if its session was forgotten meanwhile."""
        session_id, began_s = reply.session_id, asked.began_s
        if await self.sessions.is_forgotten(session_id, began_s=began_s):
            await self.speaking.store.remove_for_session(session_id)
            return replace(reply, audio_file=None, query=None, turn_id="")
        now = datetime.now(UTC)
        self.record(interaction_of(reply, now, asked))
        return reply
