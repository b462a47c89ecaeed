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
LOOKED_AT = 96
"""Facts that the network compares with a question."""
COVER_SHARE = 0.5
"""What shared words count beside the cosine in choosing them."""
FAR_BEHIND = 20.0
TOLD = ("cover", "own", "all_words", "nearer", "cover_and_cosine")
"""What tells whether anything answers: the best that any fact has of it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights as `bench.fit_answering` writes them.

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
    given: np.ndarray
    """What each column gives, divided by its spread; the last goes straight out."""
    base: np.ndarray
    """What there is where every column is nought."""
    out: np.ndarray
    out_bias: float
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

    def fits(
        self, question: str, match: Match, among: Sequence[int] | None = None
    ) -> np.ndarray:
        """How well each fact answers, higher is better, (n,).

        Facts and `unanswered` share one scale: the differences are log odds. Of many
        facts, or of those `among` them, only the nearest are looked at; the others
        are far behind.
        """
        net, vectors = self._net, match.vectors
        if vectors is None:
            raise ValueError("meaning is not known")
        self._look_at(vectors.facts)
        near = vectors.answering + COVER_SHARE * match.cover
        at = _best(near, among)
        asked = self._asked(vectors)
        first = self._first(question, match, at)
        hidden = first[:, :-1] + (self._facts[at] * asked) @ net.together
        hidden += asked @ net.apart - self._facts_apart[at]
        scores = first[:, -1] + net.cosine * vectors.answering[at]
        scores += gelu(hidden) @ net.out + net.out_bias
        total: np.ndarray = near + (float(scores.min(initial=0.0)) - FAR_BEHIND)
        total[at] = scores
        return total

    def unanswered(self, match: Match, *, polar: bool) -> float:
        """How likely no fact answers, on the scale of `fits`."""
        net, vectors = self._net, match.vectors
        if vectors is None:
            raise ValueError("meaning is not known")
        found = matched(match)
        best = [self._normal(name, float(found[name].max())) for name in TOLD]
        cosines = np.sort(vectors.answering)[-2:][::-1] * FIRST_TWO
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

    def _first(self, question: str, match: Match, at: np.ndarray) -> np.ndarray:
        """What words and traits give, (k, hidden + 1); the last goes straight out."""
        net = self._net
        total = np.tile(net.base, (len(at), 1))
        for ask in asks(question):
            total += self._traits[at] @ self._of_ask(ask)
        for name, values in matched(match).items():
            total += np.outer(values[at], net.given[net.columns[name]])
        return total

    def _of_ask(self, ask: str) -> np.ndarray:
        """What each trait gives under a way of asking, (traits, hidden + 1); kept."""
        if ask in self._by_ask:
            return self._by_ask[ask]
        rows = np.zeros((len(self._names), self._net.given.shape[1]), np.float32)
        for row, name in enumerate(self._names):
            at = self._net.columns.get(f"{ask}/{name}")
            if at is not None:
                rows[row] = self._net.given[at]
        self._by_ask[ask] = rows
        return rows


def _best(near: np.ndarray, among: Sequence[int] | None) -> np.ndarray:
    """The places of the nearest facts, at most LOOKED_AT."""
    places = np.arange(len(near)) if among is None else np.asarray(among, np.int64)
    if len(places) <= LOOKED_AT:
        return places
    return places[np.argpartition(-near[places], LOOKED_AT)[:LOOKED_AT]]


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
    weights = np.hstack([told["told"], told["direct"][:, None]])
    given = weights / told["spread"][:, None]
    return Network(
        columns={name: at for at, name in enumerate(found["columns"].tolist())},
        mean=told["mean"],
        spread=told["spread"],
        question=(told["question"], told["question_bias"]),
        fact=(told["fact"], told["fact_bias"]),
        together=told["together"],
        apart=told["apart"],
        given=given,
        base=np.append(told["hidden_bias"], 0.0) - told["mean"] @ given,
        out=told["out"],
        out_bias=float(told["out_bias"]),
        cosine=float(told["cosine"]),
        none_in=(told["none_in"], told["none_in_bias"]),
        none_out=(told["none_out"], float(told["none_out_bias"])),
    )
