"""Sockets that are lost: a talk waits for its client, and nothing is left of others."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from pathlib import Path

import psutil
import pytest
from websockets.asyncio.client import connect

from services.realtime import talks
from tests.realtime.rig import Client, Line, line, silence, speech
from tests.waiting import until

DROPS = 200
WARM_UP = 20
"""Threads are begun when they are first needed."""


async def lose(client: Client) -> None:
    """As a network does it: without a word."""
    client.socket.transport.abort()
    await client.socket.wait_closed()


def resume_of(client: Client) -> str:
    created = client.of("session.created")[0]
    return str(created["session"]["viva_voce"]["resume"])


async def back(rig: Line, client: Client, after: str | None = None) -> Client:
    query = f"?resume={resume_of(client)}"
    return await rig.talking(f"{query}&after={after}" if after else query)


async def test_a_lost_turn_is_told_to_a_client_that_comes_back(tmp_path: Path) -> None:
    """It names the last event it had, and misses none; sound waits for it."""
    with line(tmp_path, lead_s=0.5) as rig:
        client = await rig.talking()
        await client.say(speech(), silence())
        await client.until("response.output_audio.delta")
        last = client.events[-1]["event_id"]
        await lose(client)
        again = await back(rig, client, last)
        rig.clock.step_s = 0.5
        done = await again.until("response.done")
        assert done["response"]["status"] == "completed"
        numbers = [int(e["event_id"].removeprefix("event_")) for e in again.events]
        first = int(last.removeprefix("event_")) + 1
        assert numbers == list(range(first, first + len(numbers)))
        (resumed,) = again.of("viva_voce.resumed")
        assert resumed["session"]["viva_voce"]["resume"] == resume_of(client)
        await again.socket.close()
        await until(lambda: not list(rig.services.talks))


async def test_a_question_asked_before_the_loss_is_answered_after_it(
    tmp_path: Path,
) -> None:
    with line(tmp_path) as rig:
        rig.ears.recognizer.takes_s = 0.05
        client = await rig.talking()
        await client.until("conversation.created")
        await client.say(speech(), silence())
        (talk,) = list(rig.services.talks)
        await until(lambda: talk._turns.waits)
        await lose(client)
        await until(lambda: rig.services.talks._waiting)
        again = await back(rig, client)
        done = await again.until("response.done")
        assert done["response"]["status"] == "completed"
        await again.socket.close()
        await until(lambda: not list(rig.services.talks))


async def test_a_connection_that_seems_alive_is_taken_over(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        async with rig.client() as client:
            await client.until("conversation.created")
            again = await back(rig, client, client.events[-1]["event_id"])
            await again.until("viva_voce.resumed")
            assert await client.closed() == 1001
            await again.say(speech(), silence())
            await again.until("response.done")
            await again.socket.close()
        await until(lambda: not list(rig.services.talks))


async def test_a_talk_waits_for_a_while_and_keeps_what_was_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talks, "WAITS_S", 0.05)
    with line(tmp_path) as rig:
        client = await rig.talking()
        await client.say(speech(), silence())
        await client.until("viva_voce.reply")
        await lose(client)
        await until(lambda: not list(rig.services.talks))
        again = await back(rig, client)
        error = await again.until("error")
        assert error["error"]["code"] == "session_expired"
        assert await again.closed() == 1008
        created = client.of("session.created")[0]["session"]
        session_id = created["viva_voce"]["session_id"]
        assert len(await rig.turns(session_id)) == 1


async def test_a_token_that_is_none_opens_nothing(tmp_path: Path) -> None:
    with line(tmp_path) as rig:
        for token in ("x", "%00", "a" * 5000):
            again = await rig.talking(f"?resume={token}")
            error = await again.until("error")
            assert error["error"]["code"] == "session_expired"
            await again.closed()


async def do_something(rig: Line, chance: random.Random) -> Client:
    """A talk up to some event, whichever comes then."""
    client = await rig.talking()
    await client.until("session.created")
    sounds = [speech(0.5), silence(0.3), speech(0.4), silence(1.2), speech(0.5)]
    await client.say(*sounds[: chance.randrange(len(sounds) + 1)])
    if chance.random() < 0.3:
        session = {"type": "realtime", "audio": {"input": {"turn_detection": None}}}
        await client.send("session.update", session=session)
        await client.send("input_audio_buffer.commit")
    for _ in range(chance.randrange(6)):
        try:
            async with asyncio.timeout(0.02):
                await client.next()
        except TimeoutError:
            break
    return client


async def test_nothing_is_left_of_sockets_dropped_at_random_events(
    tmp_path: Path,
) -> None:
    """Each can be come back to within the time; then no trace of it is left."""
    chance = random.Random(15)
    me = psutil.Process()
    with line(tmp_path, lead_s=0.5, realtime_talks=1000) as rig:
        rig.clock.step_s = 0.001
        rig.ears.recognizer.takes_s = rig.ears.synthesizer.takes_s = 0.002
        for _ in range(WARM_UP):
            await lose(await do_something(rig, chance))
            await until(lambda: rig.services.talks._waiting)
            await rig.end_talks()
        before = traces(rig, me, tmp_path)
        resumed = 0
        for _ in range(DROPS):
            client = await do_something(rig, chance)
            await lose(client)
            again = await back(rig, client)
            await again.until("viva_voce.resumed")
            resumed += 1
            await (lose if chance.random() < 0.5 else close)(again)
            await rig.end_talks()
        assert resumed == DROPS
        with contextlib.suppress(TimeoutError):
            await until(lambda: no_more(traces(rig, me, tmp_path), before))
        after = traces(rig, me, tmp_path)
        assert no_more(after, before), (before, after)


async def close(client: Client) -> None:
    await client.socket.close()


def no_more(now: dict[str, int], before: dict[str, int]) -> bool:
    """Pools of threads, each with a file of the database, still grow to their size."""
    grown = {"threads": 2, "descriptors": 6}
    return all(now[name] <= before[name] + grown.get(name, 0) for name in before)


def traces(rig: Line, me: psutil.Process, folder: Path) -> dict[str, int]:
    return {
        "tasks": len(asyncio.all_tasks(rig.loop)),
        "threads": threading.active_count(),
        "descriptors": me.num_fds(),
        "files": len(list(folder.glob("audio/*"))),
        "talks": len(list(rig.services.talks)),
    }


async def test_stock_reconnection_is_not_needed_to_leave_politely(
    tmp_path: Path,
) -> None:
    with line(tmp_path) as rig:
        async with connect(rig.url) as socket:
            await socket.recv()
        await until(lambda: not list(rig.services.talks))
