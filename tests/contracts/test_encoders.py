"""Every encoder of sentences keeps the same promises."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from services.meaning.minilm_encoder import MiniLmEncoder
from services.meaning.words_only import WordsOnly
from services.model_files.finding import model_files
from services.models.model_file import FoundModel
from services.protocols import SentenceEncoder
from tests.fakes import FakeEncoder
from tests.needs import needs


def minilm(folder: Path) -> SentenceEncoder:
    needs("minilm")
    found = model_files("minilm", folder)
    assert isinstance(found, FoundModel)
    return MiniLmEncoder(found)


ENCODERS: dict[str, Callable[[Path], SentenceEncoder]] = {
    "minilm": minilm,
    "words": lambda _: WordsOnly(),
    "fake": lambda _: FakeEncoder(),
}
TEXTS = (
    "Runs night shifts of an intensive care unit.",
    "",
    "a",
    "Grüße, 你好, \x00 \ud800",
    "word " * 5000,
)


@pytest.fixture(params=ENCODERS)
def encoder(request: pytest.FixtureRequest, tmp_path: Path) -> SentenceEncoder:
    return ENCODERS[request.param](tmp_path)


def test_a_row_a_text_of_the_length_one(encoder: SentenceEncoder) -> None:
    texts = [text.replace("\ud800", "") for text in TEXTS]
    vectors = encoder.encode(texts)
    assert vectors.shape == (len(texts), encoder.dimensions)
    assert vectors.dtype == np.float32
    if encoder.available:
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    if encoder.name != "fake-encoder":
        assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_one_that_knows_no_meaning_says_so(encoder: SentenceEncoder) -> None:
    assert encoder.available == (encoder.dimensions > 0)
    assert encoder.digest


def test_a_text_has_the_same_vector_alone_and_among_others(
    encoder: SentenceEncoder,
) -> None:
    texts = ["Where did she study?", *["Long " * n for n in (1, 40, 90)]]
    together = encoder.encode(texts)
    for text, row in zip(texts, together, strict=True):
        assert np.allclose(encoder.encode([text])[0], row, atol=1e-3)


def test_threads_may_share_it(encoder: SentenceEncoder) -> None:
    texts = [f"Question number {n}?" for n in range(8)]
    alone = [encoder.encode([text]) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        shared = list(threads.map(lambda text: encoder.encode([text]), texts))
    assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(alone, shared, strict=True))
