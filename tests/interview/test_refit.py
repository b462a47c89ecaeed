"""Refitting: a gate that holds, a way back, and a log of what was done."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.errors import ConfigurationError
from services.interview.active_weights import ACTIVE, ActiveWeights
from services.interview.fitting import weighted_kappa
from services.interview.refit import BEFORE, RUNS, data_hash, refit, rollback
from services.interview.weights import SHIPPED, load_weights, weights_text
from services.models.interview import Labelled

AT = datetime(2030, 1, 1, tzinfo=UTC)
SHIPPED_WEIGHTS = load_weights(SHIPPED)


def examples(count: int, noise: float, seed: int = 3) -> list[Labelled]:
    """Answers whose label follows from coverage and length, and from chance."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        covered, length = draw.random(), draw.random()
        right = 0.45 * covered + 0.55 * length
        label = min(1.0, max(0.0, right + draw.gauss(0, noise)))
        features = {"one": 1.0, "covered": covered, "length": length}
        found.append(Labelled("knowledge", features, label, f"answer {number}"))
    return found


def runs(folder: Path) -> list[dict[str, object]]:
    lines = (folder / RUNS).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_better_weights_switch_and_can_be_rolled_back(tmp_path: Path) -> None:
    active = ActiveWeights(tmp_path)
    assert active().digest == SHIPPED_WEIGHTS.digest
    run = refit(examples(150, 0.02), tmp_path, seed=1, at=AT)
    assert run.switched
    assert run.new_agreement > max(run.old_agreement, 0.85)
    assert run.held_out > 15
    assert active().digest == run.weights
    assert rollback(tmp_path, at=AT)
    assert active().digest == SHIPPED_WEIGHTS.digest
    assert not (tmp_path / ACTIVE).exists()
    assert not rollback(tmp_path, at=AT)


def test_rolling_back_restores_byte_for_byte(tmp_path: Path) -> None:
    text = weights_text({"knowledge": {"covered": 0.5}, "story": {"one": 0.1}}, "ü")
    (tmp_path / ACTIVE).write_text(text, "utf-8")
    before = (tmp_path / ACTIVE).read_bytes()
    assert refit(examples(150, 0.02), tmp_path, seed=1, at=AT).switched
    assert (tmp_path / ACTIVE).read_bytes() != before
    assert (tmp_path / BEFORE).read_bytes() == before
    assert rollback(tmp_path, at=AT)
    assert (tmp_path / ACTIVE).read_bytes() == before


def test_labels_that_nothing_explains_do_not_switch(tmp_path: Path) -> None:
    run = refit(examples(150, 2.0), tmp_path, seed=1, at=AT)
    assert not run.switched
    assert "under 0.85" in run.why
    assert not (tmp_path / ACTIVE).exists()
    assert runs(tmp_path)[0]["switched"] is False


def test_a_refit_that_is_no_better_does_not_switch(tmp_path: Path) -> None:
    good = examples(150, 0.0)
    assert refit(good, tmp_path, seed=1, at=AT).switched
    kept = (tmp_path / ACTIVE).read_bytes()
    again = refit(good, tmp_path, seed=1, at=AT)
    if again.switched:
        assert again.new_agreement > again.old_agreement
    else:
        assert (tmp_path / ACTIVE).read_bytes() == kept
        assert "not better" in again.why


def test_the_same_data_and_seed_give_the_same_weights(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    given = examples(100, 0.02)
    first = refit(given, one, seed=7, at=AT)
    second = refit(given[::-1], other, seed=7, at=AT)
    assert first.data_hash == second.data_hash == data_hash(given)
    assert first.weights == second.weights
    assert (one / ACTIVE).read_bytes() == (other / ACTIVE).read_bytes()


def test_too_few_answers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="too few"):
        refit(examples(10, 0.0), tmp_path, seed=1, at=AT)


def test_weights_that_were_spoilt_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / ACTIVE).write_text("{", "utf-8")
    assert ActiveWeights(tmp_path)().digest == SHIPPED_WEIGHTS.digest


def test_agreement_is_weighted() -> None:
    assert weighted_kappa([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == 1
    near = weighted_kappa([0, 1, 2, 3, 4], [0, 1, 2, 4, 3])
    far = weighted_kappa([0, 1, 2, 3, 4], [4, 1, 2, 3, 0])
    assert 1 > near > 0 > far
