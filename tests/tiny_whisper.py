"""A Whisper of sixteen numbers' width that says what it is told, in real files.

Each token leads to the next by the projection alone, so attention stays random and the
whole of faster-whisper and CTranslate2 runs: features, prompt, beam, guards.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

WIDTH, MELS, HEADS = 16, 80, 1
TEXT_TOKENS = 100
SURE, UNSURE = 12.0, 0.05


def make_tiny_whisper(
    folder: Path,
    text: str = "hello world",
    *,
    sure: float = SURE,
) -> Path:
    """Write a model that says `text`, in English only, to `folder`, and return that."""
    from ctranslate2.specs import WhisperSpec

    tokens = _tokens(text.split())
    spec: Any = WhisperSpec(1, HEADS, 1, HEADS)
    embeddings, projection = _chain(tokens, text.split(), sure)
    _encoder(spec.encoder)
    _decoder(spec.decoder, embeddings, projection)
    spec.register_vocabulary(tokens)
    spec.config.lang_ids = []
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [TEXT_TOKENS]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    _write_tokenizer(folder, tokens)
    return folder


def _tokens(words: list[str]) -> list[str]:
    text = ["[UNK]", *dict.fromkeys(words)]
    text += [f"[unused{n}]" for n in range(TEXT_TOKENS - len(text))]
    special = ["<|endoftext|>", "<|startoftranscript|>"]
    special += ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>"]
    special += ["<|nospeech|>", "<|notimestamps|>"]
    times = [f"<|{n * 0.02:.2f}|>" for n in range(1501)]
    return text + special + times


def _chain(
    tokens: list[str], words: list[str], sure: float
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Embeddings of the tokens that are used, and what leads from each to the next."""
    said = ["<|0.00|>", *words, "<|1.00|>", "<|endoftext|>"]
    steps = list(dict.fromkeys(pairwise(["<|startoftranscript|>", *said])))
    ids = {token: n for n, token in enumerate(tokens)}
    # Hadamard rows but the first are orthogonal, and of mean 0 and variance 1, so the
    # final layer norm leaves them as they are.
    rows = _hadamard(WIDTH)[1:]
    used = dict.fromkeys(token for token, _ in steps)
    directions = dict(zip(used, rows, strict=False))
    embeddings = np.zeros((len(tokens), WIDTH), np.float32)
    projection = np.zeros((len(tokens), WIDTH), np.float32)
    for token, following in steps:
        embeddings[ids[token]] = directions[token]
        projection[ids[following]] += sure * directions[token] / WIDTH
    return embeddings, projection


def _hadamard(size: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    matrix = np.ones((1, 1), np.float32)
    while len(matrix) < size:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]]).astype(np.float32)
    return matrix


def _encoder(spec: Any) -> None:
    random = np.random.default_rng(3)
    for conv, inputs in ((spec.conv1, MELS), (spec.conv2, WIDTH)):
        conv.weight = 0.1 * random.standard_normal((WIDTH, inputs, 3), np.float32)
        conv.bias = np.zeros(WIDTH, np.float32)
    spec.position_encodings.encodings = np.zeros((1500, WIDTH), np.float32)
    _norm(spec.layer_norm)
    for layer in spec.layer:
        _attention(layer.self_attention, (3 * WIDTH, WIDTH))
        _feed_forward(layer.ffn)


def _decoder(spec: Any, embeddings: Any, projection: Any) -> None:
    spec.embeddings.weight = embeddings
    spec.projection.weight = projection
    spec.position_encodings.encodings = np.zeros((448, WIDTH), np.float32)
    _norm(spec.layer_norm)
    for layer in spec.layer:
        _attention(layer.self_attention, (3 * WIDTH, WIDTH))
        _attention(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
        _feed_forward(layer.ffn)


def _attention(spec: Any, outputs: tuple[int, ...]) -> None:
    _norm(spec.layer_norm)
    for linear, rows in zip(spec.linear, outputs, strict=True):
        _linear(linear, rows, WIDTH)
    spec.linear[-1].weight[:] = 0


def _feed_forward(spec: Any) -> None:
    _norm(spec.layer_norm)
    _linear(spec.linear_0, 4 * WIDTH, WIDTH)
    _linear(spec.linear_1, WIDTH, 4 * WIDTH)
    spec.linear_1.weight[:] = 0


def _linear(spec: Any, rows: int, columns: int) -> None:
    random = np.random.default_rng(rows)
    spec.weight = 0.1 * random.standard_normal((rows, columns), np.float32)
    spec.bias = np.zeros(rows, np.float32)


def _norm(spec: Any) -> None:
    spec.gamma = np.ones(WIDTH, np.float32)
    spec.beta = np.zeros(WIDTH, np.float32)


def _write_tokenizer(folder: Path, tokens: list[str]) -> None:
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

    vocabulary = {token: n for n, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = [AddedToken(token, special=True) for token in tokens[TEXT_TOKENS:]]
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "preprocessor_config.json").write_text(json.dumps({}), "utf-8")
