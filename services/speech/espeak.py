"""The embedded voice: eSpeak NG from its package, which needs nothing else."""

from __future__ import annotations

from dataclasses import replace

from services.errors import SpeechTooLong, SynthesisFailed
from services.language.pieces import stretches
from services.models.health import PartHealth
from services.models.speech import (
    LONGEST_SPOKEN_S,
    SpeechRequest,
    SynthesizedSpeech,
    Voice,
)
from services.speech.espeak_voices import ESPEAK_VOICES
from services.speech.prosody import SEMITONES, pace
from services.speech.transcode import Pcm, encoded, joined
from services.speech.voices import find_voice
from services.speech.worker_process import WorkerProcess
from services.work_queue import WorkQueue

WORDS_PER_MINUTE = 160
"""Below the library's 175, where a recogniser understood it better."""
_MIDDLE_PITCH, _PITCH_STEP = 50, 6
"""The library's scale is 0 to 99; measured, six steps are a semitone."""
STRETCH = 600
"""Characters that are spoken in one go: replies are, long texts take turns."""
PAUSE_S = 0.35
"""Between two stretches, as the library pauses between sentences at medium speed."""
_WORKER = "services.speech.espeak_worker"


class EspeakSynthesizer:
    """Speaks a sentence in some 20 ms, so one process serves all visitors in turn.

    Its calls stand in the work queue with everything else that burns CPU: a visitor who
    has much said has a share of it, and waits while others have their turn: a long text
    waits anew for each stretch of it.
    """

    name = "espeak-ng"

    def __init__(self, queue: WorkQueue, *, deadline_s: float) -> None:
        self._queue = queue
        self._deadline_s = deadline_s
        self._worker = WorkerProcess(_WORKER, error=SynthesisFailed)

    @property
    def available(self) -> bool:
        return True

    async def start(self) -> None:
        await self._worker.start(deadline_s=self._deadline_s)

    async def voices(self) -> tuple[Voice, ...]:
        return ESPEAK_VOICES

    async def synthesize(self, request: SpeechRequest) -> SynthesizedSpeech:
        voice = find_voice(request, ESPEAK_VOICES)
        spoken: list[Pcm] = []
        for text in stretches(request.text, STRETCH):
            async with self._queue.slot():
                spoken.append(await self._speak(replace(request, text=text), voice))
            if sum(pcm.duration_s for pcm in spoken) > LONGEST_SPOKEN_S:
                raise SpeechTooLong
        if not any(pcm.data for pcm in spoken):
            raise SynthesisFailed("The embedded voice said nothing.")
        pcm = joined(spoken, PAUSE_S / pace(request))
        data = await encoded(self._queue, pcm, request.format)
        return SynthesizedSpeech(
            data, request.format, pcm.duration_s, voice.name, self.name
        )

    async def health(self) -> PartHealth:
        return PartHealth("healthy", self.name)

    @property
    def pid(self) -> int | None:
        """The worker's process id while it is alive."""
        return self._worker.pid

    async def close(self) -> None:
        await self._worker.close()

    async def _speak(self, request: SpeechRequest, voice: Voice) -> Pcm:
        call = {
            "voice": voice.name,
            "words_per_minute": round(WORDS_PER_MINUTE * pace(request)),
            "pitch": _MIDDLE_PITCH + _PITCH_STEP * SEMITONES[request.pitch],
            "longest_s": LONGEST_SPOKEN_S,
        }
        reply, sound = await self._worker.call(
            call, request.text.encode(), deadline_s=self._deadline_s
        )
        if reply["too_long"]:
            raise SpeechTooLong
        return Pcm(sound, reply["rate_hz"])
