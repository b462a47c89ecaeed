"""The model knows what is near, and refuses files that are none of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from services.errors import MeaningUnavailable
from services.meaning import minilm_encoder
from services.meaning.minilm_encoder import BATCH_TOKENS, MiniLmEncoder, batches
from services.model_files.finding import model_files
from services.models.model_file import FoundModel
from tests.needs import needs


@pytest.fixture
def found(tmp_path: Path) -> FoundModel:
    needs("minilm")
    found = model_files("minilm", tmp_path)
    assert isinstance(found, FoundModel)
    return found


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        (
            "Does he write software?",
            "Wrote the scheduler in Python.",
            "Plays the violin.",
        ),
        ("Does she look after patients?", "Nurse in intensive care", "Paints animals"),
        ("What is her degree?", "BSc in Biology, Leeds", "Runs half marathons"),
    ],
)
def test_what_means_the_same_is_near_without_a_word_in_common(
    found: FoundModel, question: str, near: str, far: str
) -> None:
    asked, one, other = MiniLmEncoder(found).encode([question, near, far])
    assert float(asked @ one) > float(asked @ other) + 0.1


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (
            "If we made an offer today, when would she be at her desk?",
            "three months' notice",
            "Designed standing desks for offices.",
        ),
        (
            "why did he leave the mill",
            "Stayed until the company closed the site.",
            "Left-handed looms were his speciality.",
        ),
    ],
)
def test_what_answers_is_nearer_than_what_sounds_alike(
    found: FoundModel, question: str, answer: str, other: str
) -> None:
    asked, one, two = MiniLmEncoder(found).encode_both([question, answer, other])[1]
    assert float(asked @ one) > float(asked @ two)


def test_what_texts_are_about_is_the_same_beside_what_they_answer(
    found: FoundModel,
) -> None:
    encoder, texts = MiniLmEncoder(found), ["a nurse", "a nurse in intensive care", "x"]
    about, answering = encoder.encode_both(texts)
    assert np.allclose(about, encoder.encode(texts), atol=1e-6)
    assert answering.shape == about.shape
    assert np.allclose(np.linalg.norm(answering, axis=1), 1, atol=1e-5)
    alone = encoder.encode_both(texts[:1])[1]
    assert np.allclose(answering[:1], alone, atol=1e-4), "the others change nothing"


def test_what_is_cut_off_does_not_count(found: FoundModel) -> None:
    long = "She paints animals. " * 400
    first, second = MiniLmEncoder(found).encode([long, long + "He codes."])
    assert np.allclose(first, second, atol=1e-4)


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_file_of_another_kind_is_refused(
    found: FoundModel, tmp_path: Path, file: str
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"{}")
    with pytest.raises(MeaningUnavailable):
        MiniLmEncoder(replace(found, paths={**found.paths, file: wrong}))


def test_without_its_fitted_layers_it_is_refused(
    found: FoundModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm_encoder, "ANSWERING", "gone.onnx")
    with pytest.raises(MeaningUnavailable):
        MiniLmEncoder(found)


def test_other_files_make_other_vectors(found: FoundModel) -> None:
    changed = replace(found, digests={**found.digests, "model.onnx": "0" * 64})
    assert MiniLmEncoder(found).digest != MiniLmEncoder(changed).digest


def test_batches_hold_texts_of_like_length_and_every_text_once() -> None:
    lengths = [3, 256, 4, 200, 5] * 20
    found = list(batches(lengths))
    assert sorted(i for batch in found for i in batch) == list(range(100))
    for batch in found:
        longest = max(lengths[i] for i in batch)
        assert len(batch) * longest <= BATCH_TOKENS
        assert longest - min(lengths[i] for i in batch) < 256 - 3
    assert not list(batches([]))
