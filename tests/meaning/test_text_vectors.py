"""Vectors are made in the background: once, piece by piece, and not for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from services.errors import MeaningUnavailable
from services.meaning import text_vectors
from services.meaning.ranking import nearest
from services.meaning.text_vectors import TextVectors
from services.meaning.vector_store import VectorStore
from services.models.vectors import Both
from tests.fakes import FakeEncoder

TEXTS = ("a cat", "a dog", "a cat", "a bird")


class Rig:
    def __init__(self, folder: Path) -> None:
        self.encoder = FakeEncoder()
        self.store = VectorStore(folder, "a" * 64, 2 * self.encoder.dimensions)

    def vectors(self, texts: tuple[str, ...] = TEXTS) -> TextVectors:
        return TextVectors(texts, self.vector, lambda _: False)

    def vector(self, text: str) -> Both:
        about, answering = self.encoder.encode_both([text])
        return Both(about[0], answering[0])

    def filled(self, texts: tuple[str, ...] = TEXTS) -> TextVectors:
        vectors = self.vectors(texts)
        vectors.fill(self.encoder, self.store, lambda: False)
        return vectors


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_until_they_are_complete_there_are_no_scores(rig: Rig) -> None:
    vectors = rig.vectors()
    assert (vectors.complete, vectors.scores("a cat")) == (False, None)
    vectors.fill(rig.encoder, rig.store, lambda: False)
    assert vectors.complete


def test_each_text_has_its_score_in_its_place(rig: Rig) -> None:
    scores = rig.filled().scores("a dog")
    assert scores is not None
    assert scores.shape == (len(TEXTS),)
    assert nearest(scores, 1) == (1,)
    assert scores[1] == pytest.approx(1)
    assert scores[0] == scores[2]


def test_what_answers_is_told_beside_what_texts_are_about(rig: Rig) -> None:
    both = rig.filled().answering("a dog")
    assert both is not None
    asked, texts = both
    assert texts.shape == (len(TEXTS), rig.encoder.dimensions)
    assert np.allclose(asked, texts[1]), "the fake answers a text by itself"
    assert rig.vectors().answering("a dog") is None, "they are not made yet"


def test_a_text_is_encoded_once(rig: Rig) -> None:
    rig.filled()
    assert sorted(rig.encoder.encoded) == ["a bird", "a cat", "a dog"]


def test_what_is_kept_is_not_encoded_again(rig: Rig) -> None:
    before = rig.filled().scores("a dog")
    rig.encoder.encoded.clear()
    again = rig.filled((*TEXTS, "a fish"))
    assert rig.encoder.encoded == ["a fish"]
    after = again.scores("a dog")
    assert before is not None
    assert after is not None
    assert np.allclose(before, after[: len(TEXTS)])


def test_no_texts_are_complete_at_once(rig: Rig) -> None:
    scores = rig.filled(()).scores("a dog")
    assert scores is not None
    assert scores.shape == (0,)


@pytest.mark.parametrize("by", ["service", "owner"])
def test_what_was_made_before_a_stop_is_kept(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr(text_vectors, "PIECE", 2)
    vectors = rig.vectors()
    if by == "owner":
        rig.encoder.then = vectors.close
    vectors.fill(
        rig.encoder, rig.store, lambda: by == "service" and bool(rig.encoder.encoded)
    )
    assert not vectors.complete
    assert set(rig.store.load(TEXTS)) == {"a cat", "a dog"}


class Failing(FakeEncoder):
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        if self.encoded:
            raise MeaningUnavailable
        return super().encode(texts)


def test_what_was_made_before_a_failure_is_kept(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_vectors, "PIECE", 2)
    vectors = rig.vectors()
    with pytest.raises(MeaningUnavailable):
        vectors.fill(Failing(), rig.store, lambda: False)
    assert vectors.made == 2
    assert set(rig.store.load(TEXTS)) == {"a cat", "a dog"}


def test_what_is_closed_before_it_began_leaves_the_next_to_work(rig: Rig) -> None:
    first = rig.vectors()
    first.close()
    first.fill(rig.encoder, rig.store, lambda: False)
    assert not first.complete
    assert rig.filled().complete
