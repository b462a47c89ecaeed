"""Fit the weights of services/resume/data/kinds.json on examples of questions.

    python -m bench.fit_kinds

Prints the share of examples whose kind is found by weights fitted on the others, and
the same among those found with a high probability.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.meaning_service import MODEL, open_encoder
from services.model_files.finding import model_files
from services.resume.answers.asking_kinds import SCALE
from services.resume.questions.canonical import canonical
from services.resume.reading.text import clean, words

EXAMPLES = Path(__file__).parent / "data" / "question_kinds.toml"
TARGET = Path("services/resume/data/kinds.json")
PARTS = 5
PENALTY = 0.002
STEPS, RATE = 400, 0.05
SURE = 0.8
SEED = 7

Array = NDArray[np.float32]


def main() -> None:
    told = tomllib.loads(EXAMPLES.read_text("utf-8"))
    pairs = [(name, e) for name, body in told.items() for e in body["examples"]]
    names = list(told)
    vectors = _vectors([example for _, example in pairs])
    right = np.array([names.index(name) for name, _ in pairs])
    _tell(vectors, right, len(names))
    weights, bias = _fitted(vectors, right, len(names))
    rows = {
        name: json.dumps(
            {"bias": round(float(b), 3), "weights": [round(float(x), 2) for x in w]}
        )
        for name, w, b in zip(names, weights, bias, strict=True)
    }
    lines = ",\n".join(f' "{name}": {row}' for name, row in rows.items())
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def _vectors(examples: list[str]) -> Array:
    folder = Path(tempfile.gettempdir()) / "viva-voce-bench" / "models"
    encoder, problem = open_encoder(model_files(MODEL, folder))
    if problem is not None:
        raise SystemExit(problem.reason)
    texts = [canonical(words(clean(e)), ()).text for e in examples]
    return encoder.encode_both(texts).answering


def _fitted(
    vectors: Array, right: NDArray[np.int64], count: int
) -> tuple[Array, Array]:
    """Weights and bias of a softmax with a penalty on large weights, by Adam."""
    x = np.hstack([vectors * SCALE, np.ones((len(vectors), 1))])
    wanted = np.eye(count)[right]
    weights = np.zeros((x.shape[1], count))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = x.T @ (_chances(x @ weights) - wanted) / len(x) + PENALTY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        weights -= rate * first / (np.sqrt(second) + 1e-8)
    return weights[:-1].T.astype(np.float32), weights[-1].astype(np.float32)


def _chances(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    share: NDArray[np.float64] = chances / chances.sum(axis=1, keepdims=True)
    return share


def _tell(vectors: Array, right: NDArray[np.int64], count: int) -> None:
    """Print how well each part is found by weights fitted on the others."""
    order = np.random.default_rng(SEED).permutation(len(right))
    found, sure = np.zeros(len(right), bool), np.zeros(len(right), bool)
    for part in range(PARTS):
        out = order[part::PARTS]
        kept = np.setdiff1d(order, out)
        weights, bias = _fitted(vectors[kept], right[kept], count)
        chances = _chances(vectors[out] * SCALE @ weights.T + bias)
        found[out] = chances.argmax(axis=1) == right[out]
        sure[out] = chances.max(axis=1) >= SURE
    among = found[sure].mean()
    print(f"kinds found {found.mean():.3f} of {len(right)}, {among:.3f} of the sure")
    print(f"kinds sure {sure.mean():.3f}")


if __name__ == "__main__":
    main()
