"""pocketsphinx, called in a process of its own: it holds the GIL while it decodes."""

from __future__ import annotations

import os
from typing import Any

from services.speech.worker_loop import Header, serve

LANGUAGE_WEIGHT = 5.5
"""Measured: the package's 6.5 lets its model of news text overrule the ear."""
FILLERS = ("<", "[", "+")
"""What the model writes for silence, breath and noise."""


class Pocketsphinx:
    """One decoder with the English model that the package carries."""

    def __init__(self) -> None:
        import pocketsphinx

        self._decoder: Any = pocketsphinx.Decoder(
            loglevel="FATAL", logfn=os.devnull, cmn="batch", lw=LANGUAGE_WEIGHT
        )
        self._frame_s = 1 / self._decoder.config["frate"]

    def decode(self, pcm: bytes) -> Header:
        """Words with start, end and posterior, of 16-bit mono sound at 16 kHz."""
        decoder = self._decoder
        # The features adapt to who speaks; nothing of it may reach the next visitor.
        decoder.reinit_feat()
        decoder.start_utt()
        decoder.process_raw(pcm, False, True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return {"words": []}
        return {"words": [self._word(s) for s in decoder.seg() if _is_word(s.word)]}

    def _word(self, segment: Any) -> tuple[str, float, float, float]:
        return (
            # The dictionary numbers a word's other pronunciations: "read(2)".
            segment.word.partition("(")[0],
            segment.start_frame * self._frame_s,
            (segment.end_frame + 1) * self._frame_s,
            segment.prob,
        )


def _is_word(word: str) -> bool:
    return not word.startswith(FILLERS)


def main() -> None:
    engine = Pocketsphinx()
    serve(lambda _header, pcm: (engine.decode(pcm), b""))


if __name__ == "__main__":
    main()
