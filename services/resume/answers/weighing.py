"""How likely a fact states what was asked: weights fitted on labelled questions."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model; `yes` and `near` are the least probabilities to say so.

    The features are: share of the asked words covered with the entry's name, without
    it, cosine, all words covered, the rarest word missing, share of words that the
    résumé does not know at all, whether the fact is a name or keyword, one word only.
    """

    bias: float
    slopes: tuple[float, ...]
    yes: float
    near: float

    def probability(self, features: Sequence[float]) -> float:
        """How likely a fact with the features states what was asked."""
        total = self.bias + sum(
            w * x for w, x in zip(self.slopes, features, strict=True)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> Weights:
    """The weights that were fitted last."""
    source = files("services.resume").joinpath("data", "presence.json")
    body = json.loads(source.read_text("utf-8"))
    return Weights(body["bias"], tuple(body["slopes"]), body["yes"], body["near"])
