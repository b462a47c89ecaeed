"""The embedded recogniser: pocketsphinx with the English model of its package."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from services.errors import TranscriptionFailed
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.models.health import PartHealth
from services.models.speech import Transcript, TranscriptSegment
from services.speech.pocketsphinx_guards import believable, frame_powers, fullness
from services.speech.worker_loop import Header
from services.speech.worker_process import WorkerPool
from services.work_queue import WorkQueue

WORKER = "services.speech.pocketsphinx_worker"
LANGUAGE = "en"
THEY = ("they", "them", "their")
MAX_NAMES = 400
"""Names and technologies that questions are expected about."""
START_DEADLINE_S = 30.0

GUESSED_BELOW = 0.06
"""Less sure than this is noise that was written down as words: nothing was heard."""
NOISY_DB, CLEAR_DB = 5.0, 15.0
"""Between these distances of loud and quiet moments trust grows from none to full."""
SURE_MARGIN = 0.0009
"""A question likelier than other English by this much a frame is surely one. Measured:
right readings of clear speech lie above it, bent noise below a fifth of it."""
FOREIGN = 0.5
"""How far a transcript is trusted when another language was announced."""

MORE_S = 2.0
"""A second of sound may take that long beyond the deadline, on a busy machine."""

_FRAME = SAMPLE_RATE_HZ // 100


class PocketsphinxRecognizer:
    """Decodes in worker processes, of which one is always there."""

    name = "pocketsphinx"

    def __init__(
        self,
        queue: WorkQueue,
        *,
        workers: int,
        deadline_s: float,
        vocabulary: Callable[[], tuple[str, ...]] = tuple,
        pronouns: Callable[[], tuple[str, str, str]] = lambda: THEY,
    ) -> None:
        """A recogniser with up to `workers` processes.

        `vocabulary` and `pronouns` are asked each time: a new résumé counts.
        """
        self._queue = queue
        self._vocabulary = vocabulary
        self._pronouns = pronouns
        self._deadline_s = deadline_s
        self._pool = WorkerPool(WORKER, size=workers, error=TranscriptionFailed)

    async def start(self) -> None:
        """Start the worker that is always there, and tell it what to expect."""
        await self._pool.start(deadline_s=START_DEADLINE_S)
        await self._pool.call(self._expectation(), deadline_s=START_DEADLINE_S)

    async def recognize(
        self, utterance: Utterance, *, language: str | None = None, draft: bool = False
    ) -> Transcript:
        """A draft takes as long as everything else."""
        async with self._queue.slot():
            reply, _ = await self._pool.call(
                self._expectation(),
                pcm16(utterance.samples),
                deadline_s=self._deadline_s + MORE_S * utterance.duration_s,
            )
        return transcript(reply, utterance, language=language)

    def _expectation(self) -> Header:
        return {
            "names": list(self._vocabulary()[:MAX_NAMES]),
            "pronouns": list(self._pronouns()),
        }

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name, {"workers": len(self._pool.pids)})

    def rest(self) -> None:
        """Let the workers go: another engine serves. A later call starts one again."""
        self._pool.rest()

    async def close(self) -> None:
        await self._pool.close()


def transcript(
    reply: Header, utterance: Utterance, *, language: str | None
) -> Transcript:
    """The worker's words as a Transcript, empty when they are only guessed."""
    words = believable([tuple(word) for word in reply["words"]])
    foreign = language is not None and language.lower()[:2] != LANGUAGE
    degraded = ("recognizer:pocketsphinx:english_only",) if foreign else ()
    sure = trust([p for *_, p in words], utterance.samples)
    sure *= fullness(words, utterance.samples)
    if "margin" in reply:
        sure *= min(1.0, reply["margin"] / frames(utterance.samples) / SURE_MARGIN)
    if sure < GUESSED_BELOW:
        return Transcript("", LANGUAGE, 0.0, "pocketsphinx", degraded=degraded)
    return Transcript(
        text=" ".join(word for word, *_ in words),
        language=LANGUAGE,
        confidence=round(sure * (FOREIGN if foreign else 1.0), 3),
        engine="pocketsphinx",
        segments=tuple(TranscriptSegment(s, e, word) for word, s, e, _ in words),
        degraded=degraded,
    )


def trust(posteriors: list[float], samples: Samples) -> float:
    """How sure to be of words, in [0, 1].

    The decoder's posteriors alone are too sure in noise, so the distance between
    speech and what is behind it counts as well.
    """
    if not posteriors:
        return 0.0
    clear = (contrast_db(samples) - NOISY_DB) / (CLEAR_DB - NOISY_DB)
    mean = sum(posteriors) / len(posteriors)
    return min(1.0, max(0.0, mean)) * min(1.0, max(0.0, clear))


def contrast_db(samples: Samples) -> float:
    """From the quietest tenth of the 10 ms frames to the loudest, in dB."""
    power = frame_powers(samples)
    if not len(power):
        return 0.0
    quiet, loud = np.percentile(power, (10, 90))
    return 10 * math.log10((loud + 1e-10) / (quiet + 1e-10))


def frames(samples: Samples) -> int:
    """How many steps of 10 ms the decoder takes."""
    return max(1, len(samples) // _FRAME)


def pcm16(samples: Samples) -> bytes:
    """What pocketsphinx reads: 16-bit little-endian."""
    return (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").tobytes()
