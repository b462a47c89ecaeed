"""pocketsphinx, called in a process of its own: it holds the GIL while it decodes."""

from __future__ import annotations

import math
import os
import tempfile
from typing import Any

from services.speech.expected_questions import expected
from services.speech.trigram_model import TrigramModel
from services.speech.worker_loop import Header, serve

Word = tuple[str, float, float, float]
"""As written, start and end in seconds, posterior."""
Reading = tuple[float, list[Word]]
"""How likely sound and words are together, and the words."""

LANGUAGE_WEIGHT = 5.5
"""Measured: the package's 6.5 lets its model of news text overrule the ear."""
FILLERS = ("<", "[", "+")
"""What the model writes for silence, breath and noise."""


GENERAL, EXPECTED = "_default", "expected"
"""The decoder's searches: its own model of English, and questions about the owner."""


class Pocketsphinx:
    """One decoder with the English model that the package carries.

    Where questions are expected, it decodes twice, and the reading that is likelier as
    a whole wins: sound and words together. A question is then heard as one, and other
    speech, or noise, is not bent into one.
    """

    def __init__(self) -> None:
        import pocketsphinx

        self._decoder: Any = pocketsphinx.Decoder(
            loglevel="FATAL", logfn=os.devnull, cmn="batch", lw=LANGUAGE_WEIGHT
        )
        self._frame_s = 1 / self._decoder.config["frate"]
        self._expecting: tuple[object, object] | None = None

    def expect(self, names: list[str], pronouns: list[str]) -> None:
        """Prepare for questions about `names`; nothing to do when they are known."""
        if self._expecting == (names, pronouns):
            return
        they, them, their = pronouns
        sentences = expected(names, (they, them, their), self._knows)
        # Without a name in any folder: a worker that is killed leaves nothing.
        with tempfile.TemporaryFile("w") as file:
            file.write(TrigramModel(sentences).arpa())
            file.seek(0)
            self._decoder.add_lm_file(EXPECTED, f"/dev/fd/{file.fileno()}")
        self._expecting = (names, pronouns)

    def decode(self, pcm: bytes) -> Header:
        """Words with start, end and posterior, of 16-bit mono sound at 16 kHz.

        `margin` is by how much a question is likelier than anything else, in the
        decoder's logarithm.
        """
        likely, words = self._read(pcm, GENERAL)
        if self._expecting is None:
            return {"words": words}
        likely_asked, asked = self._read(pcm, EXPECTED)
        if likely_asked <= likely:
            return {"words": words}
        return {"words": asked, "margin": likely_asked - likely}

    def _knows(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None

    def _read(self, pcm: bytes, search: str) -> Reading:
        decoder = self._decoder
        decoder.activate_search(search)
        # The features adapt to who speaks; nothing of it may reach the next visitor.
        decoder.reinit_feat()
        decoder.start_utt()
        decoder.process_raw(pcm, False, True)
        decoder.end_utt()
        best = decoder.hyp()
        if best is None:
            return -math.inf, []
        words = [self._word(s) for s in decoder.seg() if _is_word(s.word)]
        return best.score, words

    def _word(self, segment: Any) -> Word:
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

    def answer(header: Header, pcm: bytes) -> tuple[Header, bytes]:
        if header.get("names"):
            engine.expect(header["names"], header["pronouns"])
        return engine.decode(pcm) if pcm else {"words": []}, b""

    serve(answer)


if __name__ == "__main__":
    main()
