"""The sound of a reply while the visitor hears it: how far it is, how much is due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class SpokenPiece:
    """A piece of a reply; `sound` is in the client's format, empty for none."""

    text: str
    sound: bytes = b""
    seconds: float = 0.0


class Playing:
    """Sound that is sent and heard from its first moment on, without a break."""

    def __init__(self, clock: Callable[[], float], lead_s: float) -> None:
        self._clock = clock
        self._lead_s = lead_s
        self._began_s: float | None = None
        self._most_s: float | None = None
        self.sent_s = 0.0

    def wait_s(self) -> float:
        """How long the next sound is not due yet."""
        if self._began_s is None:
            return 0.0
        return max(0.0, self._began_s + self.sent_s - self._lead_s - self._clock())

    def sent(self, seconds: float) -> None:
        """Note sound that was sent: it is heard at once, or after what is heard."""
        now_s = self._clock()
        if self._began_s is None or now_s > self._began_s + self.sent_s:
            self._began_s = now_s - self.sent_s
        self.sent_s += seconds

    def stop(self) -> None:
        """From now on nothing more of it is heard."""
        self._most_s = self.heard_s

    def truncate(self, seconds: float) -> None:
        """The client says itself how much was heard."""
        self._most_s = min(seconds, self.sent_s)

    @property
    def heard_s(self) -> float:
        if self._most_s is not None:
            return self._most_s
        if self._began_s is None:
            return 0.0
        return min(self.sent_s, self._clock() - self._began_s)

    @property
    def left_s(self) -> float:
        """How long what was sent is still heard."""
        return 0.0 if self._most_s is not None else self.sent_s - self.heard_s


def words_until(pieces: Sequence[SpokenPiece], seconds: float) -> str:
    """The words that are spoken by then; a word that is begun counts."""
    said: list[str] = []
    for piece in pieces:
        if seconds <= 0:
            break
        words = piece.text.split()
        share = 1.0 if piece.seconds <= 0 else min(1.0, seconds / piece.seconds)
        said += words[: ceil(len(words) * share)]
        seconds -= piece.seconds
    return " ".join(said)


def words_between(pieces: Sequence[SpokenPiece], start_s: float, end_s: float) -> str:
    """The words that are spoken in a part of a reply."""
    before = words_until(pieces, start_s).split()
    return " ".join(words_until(pieces, end_s).split()[len(before) :])
