"""Whether a client still reads, or has hung up, as its socket knows."""

from __future__ import annotations

import array
import asyncio
import fcntl
import select
import socket
import struct
import termios
from collections.abc import Callable
from contextlib import suppress

NOT_AT_ALL = struct.pack("ii", 1, 0)
HUNG_UP = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR


class Reading:
    """Calls `give_up` when a client takes less than `least` bytes in `window_s`.

    Both are asked for anew each time, while there is something to read.
    """

    def __init__(
        self,
        transport: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        give_up: Callable[[], None],
    ) -> None:
        self._transport = transport
        self._loop = loop
        self._give_up = give_up
        self._timer: asyncio.TimerHandle | None = None
        self._left = 0

    def watch(self, window_s: float, least: int) -> None:
        """From now on; where it is watched already, nothing changes."""
        if self._timer is None:
            self._arm(window_s, least)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self, window_s: float, least: int) -> None:
        self._left = self._unread()
        self._timer = self._loop.call_later(window_s, self._look, window_s, least)

    def _look(self, window_s: float, least: int) -> None:
        self._timer = None
        taken = self._left - self._unread()
        if taken < min(least, self._left) or not self._left:
            self._give_up()
        else:
            self._arm(window_s, least)

    def _unread(self) -> int:
        """Bytes that the client has not acknowledged."""
        waiting = self._transport.get_write_buffer_size()
        found = array.array("i", [0])
        try:
            fcntl.ioctl(descriptor(self._transport), termios.TIOCOUTQ, found)
        except (OSError, ValueError):
            return waiting  # not told by this system, or closed by now
        return waiting + found[0]


def cut_off(transport: asyncio.Transport) -> None:
    """Hang up at once: what the system still holds for the client is dropped, too."""
    with suppress(OSError, ValueError):
        found: socket.socket = transport.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOT_AT_ALL)
    transport.abort()


def has_hung_up(transport: asyncio.Transport) -> bool:
    """Whether the client has, also where nothing is read from it at present."""
    poll = select.poll()
    try:
        poll.register(descriptor(transport), HUNG_UP)
    except (OSError, ValueError):
        return True
    return any(events & HUNG_UP for _, events in poll.poll(0))


def descriptor(transport: asyncio.Transport) -> int:
    found: socket.socket | None = transport.get_extra_info("socket")
    if found is None:
        raise ValueError("no socket")
    return found.fileno()
