from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services import ai_session_logger
from services.ai_session_logger import MOST_WAITING, AISessionLogger
from services.errors import StorageUnavailable
from services.models.records import EVERY_TURN, Interaction, InteractionFilter
from tests.storage.records import START, interaction
from tests.waiting import until


class FakeLog:
    """Keeps rows in a list; raises `error` while it is set."""

    name = "fake"

    def __init__(self) -> None:
        self.rows: list[Interaction] = []
        self.error: Exception | None = None

    async def record(self, interaction: Interaction) -> None:
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        if interaction.id not in {row.id for row in self.rows}:
            self.rows.append(interaction)

    async def latest(
        self,
        *,
        limit: int,
        offset: int = 0,
        matching: InteractionFilter = EVERY_TURN,
    ) -> Sequence[Interaction]:
        session_id = matching.session_id
        found = [r for r in self.rows if session_id in (None, r.session_id)]
        return found[offset : offset + limit]

    async def count(self) -> int:
        return len(self.rows)

    async def delete_session(self, session_id: str) -> int:
        before = len(self.rows)
        self.rows = [row for row in self.rows if row.session_id != session_id]
        return before - len(self.rows)

    async def delete_before(self, moment: datetime) -> int:
        before = len(self.rows)
        self.rows = [row for row in self.rows if row.created_at >= moment]
        return before - len(self.rows)


@pytest.fixture
def store() -> FakeLog:
    return FakeLog()


async def test_a_turn_is_written_in_the_background(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    logger.start()
    logger.record(interaction())
    await until(lambda: store.rows)
    await logger.close()
    assert logger.waiting == 0


async def test_closing_writes_what_waits(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    for number in range(200):
        logger.record(interaction(str(number)))
    await logger.close()
    assert [row.user_input for row in store.rows] == [str(n) for n in range(200)]


async def test_a_store_that_fails_costs_no_turn(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    store.error = StorageUnavailable()
    logger.record(interaction())
    with pytest.raises(StorageUnavailable):
        await logger.flush()
    assert (await logger.written()) is store
    store.error = None
    await logger.flush()
    assert len(store.rows) == 1


async def test_a_row_that_cannot_be_taken_does_not_stop_the_rest(
    store: FakeLog,
) -> None:
    logger = AISessionLogger(store)
    store.error = ValueError("a bug")
    logger.record(interaction("bad"))
    await logger.flush()
    store.error = None
    logger.record(interaction("good"))
    await logger.flush()
    assert [row.user_input for row in store.rows] == ["good"]


async def test_when_too_many_wait_the_oldest_goes(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    for number in range(MOST_WAITING + 3):
        logger.record(interaction(str(number)))
    assert logger.waiting == MOST_WAITING
    assert (await logger.health()).status == "degraded"
    await logger.flush()
    assert store.rows[0].user_input == "3"
    assert logger.dropped == 3


SAID = "write to eve@example.com, card 4111 1111 1111 1111"


@pytest.mark.parametrize(
    ("transcripts", "kept"),
    [
        ("off", ""),
        ("redacted", "write to [email], card [card]"),
        ("full", SAID),
    ],
)
async def test_words_are_kept_as_the_owner_wants(
    store: FakeLog, transcripts: Any, kept: str
) -> None:
    logger = AISessionLogger(store, transcripts=transcripts)
    logger.record(replace(interaction(SAID), response=SAID))
    await logger.flush()
    assert store.rows[0].user_input == kept
    assert store.rows[0].response == kept
    assert store.rows[0].intent == "projects"


async def test_forget_me_takes_what_waits_as_well(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    logger.record(interaction("written"))
    await logger.flush()
    logger.record(interaction("waiting"))
    logger.record(interaction("other", session_id="session-2"))
    assert await logger.forget("session-1") == 2
    await logger.flush()
    assert [row.user_input for row in store.rows] == ["other"]


async def test_old_rows_go_and_zero_days_keeps_them(store: FakeLog) -> None:
    def clock() -> datetime:
        return START + timedelta(days=30)

    store.rows = [interaction("old"), interaction("new", after_s=86400 * 25)]
    assert await AISessionLogger(store, retention_days=0, clock=clock).erase_old() == 0
    assert await AISessionLogger(store, retention_days=7, clock=clock).erase_old() == 1
    assert [row.user_input for row in store.rows] == ["new"]


async def test_the_export_is_a_line_of_json_a_turn(store: FakeLog) -> None:
    store.rows = [interaction(f"\N{SNOWMAN} {n}") for n in range(450)]
    lines = [line async for line in AISessionLogger(store).export()]
    assert [json.loads(line)["user_input"] for line in lines] == [
        row.user_input for row in store.rows
    ]


async def test_trying_it_out_leaves_nothing_behind(store: FakeLog) -> None:
    assert await AISessionLogger(store).try_out() >= 0
    assert store.rows == []


async def test_trying_it_out_fails_when_the_row_is_not_there(store: FakeLog) -> None:
    class Forgetful(FakeLog):
        async def record(self, interaction: Interaction) -> None:
            return None

    with pytest.raises(StorageUnavailable):
        await AISessionLogger(Forgetful()).try_out()


async def test_a_turn_is_handed_over_in_no_time(store: FakeLog) -> None:
    logger = AISessionLogger(store)
    turn = replace(interaction(), created_at=datetime.now(UTC))
    started = time.perf_counter()
    for _ in range(100):
        logger.record(turn)
    assert (time.perf_counter() - started) / 100 < 0.001


async def test_words_that_cannot_be_cleaned_are_not_kept(store: FakeLog) -> None:
    def clean(text: str) -> str:
        if "poison" in text:
            raise RecursionError
        return text

    logger = AISessionLogger(store, clean=clean)
    logger.record(interaction("poison"))
    logger.record(interaction("hello"))
    await logger.flush()
    assert [row.user_input for row in store.rows] == ["", "hello"]


async def test_retention_goes_on_after_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Faulty(FakeLog):
        tries = 0

        async def delete_before(self, moment: datetime) -> int:
            self.tries += 1
            raise ZeroDivisionError

    monkeypatch.setattr(ai_session_logger, "SWEEP_EVERY_S", 0.01)
    faulty = Faulty()
    logger = AISessionLogger(faulty)
    logger.start()
    await until(lambda: faulty.tries >= 2)
    await logger.close()


async def test_a_turn_that_is_just_being_written_is_counted_once() -> None:
    class Slow(FakeLog):
        async def record(self, interaction: Interaction) -> None:
            await super().record(interaction)
            written.set()
            await go_on.wait()

    written, go_on = asyncio.Event(), asyncio.Event()
    logger = AISessionLogger(Slow())
    logger.record(interaction(session_id="session-1"))
    flushing = asyncio.create_task(logger.flush())
    await written.wait()
    assert await logger.forget("session-1") == 1
    go_on.set()
    await flushing
