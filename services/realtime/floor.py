"""Who has the floor: replies that are guessed, told, interrupted, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from services.errors import RateLimitExceeded, ServiceError
from services.guard.rate_limit import Kind, Verdict
from services.models.audio import Samples
from services.models.speech import Transcript
from services.pipeline.reply import Asked, Reply
from services.realtime.bridging import Bridge
from services.realtime.errands import Errands
from services.realtime.making import Makers, Making
from services.realtime.monitor import STALLED_S, Monitor
from services.realtime.responding import Response, Stage, limits_of, tell_refusal
from services.realtime.upstream import UpstreamTalk

GRACE_S = 1.0
"""How much later than expected a client may say what was heard of a reply."""
BARELY_S = 0.35
"""Who goes on before so much of a reply was heard had not ended his question: it is
told 200 ms late that he speaks, and nobody reacts to a sound within 150 ms."""
CONTINUES = "viva_voce.continues"
"""Names, in the metadata of a response, the one that it is the rest of."""
UNDECIDED_S = 5.0
"""How long an interrupted reply waits for what the visitor said."""

Charge = Callable[[Kind, str], Verdict | None]
"""Lets a question be paid for; None where nothing is limited."""
Shape = Callable[[Reply], dict[str, Any]]

_log = structlog.get_logger(__name__)


class Floor:
    """One reply is told at a time; the last one is kept once it is known what of it
    was heard.
    """

    def __init__(
        self,
        stage: Stage,
        makers: Makers,
        monitor: Monitor,
        *,
        charge: Charge,
        shape: Shape,
        upstream: UpstreamTalk | None = None,
    ) -> None:
        self.stage = stage
        self._upstream = upstream
        self._monitor = monitor
        self._makers = makers
        self._charge = charge
        self._shape = shape
        self._guess: Making | None = None
        self._told: Response | None = None
        """The last response, until its turn is kept."""
        self._interrupted = False
        self._keeping: asyncio.Task[None] | None = None
        self._timer: asyncio.Task[None] | None = None
        self._errands = Errands()

    @property
    def response(self) -> Response | None:
        """The response that is being told."""
        return self._told if self._told is not None and self._told.active else None

    @property
    def is_heard(self) -> bool:
        """Whether the visitor hears a reply now, as far as that can be known."""
        told = self._told
        return told is not None and (told.active or told.playing.left_s > 0)

    @property
    def barely_heard(self) -> str | None:
        """The question whose reply was told last, where hardly any of it was heard."""
        told = self._told
        if told is None or told.heard_s > BARELY_S:
            return None
        return told.making.asked.text

    def holds(self, turn_id: str) -> bool:
        """Whether a turn is still to be kept, or may be kept just now."""
        if self._keeping is not None and not self._keeping.done():
            return True
        return self._told is not None and self._told.making.turn_id == turn_id

    def look(self) -> None:
        """See whether a reply is waited for in vain, and who makes the next one."""
        if self._upstream is not None:
            self._monitor.bridged(self._upstream.unready)
        told = self.response
        if told is not None and told.speaks and told.waited_s > STALLED_S:
            self._monitor.stalled()

    def guess(
        self,
        request: Asked,
        transcript: Transcript,
        engines: Mapping[str, str],
        *,
        instead: bool = False,
    ) -> None:
        """Begin to make the reply that is likely to be wanted.

        It comes `instead` of the last one where that question went on.
        """
        self.drop_guess()
        if self.response is None:
            if instead:
                self._take_back()
            self._guess = self._make(request, transcript, engines)

    def drop_guess(self) -> None:
        if self._guess is not None:
            self._throw_away(self._guess)
            self._guess = None

    def respond(
        self,
        request: Asked,
        *,
        transcript: Transcript | None = None,
        engines: Mapping[str, str] | None = None,
        metadata: Mapping[str, str] | None = None,
        sound: Samples | None = None,
        instead: bool = False,
    ) -> None:
        """Tell the reply to a question, the guessed one where it is the same.

        It comes `instead` of the last one where that question went on.
        """
        if instead:
            self._take_back()
        kind: Kind = "audio" if transcript else "chat"
        verdict = self._charge(kind, request.session_id or "")
        if verdict is not None and not verdict.allowed:
            self.drop_guess()
            wait_s = verdict.retry_after_s
            tell_refusal(self.stage, RateLimitExceeded(retry_after_s=wait_s))
            return
        making = self._guess
        fits = making is not None and (
            making.asked.text == request.text and making.asked.speak == request.speak
        )
        if making is None or not fits:
            self.drop_guess()
            making = self._make(request, transcript, engines)
        self._guess = None
        if making.bridge is not None:
            making.bridge.want(sound)
        limits = limits_of(verdict) if verdict else ()
        self._tell(making, metadata=metadata, limits=limits)

    def interrupt(self) -> None:
        """The visitor speaks: be quiet, until it is known whether he said a word."""
        told = self._told
        if told is None or not self.is_heard:
            return
        told.end("turn_detected")
        told.playing.stop()
        self._interrupted = True
        self._keep_in(UNDECIDED_S)

    def go_on(self) -> None:
        """It was no word: tell the rest of the reply that was interrupted."""
        self.drop_guess()
        told = self._told
        if told is not None and self._interrupted and told.has_more:
            continued = {CONTINUES: told.id}
            self._tell(told.making, from_s=told.heard_s, metadata=continued)
        self._interrupted = False

    def _take_back(self) -> None:
        """Forget the last reply: its question was not over."""
        told, self._told = self._told, None
        self._interrupted = False
        self._stop_timer()
        if told is not None:
            told.end("turn_detected")
            self._throw_away(told.making)

    def cancel(self) -> bool:
        """Whether there was a reply to stop; it stops as the client wants."""
        response = self.response
        if response is None:
            return False
        response.end("client_cancelled")
        self._keep_in(GRACE_S)
        return True

    def truncate(self, item_id: str, seconds: float) -> float | None:
        """Note how much of a reply was heard; return the length of its sound.

        None where the item is no reply, or its turn is kept already.
        """
        told = self._told
        if told is None or told.item.id != item_id:
            return None
        if seconds <= told.playing.sent_s:
            told.truncate(seconds)
        return told.playing.sent_s

    def keep(self) -> asyncio.Task[None] | None:
        """Keep the last turn as it was heard; None where there is none."""
        told, self._told = self._told, None
        self._interrupted = False
        self._stop_timer()
        if told is not None:
            told.end("client_cancelled")
            self._throw_away(told.making)
            self._keeping = self._errands.begin(self._keep(told.making, told.heard))
        return self._keeping

    async def close(self) -> None:
        """Keep what was heard, and leave no task behind."""
        self.drop_guess()
        self.keep()
        await self._errands.ended()

    def _make(
        self,
        request: Asked,
        transcript: Transcript | None,
        engines: Mapping[str, str] | None,
    ) -> Making:
        """The turn before is kept first: this one may build on it."""
        talk = self._upstream
        return Making(
            self._makers,
            request,
            sound=self.stage.sound,
            transcript=transcript,
            engines=engines,
            after=self.keep(),
            bridge=Bridge(talk) if talk is not None else None,
        )

    def _tell(self, making: Making, *, from_s: float = 0.0, **more: Any) -> None:
        self._interrupted = False
        self._stop_timer()
        self._told = Response(
            self.stage, making, from_s=from_s, on_end=self._ended, **more
        )
        self._errands.watch(self._told.task)

    def _ended(self, response: Response) -> None:
        reply = response.making.reply()
        if response.speaks and response.ending == "completed":
            self._monitor.spoken(well=not response.making.voiceless)
        self.look()
        if reply is not None:
            self.stage.outbox.put(
                "viva_voce.reply",
                response_id=response.id,
                item_id=response.item.id,
                **self._shape(reply),
            )
        if response.ending in ("completed", "failed"):
            self._keep_in(response.playing.left_s + GRACE_S)

    def _keep_in(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self._errands.begin(self._keep_later(seconds))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _keep_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._timer = None
        self.keep()

    async def _keep(self, making: Making, words: str | None) -> None:
        reply, turns = making.reply(words), self._makers.turns
        making.pieces.clear()  # Sound is heavy, and whoever told it may live on.
        if reply is None or making.found is None:
            return
        try:
            await turns.remember(reply, making.found, making.asked)
            await turns.finish(reply, making.asked)
        except ServiceError as error:
            _log.warning("talk_not_kept", error_code=error.error_code)

    def _throw_away(self, making: Making) -> None:
        if not making.done:
            self._errands.begin(making.close())
