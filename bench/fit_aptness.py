"""Fit the network of services/resume/data/aptness.npz on questions and their facts.

    python -m bench.fit_aptness

Prints how often the best fact and one of the best three answer for the résumés of the
last folder, which are left out of a first fit.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
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
ROUNDS, BATCH, SEED = 6, 16, 0
LEAST_SPREAD = 1e-3


@dataclass(slots=True)
class Row:
    """One question with tensors over the facts."""

    resume: str
    columns: dict[str, np.ndarray]
    question: Tensor
    facts: Tensor
    right: Tensor
    absent: bool
    polar: bool
    told: Tensor = field(default_factory=lambda: torch.zeros(0))


class Net(nn.Module):
    """Scores of the facts, and of none of them."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self.question = nn.Linear(VECTOR, PROJECTED)
        self.fact = nn.Linear(VECTOR, PROJECTED)
        self.direct = nn.Linear(len(columns), 1, bias=False)
        self.first = nn.Linear(2 * PROJECTED + len(columns), HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.cosine = nn.Parameter(torch.tensor(SCALE))
        self.none_in = nn.Linear(PROJECTED + len(TOLD) + 3, OF_NONE)
        self.none_out = nn.Linear(OF_NONE, 1)
        self.dropped = nn.Dropout(DROPPED)
        self.bent = nn.GELU(approximate="tanh")
        self.best = [columns.index(name) for name in TOLD]

    def forward(self, row: Row) -> Tensor:
        """The scores, (n + 1,); the last is that of none."""
        asked = self.question(self.dropped(row.question) * SCALE)
        facts = self.fact(self.dropped(row.facts) * SCALE)
        pairs = torch.cat([asked * facts, asked - facts, row.told], 1)
        cosine = row.facts @ row.question
        scores = self.direct(row.told)[:, 0] + self.cosine * cosine
        scores = scores + self.out(self.dropped(self.bent(self.first(pairs))))[:, 0]
        two = torch.topk(cosine, 2).values * FIRST_TWO
        best = row.told[:, self.best].max(0).values
        polar = torch.tensor([float(row.polar)])
        given = torch.cat([torch.tanh(asked), best, two, polar])
        none: Tensor = self.none_out(self.bent(self.none_in(given)))
        return torch.cat([scores, none])


def main() -> None:
    torch.manual_seed(SEED)
    random.seed(SEED)
    rows = [_row(asked) for asked in asked_in()]
    columns = sorted({name for row in rows for name in row.columns})
    last = max(row.resume for row in rows).partition("/")[0]
    out = [row for row in rows if row.resume.startswith(f"{last}/")]
    kept = [row for row in rows if not row.resume.startswith(f"{last}/")]
    _tell(_fitted(kept, rows, columns)[0], out)
    net, mean, spread = _fitted(rows, rows, columns)
    np.savez_compressed(TARGET, **_written(net, mean, spread, columns))


def _row(asked: Asked) -> Row:
    scene = asked.scene
    evidence, question = scene.evidence, scene.question
    match = evidence.match(question.stems, question.whole)
    if match.vectors is None:
        raise SystemExit("the model of meaning is not installed")
    columns = matched(match)
    for ask in asks(question.whole):
        for at, name in enumerate(evidence.ranking.names):
            columns[f"{ask}/{name}"] = evidence.ranking.traits[:, at]
    return Row(
        asked.resume,
        columns,
        torch.tensor(match.vectors.question),
        torch.tensor(match.vectors.facts),
        torch.tensor(asked.right),
        asked.absent,
        question.polar,
    )


def _fitted(
    rows: list[Row], every: list[Row], columns: list[str]
) -> tuple[Net, Tensor, Tensor]:
    """The network, and the mean and spread by which columns are normalised."""
    told = torch.cat([_matrix(row, columns) for row in rows])
    mean, spread = told.mean(0), told.std(0) + LEAST_SPREAD
    for row in every:
        row.told = (_matrix(row, columns) - mean) / spread
    net = Net(columns)
    steps = ROUNDS * (len(rows) // BATCH + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2 * RATE, total_steps=steps)
    order = list(rows)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            loss = torch.stack([_loss(net, row) for row in batch]).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            rate.step()
    net.eval()
    return net, mean, spread


def _matrix(row: Row, columns: list[str]) -> Tensor:
    nothing = np.zeros(len(row.right), np.float32)
    found = [row.columns.get(name, nothing) for name in columns]
    return torch.tensor(np.stack(found, axis=1), dtype=torch.float32)


def _loss(net: Net, row: Row) -> Tensor:
    """How unlikely the right facts are, or that none answers."""
    scores = net(row)
    right = scores[-1] if row.absent else torch.logsumexp(scores[:-1][row.right], 0)
    return torch.logsumexp(scores, 0) - right


def _tell(net: Net, rows: list[Row]) -> None:
    best = among = total = 0
    with torch.no_grad():
        for row in (row for row in rows if not row.absent):
            right = row.right[torch.argsort(-net(row)[:-1])]
            best += bool(right[0])
            among += bool(right[:3].any())
            total += 1
    print(f"best {best / total:.3f} among_three {among / total:.3f} of {total}")


def _written(
    net: Net, mean: Tensor, spread: Tensor, columns: list[str]
) -> dict[str, Any]:
    """The arrays as `Network` holds them, in half precision."""
    first = net.first.weight.detach().numpy()
    arrays = {
        "question": net.question.weight.T,
        "question_bias": net.question.bias,
        "fact": net.fact.weight.T,
        "fact_bias": net.fact.bias,
        "together": first[:, :PROJECTED].T,
        "apart": first[:, PROJECTED : 2 * PROJECTED].T,
        "told": first[:, 2 * PROJECTED :].T,
        "hidden_bias": net.first.bias,
        "out": net.out.weight[0],
        "out_bias": net.out.bias[0],
        "direct": net.direct.weight[0],
        "cosine": net.cosine,
        "none_in": net.none_in.weight.T,
        "none_in_bias": net.none_in.bias,
        "none_out": net.none_out.weight[0],
        "none_out_bias": net.none_out.bias[0],
    }
    half = {name: np.asarray(_plain(a), np.float16) for name, a in arrays.items()}
    told = {"mean": mean.numpy(), "spread": spread.numpy()}
    return {"columns": np.array(columns), **told, **half}


def _plain(values: Any) -> Any:
    return values.detach().numpy() if isinstance(values, Tensor) else values


if __name__ == "__main__":
    main()
