"""An upload's bytes to an Utterance: bounded in time, memory and reach.

The demuxer is named, so FFmpeg never guesses: a playlist or session description that is
dressed as audio would otherwise make it open sockets and other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO

import av
import numpy as np

from services.errors import (
    AudioTooLong,
    AudioTooShort,
    InputError,
    InvalidAudio,
    PayloadTooLarge,
)
from services.models.audio import SAMPLE_RATE_HZ, Samples, Utterance
from services.speech.container_format import container_format
from services.speech.levelling import levelled
from services.speech.mixing import mixed
from services.speech.resampling import Resampler
from services.work_queue import WorkQueue

MIN_SECONDS = 0.2
MAX_BAD_PACKETS = 200
"""Damaged packets in a row that are passed over before a file counts as rubbish."""

MAX_PACKET_BYTES = 4_000_000
"""Half a second of the widest sound we take; its decoded frame stays small as well."""

CODECS = (
    "opus", "libopus", "vorbis", "flac", "aac", "alac",
    "mp3float", "mp3", "mp2float", "mp2", "mp1float", "mp1",
    "pcm_u8", "pcm_s8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be",
    "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_f64be",
    "pcm_mulaw", "pcm_alaw", "gsm_ms", "adpcm_ms", "adpcm_ima_wav",
    "wmav1", "wmav2", "wmapro", "wmalossless",
)  # fmt: skip
"""What recorders write; FFmpeg's hundreds of others stay out of a stranger's reach."""

OPTIONS = {
    "codec_whitelist": ",".join(CODECS),
    "protocol_whitelist": "none",
    "probesize": "2000000",
    "max_streams": "8",
    "fflags": "+discardcorrupt",
}

DECODER_FAULTS = (
    av.error.FFmpegError,
    IndexError,
    ValueError,
    MemoryError,
    OSError,
    OverflowError,
    UnicodeDecodeError,
    AttributeError,
)
"""What PyAV was seen to raise on broken files."""


class PyAVDecoder:
    """Decodes in the work queue. Sound may last up to `max_seconds`."""

    def __init__(
        self,
        queue: WorkQueue,
        *,
        max_bytes: int,
        max_seconds: float,
        noise_reduction: bool = False,
    ) -> None:
        self._queue = queue
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._noise_reduction = noise_reduction

    async def decode(self, data: bytes) -> Utterance:
        if len(data) > self._max_bytes:
            raise PayloadTooLarge()
        if not data:
            raise InvalidAudio("The recording is empty.")
        name = container_format(data)
        return await self._queue.run(partial(self._decode, data, name))

    def _decode(self, data: bytes, name: str) -> Utterance:
        try:
            samples = self._collect(data, name)
        except InputError:
            raise
        except DECODER_FAULTS as error:
            raise InvalidAudio() from error
        if len(samples) < MIN_SECONDS * SAMPLE_RATE_HZ:
            raise AudioTooShort() if len(samples) else InvalidAudio()
        return Utterance(levelled(np.clip(samples, -1.0, 1.0)), name)

    def _collect(self, data: bytes, name: str) -> Samples:
        most = int(self._max_seconds * SAMPLE_RATE_HZ)
        parts: list[Samples] = []
        total = 0
        for part in decoded(data, name, denoise=self._noise_reduction):
            parts.append(part)
            total += part.shape[1]
            if total > most:
                raise AudioTooLong(
                    f"The recording is longer than {self._max_seconds:g} seconds."
                )
        return mixed(parts)


def decoded(data: bytes, name: str, *, denoise: bool = False) -> Iterator[Samples]:
    """Float32 pieces at 16 kHz of shape (1 or 2, n), kept up to where damage is."""
    options = {**OPTIONS, "format_whitelist": demuxer_names(name)}
    with av.open(
        BytesIO(data), format=name, options=options, metadata_errors="ignore"
    ) as file:
        if not isinstance(file, av.container.InputContainer) or not file.streams.audio:
            raise InvalidAudio("The file has no sound in it.")
        resampler = Resampler(denoise=denoise)
        for frame in frames(file):
            yield from resampler.push(frame)
        yield from resampler.flush()


def demuxer_names(name: str) -> str:
    return av.format.ContainerFormat(name, "r").name


def frames(file: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    """Frames of the first audio stream, stepping over what cannot be decoded."""
    stream = file.streams.audio[0]
    if stream.codec_context is None or stream.codec_context.codec.name not in CODECS:
        raise InvalidAudio("The recording's codec is not one we know.")
    stream.codec_context.thread_count = 1
    bad = 0
    packets = file.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except (av.error.FFmpegError, IndexError):
            return
        if packet.size > MAX_PACKET_BYTES:
            raise InvalidAudio()
        try:
            yield from packet.decode()
            bad = 0
        except (av.error.FFmpegError, IndexError) as error:
            bad += 1
            if bad > MAX_BAD_PACKETS:
                raise InvalidAudio() from error
