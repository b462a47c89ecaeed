"""HTTP connections with deadlines for heads, bodies and replies that are not read.

uvicorn gives a request head and a request body all the time in the world, takes fields
behind a body for headers, and has no bound on connections.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from http import HTTPStatus
from typing import Any

from services.api.answers_in_order import AnswersInOrder
from services.api.body_deadline import BodyDeadline
from services.api.connection_limits import ConnectionLimits
from services.api.refusal import refusal
from services.api.unread import Reading, cut_off
from services.api.websocket import WebSocket

LOGGER = "uvicorn.error.http"
HEAD_S = 10.0
"""A request line and its headers must be here by then."""
HEAD_BYTES = 64_000
"""Of a head, and of what frames a body without being any of it."""
LINGER_S = 30.0
"""How long the rest of a refused body is read over, so that the client, which may
still be sending, can read its answer instead of meeting a reset."""
REFUSED_S = 1.0
"""How long a client that was refused may still send: hanging up on it at once would
reset the connection, and it might never read why."""
REFUSED_BYTES = 1_000_000
"""And how much of that is read: a flood is work, too."""
STOPPING_S = 1.0
"""What a body may still take when the server is told to stop."""
UNREAD_S = 30.0
UNREAD_BYTES = 150_000
"""A client that takes less of its answer in such a time has gone."""


class Connection(AnswersInOrder):
    """One timer for what the client owes, one for what it does not read."""

    _owed: asyncio.TimerHandle | None = None
    _in_head = False
    _in_body = False
    _refused = False
    _last: HTTPStatus | None = None
    """What is to be said once the requests before it are answered."""
    _head_bytes = 0
    _framing_bytes = 0
    _over_bytes = 0
    _deadline: BodyDeadline | None = None

    def __init__(self, *, limits: ConnectionLimits | None = None, **uvicorn: Any):
        super().__init__(**uvicorn)
        self._limits = limits
        # One line for each request that is no HTTP would be theirs to fill the disk.
        self.logger = logging.getLogger(LOGGER)
        self.logger.setLevel(logging.ERROR)

    def connection_made(  # type: ignore[override]
        self, transport: asyncio.Transport
    ) -> None:
        super().connection_made(transport)
        self._reading = Reading(transport, self.loop, partial(cut_off, transport))
        peer = self.client[0] if self.client else "local"
        if self._limits and not self._limits.enter(self, peer):
            self._refused = True
            transport.write(refusal(HTTPStatus.SERVICE_UNAVAILABLE))
            self._close()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._left()
        super().connection_lost(exc)

    def make_room(self) -> None:
        """Hang up for somebody else, saying so where a request has begun."""
        begun = self._in_head and self._head_bytes > 0
        begun = begun or (self._in_body and not self.cycle.response_started)
        self._settle()
        self._refused = True
        self.give_up_all()
        if begun:
            self.transport.write(refusal(HTTPStatus.SERVICE_UNAVAILABLE))
        self._close()

    def data_received(self, data: bytes) -> None:
        if self._refused or self._last is not None:
            self._read_over(len(data))
            return
        framing = self._framing_bytes = self._framing_bytes + len(data)
        super().data_received(data)
        if self.transport.is_closing() or self._refused or self._last is not None:
            return
        if self._in_body:
            if framing == self._framing_bytes and framing > HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif not any(self.due()):
            self._await_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["hang_up"] = partial(cut_off, self.transport)
        if not self._in_head:
            self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_body:
            # RFC 9110, 6.5.1: what comes behind a body is no header, whatever it says.
            raise ValueError("trailers are not taken")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts != 1 and (hosts or self.parser.get_http_version() != "1.0"):
            # RFC 9112, 3.2; the parser takes it for a fault of its own: 400.
            raise ValueError("one Host is needed")
        super().on_headers_complete()
        self._await_body()

    def on_chunk_header(self) -> None:
        self._framing_bytes = 0
        if self._deadline is not None:
            # The parser takes it for a fault of its own: 400.
            self._deadline.begin_chunk()

    def on_chunk_complete(self) -> None:
        self._framing_bytes = 0

    def on_body(self, body: bytes) -> None:
        self._framing_bytes = 0
        if self._deadline is not None:
            self._deadline.take(len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._settle()
        self._tell_limits()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        if self._in_body and self._answering is self.cycle:
            # Refused before it was read: what still comes is read over for a while.
            self._settle()
            self._in_body = True
            self._owed = self.loop.call_later(LINGER_S, self._close)
        super().on_response_complete()
        if any(self.due()):
            return
        if self._last is not None:
            self._say(self._last)
        self._tell_limits()

    def shutdown(self) -> None:
        super().shutdown()
        if self._in_body and self._owed is not None:
            self._owed.cancel()
            late = HTTPStatus.SERVICE_UNAVAILABLE
            self._owed = self.loop.call_later(STOPPING_S, self._refuse, late)

    def handle_websocket_upgrade(self) -> None:
        if any(self.due()):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        # The handshake is part of the head: idle until it is accepted.
        self._await_head()
        ours: Any = partial(WebSocket, on_accepted=self._accepted, on_lost=self._left)
        self.ws_protocol_class = ours
        super().handle_websocket_upgrade()

    def _unsupported_upgrade_warning(self) -> None:
        """Another protocol is not talked of: the request is answered as it is."""

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reading.watch(UNREAD_S, UNREAD_BYTES)

    def resume_writing(self) -> None:
        if not self.transport.is_closing():
            self._reading.stop()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        if self._in_body:
            return  # the linger has its own timer
        super().timeout_keep_alive_handler()
        self._reading.watch(UNREAD_S, UNREAD_BYTES)

    def send_400_response(self, msg: str) -> None:
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _await_head(self) -> None:
        self._settle()
        self._in_head = True
        self._head_bytes = 0
        self._owed = self.loop.call_later(
            HEAD_S, self._refuse, HTTPStatus.REQUEST_TIMEOUT
        )

    def _await_body(self) -> None:
        self._settle()
        self._in_body = True
        self._framing_bytes = 0
        sizes = [value for name, value in self.headers if name == b"content-length"]
        self._deadline = BodyDeadline(int(sizes[0]) if sizes else 0, self.loop.time())
        self._owed = self.loop.call_later(
            self._deadline.first_look_s, self._check_body, self._deadline
        )
        self._tell_limits()

    def _check_body(self, deadline: BodyDeadline) -> None:
        again_s = deadline.look_again_s(self.loop.time(), paused=self.flow.read_paused)
        if again_s is None:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self._owed = self.loop.call_later(again_s, self._check_body, deadline)

    def _refuse(self, status: HTTPStatus) -> None:
        """Hang up, saying why once the requests before it are answered."""
        cycle = self.cycle if self._in_body else None
        self._settle()
        if self._refused:
            self._close()
            return
        if cycle is not None:
            # It will never be whole.
            self.give_up(cycle)
            if cycle.response_started:
                self._close()
                return
        if any(self.due()):
            self._last = status
        else:
            self._say(status)

    def _say(self, status: HTTPStatus) -> None:
        """Where the client still sends, it has a moment to read why."""
        self._refused = True
        if self.transport.is_closing():
            return
        self.transport.write(refusal(status))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._owed = self.loop.call_later(REFUSED_S, self._close)

    def _read_over(self, count: int) -> None:
        self._over_bytes += count
        if self._over_bytes > REFUSED_BYTES:
            # Hung up on at once, it would only come again.
            self.flow.pause_reading()

    def _close(self) -> None:
        self._settle()
        self.transport.close()
        # A closing connection waits for its client to read; not for ever.
        self._reading.watch(UNREAD_S, UNREAD_BYTES)

    def _settle(self) -> None:
        self._in_head = self._in_body = False
        if self._owed is not None:
            self._owed.cancel()
            self._owed = None

    def _tell_limits(self) -> None:
        """What is waited for now; a connection at work is not closed for others."""
        if self._limits is None:
            return
        if self._in_body:
            self._limits.wait_for(self, "body")
        else:
            at_work = any(self.due())
            self._limits.wait_for(self, "nothing" if at_work else "head")

    def _accepted(self) -> None:
        """A WebSocket that is open stays so for as long as it is used."""
        self._settle()
        if self._limits:
            self._limits.wait_for(self, "nothing")

    def _left(self) -> None:
        """The connection is over, whoever spoke on it last."""
        self._settle()
        self._reading.stop()
        if self._limits:
            self._limits.leave(self)
