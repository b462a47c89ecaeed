"""Any PCM to float32 at 16 kHz in one or two channels, through FFmpeg's filters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av
import numpy as np

from services.errors import InvalidAudio
from services.models.audio import SAMPLE_RATE_HZ, Samples

ANTI_ALIAS = "filter_size=128:cutoff=0.92:filter_type=kaiser:kaiser_beta=12"
"""Measured at 48 kHz: 9 kHz leaves -131 dB of alias, 7 kHz loses 0.01 dB."""

DENOISER = "nr=12:nf=-25"
"""FFmpeg's afftdn: 12 dB off what lies below -25 dB."""

RUMBLE_HZ = 80
"""Below it nobody speaks: a constant offset and the hum of the mains hide voices.

Measured: two poles find a voice under a hum that is 9 dB louder; with four, a
recording of many voices far away counts as speech."""

MIN_RATE_HZ, MAX_RATE_HZ, MAX_CHANNELS = 4_000, 192_000, 8


class Resampler:
    """A filter graph that is built anew when the stream's format changes.

    What it yields has shape (1, n), or (2, n) where there are several channels.
    """

    def __init__(self, *, denoise: bool) -> None:
        self._denoise = denoise
        self._format: tuple[int, str, str] | None = None
        self._graph: av.filter.Graph | None = None

    def push(self, frame: av.AudioFrame) -> Iterator[Samples]:
        shape = (frame.sample_rate, frame.format.name, frame.layout.name)
        if shape != self._format:
            yield from self.flush()
            self._check(frame)
            self._graph = self._build(*shape)
            self._format = shape
        frame.pts = None
        if self._graph is not None:
            self._graph.push(frame)
            yield from pulled(self._graph)

    def flush(self) -> Iterator[Samples]:
        if self._graph is not None:
            self._graph.push(None)
            yield from pulled(self._graph)
        self._graph, self._format = None, None

    def _check(self, frame: av.AudioFrame) -> None:
        if not MIN_RATE_HZ <= frame.sample_rate <= MAX_RATE_HZ:
            raise InvalidAudio("The recording has a sample rate nobody uses.")
        if not 1 <= len(frame.layout.channels) <= MAX_CHANNELS:
            raise InvalidAudio("The recording has too many channels.")

    def _build(self, rate_hz: int, sample_format: str, layout: str) -> av.filter.Graph:
        graph = av.filter.Graph()
        kept = "mono" if av.AudioLayout(layout).nb_channels == 1 else "stereo"
        chain: list[Any] = [
            graph.add_abuffer(
                sample_rate=rate_hz,
                format=sample_format,
                layout=layout,
                time_base=Fraction(1, rate_hz),
            ),
            graph.add("aresample", f"{SAMPLE_RATE_HZ}:{ANTI_ALIAS}"),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={kept}"),
            graph.add("highpass", f"f={RUMBLE_HZ}:poles=2"),
        ]
        if self._denoise:
            chain.append(graph.add("afftdn", DENOISER))
        chain.append(graph.add("abuffersink"))
        for one, following in pairwise(chain):
            one.link_to(following)
        graph.configure()
        return graph


def pulled(graph: av.filter.Graph) -> Iterator[Samples]:
    """What the graph has ready; numbers that are none become silence."""
    while True:
        try:
            out = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(out, av.AudioFrame):
            yield np.nan_to_num(out.to_ndarray(), nan=0.0, posinf=0.0, neginf=0.0)
