"""Invented people, questions about them, and the facts that answer each question.

The archive holds folders with `resumes/ID.json` and `pairs.jsonl`; a line of that is
`{"r": ID, "q": question, "a": [{"path", "text"}], "yes": true, false or null}`. `a` are
the places that answer, the best first, with the words there; none where the résumé does
not say.
"""

from __future__ import annotations

import json
import re
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.meaning_for_bench import processor
from services.models.fact import Fact, Kind
from services.resume.answers.scene import Scene

ARCHIVE = Path(__file__).parent / "data" / "question_facts.tar.xz"
TOKEN = re.compile(r"[^\W_]+")
SHORT, SPARE = 3, 3
"""Words up to which a snippet stands as it is, and by how many a fact may be longer."""
SHARE = 0.8
"""Of the words of the shorter one, that a longer snippet and its fact share."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an engine reads it; `right` tells of each fact if it answers."""

    resume: str
    scene: Scene
    right: NDArray[np.bool_]
    absent: bool


def asked_in(archive: Path = ARCHIVE) -> Iterator[Asked]:
    """Every question that a fact answers, or that nothing answers."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        for inside in sorted(Path(folder).iterdir()):
            yield from _of_folder(inside)


def _of_folder(folder: Path) -> Iterator[Asked]:
    engines: dict[str, Any] = {}
    for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        name = pair["r"]
        if name not in engines:
            path = folder / "resumes" / f"{name}.json"
            engines[name] = processor(path)._engine
        scene = scene_of(engines[name], pair["q"])
        right = answering(scene.evidence.facts, pair["a"])
        if right.any() or not pair["a"]:
            yield Asked(f"{folder.name}/{name}", scene, right, not pair["a"])


def scene_of(engine: Any, question: str) -> Scene:
    """The question as an engine reads it when nothing was asked before."""
    english = engine._english
    reading = engine._reader.read(question, date.today())
    talk = english.talk(reading, (), lambda t: engine._reader.read(t, date.today()))
    scene: Scene = talk.scene
    return scene


def answering(facts: Sequence[Fact], places: list[dict[str, str]]) -> NDArray[np.bool_]:
    """Which facts hold the words at the places; else the titles of their entries."""
    held = [any(_stands_in(place, fact) for place in places) for fact in facts]
    if not any(held):
        held = [any(_is_title(place, fact) for place in places) for fact in facts]
    return np.array(held, bool)


def _is_title(place: dict[str, str], fact: Fact) -> bool:
    """Whether the fact tells the whole entry of the place, with its dates."""
    return fact.path == _entry(place["path"]) and fact.kind is Kind.TITLE


def _stands_in(place: dict[str, str], fact: Fact) -> bool:
    snippet, text = _tokens(place["text"]), _tokens(fact.text)
    if fact.path.startswith(place["path"]) and set(snippet) <= set(text):
        return True
    return _entry(fact.path) == _entry(place["path"]) and _alike(snippet, text)


def _entry(path: str) -> str:
    """The part of a path that names the entry, or the profile."""
    head = path.partition(".")[0]
    return "profile" if head == "basics" else head


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.lower())


def _alike(snippet: list[str], text: list[str]) -> bool:
    if not snippet or not text:
        return False
    if len(snippet) <= SHORT:
        inside = " ".join(snippet) in " ".join(text)
        return inside and len(text) <= len(snippet) + SPARE
    common = (Counter(snippet) & Counter(text)).total()
    return common >= SHARE * min(len(snippet), len(text)) and common >= SHORT
