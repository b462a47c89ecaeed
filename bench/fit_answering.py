"""Fit what answers: layers of the model of meaning, and the network above them.

    python -m bench.fit_answering

Writes services/meaning/data/answering.onnx and services/resume/data/aptness.npz, which
belong together, in about forty minutes on two cores. After each round it prints how
often the best fact, and one of the best three, answers for the résumés of the last
folder, on which nothing is fitted. Needs onnx, as `bench.answering_layers` says.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bench.answering_layers import Layers, States, states_of, write_layers
from bench.answering_material import Material, Row, material_of, texts_of
from bench.answering_net import Net, written
from bench.question_facts import asked_in
from services.meaning.minilm_encoder import ANSWERING, MiniLmEncoder
from services.meaning_service import MODEL
from services.model_files.finding import model_files
from services.models.model_file import FoundModel

LAYERS = Path("services/meaning/data") / ANSWERING
NET = Path("services/resume/data/aptness.npz")
ROUNDS, TOGETHER, SEED = 3, 32, 0
"""Times that each question is seen, and questions of one résumé in one step."""
RATES, DECAYS = (5e-5, 1e-3), (0.01, 0.05)
"""Of the layers and of the network."""
NEAREST, SEEN = 3, 64
"""Facts near to each question that it is to be told from, and facts in one step."""
NEAR_SCALE, NEAR_SHARE = 20.0, 0.5
"""What the cosines alone count beside the network."""
LONGEST_STEP = 1.0


def main() -> None:
    torch.manual_seed(SEED)
    random.seed(SEED)
    with tempfile.TemporaryDirectory() as folder:
        found = model_files(MODEL, Path(folder))
        if not isinstance(found, FoundModel):
            raise SystemExit(found.reason)
        model = found.paths["model.onnx"]
        material = material_of(asked_in())
        states = states_of(MiniLmEncoder(found), texts_of(material))
        fitting = Fitting(material, states, Layers(model))
        fitting.run()
        write_layers(fitting.layers, model, LAYERS)
        np.savez_compressed(NET, **written(fitting.net, material))


class Fitting:
    def __init__(self, material: Material, states: States, layers: Layers) -> None:
        self.layers, self.net = layers, Net(material.names)
        self._material, self._states = material, states
        last = max(row.resume for row in material.rows).partition("/")[0]
        self._out = [r for r in material.rows if r.resume.startswith(f"{last}/")]
        self._rows = [r for r in material.rows if not r.resume.startswith(f"{last}/")]

    def run(self) -> None:
        """Fit, and tell what is reached after each round."""
        parts = zip((self.layers, self.net), RATES, DECAYS, strict=True)
        optimizer = torch.optim.AdamW(
            [
                {"params": part.parameters(), "lr": rate, "weight_decay": decay}
                for part, rate, decay in parts
            ]
        )
        steps = ROUNDS * len(list(groups(self._rows)))
        rate = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, list(RATES), total_steps=steps + 1, pct_start=0.1
        )
        for number in range(ROUNDS):
            self._train(training=True)
            for group in random.sample(every := list(groups(self._rows)), len(every)):
                optimizer.zero_grad()
                self._loss(group).backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(self.layers.parameters(), LONGEST_STEP)
                optimizer.step()
                rate.step()
            self._train(training=False)
            self._tell(number)

    def _train(self, *, training: bool) -> None:
        self.layers.train(training)
        self.net.train(training)

    def _loss(self, group: Sequence[Row]) -> Tensor:
        """How unlikely the right facts are, or that none answers."""
        facts = self._material.facts[group[0].resume]
        at = _seen(group)
        rows = [row.among(at) for row in group]
        texts = [facts.texts[one] for one in at.tolist()]
        vectors = self.layers([self._states[t] for t in (*texts, *_texts(rows))])
        told, asked = vectors[: len(texts)], vectors[len(texts) :]
        scores = self.net(rows, asked, told, facts.traits[at])
        near = NEAR_SCALE * asked @ told.T
        loss = torch.logsumexp(scores, 1).sum()
        for row, of_facts, cosines in zip(rows, scores, near, strict=True):
            if row.absent:
                loss = loss - of_facts[-1]
                continue
            loss = loss - torch.logsumexp(of_facts[:-1][row.right], 0)
            apart = torch.logsumexp(cosines, 0)
            loss = loss + NEAR_SHARE * (apart - torch.logsumexp(cosines[row.right], 0))
        return loss / len(group)

    def _tell(self, number: int) -> None:
        best = among = total = 0
        with torch.no_grad():
            for group in groups(self._out):
                facts = self._material.facts[group[0].resume]
                told = self.layers([self._states[text] for text in facts.texts])
                asked = self.layers([self._states[text] for text in _texts(group)])
                scores = self.net(group, asked, told, facts.traits)[:, :-1]
                for row, of_facts in zip(group, scores, strict=True):
                    right = row.right[torch.argsort(-of_facts)]
                    best += bool(right[0])
                    among += bool(right[:3].any())
                    total += not row.absent
        print(
            f"round {number + 1}: best {best / total:.3f} "
            f"among_three {among / total:.3f} of {total}",
            flush=True,
        )


def _texts(rows: Sequence[Row]) -> list[str]:
    return [row.text for row in rows]


def _seen(group: Sequence[Row]) -> Tensor:
    """The facts of one step: those that answer, those near to a question, others."""
    right = torch.stack([row.right for row in group]).any(0)
    count = len(right)
    near = torch.stack([row.near for row in group])
    hard = torch.zeros(count, dtype=torch.bool)
    hard[torch.topk(near, min(NEAREST, count), 1).indices.flatten()] = True
    # Those that answer first, then those near, then the others in any order.
    order = torch.argsort(2.0 * right + 1.0 * hard + torch.rand(count), descending=True)
    return order[: max(SEEN, int(right.sum()))]


def groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Questions of one résumé, at most TOGETHER of them, in a new order each time."""
    mixed = sorted(random.sample(rows, len(rows)), key=lambda row: row.resume)
    for _, same in groupby(mixed, key=lambda row: row.resume):
        of_resume = list(same)
        for start in range(0, len(of_resume), TOGETHER):
            yield of_resume[start : start + TOGETHER]


if __name__ == "__main__":
    main()
