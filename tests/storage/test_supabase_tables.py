from __future__ import annotations

import asyncio
import gzip
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from services.storage.supabase_tables import (
    MOST_REPLY_BYTES,
    RemoteFailure,
    SupabaseTables,
    exact,
    meaning_of,
)
from tests.gateway import SECRET_KEY, Answer, Gateway, says, silent

BOOK = "guestbook_signatures"
HTML = b"<!doctype html><title>Project paused</title>"


@pytest.fixture
async def bad_day() -> AsyncIterator[Gateway]:
    """A gateway with nothing behind it: every test says how it answers."""
    gateway = Gateway(rest_port=1)
    await gateway.start()
    yield gateway
    await gateway.stop()


@pytest.fixture
async def lost(bad_day: Gateway) -> AsyncIterator[SupabaseTables]:
    tables = SupabaseTables(bad_day.url, SECRET_KEY, is_secret_key=True)
    yield tables
    await tables.close()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("401", "denied"),
        ("42501", "denied"),
        ("PGRST301", "denied"),
        ("PGRST205", "schema"),
        ("42P01", "schema"),
        ("23505", "refused"),
        ("23514", "refused"),
        ("22P05", "refused"),
        ("413", "refused"),
        ("500", "failed"),
        ("57014", "failed"),
        ("", "failed"),
    ],
)
def test_an_error_is_sorted_by_what_can_be_done(code: str, reason: str) -> None:
    assert meaning_of(code).reason == reason


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (says(401, b'{"message":"Invalid API key"}'), "denied:401"),
        (says(403, HTML, "text/html"), "denied:403"),
        (says(500, b"{}"), "failed"),
        (says(502, HTML, "text/html"), "failed:502"),
        (says(200, HTML, "text/html"), "failed:not_json"),
        (says(200, b'{"surprise": true}'), "failed:not_json"),
        (silent(60), "timeout"),
    ],
)
async def test_a_bad_answer_is_a_failure_with_its_reason(
    bad_day: Gateway, lost: SupabaseTables, fault: Answer, said: str
) -> None:
    bad_day.fault = fault
    with pytest.raises(RemoteFailure) as failure:
        await lost.ping(deadline_s=0.3)
    assert failure.value.said == said
    assert lost.last_error == said
    assert not lost.is_well


async def test_a_refused_connection_is_unreachable(
    bad_day: Gateway, lost: SupabaseTables
) -> None:
    await bad_day.stop()
    with pytest.raises(RemoteFailure) as failure:
        await lost.ping(deadline_s=2)
    assert failure.value.reason == "unreachable"


async def test_nothing_is_sent_a_second_time(
    bad_day: Gateway, lost: SupabaseTables
) -> None:
    bad_day.fault = says(503, b"{}")
    with pytest.raises(RemoteFailure):
        await lost.ping(deadline_s=5)
    assert bad_day.requests == 1


async def test_it_is_well_from_its_first_answer_on(
    gateway: Gateway, tables: SupabaseTables
) -> None:
    assert not tables.is_well
    await tables.ping()
    assert tables.is_well
    gateway.fault = says(500, b"{}")
    with pytest.raises(RemoteFailure):
        await tables.ping()
    assert not tables.is_well
    gateway.fault = None
    await tables.ping()
    assert tables.is_well
    assert tables.last_error is None


async def test_a_page_past_the_end_with_an_exact_count_is_empty(
    tables: SupabaseTables,
) -> None:
    answered = await tables.run(
        lambda c: c.table(BOOK).select("id", count=exact()).range(500, 519)
    )
    assert answered.rows == []


async def test_a_row_that_breaks_a_check_is_refused_and_the_database_well(
    tables: SupabaseTables,
) -> None:
    await tables.ping()
    with pytest.raises(RemoteFailure) as failure:
        await tables.add("ai_sessions", [{"id": "no good"}])
    assert failure.value.said == "refused:23514"
    assert tables.is_well


async def test_a_wrong_key_is_denied(gateway: Gateway) -> None:
    tables = SupabaseTables(gateway.url, "sb_secret_of_somebody", is_secret_key=True)
    with pytest.raises(RemoteFailure) as failure:
        await tables.ping()
    await tables.close()
    assert failure.value.reason == "denied"


async def test_requests_at_once_build_one_client(
    gateway: Gateway, tables: SupabaseTables
) -> None:
    await asyncio.gather(*(tables.ping() for _ in range(5)))
    assert tables.is_well


def test_the_sdk_is_not_imported_without_being_configured() -> None:
    code = (
        "import sys, services.database_service as d\n"
        "from services.settings import Settings\n"
        "d.build_storage(Settings())\n"
        "assert not {'supabase', 'postgrest'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def packed(body: bytes) -> Answer:
    """A fault: a good answer, so packed that it is small on its way."""
    data = gzip.compress(body, 9)

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d"
            b"\r\nContent-Encoding: gzip\r\n\r\n%s" % (len(data), data)
        )
        await writer.drain()

    return answer


async def test_a_packed_answer_counts_as_long_as_it_is_unpacked(
    bad_day: Gateway, lost: SupabaseTables
) -> None:
    bad_day.fault = packed(b'[{"id":"session-1"}]')
    await lost.ping()
    bad_day.fault = packed(b"[" + b" " * MOST_REPLY_BYTES + b"]")
    with pytest.raises(RemoteFailure):
        await lost.ping()


@pytest.mark.parametrize("body", [b"[" * 90_000 + b"]" * 90_000, b'[1,"a",null]'])
async def test_an_answer_that_holds_no_rows_is_a_failure(
    bad_day: Gateway, lost: SupabaseTables, body: bytes
) -> None:
    bad_day.fault = says(200, body)
    with pytest.raises(RemoteFailure) as failed:
        await lost.ping()
    assert failed.value.reason in ("failed", "unreachable")
