"""What a visitor wants to hear, by the meaning of the question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

PLAIN = "plain"
"""The kind of a question about one thing, which facts answer."""
SCALE = 10.0
"""What a vector of unit length is multiplied by before it meets the weights."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """A softmax over kinds of questions, fitted by `bench.fit_kinds`.

    `weights` is (kinds, dimensions), `bias` (kinds,).
    """

    names: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def likeliest(self, vector: np.ndarray) -> tuple[str, float]:
        """The kind of a question's vector, and its probability in 0..1."""
        if vector.shape != self.weights.shape[1:]:
            return PLAIN, 1.0
        scores = self.weights @ (vector * SCALE) + self.bias
        chances = np.exp(scores - scores.max())
        best = int(chances.argmax())
        return self.names[best], float(chances[best] / chances.sum())


@cache
def kinds() -> Kinds:
    """The weights that were fitted last."""
    source = files("services.resume").joinpath("data", "kinds.json")
    body = json.loads(source.read_text("utf-8"))
    rows = [body[name] for name in body]
    return Kinds(
        tuple(body),
        np.array([row["weights"] for row in rows], np.float32),
        np.array([row["bias"] for row in rows], np.float32),
    )
