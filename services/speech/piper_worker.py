"""Piper, called in a process of its own: it is under the GPL and holds its models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from services.allocator import keep_steady
from services.speech.worker_loop import SPEAKING, Header, serve, step_back

GAIN = 1.3
"""A voice's sound peaks at half to three quarters of the range. It is raised alike for
all sentences: raised to its own peak, a short one would shout."""
SEED = 1
"""A voice draws its breath and its melody at random. From one seed, what was said since
the start and in which order decides what it sounds like."""
THREADS = 1
"""More make a sentence no sooner beside other work, and cost more altogether."""


class Piper:
    """Voices by their model's path, each loaded when it speaks first."""

    def __init__(self) -> None:
        self._voices: dict[str, Any] = {}

    def speak(
        self, text: str, *, model: str, description: str, slowness: float
    ) -> tuple[int, bytes]:
        """Return the sample rate and mono 16-bit sound."""
        from piper.config import SynthesisConfig

        voice = self._voice(model, description)
        wish = SynthesisConfig(
            length_scale=voice.config.length_scale * slowness,
            normalize_audio=False,
            volume=GAIN,
        )
        # Double brackets would be taken for phoneme codes.
        chunks = voice.synthesize(text.replace("[[", "["), wish)
        sound = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return voice.config.sample_rate, sound

    def _voice(self, model: str, description: str) -> Any:
        if model not in self._voices:
            self._voices[model] = _load(model, description)
        return self._voices[model]


def _load(model: str, description: str) -> Any:
    from onnxruntime import InferenceSession, SessionOptions, set_seed
    from piper.config import PiperConfig
    from piper.voice import PiperVoice

    set_seed(SEED)
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = THREADS
    # The arena would keep 100 MB for as long a sentence as there ever was.
    options.enable_cpu_mem_arena = False
    told = json.loads(Path(description).read_text(encoding="utf-8"))
    session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return PiperVoice(session=session, config=PiperConfig.from_dict(told))


def main() -> None:
    # Before the model is loaded: a visitor's first question comes at the same time.
    step_back(SPEAKING)
    keep_steady()
    piper = Piper()

    def answer(header: Header, text: bytes) -> tuple[Header, bytes]:
        rate_hz, sound = piper.speak(text.decode(), **header)
        return {"rate_hz": rate_hz}, sound

    serve(answer, SPEAKING)


if __name__ == "__main__":
    main()
