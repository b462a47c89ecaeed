"""How surely each fact answers a question: a small network over meaning and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from services.resume.answers.ranking import Match, Vectors, asks, matched

SCALE = 8.0
"""Vectors of unit length have small components, which the network was fitted on
enlarged."""
FIRST_TWO = 5.0
GELU = (0.7978845608, 0.044715)
TOLD = ("cover", "own", "all_words", "nearer", "cover_and_cosine")
"""What tells whether anything answers: the best that any fact has of it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights as `bench.fit_aptness` writes them.

    `columns` names what is told of question and fact beside their vectors, each
    normalised by `mean` and `spread`.
    """

    columns: dict[str, int]
    mean: np.ndarray
    spread: np.ndarray
    question: tuple[np.ndarray, np.ndarray]
    fact: tuple[np.ndarray, np.ndarray]
    together: np.ndarray
    apart: np.ndarray
    told: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    out_bias: float
    direct: np.ndarray
    cosine: float
    none_in: tuple[np.ndarray, np.ndarray]
    none_out: tuple[np.ndarray, float]


class Aptness:
    """The facts of one résumé, to be compared with questions."""

    def __init__(self, traits: np.ndarray, names: Sequence[str]) -> None:
        self._net = network()
        self._traits = traits
        self._names = names
        self._by_ask: dict[str, np.ndarray] = {}
        self._seen: np.ndarray | None = None
        self._facts = self._facts_apart = np.zeros((0, 0), np.float32)

    @property
    def dimensions(self) -> int:
        """How long the vectors are that the network was fitted on."""
        return len(self._net.fact[0])

    def fits(self, question: str, match: Match) -> np.ndarray:
        """How well each fact answers, higher is better, (n,).

        Facts and `unanswered` share one scale: the differences are log odds.
        """
        net, vectors = self._net, match.vectors
        if vectors is None:
            raise ValueError("meaning is not known")
        self._look_at(vectors.facts)
        asked = self._asked(vectors)
        first = self._first(question, match)
        hidden = first[:, :-1] + (self._facts * asked) @ net.together
        hidden += asked @ net.apart - self._facts_apart
        total: np.ndarray = first[:, -1] + net.cosine * vectors.cosine
        total += gelu(hidden) @ net.out + net.out_bias
        return total

    def unanswered(self, match: Match, *, polar: bool) -> float:
        """How likely no fact answers, on the scale of `fits`."""
        net, vectors = self._net, match.vectors
        if vectors is None:
            raise ValueError("meaning is not known")
        found = matched(match)
        best = [self._normal(name, float(found[name].max())) for name in TOLD]
        cosines = np.sort(vectors.cosine)[-2:][::-1] * FIRST_TWO
        two = np.zeros(2, np.float32)
        two[: len(cosines)] = cosines
        told = np.array([*best, *two, float(polar)], np.float32)
        given = np.concatenate([np.tanh(self._asked(vectors)), told])
        weights, bias = net.none_in
        out, out_bias = net.none_out
        return float(gelu(given @ weights + bias) @ out + out_bias)

    def _normal(self, name: str, value: float) -> float:
        at = self._net.columns[name]
        return float((value - self._net.mean[at]) / self._net.spread[at])

    def _asked(self, vectors: Vectors) -> np.ndarray:
        weights, bias = self._net.question
        asked: np.ndarray = (vectors.question * SCALE) @ weights + bias
        return asked

    def _look_at(self, vectors: np.ndarray) -> None:
        """Work out what depends on the facts alone, once for their vectors."""
        if self._seen is not vectors:
            weights, bias = self._net.fact
            self._facts = (vectors * SCALE) @ weights + bias
            self._facts_apart = self._facts @ self._net.apart
            self._seen = vectors

    def _first(self, question: str, match: Match) -> np.ndarray:
        """What words and traits give, (n, hidden + 1); the last goes straight out."""
        net = self._net
        weights = np.hstack([net.told, net.direct[:, None]]) / net.spread[:, None]
        total = np.zeros((len(self._traits), weights.shape[1]), np.float32)
        total += np.append(net.hidden_bias, 0.0) - net.mean @ weights
        for ask in asks(question):
            total += self._of_ask(ask, weights)
        for name, values in matched(match).items():
            total += np.outer(values, weights[net.columns[name]])
        return total

    def _of_ask(self, ask: str, weights: np.ndarray) -> np.ndarray:
        """What the facts' traits give under a way of asking; kept."""
        if ask not in self._by_ask:
            rows = np.zeros((len(self._names), weights.shape[1]), np.float32)
            for row, name in enumerate(self._names):
                at = self._net.columns.get(f"{ask}/{name}")
                if at is not None:
                    rows[row] = weights[at]
            self._by_ask[ask] = self._traits @ rows
        return self._by_ask[ask]


def gelu(values: np.ndarray) -> np.ndarray:
    """The activation between the layers, by its usual approximation."""
    scale, cubic = GELU
    bent: np.ndarray = values * (
        0.5 * (1 + np.tanh(scale * (values + cubic * values**3)))
    )
    return bent


@cache
def network() -> Network:
    """The network that was fitted last."""
    source = files("services.resume").joinpath("data", "aptness.npz")
    with source.open("rb") as stored, np.load(stored) as kept:
        found = {name: kept[name] for name in kept.files}
    told = {n: found[n].astype(np.float32) for n in found if n != "columns"}
    return Network(
        columns={name: at for at, name in enumerate(found["columns"].tolist())},
        mean=told["mean"],
        spread=told["spread"],
        question=(told["question"], told["question_bias"]),
        fact=(told["fact"], told["fact_bias"]),
        together=told["together"],
        apart=told["apart"],
        told=told["told"],
        hidden_bias=told["hidden_bias"],
        out=told["out"],
        out_bias=float(told["out_bias"]),
        direct=told["direct"],
        cosine=float(told["cosine"]),
        none_in=(told["none_in"], told["none_in_bias"]),
        none_out=(told["none_out"], float(told["none_out_bias"])),
    )
