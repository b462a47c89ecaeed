"""Fit the network of services/resume/data/aptness.npz on questions and their facts.

    python -m bench.fit_aptness

Prints how often the best fact and one of the best three answer for the résumés of the
last folder, which are left out of a first fit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from bench.question_facts import Asked, asked_in
from services.resume.answers.aptness import FIRST_TWO, SCALE, TOLD
from services.resume.answers.ranking import asks, matched

TARGET = Path("services/resume/data/aptness.npz")
VECTOR, PROJECTED, HIDDEN, OF_NONE = 384, 128, 96, 32
DROPPED, DECAY, RATE = 0.3, 0.05, 1e-3
ROUNDS, TOGETHER, GROUPS, SEED = 5, 8, 2, 0
"""Rounds, questions of one résumé at once, and groups of them for one step."""
LEAST_SPREAD = 1e-3
SMALL, SMALLER = 0.05, 0.02
"""Spread of the weights at the start."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one résumé: vectors (n, d), traits (n, traits)."""

    vectors: Tensor
    traits: Tensor


@dataclass(slots=True)
class Row:
    """One question: its vector (d,), its ways of asking, how words meet each fact (n,
    columns), and which facts answer (n,).
    """

    resume: str
    vector: Tensor
    ways: tuple[str, ...]
    met: Tensor
    right: Tensor
    absent: bool
    polar: bool


class Names:
    """The columns: ways of asking with traits of facts, then how words meet them."""

    def __init__(self, ways: list[str], traits: list[str], met: list[str]) -> None:
        self.ways, self.traits, self.met = ways, traits, met
        self.best = [met.index(name) for name in TOLD]

    def asked(self, rows: Sequence[Row]) -> Tensor:
        """Which ways each question asks in, (rows, ways)."""
        return torch.tensor([[float(w in row.ways) for w in self.ways] for row in rows])

    def columns(self) -> list[str]:
        """Names as `Aptness` looks them up."""
        crossed = [f"{way}/{trait}" for way in self.ways for trait in self.traits]
        return [*crossed, *self.met]


class Net(nn.Module):
    """Scores of the facts, and of none of them."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.question = nn.Linear(VECTOR, PROJECTED)
        self.fact = nn.Linear(VECTOR, PROJECTED)
        self.together = nn.Parameter(SMALL * torch.randn(PROJECTED, HIDDEN))
        self.apart = nn.Parameter(SMALL * torch.randn(PROJECTED, HIDDEN))
        # The last of the hidden columns goes straight out.
        self.met = nn.Linear(len(names.met), HIDDEN + 1)
        size = (len(names.ways), len(names.traits), HIDDEN + 1)
        self.traits = nn.Parameter(SMALLER * torch.randn(size))
        self.out = nn.Linear(HIDDEN, 1)
        self.cosine = nn.Parameter(torch.tensor(SCALE))
        self.none_in = nn.Linear(PROJECTED + len(TOLD) + 3, OF_NONE)
        self.none_out = nn.Linear(OF_NONE, 1)
        self.dropped = nn.Dropout(DROPPED)
        self.bent = nn.GELU(approximate="tanh")

    def forward(self, rows: Sequence[Row], facts: Facts) -> Tensor:
        """The scores, (rows, n + 1); the last column is that of none."""
        vectors = torch.stack([row.vector for row in rows])
        met = torch.stack([row.met for row in rows])
        asked = self.question(self.dropped(vectors) * SCALE)
        told = self.fact(self.dropped(facts.vectors) * SCALE)
        by_way = torch.einsum("qw,wth->qth", self.names.asked(rows), self.traits)
        first = self.met(met) + torch.einsum("qth,ft->qfh", by_way, facts.traits)
        hidden = torch.einsum("qp,fp,ph->qfh", asked, told, self.together)
        hidden = hidden + first[..., :-1]
        hidden = hidden + (asked @ self.apart)[:, None] - (told @ self.apart)[None]
        cosine = vectors @ facts.vectors.T
        scores = first[..., -1] + self.cosine * cosine
        scores = scores + self.out(self.dropped(self.bent(hidden)))[..., 0]
        best = met[:, :, self.names.best].max(1).values
        two = torch.topk(cosine, 2).values * FIRST_TWO
        polar = torch.tensor([[float(row.polar)] for row in rows])
        given = torch.cat([torch.tanh(asked), best, two, polar], 1)
        none: Tensor = self.none_out(self.bent(self.none_in(given)))
        return torch.cat([scores, none], 1)


@dataclass(frozen=True, slots=True)
class Material:
    """All questions, and the facts of each résumé."""

    rows: list[Row]
    facts: dict[str, Facts]
    names: Names
    mean: Tensor
    spread: Tensor


def main() -> None:
    torch.manual_seed(SEED)
    random.seed(SEED)
    material = _material(list(asked_in()))
    rows = material.rows
    last = max(row.resume for row in rows).partition("/")[0]
    out = [row for row in rows if row.resume.startswith(f"{last}/")]
    kept = [row for row in rows if not row.resume.startswith(f"{last}/")]
    _tell(_fitted(kept, material), out, material)
    arrays = _written(_fitted(rows, material), material)
    np.savez_compressed(TARGET, **arrays)


def _material(asked: list[Asked]) -> Material:
    """What is fitted on; how words meet facts is normalised."""
    traits = sorted({t for a in asked for t in a.scene.evidence.ranking.names})
    facts: dict[str, Facts] = {}
    found: list[tuple[Row, dict[str, Any]]] = []
    for one in asked:
        row, met, of_resume = _row(one, traits)
        facts.setdefault(one.resume, of_resume)
        found.append((row, met))
    names = sorted(found[0][1])
    for row, met in found:
        columns = np.stack([met[name] for name in names], axis=1)
        row.met = torch.tensor(columns, dtype=torch.float32)
    every = torch.cat([row.met for row, _ in found])
    mean, spread = every.mean(0), every.std(0) + LEAST_SPREAD
    for row, _ in found:
        row.met = (row.met - mean) / spread
    rows = [row for row, _ in found]
    ways = sorted({way for row in rows for way in row.ways})
    return Material(rows, facts, Names(ways, traits, names), mean, spread)


def _row(asked: Asked, traits: list[str]) -> tuple[Row, dict[str, Any], Facts]:
    """A question, how its words meet the facts by name, and the facts."""
    evidence, question = asked.scene.evidence, asked.scene.question
    match = evidence.match(question.stems, question.whole)
    if match.vectors is None:
        raise SystemExit("the model of meaning is not installed")
    held = np.zeros((len(asked.right), len(traits)), np.float32)
    for at, name in enumerate(evidence.ranking.names):
        held[:, traits.index(name)] = evidence.ranking.traits[:, at]
    row = Row(
        asked.resume,
        torch.tensor(match.vectors.question),
        tuple(asks(question.whole)),
        torch.zeros(0),
        torch.tensor(asked.right),
        asked.absent,
        question.polar,
    )
    facts = Facts(torch.tensor(match.vectors.facts), torch.tensor(held))
    return row, matched(match), facts


def _fitted(rows: Sequence[Row], material: Material) -> Net:
    net = Net(material.names)
    steps = ROUNDS * (len(list(_groups(rows))) // GROUPS + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2 * RATE, total_steps=steps)
    for _ in range(ROUNDS):
        groups = list(_groups(rows))
        random.shuffle(groups)
        for start in range(0, len(groups), GROUPS):
            optimizer.zero_grad()
            for group in groups[start : start + GROUPS]:
                loss = _loss(net(group, material.facts[group[0].resume]), group)
                (loss / (GROUPS * TOGETHER)).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            rate.step()
    net.eval()
    return net


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Questions of one résumé, at most TOGETHER of them, in a new order each time."""
    mixed = sorted(random.sample(rows, len(rows)), key=lambda row: row.resume)
    for _, same in groupby(mixed, key=lambda row: row.resume):
        of_resume = list(same)
        for start in range(0, len(of_resume), TOGETHER):
            yield of_resume[start : start + TOGETHER]


def _loss(scores: Tensor, rows: Sequence[Row]) -> Tensor:
    """How unlikely the right facts are, or that none answers, in all."""
    right = [
        s[-1] if row.absent else torch.logsumexp(s[:-1][row.right], 0)
        for s, row in zip(scores, rows, strict=True)
    ]
    loss: Tensor = (torch.logsumexp(scores, 1) - torch.stack(right)).sum()
    return loss


def _tell(net: Net, rows: Sequence[Row], material: Material) -> None:
    best = among = total = 0
    with torch.no_grad():
        for row in (row for row in rows if not row.absent):
            scores = net([row], material.facts[row.resume])[0, :-1]
            right = row.right[torch.argsort(-scores)]
            best += bool(right[0])
            among += bool(right[:3].any())
            total += 1
    print(f"best {best / total:.3f} among_three {among / total:.3f} of {total}")


def _written(net: Net, material: Material) -> dict[str, Any]:
    """The arrays as `Network` holds them, in half precision."""
    names = material.names
    crossed = len(names.ways) * len(names.traits)
    by_trait = net.traits.detach().reshape(crossed, HIDDEN + 1)
    given = torch.cat([by_trait, net.met.weight.T])
    bias = net.met.bias
    arrays = {
        "question": net.question.weight.T,
        "question_bias": net.question.bias,
        "fact": net.fact.weight.T,
        "fact_bias": net.fact.bias,
        "together": net.together,
        "apart": net.apart,
        "told": given[:, :-1],
        "direct": given[:, -1],
        "hidden_bias": bias[:-1],
        "out": net.out.weight[0],
        "out_bias": net.out.bias[0] + bias[-1],
        "cosine": net.cosine,
        "none_in": net.none_in.weight.T,
        "none_in_bias": net.none_in.bias,
        "none_out": net.none_out.weight[0],
        "none_out_bias": net.none_out.bias[0],
    }
    half = {n: a.detach().numpy().astype(np.float16) for n, a in arrays.items()}
    mean = torch.cat([torch.zeros(crossed), material.mean])
    spread = torch.cat([torch.ones(crossed), material.spread])
    columns = np.array(names.columns())
    return {"columns": columns, "mean": mean.numpy(), "spread": spread.numpy(), **half}


if __name__ == "__main__":
    main()
