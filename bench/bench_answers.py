"""Answer quality over our own questions, and over DATA's where it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.answer_cases import Case, read_eval, read_own
from bench.answer_scoring import Scores, run
from bench.figure import Figure
from services.resume_query_processor import ResumeQueryProcessor

ROOT = Path(__file__).parent.parent
SETS = {
    "own": (ROOT / "resume_data.json", ROOT / "bench/questions.jsonl"),
    "other": (ROOT / "bench/other_resume.json", ROOT / "bench/other_questions.jsonl"),
}
"""Résumé and questions: the sample, and a person of another trade as JSON Resume."""
AIMS = {
    "intent": ">= 0.95",
    "f1": ">= 0.85",
    "ndcg": ">= 0.9",
    "followup": ">= 0.92",
    "must_not_show": "<= 0.02",
    "blocked": ">= 0.96",
    "false_block": "<= 0.01",
    "absent": ">= 0.95",
    "false_absent": "<= 0.02",
    "fact": ">= 0.9",
    "no_cards": ">= 0.97",
    "too_long": "<= 0",
}
EVAL = "eval/dev.jsonl"
EVAL_RESUMES = {"a": "upstream_*.json", "b": "thomas*.json", "c": "jr*.json"}


def figures(data: Path | None) -> Iterator[Figure]:
    for name, (resume, questions) in SETS.items():
        yield from _figures(name, of_resume(resume, list(read_own(questions))))
    if data is None or not (data / EVAL).is_file():
        return
    cases = list(read_eval(data / EVAL, date.today()))
    for letter, pattern in EVAL_RESUMES.items():
        found = sorted((data / "eval/resumes").glob(pattern))
        asked = [case for case in cases if case.resume == letter]
        if found and asked:
            yield from _figures(letter, of_resume(found[0], asked))


def of_resume(resume: Path, cases: list[Case]) -> Scores:
    return run(ResumeQueryProcessor.from_path(resume), cases)


def _figures(name: str, scores: Scores) -> Iterator[Figure]:
    for figure, aim in AIMS.items():
        if count := len(scores.values[figure]):
            value = scores.mean(figure)
            yield Figure(f"answers_{name}_{figure}", value, "share", aim, f"n={count}")
