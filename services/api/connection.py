"""HTTP connections with deadlines for heads, bodies and replies that are not read.

uvicorn gives a request head and a request body all the time in the world.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from secrets import token_hex

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from services.api.body import Json, error_body
from services.errors import InvalidInput

HEAD_S = 10.0
"""A request line and its headers must be here by then."""
HEAD_BYTES = 64_000
BODY_WINDOW_S = 10.0
BODY_WINDOW_BYTES = 5_000
"""What a body must bring in each window; the slowest mobile upload brings more."""
LINGER_S = 30.0
"""How long the rest of a refused body is read over, so that the client, which may
still be sending, can read its answer instead of meeting a reset."""
REFUSED_S = 1.0
"""How long a client that was refused may still send: hanging up on it at once would
reset the connection, and it might never read why."""
STOPPING_S = 1.0
"""What a body may still take when the server is told to stop."""
UNREAD_S = 30.0
"""A client that reads nothing of its answer for so long has gone."""


class Connection(HttpToolsProtocol):
    """One timer for what the client owes, one for what it does not read."""

    _owed: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _in_head = False
    _in_body = False
    _refused = False
    _head_bytes = 0
    _body_bytes = 0

    def connection_made(  # type: ignore[override]
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._settle()
        self._read_again()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        super().data_received(data)
        if self.transport.is_closing() or self._refused or self._in_body:
            return
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self.cycle is None or self.cycle.response_complete:
            self._await_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts != 1 and (hosts or self.parser.get_http_version() != "1.0"):
            # RFC 9112, 3.2; the parser takes it for a fault of its own: 400.
            raise ValueError("one Host is needed")
        super().on_headers_complete()
        self._settle()
        self._in_body = True
        self._body_bytes = 0
        self._owed = self.loop.call_later(BODY_WINDOW_S, self._check_body)

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._settle()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        if self._in_body:
            # Refused before it was read: what still comes is read over for a while.
            self._settle()
            self._in_body = True
            self._owed = self.loop.call_later(LINGER_S, self._close)
        super().on_response_complete()

    def shutdown(self) -> None:
        super().shutdown()
        if self.cycle is not None:
            self.cycle.scope["state"]["stopping"] = True
        if self._in_body and self._owed is not None:
            self._owed.cancel()
            late = HTTPStatus.SERVICE_UNAVAILABLE
            self._owed = self.loop.call_later(STOPPING_S, self._refuse, late)

    def handle_websocket_upgrade(self) -> None:
        self._settle()
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_S, self.transport.abort)

    def resume_writing(self) -> None:
        self._read_again()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        if self._in_body:
            return  # the linger has its own timer
        super().timeout_keep_alive_handler()
        self._abort_unless_read()

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _await_head(self) -> None:
        self._settle()
        self._in_head = True
        self._head_bytes = 0
        self._owed = self.loop.call_later(
            HEAD_S, self._refuse, HTTPStatus.REQUEST_TIMEOUT
        )

    def _check_body(self) -> None:
        too_slow = self._body_bytes < BODY_WINDOW_BYTES
        # While the application does not read, the client cannot send.
        if too_slow and not self.flow.read_paused:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
            return
        self._body_bytes = 0
        self._owed = self.loop.call_later(BODY_WINDOW_S, self._check_body)

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why, where nothing was said yet, and hang up once it can be read."""
        self._settle()
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if (answering and self.cycle.response_started) or self._refused:
            self._close()
            return
        self._refused = True
        self.transport.write(_refusal(status))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._owed = self.loop.call_later(REFUSED_S, self._close)

    def _close(self) -> None:
        self._settle()
        self.transport.close()
        self._abort_unless_read()

    def _abort_unless_read(self) -> None:
        """A closing connection waits for its client to read; not for ever."""
        self._read_again()
        self._unread = self.loop.call_later(UNREAD_S, self.transport.abort)

    def _settle(self) -> None:
        self._in_head = self._in_body = False
        if self._owed is not None:
            self._owed.cancel()
            self._owed = None

    def _read_again(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None


def _refusal(status: HTTPStatus) -> bytes:
    error = InvalidInput(f"{status.phrase}.")
    body = Json(error_body(error, token_hex(8))).body
    return (
        STATUS_LINE[status]
        + b"content-type: application/json\r\nconnection: close\r\n"
        + b"content-length: %d\r\n\r\n" % len(body)
        + bytes(body)
    )
