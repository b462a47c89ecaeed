"""Whisper itself: one window of sound in, words and its own doubts out."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from services.models.audio import SAMPLE_RATE_HZ, Samples
from services.speech.expected_words import ENGLISH, ExpectedWords
from services.speech.language_choice import language_of
from services.speech.whisper_guards import Piece
from services.speech.whisper_window import FULL_S, SHORT_S

LEAD_S = 0.2
NOTHING = ExpectedWords()
BEAM = 3
"""Measured: on recordings of people 5 words of 177 are wrong instead of 7 with a beam
of 1, on questions of two voices a tenth to two fifths less."""
TOKENS_AT_LEAST, TOKENS_A_SECOND, TOKENS_AT_MOST = 30, 12, 200
"""Quick speech in a language of short tokens; a loop ends here."""
FIRST_TIME_AT_MOST = 50
"""Whisper's own rule: the first word comes within 50 steps of 20 ms."""
STEP_S = 0.02
"""What one timestamp token counts."""
FRAME = SAMPLE_RATE_HZ // 100
"""Samples a column of features stands for."""

WrittenTokens = list[int]
Task = Literal["transcribe", "translate"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one window of sound was read as."""

    pieces: tuple[Piece, ...]
    language: str

    @property
    def whole(self) -> Piece:
        """All pieces as one, with the doubts that they share."""
        if not self.pieces:
            return Piece(0.0, 0.0, "", 0.0, 1.0, 0.0)
        first, last = self.pieces[0], self.pieces[-1]
        text = " ".join(piece.text for piece in self.pieces)
        return Piece(
            start_s=first.start_s,
            end_s=last.end_s,
            text=text,
            mean_log_probability=first.mean_log_probability,
            no_speech_probability=first.no_speech_probability,
            compression=compression(text),
        )


class WhisperModel:
    """A loaded model. It is called from threads, which it lets go on meanwhile."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._tokenizers: dict[tuple[str, Task], Any] = {}

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes, mostly."""
        return frozenset(self._model.supported_languages)

    def read(
        self,
        samples: Samples,
        window_s: float,
        *,
        language: str | None = None,
        hints: ExpectedWords = NOTHING,
        temperature: float = 0.0,
        task: Task = "transcribe",
    ) -> Reading:
        """Read up to `window_s` of sound; longer sound is cut off.

        Without a language it is found by the sound; `translate` writes English,
        whatever is spoken. Raise RuntimeError or ValueError.
        Silence is put before the sound: words at its very start are misheard.
        """
        encoded = self._model.encode(self._features(samples, window_s))
        code = language or self._language(encoded)
        seconds = len(samples) / SAMPLE_RATE_HZ
        with_times = window_s == FULL_S
        tokenizer = self._tokenizer(code, task)
        prompt = self._model.get_prompt(
            tokenizer,
            [],
            without_timestamps=not with_times,
            hotwords=hints.prompt(code),
        )
        (found,) = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=BEAM,
            max_length=len(prompt) + most_tokens(seconds),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=suppressed(tokenizer),
            max_initial_timestamp_index=FIRST_TIME_AT_MOST,
            sampling_topk=0 if temperature else 1,
            sampling_temperature=temperature or 1.0,
        )
        return Reading(tuple(_pieces(found, tokenizer, seconds)), code)

    def _features(self, samples: Samples, window_s: float) -> Samples:
        """Shape (1, mels, frames). What is added is nothing in the features.

        Silence added to the sound would not be nothing: measured, the words get worse.
        """
        lead = np.zeros(int(LEAD_S * SAMPLE_RATE_HZ), np.float32)
        sound = self._model.feature_extractor(np.concatenate([lead, samples]))
        frames = int(window_s * SAMPLE_RATE_HZ) // FRAME
        filled = np.zeros((1, len(sound), frames), np.float32)
        kept = min(frames, sound.shape[1] - 1)
        filled[0, :, :kept] = sound[:, :kept]
        return filled

    def _language(self, features: Any) -> str:
        if not self._model.model.is_multilingual:
            return ENGLISH
        found = self._model.model.detect_language(features)[0]
        return language_of({token[2:-2]: likely for token, likely in found})

    def _tokenizer(self, language: str, task: Task) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        if (language, task) not in self._tokenizers:
            self._tokenizers[language, task] = Tokenizer(
                self._model.hf_tokenizer,
                self._model.model.is_multilingual,
                task=task,
                language=language,
            )
        return self._tokenizers[language, task]


def load(folder: Path) -> WhisperModel:
    """Load a model and run it once, so that the first visitor does not wait."""
    import ctranslate2
    import faster_whisper

    on_gpu = ctranslate2.get_cuda_device_count() > 0
    model = WhisperModel(
        faster_whisper.WhisperModel(
            str(folder),
            device="cuda" if on_gpu else "cpu",
            compute_type="float16" if on_gpu else "int8",
            cpu_threads=os.cpu_count() or 1,
            local_files_only=True,
        )
    )
    model.read(np.zeros(SAMPLE_RATE_HZ, np.float32), SHORT_S, language=ENGLISH)
    return model


def most_tokens(seconds: float) -> int:
    return min(TOKENS_AT_MOST, TOKENS_AT_LEAST + int(TOKENS_A_SECOND * seconds))


def suppressed(tokenizer: Any) -> list[int]:
    """Tokens that are no words, and the ones that only open a transcript."""
    from faster_whisper.transcribe import get_suppressed_tokens

    return list(get_suppressed_tokens(tokenizer, [-1]) or ())


def compression(text: str) -> float:
    """How many times smaller the text becomes: a loop becomes very small."""
    written = text.encode()
    return len(written) / len(zlib.compress(written)) if written else 0.0


def _pieces(result: Any, tokenizer: Any, seconds: float) -> Iterator[Piece]:
    tokens: WrittenTokens = result.sequences_ids[0]
    # The score is a mean over the tokens; Whisper counts the end as one more.
    mean = result.scores[0] * len(tokens) / (len(tokens) + 1)
    for start_s, end_s, words in _stretches(tokens, tokenizer, seconds):
        text = tokenizer.decode(words).strip()
        if text:
            yield Piece(
                start_s, end_s, text, mean, result.no_speech_prob, compression(text)
            )


def _stretches(
    tokens: WrittenTokens, tokenizer: Any, seconds: float
) -> Iterator[tuple[float, float, WrittenTokens]]:
    """Start, end and text tokens of what stands between two timestamps."""
    start_s = 0.0
    words: WrittenTokens = []
    for token in tokens:
        if token < tokenizer.timestamp_begin:
            words.append(token)
            continue
        time_s = (token - tokenizer.timestamp_begin) * STEP_S - LEAD_S
        time_s = min(seconds, max(0.0, time_s))
        if words:
            yield start_s, time_s, words
            words = []
        start_s = time_s
    if words:
        yield start_s, seconds, words
