"""A question by voice in chunks: as /process answers it, and what goes wrong."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from services.models.audio import Samples
from services.pipeline.recordings import IDLE_S, PER_VISITOR
from tests.app import Visit, settings_for, visiting
from tests.ids import own_id
from tests.sounds import encode, tone
from tests.waiting import until

SOUND = tone(440, 2.0)


async def send(visit: Visit, data: bytes, **fields: Any) -> httpx.Response:
    files = {"audio_chunk": ("chunk", data)}
    return await visit.http.post("/stream-process", files=files, data=fields)


async def start(visit: Visit, data: bytes = b"OggS", **fields: Any) -> str:
    reply = await send(visit, data, **fields)
    assert reply.status_code == 200, reply.text
    session_id: str = reply.json()["session_id"]
    return session_id


@asynccontextmanager
async def stranger(visit: Visit) -> AsyncIterator[Visit]:
    """Somebody else, at another address."""
    elsewhere = httpx.ASGITransport(visit.app, client=("10.9.8.7", 1))
    address = "http://localhost"
    async with httpx.AsyncClient(transport=elsewhere, base_url=address) as http:
        yield Visit(visit.app, visit.services, visit.ears, http)


def cut(data: bytes, pieces: int) -> list[bytes]:
    size = len(data) // pieces + 1
    return [data[start : start + size] for start in range(0, len(data), size)]


def wav_files() -> list[bytes]:
    return [encode(SOUND[at : at + 4000], "wav") for at in range(0, len(SOUND), 4000)]


WHOLES = {kind: encode(SOUND, kind) for kind in ("wav", "ogg", "mp3", "mp4")}
WHOLES["webm"] = encode(SOUND, "webm", live=True)
KINDS = [(whole, cut(whole, 7)) for whole in WHOLES.values()]
KINDS.append((WHOLES["wav"], wav_files()))


@pytest.mark.parametrize(("whole", "chunks"), KINDS, ids=[*WHOLES, "wav files"])
@pytest.mark.parametrize("ending", ["with the last chunk", "with an empty one"])
async def test_the_whole_is_heard_as_process_hears_it(
    visit: Visit, whole: bytes, chunks: list[bytes], ending: str
) -> None:
    chunks = [*chunks, b""] if ending == "with an empty one" else chunks
    session_id = None
    for number, chunk in enumerate(chunks):
        final = number == len(chunks) - 1
        fields: dict[str, Any] = {"sequence": number, "final": final}
        if session_id:
            fields["session_id"] = session_id
        reply = await send(visit, chunk, **fields)
        assert reply.status_code == 200, reply.text
        turn = reply.json()
        session_id = turn["session_id"]
        assert isinstance(turn["partial_transcription"], str)
    assert turn["status"] == "success"
    assert turn["partial_transcription"] == turn["transcription"]
    assert {"response", "items", "audio_file", "timing", "metadata"} <= set(turn)
    in_chunks = visit.ears.recognizer.heard[-1].samples
    await visit.say(sound=whole)
    at_once = visit.ears.recognizer.heard[-1].samples
    assert np.array_equal(in_chunks, at_once)
    history = (await visit.http.get(f"/session/{session_id}")).json()
    assert history["message_count"] == 1


async def test_what_is_heard_so_far_is_told(visit: Visit) -> None:
    chunks = wav_files()
    session_id = await start(visit, chunks[0])
    (recording,) = visit.services.recordings._open.values()
    await until(lambda: recording.partial)
    reply = await send(visit, chunks[1], session_id=session_id)
    assert reply.json()["partial_transcription"] == visit.ears.recognizer.text


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [(0, "chunk 0; chunk 2"), (1, "chunk 1; chunk 2"), (3, "chunk 3; chunk 2")],
    ids=["from the start again", "repeated", "one is missing"],
)
async def test_a_chunk_out_of_order_is_refused_and_costs_nothing(
    visit: Visit, sequence: int, expected: str
) -> None:
    chunks = wav_files()
    session_id = await start(visit, chunks[0], sequence=0)
    await start(visit, chunks[1], session_id=session_id, sequence=1)
    wrong = await send(visit, chunks[2], session_id=session_id, sequence=sequence)
    assert wrong.status_code == 422
    assert wrong.json()["error_code"] == "INVALID_INPUT"
    assert expected in wrong.json()["message"]
    right = await send(visit, chunks[2], session_id=session_id, sequence=2, final=True)
    assert right.json()["status"] == "success"
    assert len(visit.ears.recognizer.heard[-1].samples) == 12_000


def pieces_of(sound: Samples, chance: random.Random) -> list[Samples]:
    """A recording in pieces of 250 ms to 2 s."""
    pieces, at = [], 0
    while at < len(sound):
        size = chance.randrange(4_000, 32_000)
        pieces.append(sound[at : at + size])
        at += size
    return pieces


@pytest.mark.parametrize("seed", range(20))
async def test_faults_in_between_cost_a_recording_nothing(
    visit: Visit, seed: int
) -> None:
    """Of two visitors by turns: what is repeated, ahead, or another's is refused."""
    chance = random.Random(seed)
    sound = tone(200 + 40 * seed, chance.uniform(3.0, 8.0))
    chunks = [encode(piece, "wav") for piece in pieces_of(sound, chance)]
    async with stranger(visit) as other:
        theirs = await start(other, WHOLES["wav"], sequence=0)
        session_id = await start(visit, chunks[0], sequence=0)
        for number, chunk in enumerate(chunks[1:], start=1):
            for wrong in (number - 1, number + 1, 0):
                fields = {"session_id": session_id, "sequence": wrong}
                refused = await send(visit, chunk, **fields)
                assert refused.json()["error_code"] == "INVALID_INPUT"
            fields = {"session_id": session_id, "sequence": number}
            assert (await send(other, chunk, **fields)).status_code == 422
            final = number == len(chunks) - 1
            reply = await send(visit, chunk, **fields, final=final)
            assert reply.status_code == 200, reply.text
        ended = await send(other, b"", session_id=theirs, sequence=1, final=True)
    assert reply.json()["session_id"] == session_id
    assert ended.json()["session_id"] == theirs
    heard = [one.samples for one in visit.ears.recognizer.heard]
    await visit.say(sound=encode(sound, "wav"))
    at_once = visit.ears.recognizer.heard[-1].samples
    assert any(np.array_equal(at_once, one) for one in heard)
    for one in (session_id, theirs):
        history = (await visit.http.get(f"/session/{one}")).json()
        assert history["message_count"] == 1


async def test_a_recording_has_to_begin_with_its_beginning(visit: Visit) -> None:
    lost = await send(visit, b"OggS", session_id=own_id("lost"), sequence=4)
    assert lost.status_code == 422
    assert "chunk 0" in lost.json()["message"]


async def test_another_visitor_cannot_add_to_a_recording(visit: Visit) -> None:
    chunks = wav_files()
    session_id = await start(visit, chunks[0])
    async with stranger(visit) as other:
        reply = await send(other, chunks[1], session_id=session_id)
    assert reply.status_code == 422
    assert "Another client" in reply.json()["message"]
    ended = await send(visit, chunks[1], session_id=session_id, final=True)
    assert len(visit.ears.recognizer.heard[-1].samples) == 8000
    assert ended.json()["session_id"] == session_id


async def test_two_recordings_at_once_are_kept_apart(visit: Visit) -> None:
    chunks = wav_files()
    one, other = await start(visit, chunks[0]), await start(visit, chunks[0])
    assert one != other
    await start(visit, chunks[1], session_id=one)
    for session_id, seconds in ((other, 0.5), (one, 0.75)):
        await send(visit, chunks[2], session_id=session_id, final=True)
        assert visit.ears.recognizer.heard[-1].duration_s == seconds


@pytest.mark.parametrize(
    ("chunks", "code"),
    [
        ([b""], "INVALID_AUDIO"),
        ([b"no sound, of no kind"], "AUDIO_FORMAT_UNSUPPORTED"),
        ([b"OggS" + b"x" * 500], "INVALID_AUDIO"),
        ([encode(tone(440, 0.1), "wav")], "AUDIO_TOO_SHORT"),
        ([encode(tone(440, 16), "wav")] * 2, "AUDIO_TOO_LONG"),
    ],
)
async def test_what_is_no_recording_is_told_at_its_end(
    visit: Visit, chunks: list[bytes], code: str
) -> None:
    fields: dict[str, Any] = {}
    for chunk in chunks[:-1]:
        fields["session_id"] = await start(visit, chunk)
    reply = await send(visit, chunks[-1], final=True, **fields)
    assert reply.json()["error_code"] == code
    assert 400 < reply.status_code < 500


@pytest.mark.parametrize(
    "fields", [{"final": "perhaps"}, {"sequence": -1}, {"sequence": "x"}]
)
async def test_a_wrong_field_is_refused(visit: Visit, fields: dict[str, Any]) -> None:
    assert (await send(visit, b"OggS", **fields)).status_code == 422


async def test_more_than_a_recording_may_hold_is_refused(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, max_audio_bytes=50_000)) as visit:
        session_id = await start(visit, b"OggS" + bytes(40_000))
        over = await send(visit, bytes(20_000), session_id=session_id)
        assert (over.status_code, over.json()["error_code"]) == (
            413,
            "PAYLOAD_TOO_LARGE",
        )
        again = await send(visit, b"x", session_id=session_id, sequence=1)
        assert "chunk 0" in again.json()["message"]


async def test_one_visitor_holds_a_few_recordings(visit: Visit) -> None:
    for _ in range(PER_VISITOR):
        await start(visit)
    full = await send(visit, b"OggS")
    assert full.json()["error_code"] == "RATE_LIMIT_EXCEEDED"
    assert full.headers["retry-after"] == "30"


async def test_what_no_recording_begins_with_is_told_at_once(visit: Visit) -> None:
    reply = await send(visit, b"no sound, of no kind")
    assert reply.json()["error_code"] == "AUDIO_FORMAT_UNSUPPORTED"


async def test_a_recording_that_nobody_goes_on_with_is_given_up(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = await start(visit)
    clock = visit.services.recordings._clock
    monkeypatch.setattr(
        visit.services.recordings, "_clock", lambda: clock() + IDLE_S + 1
    )
    reply = await send(visit, b"more", session_id=session_id, sequence=1)
    assert "chunk 0" in reply.json()["message"]


async def test_what_is_forgotten_in_the_middle_is_gone(visit: Visit) -> None:
    chunks = wav_files()
    session_id = (await visit.ask("hello"))["session_id"]
    await start(visit, chunks[0], session_id=session_id)
    gone = await visit.http.delete(f"/session/{session_id}")
    assert gone.status_code == 200
    reply = await send(visit, chunks[1], session_id=session_id, sequence=1)
    assert "chunk 0" in reply.json()["message"]


async def test_a_recording_counts_once_and_its_chunks_apart(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, rate_limit_enabled=True)) as visit:
        for _ in range(10):
            await start(visit, wav_files()[0], final=True)
        over = await send(visit, wav_files()[0])
        assert (over.status_code, over.json()["error_code"]) == (
            429, "RATE_LIMIT_EXCEEDED",
        )  # fmt: skip
