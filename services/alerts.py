"""Front door of alerts: what the owner's webhook is told, off every request's path.

The body is signed as many webhooks are: `X-Viva-Voce-Signature: sha256=HEX`, the
HMAC-SHA256 of the body's bytes with ALERT_WEBHOOK_SECRET. It holds sums of money, or
how many messages are unread, and nothing that visitors said. An address may hold a
secret, so it is never logged.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict

import httpx
import structlog

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

Alert = BudgetAlert | MessageAlert

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
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Without an address nothing is posted. Tests give `pause`, not to wait."""
        self._url = url
        self._secret = secret
        self._pause = pause
        self._waiting: asyncio.Queue[Alert] = asyncio.Queue(MAX_WAITING)
        self._task: asyncio.Task[None] | None = None
        self._message_waits = False
        self.undelivered = 0

    def tell(self, alert: Alert) -> None:
        """Take an alert; it is posted as soon as the event loop is free.

        One that tells of messages is enough while it waits: whoever leaves many takes
        no room from those of money.
        """
        if self._url is None:
            return
        of_message = isinstance(alert, MessageAlert)
        if of_message and self._message_waits:
            return
        try:
            self._waiting.put_nowait(alert)
        except asyncio.QueueFull:
            self._lost(alert, "too many wait")
            return
        self._message_waits |= of_message
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
                if isinstance(alert, MessageAlert):
                    self._message_waits = False
                try:
                    await self._post(client, url, alert)
                # The next alert must go out, whatever became of this one.
                except Exception as error:  # noqa: BLE001
                    _log.exception("alert_fault")
                    self._lost(alert, type(error).__name__)
                self._waiting.task_done()

    async def _post(self, client: httpx.AsyncClient, url: str, alert: Alert) -> None:
        body = json.dumps({"event": EVENTS[type(alert)], **asdict(alert)}).encode()
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
                        return
                    why = f"HTTP {response.status_code}"
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                why = type(error).__name__
        self._lost(alert, why)

    def _lost(self, alert: Alert, why: str) -> None:
        self.undelivered += 1
        told = asdict(alert)
        _log.warning("alert_not_delivered", **told, why=why)


def build_alerts(settings: Settings) -> Alerts:
    secret = settings.alert_webhook_secret
    key = secret.get_secret_value() if secret else ""
    return Alerts(settings.alert_webhook_url, key)
