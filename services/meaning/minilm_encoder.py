"""all-MiniLM-L6-v2 through onnxruntime: 384 numbers for a sentence of English."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.errors import MeaningUnavailable
from services.meaning.ranking import both_of, unit_length
from services.models.model_file import FoundModel
from services.models.vectors import Both, Vectors

Feed = dict[str, NDArray[np.int64]]
DIMENSIONS = 384
MAX_TOKENS = 256
"""The length that the model was trained for; the rest of a longer text is left out."""
MAX_CHARACTERS = 4000
"""More than MAX_TOKENS in any case that matters; tokenising a book takes long."""
BATCH_TOKENS = 512
"""Padding included: a larger batch is hardly faster, and takes memory."""
ANSWERING = "answering.onnx"
"""The last three layers once more, as `bench.fit_answering` fits them: vectors lie near
each other where one text answers the other."""
TOKENS, MASK, TYPES = "input_ids", "attention_mask", "token_type_ids"
SPLIT, LAST = "layer_norm_6", "last_hidden_state"
"""What the third layer gives, and the last one."""
SPLIT_IS_OUTPUT = b"\x3a\x10\x62\x0e\x0a\x0c" + SPLIT.encode()
"""Behind a model's file it makes SPLIT an output of its graph: messages of one field
that stand behind each other in a protobuf are one message."""
METHOD = "mean of tokens, unit length, 256"
"""What is done around the model, for the digest."""


class MiniLmEncoder:
    """Raise MeaningUnavailable for files that cannot be opened or run.

    The first layers of the model serve twice: with its own last ones for what a text is
    about, and with those of ANSWERING for what answers what.
    """

    name = "minilm"
    available = True
    dimensions = DIMENSIONS

    def __init__(self, found: FoundModel) -> None:
        parts = [found.digests[name] for name in sorted(found.digests)]
        try:
            fitted = files("services.meaning").joinpath("data", ANSWERING).read_bytes()
            self._tokenizer = _open_tokenizer(found.paths["tokenizer.json"])
            model = found.paths["model.onnx"].read_bytes()
            self._session = _open_session(model + SPLIT_IS_OUTPUT)
            self._answering = _open_session(fitted)
        # The libraries raise types of their own making, which share only this one.
        except Exception as error:
            raise MeaningUnavailable("the model cannot be opened") from error
        parts += [hashlib.sha256(fitted).hexdigest(), METHOD]
        self.digest = hashlib.sha256("".join(parts).encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._in_batches(texts, self._about, DIMENSIONS)

    def encode_both(self, texts: Sequence[str]) -> Both:
        return both_of(self._in_batches(texts, self._side_by_side, 2 * DIMENSIONS))

    def _in_batches(
        self, texts: Sequence[str], run: Callable[[Feed], Vectors], width: int
    ) -> Vectors:
        vectors = np.zeros((len(texts), width), np.float32)
        try:
            # One by one: the batch call starts a pool of threads of its own.
            tokens = [self._tokenizer.encode(_readable(t)).ids for t in texts]
            for batch in batches([len(ids) for ids in tokens]):
                vectors[batch] = run(fed([tokens[index] for index in batch]))
        # As above: the caller logs it, and words serve from then on.
        except Exception as error:
            raise MeaningUnavailable("the model cannot be run") from error
        return vectors

    def _about(self, feed: Feed) -> Vectors:
        (last,) = self._session.run([LAST], feed)
        return pooled(last, feed[MASK])

    def _side_by_side(self, feed: Feed) -> Vectors:
        split, last = self._session.run([SPLIT, LAST], feed)
        (fitted,) = self._answering.run(
            [LAST], {SPLIT: split, MASK: feed[MASK], TYPES: feed[TYPES]}
        )
        return np.hstack([pooled(last, feed[MASK]), pooled(fitted, feed[MASK])])


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


def fed(tokens: Sequence[Sequence[int]]) -> Feed:
    """Return what the model takes of some texts, each (n, longest)."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return {TOKENS: ids, MASK: mask, TYPES: np.zeros_like(ids)}


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


def _open_session(model: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    )
    shape = session.get_outputs()[0].shape
    if shape[-1] != DIMENSIONS:
        raise ValueError(f"the model answers with {shape}")
    return session
