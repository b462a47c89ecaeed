"""WebSocket connections, told of in the log like every other request."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import (
    WebSocketsSansIOProtocol,
)

LOGGER = "uvicorn.error.websocket"


class WebSocket(WebSocketsSansIOProtocol):
    """uvicorn writes the address, path and query of each into the log; this does not.

    `on_lost` is called when the connection is over.
    """

    def __init__(self, *, on_lost: Callable[[], None], **uvicorn: Any) -> None:
        super().__init__(**uvicorn)
        self._on_lost = on_lost
        self.logger = logging.getLogger(LOGGER)
        self.logger.setLevel(logging.WARNING)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._on_lost()
