"""The weights of a score: data, fitted offline, with a digest of their own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.errors import ConfigurationError

SHIPPED = Path(__file__).parent / "data" / "weights.json"
Kind = Literal["knowledge", "story"]
FEATURES = (
    "one",
    "covered",
    "traps",
    "spoilt",
    "structure",
    "specific",
    "relevant",
    "near",
    "length",
)


class WeightsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    fitted_on: str
    knowledge: dict[str, float] = Field(min_length=1)
    story: dict[str, float] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Weights:
    """By kind of question: what each feature adds to a score."""

    by_kind: Mapping[Kind, Mapping[str, float]]
    digest: str

    def apply(self, kind: Kind, features: Mapping[str, float]) -> float:
        """Return the score in [0, 1]."""
        weights = self.by_kind[kind]
        total = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return min(1.0, max(0.0, total))


def load_weights(path: Path = SHIPPED) -> Weights:
    """Raise ConfigurationError for a file that holds no weights."""
    try:
        data = path.read_bytes()
        row = WeightsFile.model_validate_json(data)
    except (OSError, ValidationError, ValueError) as error:
        raise ConfigurationError(f"{path.name}: no weights of interviews") from error
    unknown = (row.knowledge.keys() | row.story.keys()) - set(FEATURES)
    if unknown:
        raise ConfigurationError(f"{path.name}: unknown feature {min(unknown)}")
    by_kind: dict[Kind, Mapping[str, float]] = {
        "knowledge": row.knowledge,
        "story": row.story,
    }
    return Weights(by_kind, hashlib.sha256(data).hexdigest()[:16])


def weights_text(by_kind: Mapping[Kind, Mapping[str, float]], fitted_on: str) -> str:
    """Return a file of weights, the same for the same weights byte for byte."""
    rounded: dict[str, Any] = {
        kind: {name: round(value, 4) for name, value in weights.items()}
        for kind, weights in by_kind.items()
    }
    return json.dumps({"fitted_on": fitted_on, **rounded}, indent=2) + "\n"
