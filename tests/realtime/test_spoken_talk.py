"""The stock client of the protocol holds a spoken talk of three turns."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from typing import Any, get_args

from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection
from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import TypeAdapter

from tests.realtime.rig import PATIENCE_S, Line, as_base64, line, silence, speech
from tests.waiting import until

OURS = "viva_voce."
CLIENT_KEY = "sk-no-key-of-ours"


def typed_events() -> TypeAdapter[Any]:
    (union, *_) = get_args(RealtimeServerEvent)
    return TypeAdapter(union)


class Stock:
    """What a program does that was written for the protocol, and not for us."""

    def __init__(self, connection: AsyncRealtimeConnection) -> None:
        self.connection = connection
        self.events: list[Any] = []
        self.typed = typed_events()

    async def until(self, kind: str) -> Any:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                event = await self.connection.recv()
                self.events.append(event)
                if not event.type.startswith(OURS):
                    self.typed.validate_python(event.to_dict(), strict=True)
                if event.type == kind:
                    return event

    async def say(self, *sounds: Any) -> None:
        for sound in sounds:
            await self.connection.input_audio_buffer.append(audio=as_base64(sound))

    def sound(self) -> bytes:
        deltas = (e for e in self.events if e.type == "response.output_audio.delta")
        return b"".join(base64.b64decode(event.delta) for event in deltas)


def client_of(rig: Line) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=CLIENT_KEY, base_url=f"{rig.served.url}/v1")


async def test_three_turns_are_spoken_and_one_is_interrupted(tmp_path: Path) -> None:
    with line(tmp_path, lead_s=0.5) as rig:
        rig.ears.recognizer.script = [
            "which projects use python",
            "stop where has she worked",
            "how can i contact her",
        ]
        async with client_of(rig).realtime.connect(model="gpt-realtime") as connection:
            stock = Stock(connection)
            created = await stock.until("session.created")
            session_id = created.session.viva_voce["session_id"]
            await stock.say(silence(0.3), speech(), silence())
            await stock.until("response.output_audio.delta")
            rig.clock.now_s = 0.4
            await stock.say(speech())
            started = await stock.until("input_audio_buffer.speech_started")
            first = await stock.until("response.done")
            assert first.response.status == "cancelled"
            assert first.response.status_details.reason == "turn_detected"
            item = first.response.output[0]
            await connection.conversation.item.truncate(
                item_id=item.id, content_index=0, audio_end_ms=300
            )
            await stock.until("conversation.item.truncated")
            await stock.say(silence())
            rig.clock.step_s = 0.5
            second = await stock.until("response.done")
            rig.clock.now_s += 60
            await stock.say(speech(), silence())
            third = await stock.until("response.done")
            assert started.audio_start_ms > 1500
        for done in (second, third):
            assert done.response.status == "completed"
            assert done.response.usage.total_tokens == 0
        transcripts = [
            event.transcript
            for event in stock.events
            if event.type == "conversation.item.input_audio_transcription.completed"
        ]
        assert transcripts == [
            "which projects use python",
            "stop where has she worked",
            "how can i contact her",
        ]
        assert len(stock.sound()) > 3 * 24_000 * 2
        await until(lambda: not list(rig.services.talks))
        turns = await rig.turns(session_id, least=len(transcripts))
        assert [turn.user_input for turn in turns] == transcripts
        assert turns[0].ai_response == "There", "of the rest nothing was heard"
        assert turns[2].ai_response == third.response.output[0].content[0].transcript
