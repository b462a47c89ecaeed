"""How well a connection carries a talk, and the mode that it is good for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from services.realtime.outbox import Outbox

Mode = Literal["realtime", "press_to_talk", "text"]
Quality = Literal["good", "fair", "poor"]
Answers = Literal["own", "upstream"]
WINDOW_S = 3.0
"""What happened longer ago says nothing of now."""
BETTER_AFTER_S = 2.5
"""A mode comes back once all has been well for so long: it must not flicker. A loss of
30 % is out of the window 2 s after its end, so that it takes less than 5 s."""
FAILED_TWICE = 2
TRIED_AGAIN_S = 20.0
"""A part that failed longer ago is worth another try."""
STALLED_S = 3.0
"""A reply that is not heard by then is read instead."""
LATE_S = 0.06
GAP_S = 0.5
"""A pause between frames longer than that is the client's own: it sends none."""
NOT_HEARD, NOT_READ = "recognizer", "voice"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Above these a talk is not good enough for a mode."""

    loss: float
    rtt_ms: float
    late: float
    waiting_bytes: int


LIVE = Bounds(loss=0.1, rtt_ms=400, late=0.5, waiting_bytes=200_000)
RECORDED = Bounds(loss=0.5, rtt_ms=2000, late=1.1, waiting_bytes=1_000_000)


@dataclass(frozen=True, slots=True)
class Readings:
    """What was seen in the last seconds; shares of frames, and 0 where nothing was."""

    loss: float = 0.0
    rtt_ms: float = 0.0
    late: float = 0.0
    waiting_bytes: int = 0

    def within(self, bounds: Bounds) -> bool:
        return (
            self.loss <= bounds.loss
            and self.rtt_ms <= bounds.rtt_ms
            and self.late <= bounds.late
            and self.waiting_bytes <= bounds.waiting_bytes
        )

    @property
    def quality(self) -> Quality:
        half = Bounds(LIVE.loss / 2, LIVE.rtt_ms / 2, LIVE.late / 2, 100_000)
        if self.within(half):
            return "good"
        return "fair" if self.within(LIVE) else "poor"


@dataclass(frozen=True, slots=True)
class Frame:
    at_s: float
    missing: int
    late: bool


class Monitor:
    """Watches one talk; a change of its mode is told to the client."""

    def __init__(self, clock: Callable[[], float], outbox: Outbox) -> None:
        self._clock = clock
        self._outbox = outbox
        self.mode: Mode = "realtime"
        self.answers: Answers = "own"
        """Who makes the next reply: our own engines, or a model elsewhere."""
        self._frames: deque[Frame] = deque()
        self._number: int | None = None
        self._due_s: float | None = None
        self._rtt: tuple[float, float] | None = None
        self._failed: dict[str, list[float]] = {NOT_HEARD: [], NOT_READ: []}
        self._well_since_s: float | None = None

    def frame(self, seconds: float, number: int | None) -> None:
        """Note a frame of sound that came."""
        now_s = self._clock()
        missing = 0
        if number is not None:
            if self._number is not None and number > self._number:
                missing = min(number - self._number - 1, 10_000)
            self._number = number
        late = self._due_s is not None and LATE_S < now_s - self._due_s < GAP_S
        self._due_s = now_s + seconds
        self._frames.append(Frame(now_s, missing, late))
        self.look()

    def ping(self, rtt_ms: float | None) -> None:
        """Note a ping of the client's, with what it measured at the last one."""
        if rtt_ms is not None:
            self._rtt = (self._clock(), rtt_ms)
        self.look()

    def heard(self, *, well: bool) -> None:
        """Note whether a turn could be written down."""
        self._note(NOT_HEARD, well=well)

    def spoken(self, *, well: bool) -> None:
        """Note whether a reply could be said."""
        self._note(NOT_READ, well=well)

    def readings(self) -> Readings:
        since_s = self._clock() - WINDOW_S
        while self._frames and self._frames[0].at_s < since_s:
            self._frames.popleft()
        count = len(self._frames)
        missing = sum(frame.missing for frame in self._frames)
        late = sum(frame.late for frame in self._frames)
        found = Readings(waiting_bytes=self._outbox.waiting_bytes)
        if self._rtt is not None and self._rtt[0] >= since_s:
            found = replace(found, rtt_ms=self._rtt[1])
        if count:
            found = replace(found, loss=missing / (missing + count), late=late / count)
        return found

    def stalled(self) -> None:
        """Note that a reply is waited for in vain: once is enough."""
        self._failed[NOT_READ] = [self._clock()] * FAILED_TWICE
        self.look()

    def bridged(self, unready: str) -> None:
        """Note whether the upstream answers next, and why not where it does not."""
        answers: Answers = "own" if unready else "upstream"
        if answers != self.answers:
            self.answers = answers
            why = f"upstream_{unready}" if unready else "recovered"
            self._change(self.mode, why, self.readings())

    def look(self) -> None:
        """Change the mode where it must be, and tell why."""
        readings, now_s = self.readings(), self._clock()
        wanted, why = self._wanted(readings)
        order: tuple[Mode, ...] = ("realtime", "press_to_talk", "text")
        if order.index(wanted) >= order.index(self.mode):
            self._well_since_s = None
            if wanted != self.mode:
                self._change(wanted, why, readings)
            return
        if self._well_since_s is None:
            self._well_since_s = now_s
        elif now_s - self._well_since_s >= BETTER_AFTER_S:
            self._well_since_s = None
            self._change(wanted, "recovered", readings)

    def _wanted(self, readings: Readings) -> tuple[Mode, str]:
        """The best mode that everything allows, and what stands in the way."""
        for part, failed in self._failed.items():
            since_s = self._clock() - TRIED_AGAIN_S
            if sum(at_s > since_s for at_s in failed) >= FAILED_TWICE:
                return "text", part
        if not readings.within(RECORDED):
            return "text", "connection"
        if not readings.within(LIVE):
            return "press_to_talk", "connection"
        return "realtime", ""

    def _note(self, part: str, *, well: bool) -> None:
        failed = self._failed[part]
        self._failed[part] = [] if well else [*failed, self._clock()][-FAILED_TWICE:]
        self.look()

    def _change(self, mode: Mode, why: str, readings: Readings) -> None:
        self.mode = mode
        self._outbox.put(
            "viva_voce.mode",
            mode=mode,
            answers=self.answers,
            why=why,
            quality=readings.quality,
            loss=round(readings.loss, 3),
            rtt_ms=round(readings.rtt_ms, 1),
        )
