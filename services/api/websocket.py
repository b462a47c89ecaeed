"""WebSocket connections, told of in the log like every other request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import (
    WebSocketsSansIOProtocol,
)

from services.api.refusal import refusal
from services.api.unread import cut_off

LOGGER = "uvicorn.error.websocket"
FRAME_BYTES = 256_000
"""Four seconds of sound in base64; more is closed with 1009."""
TICK_S = 15.0
"""Proxies close what is silent for longer than some seconds."""
ANSWERED_S = 20.0
GOODBYE_S = 1.0
SERVED: dict[str, Any] = {
    "ws_max_size": FRAME_BYTES,
    "ws_ping_interval": TICK_S,
    "ws_ping_timeout": ANSWERED_S,
    "ws_per_message_deflate": False,
}
"""How uvicorn serves WebSockets; sound in base64 is not worth the time to deflate."""


class WebSocket(WebSocketsSansIOProtocol):
    """uvicorn writes the address, path and query of each into the log; this does not.

    `on_accepted` is called once the application has taken it, `on_lost` when the
    connection is over.
    """

    def __init__(
        self,
        *,
        on_accepted: Callable[[], None],
        on_lost: Callable[[], None],
        **uvicorn: Any,
    ) -> None:
        super().__init__(**uvicorn)
        self._on_accepted, self._on_lost = on_accepted, on_lost
        self.logger = logging.getLogger(LOGGER)
        self.logger.setLevel(logging.WARNING)

    def data_received(self, data: bytes) -> None:
        """Take what has come; an upgrade that is no handshake gets 400 at once.

        uvicorn would wait for its client to go away.
        """
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self.transport.write(refusal(HTTPStatus.BAD_REQUEST))
            self.transport.close()

    async def run_asgi(self) -> None:
        self.scope["state"]["hang_up"] = partial(cut_off, self.transport)
        await super().run_asgi()

    def keepalive_timeout(self) -> None:
        """A client that answers no ping may not read either: it is not waited for."""
        super().keepalive_timeout()
        self.loop.call_later(GOODBYE_S, cut_off, self.transport)

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.accept":
            self._on_accepted()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._on_lost()
