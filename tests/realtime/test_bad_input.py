"""Whatever comes over the socket: a reason is told, and the talk goes on or ends."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from services.api.websocket import FRAME_BYTES
from services.realtime import outbox
from tests.realtime.rig import Client, Line, as_base64, line, silence, speech
from tests.waiting import until

APPEND = "input_audio_buffer.append"
TEXT_FRAME, MASK = b"\x81\xff", bytes(4)
"""The head of a frame with a length of eight bytes, and the mask of a client."""
BAD: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "invalid_json"),
    "a list": ("[]", "invalid_json"),
    "a lone surrogate": ('{"type": "\\ud800"}', "invalid_json"),
    "nested without end": ("[" * 100_000, "invalid_json"),
    "no type": ("{}", "missing_type"),
    "a number as type": ('{"type": 3}', "missing_type"),
    "an unknown event": ('{"type": "session.dance"}', "unknown_event_type"),
    "no sound": (json.dumps({"type": APPEND}), "invalid_audio"),
    "base64 that is none": (
        json.dumps({"type": APPEND, "audio": "ab*d"}),
        "invalid_audio",
    ),
    "base64 with letters of others": (
        json.dumps({"type": APPEND, "audio": "äöü="}),
        "invalid_audio",
    ),
    "half a sample": (
        json.dumps({"type": APPEND, "audio": base64.b64encode(b"abc").decode()}),
        "invalid_audio",
    ),
    "a wrong rate": (
        json.dumps(
            {
                "type": "session.update",
                "session": {
                    "type": "realtime",
                    "audio": {
                        "input": {"format": {"type": "audio/pcm", "rate": 44_100}}
                    },
                },
            }
        ),
        "invalid_value",
    ),
    "a session that is none": (
        '{"type": "session.update", "session": 5}',
        "invalid_type",
    ),
    "nothing to commit": (
        '{"type": "input_audio_buffer.commit"}',
        "input_audio_buffer_commit_empty",
    ),
    "nothing to cancel": ('{"type": "response.cancel"}', "response_cancel_not_active"),
    "nothing to answer": ('{"type": "response.create"}', "nothing_to_answer"),
    "an item that is not there": (
        '{"type": "conversation.item.delete", "item_id": "x"}',
        "item_not_found",
    ),
    "to be cut before it began": (
        '{"type": "conversation.item.truncate", "item_id": "x", "content_index": 0,'
        ' "audio_end_ms": -1}',
        "invalid_type",
    ),
    "an item of nobody": (
        '{"type": "conversation.item.create", "item": {"type": "message",'
        ' "role": "owner", "content": []}}',
        "invalid_value",
    ),
    "an item too long": (
        json.dumps(
            {
                "type": "conversation.item.create",
                "item": {
                    "type": "message",
                    "role": "user",
                    "content": [{"type": "input_text", "text": "a" * 50_000}],
                },
            }
        ),
        "item_too_long",
    ),
}


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with line(
        tmp_path_factory.mktemp("talks"), lead_s=0.5, max_audio_length=4.0
    ) as made:
        yield made


async def is_well(client: Client) -> bool:
    """Whether a question is still answered."""
    await client.send(
        "session.update", session={"type": "realtime", "output_modalities": ["text"]}
    )
    content = [{"type": "input_text", "text": "which projects use python"}]
    item = {"type": "message", "role": "user", "content": content}
    await client.send("conversation.item.create", item=item)
    await client.send("response.create")
    done = await client.until("response.done")
    return bool(done["response"]["status"] == "completed")


async def test_what_cannot_be_taken_is_told_and_the_talk_goes_on(rig: Line) -> None:
    """One socket for all of them: none leaves anything behind."""
    async with rig.client() as client:
        for name, (sent, code) in BAD.items():
            await client.socket.send(sent)
            error = (await client.until("error"))["error"]
            assert error["code"] == code, name
            assert error["message"], name
        await client.socket.send(b"\x00\x01")
        assert (await client.until("error"))["error"]["code"] == "binary_message"
        await client.send("response.cancel", event_id="mine")
        assert (await client.until("error"))["error"]["event_id"] == "mine"
        assert await is_well(client)


async def test_a_frame_over_the_cap_closes_with_1009(rig: Line) -> None:
    async with rig.client() as client:
        # Its head alone: what is sent after it could reset the connection, which may
        # overtake the close frame.
        client.socket.transport.write(TEXT_FRAME + (FRAME_BYTES + 1).to_bytes(8) + MASK)
        assert await client.closed() == 1009


async def test_bytes_that_are_no_text_close_with_1007(rig: Line) -> None:
    async with rig.client() as client:
        await client.socket.send(b"\xff\xfe", text=True)
        assert await client.closed() == 1007


async def test_silence_for_ever_says_nothing_and_keeps_nothing(rig: Line) -> None:
    async with rig.client() as client:
        for _ in range(90):
            await client.say(silence(0.1))
        await client.send("viva_voce.ping", number=1)
        await client.until("viva_voce.pong")
        (talk,) = [t for t in rig.services.talks if t.resume in resume_of(client)]
        assert talk._stream is not None
        assert talk._stream._turn is None
        assert set(client.kinds()) == {
            "session.created",
            "conversation.created",
            "viva_voce.pong",
        }


async def test_a_flood_of_events_is_read_at_a_bounded_rate(
    rig: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("services.api.talk_connection.sleep", sleep)
    async with rig.client() as client:
        for number in range(1000):
            await client.send("viva_voce.ping", number=number)
        await client.until("viva_voce.pong", lambda pong: pong["number"] == 999)
        assert sum(waited) > 0
        waited.clear()
        for _ in range(200):
            await client.say(silence(0.1))
        await client.send("viva_voce.ping", number=1)
        await client.until("viva_voce.pong", lambda pong: pong["number"] == 1)
        assert max(waited) > 0


async def test_a_client_that_never_reads_is_hung_up_on(
    rig: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it does not read is bounded, and nothing of it is left."""
    monkeypatch.setattr(outbox, "MOST_WAITING_BYTES", 100_000)
    client = await rig.talking()
    await client.until("session.created")
    (talk,) = [t for t in rig.services.talks if t.resume in resume_of(client)]
    client.socket.transport.pause_reading()
    asking = asyncio.create_task(ask_for_ever(client))
    await until(lambda: talk not in list(rig.services.talks))
    assert talk.outbox.why == "not_read"
    client.socket.transport.abort()
    await asyncio.wait([asking])
    await client.socket.wait_closed()


async def ask_for_ever(client: Client) -> None:
    """Each answer is longer than its question."""
    session = {"type": "realtime", "instructions": "a" * 60_000}
    with contextlib.suppress(ConnectionClosed):
        while True:
            await client.send("session.update", session=session)


async def test_more_than_a_turn_may_be_long_is_refused(rig: Line) -> None:
    async with rig.client() as client:
        session = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        await client.send("session.update", session=session)
        for _ in range(2):
            await client.send(APPEND, audio=as_base64(silence(3)))
        error = (await client.until("error"))["error"]
        assert error["code"] == "input_audio_buffer_full"
        await client.send("input_audio_buffer.clear")
        await client.until("input_audio_buffer.cleared")
        await client.say(speech(0.5))
        await client.send("input_audio_buffer.commit")
        await client.until("input_audio_buffer.committed")


def resume_of(client: Client) -> set[Any]:
    created = client.of("session.created") or [{}]
    return {event["session"]["viva_voce"]["resume"] for event in created if event}
