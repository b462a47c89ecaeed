"""The banks that come along: whole, and true to their own model answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from services.interview.answer_text import words_of
from services.interview.bank_file import load_bank
from services.interview.wording import find, wording
from services.models.interview_bank import Bank, Question

FOLDER = Path(__file__).parents[2] / "services" / "interview" / "data" / "banks"
BANKS = [load_bank(path) for path in sorted(FOLDER.glob("*.toml"))]
QUESTIONS = [(bank.name, question) for bank in BANKS for question in bank.questions]


def test_there_are_five_banks() -> None:
    names = {bank.name for bank in BANKS}
    assert names == {"excel", "sql", "python", "system_design", "behavioural"}


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.name)
def test_a_bank_has_thirty_questions_of_every_level(bank: Bank) -> None:
    levels = Counter(question.level for question in bank.questions)
    assert len(bank.questions) >= 30
    assert min(levels[level] for level in ("junior", "middle", "senior")) >= 4


@pytest.mark.parametrize(("bank", "question"), QUESTIONS, ids=lambda one: str(one)[:40])
def test_a_question_fits_its_own_model_answer(bank: str, question: Question) -> None:
    words = words_of(question.model_answer)
    missed = [
        point.says
        for point in question.points
        if not any(find(wording(text), words) for text in point.wordings)
    ]
    trapped = [
        text
        for trap in question.traps
        for text in trap.wordings
        if find(wording(text), words, within_sentence=True)
    ]
    assert (missed, trapped) == ([], [])
    assert len(question.points) >= 3
    assert question.traps


@pytest.mark.parametrize(("bank", "question"), QUESTIONS, ids=lambda one: str(one)[:40])
def test_difficulty_goes_with_the_level(bank: str, question: Question) -> None:
    low, high = {"junior": (-2, 0), "middle": (-0.4, 0.7), "senior": (0.2, 1.6)}[
        question.level
    ]
    assert low <= question.difficulty <= high
