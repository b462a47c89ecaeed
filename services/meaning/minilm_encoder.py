"""all-MiniLM-L6-v2 through onnxruntime: 384 numbers for a sentence of English."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.errors import MeaningUnavailable
from services.meaning.ranking import Vectors, unit_length
from services.models.model_file import FoundModel

DIMENSIONS = 384
MAX_TOKENS = 256
"""The length that the model was trained for; the rest of a longer text is left out."""
MAX_CHARACTERS = 4000
"""More than MAX_TOKENS in any case that matters; tokenising a book takes long."""
BATCH_TOKENS = 512
"""Padding included: a larger batch is hardly faster, and takes memory."""
METHOD = "mean of tokens, unit length, 256"
"""What is done around the model, for the digest."""


class MiniLmEncoder:
    """Raise MeaningUnavailable for files that cannot be opened or run."""

    name = "minilm"
    available = True
    dimensions = DIMENSIONS

    def __init__(self, found: FoundModel) -> None:
        digests = "".join(found.digests[name] for name in sorted(found.digests))
        self.digest = hashlib.sha256((digests + METHOD).encode()).hexdigest()
        try:
            self._tokenizer = _open_tokenizer(found.paths["tokenizer.json"])
            self._session = _open_session(found.paths["model.onnx"])
        # The libraries raise types of their own making, which share only this one.
        except Exception as error:
            raise MeaningUnavailable("the model cannot be opened") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        try:
            # One by one: the batch call starts a pool of threads of its own.
            tokens = [self._tokenizer.encode(_readable(t)).ids for t in texts]
            for batch in batches([len(ids) for ids in tokens]):
                vectors[batch] = self._run([tokens[index] for index in batch])
        # As above: the caller logs it, and words serve from then on.
        except Exception as error:
            raise MeaningUnavailable("the model cannot be run") from error
        return vectors

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        ids, mask = padded(tokens)
        feed = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        return pooled(self._session.run(None, feed)[0], mask)


def _readable(text: str) -> str:
    """Return what the tokeniser takes: not too long, and without lone surrogates."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode()


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield indices, those of like length together, BATCH_TOKENS at most at a time."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def padded(tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], ...]:
    """Return the tokens and the mask of those that are no padding, (n, longest)."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


def pooled(hidden: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """Return the mean over each text's tokens, (n, dimensions), of unit length."""
    weights = mask[..., None].astype(np.float32)
    return unit_length((hidden * weights).sum(axis=1))


def _open_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _open_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"]
    )
    shape = session.get_outputs()[0].shape
    if shape[-1] != DIMENSIONS:
        raise ValueError(f"the model answers with {shape}")
    return session
