"""WebSocket connections, told of in the log like every other request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import (
    WebSocketsSansIOProtocol,
)

from services.api.refusal import refusal

LOGGER = "uvicorn.error.websocket"


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

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.accept":
            self._on_accepted()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._on_lost()
