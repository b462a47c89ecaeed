"""One talk: what the client says and what is heard, turned into turns."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from services.errors import InputError, ServiceError
from services.models.audio import SAMPLE_RATE_HZ
from services.pipeline.pauses import FRAME_S, TurnRules
from services.pipeline.recognition_stream import LARGEST_PUSH_S, RecognitionStream
from services.pipeline.reply import Asked
from services.realtime import client_events as said
from services.realtime.client_events import BadEvent
from services.realtime.endings import EndingOf
from services.realtime.floor import Floor
from services.realtime.hearing_turns import HearingTurns
from services.realtime.item_events import ItemEvents
from services.realtime.items import (
    LONGEST_QUESTION,
    Conversation,
    Item,
    new_id,
    spoken_item,
)
from services.realtime.monitor import Monitor
from services.realtime.outbox import Outbox
from services.realtime.recorded import RecordedTurns
from services.realtime.responding import Stage
from services.realtime.sound_formats import SoundIn
from services.realtime.talk_parts import TalkParts, Visitor
from services.realtime.talk_settings import TalkSettings

VOICE = "default"
LOOK_S = 0.5
VOICE_KNOWN_S = 0.4
"""By then it is told that somebody speaks, if anybody does."""
PIECE = round(LARGEST_PUSH_S * SAMPLE_RATE_HZ)

_log = structlog.get_logger(__name__)


class Talk:
    """Events of the client go in by `take`; those for it come out of `outbox`."""

    def __init__(self, parts: TalkParts, visitor: Visitor, *, resume: str) -> None:
        self.id = new_id("sess")
        self.visitor = visitor
        self.resume = resume
        self.connection: object | None = None
        """Whoever carries its events now."""
        self.free = asyncio.Event()
        """Set while nobody takes events out of the box."""
        self.outbox = Outbox()
        self.conversation = Conversation()
        self.monitor = Monitor(parts.pace.clock, self.outbox)
        self.settings = TalkSettings()
        self._parts = parts
        self._sound_in = SoundIn(self.settings.sound_in)
        self._stream: RecognitionStream | None = None
        self._seen = said.LookAt()
        self._tasks: list[asyncio.Task[None]] = []
        upstream = parts.makers.upstream
        self._upstream = upstream.open() if upstream is not None else None
        if self._upstream is not None and not self._upstream.unready:
            self.monitor.answers = "upstream"
        self.floor = Floor(
            self._stage(),
            parts.makers,
            self.monitor,
            charge=parts.charge,
            shape=parts.shape,
            upstream=self._upstream,
        )
        self._turns = HearingTurns(self)
        self.recorded = RecordedTurns(self, parts.makers.turns.hearing)
        self._items = ItemEvents(self)

    async def start(self) -> None:
        """Tell the session, and begin to listen."""
        if self._upstream is not None:
            self._upstream.start()
        self.outbox.put("session.created", session=self._wire())
        conversation = {"id": self.conversation.id, "object": "realtime.conversation"}
        self.outbox.put("conversation.created", conversation=conversation)
        self._stream = await self._parts.listening.open(
            rules=self._rules,
            ending=EndingOf(self._parts.makers.turns.answering.processor),
        )
        self._tasks = [
            asyncio.create_task(self._turns.follow(self._stream)),
            asyncio.create_task(self._look()),
        ]

    def take(self, text: str) -> float:
        """Do what the client says; return the seconds of sound that it sent.

        What cannot be done is an error event, and the talk goes on.
        """
        event_id: str | None = None
        try:
            event, event_id = said.parsed(text)
            return self._do(event)
        except BadEvent as bad:
            bad.event_id = bad.event_id or event_id
            self.tell_error(bad.message, bad.code, bad.param, bad.event_id)
        except InputError as error:
            code = error.error_code.lower()
            self.tell_error(error.message, code, None, event_id)
        except ServiceError as error:
            _log.warning("talk_event_failed", error_code=error.error_code)
            code = error.error_code.lower()
            self.tell_error(error.message, code, None, event_id, kind="server_error")
        return 0.0

    def tell_error(
        self,
        message: str,
        code: str,
        param: str | None = None,
        event_id: str | None = None,
        *,
        kind: str = "invalid_request_error",
    ) -> None:
        told = {"type": kind, "code": code, "message": message}
        self.outbox.put("error", error=told | {"param": param, "event_id": event_id})

    async def take_over(self) -> None:
        """Take the talk from a connection that is as good as lost, if one has it."""
        self.outbox.hold()
        self.connection = None
        self.outbox.end("taken_over")
        await self.free.wait()
        self.outbox.begin_again()

    def tell_again(self, after: str | None) -> None:
        """Somebody is there again: tell what he missed, after who he is."""
        self.outbox.go_on(after)
        self.outbox.put("viva_voce.resumed", session=self._wire())

    async def close(self) -> None:
        """Nothing of it is left but what was kept."""
        if self._stream is not None:
            await self._stream.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self.recorded.close()
        await self.floor.close()
        self.outbox.forget()
        if self._upstream is not None:
            await self._upstream.close()

    async def _look(self) -> None:
        """For ever: see how well it goes."""
        while True:
            await asyncio.sleep(LOOK_S)
            self.floor.look()
            self.monitor.look()

    def asked(self, text: str, *, speaks: bool | None = None) -> Asked:
        return Asked(
            text=text[:LONGEST_QUESTION],
            session_id=self.visitor.session_id,
            section=self._seen.section,
            page_text=self._seen.page_text,
            speak=self.settings.speaks if speaks is None else speaks,
            visitor=self.visitor.name,
            request_id=self.visitor.request_id,
            door="realtime",
        )

    @property
    def longest_s(self) -> float:
        return self._parts.listening.rules.longest_s

    @property
    def engines(self) -> dict[str, str]:
        """Who hears, but for the recogniser, which a transcript names."""
        return {"vad": self._parts.detector()}

    @property
    def _rules(self) -> TurnRules:
        return self.settings.turns.rules(self._parts.listening.rules)

    def _stage(self) -> Stage:
        return Stage(
            self.outbox,
            self.conversation,
            self._parts.pace.clock,
            self.settings.sound_out,
            VOICE,
            self._parts.pace.lead_s,
            self._quiet,
        )

    async def _quiet(self) -> None:
        """Wait while a voice is heard, until it is known whether somebody speaks."""
        until_s = asyncio.get_running_loop().time() + VOICE_KNOWN_S
        while self._stream is not None and self._stream.hears_voice:
            if asyncio.get_running_loop().time() >= until_s:
                return
            await asyncio.sleep(FRAME_S)

    def _wire(self) -> dict[str, Any]:
        recognizer = self._parts.listening.recognizer.name
        return {
            "id": self.id,
            **self.settings.wire(recognizer=recognizer, voice=VOICE),
            "viva_voce": {
                "session_id": self.visitor.session_id,
                "resume": self.resume,
                "without_effect": sorted(self.settings.idle),
                "mode": self.monitor.mode,
                "answers": self.monitor.answers,
            },
        }

    def _do(self, event: said.Event) -> float:
        match event:
            case said.AppendAudio():
                return self._hear(event)
            case said.UpdateSession(session):
                self._update(session)
            case said.CommitAudio():
                self._commit()
            case said.ClearAudio():
                self._clear()
            case said.CancelResponse():
                if not self.floor.cancel():
                    raise BadEvent(
                        "Nothing is being said.", "response_cancel_not_active"
                    )
            case said.Ping(number, rtt_ms):
                self.monitor.ping(rtt_ms)
                self.outbox.put("viva_voce.pong", number=number)
            case said.LookAt():
                self._seen = event
            case _:
                self._items.do(event)
        return 0.0

    def _hear(self, event: said.AppendAudio) -> float:
        samples = self._sound_in.samples(event.audio)
        seconds = self.settings.sound_in.seconds(event.audio)
        self.monitor.frame(seconds, event.number)
        if self.settings.turns.kind is None:
            self.recorded.append(samples)
        elif self._stream is not None:
            for start in range(0, len(samples), PIECE):
                self._stream.push(samples[start : start + PIECE])
        return seconds

    def _update(self, session: Mapping[str, Any]) -> None:
        changed = self.settings.updated(session)
        if changed.sound_in != self.settings.sound_in:
            self._sound_in = SoundIn(changed.sound_in)
        if changed.turns.kind != self.settings.turns.kind:
            self._clear_sound()
        self.settings = changed
        self.floor.stage = self._stage()
        if self._stream is not None:
            self._stream.follow(self._rules, language=changed.language)
        self.outbox.put("session.updated", session=self._wire())

    def _commit(self) -> None:
        if self.settings.turns.kind is None:
            self.recorded.commit()
        elif self._stream is None or not self._stream.end_turn():
            raise BadEvent("Nothing was said yet.", "input_audio_buffer_commit_empty")

    def _clear(self) -> None:
        self._clear_sound()
        self.outbox.put("input_audio_buffer.cleared")

    def _clear_sound(self) -> None:
        self.recorded.clear()
        if self._stream is not None:
            self._stream.drop_turn()
        self._turns.drop()

    def add(self, item: Item, after: str | None = None) -> None:
        before = self.conversation.add(item, after)
        told = {"item": item.wire(), "previous_item_id": before}
        self.outbox.put("conversation.item.added", **told)
        self.outbox.put("conversation.item.done", **told)

    def commit_item(self, item_id: str) -> Item:
        """Add what was said as an item whose words are still to come."""
        item = spoken_item(item_id)
        before = self.conversation.last_id
        self.outbox.put(
            "input_audio_buffer.committed", item_id=item_id, previous_item_id=before
        )
        self.add(item)
        return item
