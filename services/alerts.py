"""Front door of alerts: what the owner's webhook is told, off every request's path.

The body is signed as many webhooks are: `X-Viva-Voce-Signature: sha256=HEX`, the
HMAC-SHA256 of the body's bytes with ALERT_WEBHOOK_SECRET. It holds figures, such as
sums of money or how many messages are unread, and nothing that visitors said. An
address may hold a secret, so it is never logged.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import structlog

from services.alert_book import FILE_NAME, AlertBook
from services.models.alert import Alert
from services.models.budget import BudgetAlert
from services.models.feedback import MessageAlert
from services.settings import Settings

SIGNATURE = "X-Viva-Voce-Signature"
TRIES = 5
FIRST_PAUSE_S = 2.0
TIMEOUT_S = 10.0
MAX_WAITING = 20
"""Six of money a day there are: more were not taken for days."""
EVENTS = {BudgetAlert: "budget", MessageAlert: "message"}
FLUSH_S = 2.0
"""For what still waits, when the service stops."""

_log = structlog.get_logger(__name__)


def signature(body: bytes, secret: str) -> str:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


class Alerts:
    """Posts each alert, and tries again a few times, longer apart each time."""

    def __init__(
        self,
        url: str | None,
        secret: str,
        *,
        book: AlertBook | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Without an address nothing is posted, and the book has it all the same.

        Tests give `pause`, not to wait.
        """
        self.book = book or AlertBook()
        self._url = url
        self._secret = secret
        self._pause = pause
        self._waiting: asyncio.Queue[Alert] = asyncio.Queue(MAX_WAITING)
        self._task: asyncio.Task[None] | None = None
        self._message_waits = False
        self.undelivered = 0

    def tell(self, alert: BudgetAlert | MessageAlert) -> None:
        """Take an alert; one of messages is enough while it waits.

        So whoever leaves many takes no room from alerts of money: not in the queue, and
        not in the book either, since the owner reads messages where they are kept.
        """
        told = _alert(EVENTS[type(alert)], asdict(alert))
        if told.event != "message":
            self.book.add(told)
        elif self._message_waits:
            return
        self._post_soon(told)

    def tell_once(self, event: str, body: Mapping[str, Any]) -> bool:
        """Whether an event is posted: not where a restart could post it again."""
        alert = _alert(event, body)
        if not self.book.add(alert):
            return False
        self._post_soon(alert)
        return True

    def _post_soon(self, alert: Alert) -> None:
        """Post it as soon as the event loop is free."""
        if self._url is None:
            self.book.settle(alert.id, "not_sent")
            return
        try:
            self._waiting.put_nowait(alert)
        except asyncio.QueueFull:
            self._lost(alert, "too many wait")
            return
        self._message_waits |= alert.event == "message"
        if self._task is None:
            self._task = asyncio.create_task(self._deliver(self._url), name="alerts")

    async def close(self) -> None:
        """Stop, with a moment for what still waits."""
        if self._task is None:
            return
        try:
            async with asyncio.timeout(FLUSH_S):
                await self._waiting.join()
        except TimeoutError:
            _log.warning("alert_not_delivered", why="the service stops")
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _deliver(self, url: str) -> None:
        async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
            while True:
                alert = await self._waiting.get()
                if alert.event == "message":
                    self._message_waits = False
                try:
                    await self._post(client, url, alert)
                # The next alert must go out, whatever became of this one.
                except Exception as error:  # noqa: BLE001
                    _log.exception("alert_fault")
                    self._lost(alert, type(error).__name__)
                self._waiting.task_done()

    async def _post(self, client: httpx.AsyncClient, url: str, alert: Alert) -> None:
        body = json.dumps({"event": alert.event, **alert.body}).encode()
        headers = {
            "content-type": "application/json",
            SIGNATURE: signature(body, self._secret),
        }
        why = ""
        for attempt in range(TRIES):
            if attempt:
                await self._pause(FIRST_PAUSE_S * 4 ** (attempt - 1))
            try:
                # What comes back is not read: it is nothing to us.
                async with client.stream(
                    "POST", url, content=body, headers=headers
                ) as response:
                    if response.is_success:
                        self.book.settle(alert.id, "delivered")
                        return
                    why = f"HTTP {response.status_code}"
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                why = type(error).__name__
        self._lost(alert, why)

    def _lost(self, alert: Alert, why: str) -> None:
        self.undelivered += 1
        self.book.settle(alert.id, "lost")
        _log.warning("alert_not_delivered", alert=alert.event, why=why, **alert.body)


def _alert(event: str, body: Mapping[str, Any]) -> Alert:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Alert(str(uuid4()), event, now, dict(body))


def build_alerts(settings: Settings) -> Alerts:
    secret = settings.alert_webhook_secret
    key = secret.get_secret_value() if secret else ""
    book = AlertBook(settings.data_dir / FILE_NAME)
    return Alerts(settings.alert_webhook_url, key, book=book)
