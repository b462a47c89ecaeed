"""Labelled answers for benchmarks of interviews: half to fit on, half held back.

`interview_answers.jsonl` in the data folder has a line an answer: bank, question_id,
kind (good, partial, wrong, stuffed, off), answer, and label (0 to 4).
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.interview.bank_file import load_bank
from services.interview.banks import SHIPPED
from services.interview.fitting import STEPS
from services.interview.scoring import Scorer
from services.interview.weights import Weights
from services.meaning_service import MODEL, open_encoder
from services.model_files.finding import model_files
from services.models.interview import Labelled
from services.models.interview_bank import Bank
from services.models.interview_score import AnswerScore
from services.protocols import SentenceEncoder

FILE = "interview_answers.jsonl"
MODELS = Path(tempfile.gettempdir()) / "viva-voce-bench" / "models"
Half = Literal["fitted", "held back"]


@dataclass(frozen=True, slots=True)
class Answer:
    bank: str
    question_id: str
    kind: str
    text: str
    label: int

    @property
    def half(self) -> Half:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return "fitted" if int(digest, 16) % 2 else "held back"


def answers(folder: Path, half: Half) -> list[Answer]:
    """Return one half of the labelled answers; none where there is no file."""
    path = folder / FILE
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = [
        Answer(r["bank"], r["question_id"], r["kind"], r["answer"], r["label"])
        for r in rows
    ]
    return [answer for answer in found if answer.half == half]


def banks() -> dict[str, Bank]:
    found = [load_bank(path) for path in sorted(SHIPPED.glob("*.toml"))]
    return {bank.name: bank for bank in found}


def encoder() -> SentenceEncoder:
    """Return the model's where it is installed, else that of words."""
    return open_encoder(model_files(MODEL, MODELS))[0]


def scored(
    wanted: list[Answer], weights: Weights, by: SentenceEncoder
) -> Iterator[tuple[Answer, AnswerScore]]:
    known = banks()
    models = [q.model_answer for bank in known.values() for q in bank.questions]
    scorer = Scorer(lambda: weights, lambda: by, models)
    for answer in wanted:
        bank = known[answer.bank]
        question = bank.question(answer.question_id)
        assert question is not None
        yield answer, scorer.score(question, answer.text, story=bank.star)


def example(answer: Answer, score: AnswerScore) -> Labelled:
    story = answer.bank == "behavioural"
    kind: Literal["knowledge", "story"] = "story" if story else "knowledge"
    return Labelled(kind, score.features, answer.label / STEPS, answer.text)
