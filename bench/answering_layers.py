"""The last layers of all-MiniLM-L6-v2 for torch, and as a file for onnxruntime.

Needs onnx 1.23.2, which nothing else does: `python -m pip install onnx==1.23.2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from services.meaning.minilm_encoder import (
    LAST,
    MASK,
    SPLIT,
    TYPES,
    MiniLmEncoder,
    batches,
    fed,
)

WIDTH, HEADS = 384, 12
FIRST, LAST_LAYER = 3, 5
DROPPED, EPSILON = 0.1, 1e-12
PREFIX = "inner.encoder.layer."
LINEAR = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
NORMAL = {"first": "attention.output.LayerNorm", "second": "output.LayerNorm"}
LONGEST = 96
"""Tokens of a text; no fact that is asked for is longer."""
PADDED = 768
"""Tokens in one batch, padding included."""
INT8 = 127

Weights = dict[str, NDArray[np.float32]]
States = dict[str, NDArray[np.float16]]
"""What the third layer gives of each text, (tokens, WIDTH)."""


class Layer(nn.Module):
    """One layer of the model, with its own weights to begin with."""

    def __init__(self, number: int, weights: Weights) -> None:
        super().__init__()
        for name, of_model in (LINEAR | NORMAL).items():
            for part in ("weight", "bias"):
                value = torch.tensor(weights[f"{number}.{of_model}.{part}"])
                setattr(self, f"{name}_{part}", nn.Parameter(value))
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """The states of the tokens, (texts, tokens, WIDTH); `mask` marks the real."""
        query, key, value = (self._heads(n, hidden) for n in ("query", "key", "value"))
        seen = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask[:, None, None, :]
        )
        seen = seen.transpose(1, 2).reshape(hidden.shape)
        hidden = hidden + self.dropped(self._linear("joined", seen))
        hidden = self._normal("first", hidden)
        wide = functional.gelu(self._linear("wide", hidden))
        hidden = hidden + self.dropped(self._linear("narrow", wide))
        return self._normal("second", hidden)

    def _heads(self, name: str, hidden: Tensor) -> Tensor:
        texts, tokens, _ = hidden.shape
        split = self._linear(name, hidden).view(texts, tokens, HEADS, WIDTH // HEADS)
        return split.transpose(1, 2)

    def _linear(self, name: str, hidden: Tensor) -> Tensor:
        return hidden @ self._of(name, "weight") + self._of(name, "bias")

    def _normal(self, name: str, hidden: Tensor) -> Tensor:
        weight, bias = self._of(name, "weight"), self._of(name, "bias")
        return functional.layer_norm(hidden, (WIDTH,), weight, bias, EPSILON)

    def _of(self, name: str, part: str) -> Tensor:
        found: Tensor = getattr(self, f"{name}_{part}")
        return found


class Layers(nn.Module):
    """From what the third layer gives to one vector for each text."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        weights = weights_of(model)
        numbers = range(FIRST, LAST_LAYER + 1)
        self.layers = nn.ModuleList(Layer(number, weights) for number in numbers)

    def forward(self, states: Sequence[NDArray[np.float16]]) -> Tensor:
        """The vectors of texts, (texts, WIDTH), of unit length."""
        order = sorted(range(len(states)), key=lambda at: len(states[at]))
        found, batch = [], order[:0]
        for at in order:
            if batch and (len(batch) + 1) * len(states[at]) > PADDED:
                found.append(self._batch([states[one] for one in batch]))
                batch = []
            batch.append(at)
        found.append(self._batch([states[one] for one in batch]))
        return torch.cat(found)[torch.argsort(torch.tensor(order))]

    def _batch(self, states: Sequence[NDArray[np.float16]]) -> Tensor:
        hidden = torch.zeros(len(states), max(map(len, states)), WIDTH)
        mask = torch.zeros(hidden.shape[:2], dtype=torch.bool)
        for row, state in enumerate(states):
            hidden[row, : len(state)] = torch.from_numpy(state).float()
            mask[row, : len(state)] = True
        for layer in self.layers:
            hidden = layer(hidden, mask)
        summed = (hidden * mask[..., None]).sum(1)
        return functional.normalize(summed, dim=1)


def states_of(encoder: MiniLmEncoder, texts: Iterable[str]) -> States:
    """What the third layer gives of each text."""
    each = list(dict.fromkeys(texts))
    tokens = [encoder._tokenizer.encode(text).ids[:LONGEST] for text in each]
    found: States = {}
    for batch in batches([len(ids) for ids in tokens]):
        (split,) = encoder._session.run([SPLIT], fed([tokens[at] for at in batch]))
        for row, at in enumerate(batch):
            found[each[at]] = split[row, : len(tokens[at])].astype(np.float16)
    return found


def weights_of(model: Path) -> Weights:
    """The weights of all layers by name, as "3.output.dense.weight"."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model)).graph
    kept = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    weights = {
        name.removeprefix(PREFIX): value
        for name, value in kept.items()
        if name.startswith(PREFIX)
    }
    for bias, weight in _matrices(graph, kept).items():
        whole = kept[f"{weight}_q"] * kept[f"{weight}_scale"]
        name = bias.removeprefix(PREFIX).replace(".bias", ".weight")
        weights[name] = whole.astype(np.float32)
    return weights


def write_layers(layers: Layers, model: Path, target: Path) -> None:
    """Write the fitted layers as the model's own file holds them, in eight bits."""
    import onnx
    import onnx.utils
    from onnx import numpy_helper

    onnx.utils.extract_model(str(model), str(target), [SPLIT, MASK, TYPES], [LAST])
    whole = onnx.load(str(target))
    kept = {t.name: t for t in whole.graph.initializer}
    matrices = _matrices(whole.graph, kept)
    for name, value in _named(layers).items():
        weight = matrices.get(name.replace(".weight", ".bias"))
        if not (weight and name.endswith(".weight")):
            kept[name].CopyFrom(numpy_helper.from_array(value, name))
            continue
        scale = np.abs(value).max(axis=0, keepdims=True) / INT8
        small = np.round(value / scale).astype(np.int8)
        for end, array in (("_q", small), ("_scale", scale)):
            kept[weight + end].CopyFrom(numpy_helper.from_array(array, weight + end))
    onnx.save(whole, str(target))


def _matrices(graph: Any, kept: dict[str, Any]) -> dict[str, str]:
    """The weight that each bias is added behind, by name."""
    weights = {
        node.output[0]: node.input[1]
        for node in graph.node
        if node.op_type == "MatMul" and f"{node.input[1]}_q" in kept
    }
    found = {}
    for node in graph.node:
        given = [weights[one] for one in node.input if one in weights]
        if node.op_type == "Add" and given:
            bias = next(one for one in node.input if one in kept)
            found[bias] = given[0]
    return found


def _named(layers: Layers) -> Weights:
    """The weights as the model names them."""
    found = {}
    for at, layer in enumerate(layers.layers):
        for name, of_model in (LINEAR | NORMAL).items():
            for part in ("weight", "bias"):
                value = getattr(layer, f"{name}_{part}").detach().numpy()
                found[f"{PREFIX}{FIRST + at}.{of_model}.{part}"] = value
    return found
