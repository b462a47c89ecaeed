"""The network of services/resume/data/aptness.npz, as it is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from bench.answering_material import Material, Names, Row
from services.resume.answers.aptness import FIRST_TWO, SCALE, TOLD

VECTOR, PROJECTED, HIDDEN, OF_NONE = 384, 128, 96, 32
DROPPED = 0.3
SMALL, SMALLER = 0.05, 0.02
"""Spread of the weights at the start."""


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

    def forward(
        self, rows: Sequence[Row], asked: Tensor, told: Tensor, traits: Tensor
    ) -> Tensor:
        """The scores, (rows, facts + 1); the last column is that of none.

        `asked` are the vectors of the questions, (rows, d), `told` those of the facts,
        (facts, d), `traits` what these are, (facts, traits).
        """
        met = torch.stack([row.met for row in rows])
        question = self.question(self.dropped(asked) * SCALE)
        fact = self.fact(self.dropped(told) * SCALE)
        by_way = torch.einsum("qw,wth->qth", self.names.asked(rows), self.traits)
        first = self.met(met) + torch.einsum("qth,ft->qfh", by_way, traits)
        hidden = torch.einsum("qp,fp,ph->qfh", question, fact, self.together)
        hidden = hidden + first[..., :-1]
        hidden = hidden + (question @ self.apart)[:, None] - (fact @ self.apart)[None]
        cosine = asked @ told.T
        scores = first[..., -1] + self.cosine * cosine
        scores = scores + self.out(self.dropped(self.bent(hidden)))[..., 0]
        best = met[:, :, self.names.best].max(1).values
        two = torch.topk(cosine, 2).values * FIRST_TWO
        polar = torch.tensor([[float(row.polar)] for row in rows])
        seen = torch.cat([torch.tanh(question), best, two, polar], 1)
        none: Tensor = self.none_out(self.bent(self.none_in(seen)))
        return torch.cat([scores, none], 1)


def written(net: Net, material: Material) -> dict[str, Any]:
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
