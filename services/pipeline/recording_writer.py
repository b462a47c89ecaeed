"""One recording of a job from bytes to words, in moments when nobody else waits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial
from typing import TypeVar

from services.errors import NoSpeech, Overloaded
from services.models.audio import Detection, Utterance
from services.models.speech import Transcript
from services.pipeline.hearing import Hearing
from services.pipeline.recording_job import RecordingFile
from services.pipeline.sound_pieces import SoundPiece, joined_transcript, sound_pieces
from services.protocols import AudioDecoder

T = TypeVar("T")

TRIES = 3
"""A rush may begin at the very moment that work does; it then waits once more."""

Idle = Callable[[], AbstractAsyncContextManager[None]]
"""Waits until nobody else has work; what is done inside makes room for others'."""


class CutShort(Exception):
    """The recording was ended by somebody else meanwhile."""


class RecordingWriter:
    def __init__(self, decoder: AudioDecoder, hearing: Hearing, idle: Idle) -> None:
        self.hearing = hearing
        self._decoder = decoder
        self._idle = idle

    async def write_down(self, file: RecordingFile, language: str | None) -> None:
        """Fill in the file's transcript piece by piece.

        Raise CutShort, or why it cannot be written down: NoSpeech, what the decoder
        raises, or what the engines do.
        """
        utterance = await self._step(file, partial(self._decoder.decode, file.data))
        file.data, file.seconds = b"", utterance.duration_s
        detect = partial(self.hearing.detector.detect, utterance)
        await self._write_pieces(
            file, utterance, await self._step(file, detect), language
        )
        if file.transcript is None or not file.transcript.text.strip():
            raise NoSpeech
        file.seconds_done = file.seconds

    async def _write_pieces(
        self,
        file: RecordingFile,
        utterance: Utterance,
        detection: Detection,
        language: str | None,
    ) -> None:
        """As in a turn, the first piece's language is that of the others."""
        pieces = sound_pieces(utterance, detection.segments)
        transcripts: list[Transcript] = []
        for number, piece in enumerate(pieces, 1):
            heard = await self._step(file, partial(self._heard, piece, language))
            language = language or heard.language
            transcripts.append(heard)
            so_far = joined_transcript(pieces[:number], transcripts)
            degraded = detection.degraded + so_far.degraded
            file.transcript = replace(so_far, degraded=degraded)
            file.seconds_done = piece.start_s + piece.utterance.duration_s

    async def _heard(self, piece: SoundPiece, language: str | None) -> Transcript:
        recognizer = self.hearing.recognizer
        return await recognizer.recognize(piece.utterance, language=language)

    async def _step(self, file: RecordingFile, work: Callable[[], Awaitable[T]]) -> T:
        for _ in range(TRIES):
            async with self._idle():
                refuse_ended(file)
                try:
                    done = await work()
                except Overloaded:
                    continue
                refuse_ended(file)
                return done
        raise Overloaded


def refuse_ended(file: RecordingFile) -> None:
    """Raise CutShort where nothing more is to be done for the file."""
    if file.is_over:
        raise CutShort
