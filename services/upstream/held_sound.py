"""Sound of a reply that is held until the words in it have been checked.

The protocol does not say which words a piece of sound holds, so this is worked out
from what is certain: nobody speaks faster than FASTEST. Of words that were checked,
as much sound may be heard as they would take at that pace; what comes later may hold
words that nobody has looked at yet.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from services.models.upstream import UPSTREAM_RATE_HZ, CheckedSound

FASTEST = 25.0
"""Characters in a second; 250 words a minute, while these voices speak 170."""
USUAL = 15.0
SLOWEST = 4.0
PAUSES_S = 2.0
"""Beyond what the slowest speech takes: sound without words, before and after."""
SPOKEN_OUT = 4
"""A figure or a capital letter is said as a word, not as a character."""
SMALLEST_S = 0.2
"""Sound is given out in pieces that are worth an event."""
LOOK_BACK_S = 0.3
FRAME = UPSTREAM_RATE_HZ // 50
BYTES_A_SECOND = 2 * UPSTREAM_RATE_HZ


class HeldSound:
    def __init__(self) -> None:
        self._sound = bytearray()
        self._given = 0
        """How many bytes may be heard already."""
        self._text = ""
        self._words: deque[str] = deque()
        self._told_chars = 0

    @property
    def seconds(self) -> float:
        """How much sound came."""
        return len(self._sound) / BYTES_A_SECOND

    @property
    def any_given(self) -> bool:
        return self._given > 0

    def add(self, pcm: bytes) -> None:
        self._sound += pcm

    def passed(self, sentence: str) -> None:
        """Note the next words: they may be heard."""
        self._text += f" {sentence}" if self._text else sentence
        self._words += sentence.split()

    def take(self) -> CheckedSound | None:
        """Sound that surely holds no other words than those that passed."""
        covered = 2 * int(len(self._text) / FASTEST * UPSTREAM_RATE_HZ)
        end = len(self._sound) // 2 * 2
        if covered < end:
            end = max(self._given, self._quiet_place(covered))
        if end - self._given < SMALLEST_S * BYTES_A_SECOND:
            return None
        return self._give(end)

    def rest(self) -> CheckedSound | None:
        """All that is left, now that every word of the reply has passed."""
        end = len(self._sound) // 2 * 2
        if end <= self._given and not self._words:
            return None
        return self._give(end, whole=True)

    @property
    def explained(self) -> bool:
        """Whether the words account for all the sound there is."""
        spelled = sum(char.isdigit() or char.isupper() for char in self._text)
        chars = len(self._text) + SPOKEN_OUT * spelled
        return self.seconds <= PAUSES_S + chars / SLOWEST

    def _give(self, end: int, *, whole: bool = False) -> CheckedSound:
        pcm = bytes(self._sound[self._given : end])
        self._given = end
        words: list[str] = []
        due = end / BYTES_A_SECOND * USUAL
        while self._words and (whole or self._told_chars < due):
            words.append(self._words.popleft())
            self._told_chars += len(words[-1]) + 1
        return CheckedSound(" ".join(words), pcm)

    def _quiet_place(self, end: int) -> int:
        """The quietest moment shortly before `end`, so that no word is cut in two."""
        start = max(self._given, end - 2 * int(LOOK_BACK_S * UPSTREAM_RATE_HZ))
        part = np.frombuffer(bytes(self._sound[start:end]), "<i2").astype(np.float32)
        frames = len(part) // FRAME
        if not frames:
            return end
        loudness = np.square(part[: frames * FRAME].reshape(frames, FRAME)).mean(axis=1)
        # The last of the quietest: with nothing to choose, nothing is held back.
        place = frames - 1 - int(np.argmin(loudness[::-1]))
        return start + 2 * FRAME * (place + 1)
