"""When a request body has to be here, by its size, and in pieces of which size."""

from __future__ import annotations

BODY_S = 10.0
BODY_BYTES_PER_S = 50_000
"""A whole body has 10 s, and a second more for each 50 kB of it."""
BODY_WINDOW_S = 10.0
BODY_WINDOW_BYTES = 5_000
"""What a body must bring in each window besides: it may not stop for long."""
FREE_CHUNKS = 256
CHUNK_BYTES = 256
"""What the chunks of a body bring each, on the whole, beyond the free ones: each costs
as much work as some kilobytes."""


class BodyDeadline:
    """Of one body that begins now; `size` is 0 where only its end will tell."""

    def __init__(self, size: int, now_s: float) -> None:
        self._size = size
        self._taken = 0
        self._chunks = 0
        self._in_window = 0
        self._since_s = now_s
        self._looked_s = now_s
        self.first_look_s = min(BODY_S, BODY_WINDOW_S)

    def take(self, count: int) -> None:
        self._taken += count
        self._in_window += count

    def begin_chunk(self) -> None:
        """Raise ValueError where the chunks so far are too many for what they bring."""
        self._chunks += 1
        if (self._chunks - FREE_CHUNKS) * CHUNK_BYTES > self._taken:
            raise ValueError("chunks are too small")

    def look_again_s(self, now_s: float, *, paused: bool) -> float | None:
        """Seconds until it is to be looked at again; None when it is late.

        While the service does not read (`paused`), no client can send.
        """
        if paused:
            self._since_s += now_s - self._looked_s
        seconds = max(self._size, self._taken) / BODY_BYTES_PER_S
        left_s = self._since_s + BODY_S + seconds - now_s
        stuck = not paused and self._in_window < BODY_WINDOW_BYTES
        if left_s <= 0 or stuck:
            return None
        self._in_window, self._looked_s = 0, now_s
        return max(0.01, min(left_s, BODY_WINDOW_S))
