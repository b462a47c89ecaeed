"""Requests to the Supabase tables: deadlines, one breaker, and what an error means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from services.capped_replies import UNPACKED, cap
from services.errors import StorageUnavailable
from services.fallback import CircuitBreaker
from services.storage.rows import MAY_BE_NULL, Row, moment_text

if TYPE_CHECKING:
    import httpx
    from postgrest import AsyncSelectRequestBuilder
    from postgrest.types import CountMethod, ReturnMethod
    from supabase import AsyncClient

SILENCE_S = 3.0
"""Longest that the database may say nothing; the SDK's own default is 120 s."""
REST_S = 15.0
MOST_REPLY_BYTES = 32_000_000
"""The longest page of the log, were every word of it as long as it may be."""
_PAST_THE_END = "PGRST103"
_DENIED = ("401", "403", "42501", "PGRST301", "PGRST302", "PGRST303")
_NO_SCHEMA = ("42P01", "42703", "PGRST200", "PGRST202", "PGRST204", "PGRST205")
_BAD_ROW_CLASSES = ("22", "23", "54")
"""SQLSTATE classes: data exception, constraint violation, program limit exceeded."""
_BAD_ROW = ("413", "PGRST102")
_log = structlog.get_logger(__name__)


class Request(Protocol):
    """A query of the SDK, ready to be sent."""

    async def execute(self) -> Any: ...


Build = Callable[["AsyncClient"], Request]


@dataclass(frozen=True, slots=True)
class Answered:
    """`total` is an exact count that was asked for, or what a function returned."""

    rows: list[dict[str, Any]]
    total: int | None


class RemoteFailure(StorageUnavailable):
    """`reason` is one of unreachable, timeout, denied, schema, refused, failed.

    Only `refused` is about the row itself; sent again, it would be refused again.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__()
        self.reason = reason
        self.code = code

    @property
    def said(self) -> str:
        return f"{self.reason}:{self.code}" if self.code else self.reason


class SupabaseTables:
    """The SDK is imported and its client built at the first request."""

    name = "supabase"

    def __init__(
        self,
        url: str,
        key: str,
        *,
        is_secret_key: bool,
        breaker: CircuitBreaker | None = None,
    ) -> None:
        self.is_secret_key = is_secret_key
        self.breaker = breaker or CircuitBreaker(threshold=1, cooldown_s=REST_S)
        self.last_error: str | None = None
        self._url = url
        self._key = key
        self._has_answered = False
        self._client: AsyncClient | None = None
        self._building = asyncio.Lock()

    @property
    def is_well(self) -> bool:
        """Whether it has answered, and has not failed since."""
        return self._has_answered and self.breaker.state == "closed"

    async def run(self, build: Build, *, deadline_s: float = SILENCE_S) -> Answered:
        """Send one request; raise RemoteFailure."""
        try:
            answered = await self._run(build, deadline_s)
        except RemoteFailure as failure:
            self._note(failure)
            raise
        if not self.is_well:
            _log.info("supabase_recovered")
        self._has_answered = True
        self.last_error = None
        self.breaker.succeeded()
        return answered

    async def add(
        self, table: str, rows: Sequence[Row], *, deadline_s: float = SILENCE_S
    ) -> None:
        """Insert rows; those whose id is already there stay as they are."""
        await self.run(
            lambda c: c.table(table).upsert(
                [dict(row) for row in rows],
                on_conflict="id",
                ignore_duplicates=True,
                returning=nothing(),
            ),
            deadline_s=deadline_s,
        )

    async def change(
        self,
        table: str,
        row_id: str,
        values: Row,
        *,
        deadline_s: float = SILENCE_S,
    ) -> Answered:
        return await self.run(
            lambda c: c.table(table).update(dict(values)).eq("id", row_id),
            deadline_s=deadline_s,
        )

    async def ping(self, *, deadline_s: float = SILENCE_S) -> None:
        """Ask for a row for real: nothing is validated when a client is built."""
        table = "ai_sessions" if self.is_secret_key else "guestbook_signatures"
        await self.run(
            lambda c: c.table(table).select("id").limit(1), deadline_s=deadline_s
        )

    async def close(self) -> None:
        if self._client is not None:
            await self._client.postgrest.session.aclose()
            self._client = None

    def _note(self, failure: RemoteFailure) -> None:
        if failure.reason == "refused":
            self.breaker.succeeded()
            return
        if self.is_well:
            _log.warning("supabase_failed", reason=failure.said)
        self.last_error = failure.said
        self.breaker.failed()

    async def _run(self, build: Build, deadline_s: float) -> Answered:
        import httpx
        from postgrest.exceptions import APIError

        client = await self._built()
        try:
            async with asyncio.timeout(deadline_s):
                response = await build(client).execute()
        except (TimeoutError, httpx.TimeoutException) as error:
            raise RemoteFailure("timeout") from error
        except APIError as error:
            if error.code == _PAST_THE_END:
                return Answered([], None)
            raise meaning_of(str(error.code or "")) from error
        except RecursionError as error:
            raise RemoteFailure("failed", "too_deep") from error
        except (httpx.HTTPError, ValueError) as error:
            raise RemoteFailure("unreachable") from error
        if isinstance(response.data, int):
            return Answered([], response.data)
        if not isinstance(response.data, list):
            # A paused project or a captive portal answers 200 with a page.
            raise RemoteFailure("failed", "not_json")
        if not all(isinstance(row, dict) for row in response.data):
            raise RemoteFailure("failed", "not_rows")
        return Answered(response.data, response.count)

    async def _built(self) -> AsyncClient:
        async with self._building:
            if self._client is None:
                self._client = await asyncio.to_thread(self._build)
            return self._client

    def _build(self) -> AsyncClient:
        import httpx
        from supabase import AsyncClient, AsyncClientOptions

        options = AsyncClientOptions(
            auto_refresh_token=False,
            persist_session=False,
            postgrest_client_retry=False,
            httpx_client=httpx.AsyncClient(
                timeout=SILENCE_S,
                http2=True,
                headers=UNPACKED,
                event_hooks={"response": [_cap, _check_key]},
            ),
        )
        return AsyncClient(self._url, self._key, options)


async def _cap(response: httpx.Response) -> None:
    await cap(response, MOST_REPLY_BYTES)


async def _check_key(response: httpx.Response) -> None:
    """The gateway's own refusals carry no code, and the SDK forgets the status."""
    if response.status_code in (401, 403):
        raise RemoteFailure("denied", str(response.status_code))


def meaning_of(code: str) -> RemoteFailure:
    """Sort an error by what can be done about it; `code` is SQLSTATE, PGRST or HTTP."""
    if code in _DENIED:
        return RemoteFailure("denied", code)
    if code in _NO_SCHEMA:
        return RemoteFailure("schema", code)
    is_sqlstate = len(code) == 5 and not code.startswith("PGRST")
    if code in _BAD_ROW or (is_sqlstate and code.startswith(_BAD_ROW_CLASSES)):
        return RemoteFailure("refused", code)
    return RemoteFailure("failed", code)


def made_within(rows: Any, since: datetime | None, until: datetime | None) -> Any:
    """The rows made from `since` on and before `until`; None sets no bound."""
    if since is not None:
        rows = rows.gte("created_at", moment_text(since))
    if until is not None:
        rows = rows.lt("created_at", moment_text(until))
    return rows


def page_in_order(
    rows: AsyncSelectRequestBuilder,
    columns: Sequence[tuple[str, bool]],
    *,
    limit: int,
    offset: int,
) -> Request:
    """A page of rows sorted by columns, those without a value last."""
    for column, down in columns:
        last = False if column in MAY_BE_NULL else None
        rows = rows.order(column, desc=down, nullsfirst=last)
    return rows.range(offset, offset + limit - 1)


def deletion(
    client: AsyncClient, table: str, column: str, compare: str, value: str
) -> Request:
    """Delete what compares so, and say how many rows that were."""
    rows = client.table(table).delete(count=exact(), returning=nothing())
    return rows.filter(column, compare, value)


def exact() -> CountMethod:
    from postgrest.types import CountMethod

    return CountMethod.exact


def nothing() -> ReturnMethod:
    from postgrest.types import ReturnMethod

    return ReturnMethod.minimal
