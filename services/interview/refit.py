"""Refitting the weights offline: a held-out gate, the old ones kept, a log of runs."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from services.errors import ConfigurationError
from services.interview.active_weights import ACTIVE
from services.interview.fitting import agreement, fit, split
from services.interview.weights import SHIPPED, load_weights, weights_text
from services.models.interview import Interview, Labelled

GATE = 0.85
"""The least agreement on held-out answers with which new weights may serve."""
FEWEST = 25
"""Labelled answers below which a fifth held out says nothing."""
RUNS = "runs.jsonl"
BEFORE = "weights.before.json"


@dataclass(frozen=True, slots=True)
class Run:
    """What a refit did, as the run log keeps it."""

    at: str
    seed: int
    data_hash: str
    fitted_on: int
    held_out: int
    old_agreement: float
    new_agreement: float
    switched: bool
    why: str
    weights: str


def disputed(interviews: Sequence[Interview], stories: set[str]) -> list[Labelled]:
    """Return the answers whose score the owner disputed; `stories` names banks.

    Flagged answers teach nothing: weights are never applied to them.
    """
    return [
        Labelled(
            "story" if one.bank in stories else "knowledge",
            turn.score.features,
            turn.disputed,
            f"{one.id} {turn.question_id}",
        )
        for one in interviews
        for turn in one.answered
        if turn.disputed is not None and turn.score is not None and turn.score.features
        if not turn.score.flags
    ]


def refit(
    examples: Sequence[Labelled], folder: Path, *, seed: int, at: datetime
) -> Run:
    """Fit on four fifths, and switch only when the held-out fifth agrees better.

    Raise ConfigurationError when there are too few examples.
    """
    if len(examples) < FEWEST:
        raise ConfigurationError(
            f"{len(examples)} labelled answers are too few: {FEWEST} are needed"
        )
    active = folder / ACTIVE
    old = load_weights(active if active.is_file() else SHIPPED)
    kept, held = split(examples, seed=seed)
    new = fit(kept, old)
    before, after = agreement(held, old.by_kind), agreement(held, new)
    why = _why_not(before, after)
    text = weights_text(new, f"{len(kept)} labelled answers, seed {seed}")
    if not why:
        _switch(active, text)
    run = Run(
        at=at.isoformat(),
        seed=seed,
        data_hash=data_hash(examples),
        fitted_on=len(kept),
        held_out=len(held),
        old_agreement=before,
        new_agreement=after,
        switched=not why,
        why=why or "the held-out answers agree better",
        weights=hashlib.sha256(text.encode()).hexdigest()[:16],
    )
    _log(folder, run)
    return run


def rollback(folder: Path, *, at: datetime) -> bool:
    """Whether the weights before the last switch serve again, byte for byte."""
    active, before = folder / ACTIVE, folder / BEFORE
    if not before.is_file():
        return False
    data = before.read_bytes()
    if data:
        _write(active, data)
    else:
        # Those that came along served before; no file means just that.
        active.unlink(missing_ok=True)
    before.unlink()
    with (folder / RUNS).open("a", encoding="utf-8") as log:
        log.write(json.dumps({"at": at.isoformat(), "rolled_back": True}) + "\n")
    return True


def data_hash(examples: Sequence[Labelled]) -> str:
    """Return a digest of the examples, the same in any order."""
    lines = sorted(
        json.dumps([one.kind, dict(one.features), one.label, one.key], sort_keys=True)
        for one in examples
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _why_not(before: float, after: float) -> str:
    if after < GATE:
        return f"held-out agreement {after:.3f} is under {GATE}"
    if after <= before:
        return f"held-out agreement {after:.3f} is not better than {before:.3f}"
    return ""


def _switch(active: Path, text: str) -> None:
    """Put new weights in place; what served before lies beside them."""
    active.parent.mkdir(parents=True, exist_ok=True)
    old = active.read_bytes() if active.is_file() else b""
    _write(active.parent / BEFORE, old)
    _write(active, text.encode("utf-8"))


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: the service may read it at any moment."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _log(folder: Path, run: Run) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / RUNS).open("a", encoding="utf-8") as log:
        log.write(json.dumps(asdict(run)) + "\n")
