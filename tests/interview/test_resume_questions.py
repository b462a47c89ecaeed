"""Questions made from a résumé, and banks by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import ConfigurationError, InvalidInput
from services.interview.banks import Banks
from services.interview.resume_questions import MOST, resume_bank
from services.interview.scoring import Scorer
from services.interview.weights import load_weights
from services.meaning.words_only import WordsOnly
from services.models.resume import Entry, Profile, Resume
from tests.interview.test_bank_file import GOOD

LINE = "Cut the cost of printing by 30 % within a year"


def resume(*highlights: str) -> Resume:
    entry = Entry(
        "x",
        "experience",
        "Buyer",
        "work[0]",
        organization="Inkwell",
        highlights=highlights,
    )
    return Resume(Profile("Ada"), {"experience": (entry,)}, "1")


def test_a_line_becomes_a_question_about_how() -> None:
    bank = resume_bank(resume("Likes colours very much", LINE))
    assert bank is not None
    assert bank.star
    first = bank.questions[0]
    assert LINE in first.text
    assert "Buyer at Inkwell" in first.text
    assert first.text.endswith("How did you do that?")


def test_a_full_answer_is_worth_more_than_the_line_again() -> None:
    bank = resume_bank(resume(LINE))
    assert bank is not None
    (question,) = bank.questions
    weights = load_weights()
    scorer = Scorer(lambda: weights, WordsOnly)
    told = (
        "In 2022 we printed everything in colour because nobody had asked what for. I "
        "measured three weeks of jobs, then set the printers to both sides and "
        "negotiated one contract instead of five. The hardest was that one team "
        "refused, so I showed them their own figures. After a year the cost had "
        "fallen by 30 %, some 12,000 euros."
    )
    full = scorer.score(question, told, story=True)
    again = scorer.score(question, f"I cut it. {LINE}, as it says.", story=True)
    assert full.score > 0.65
    assert again.score < full.score / 2


def test_a_resume_that_says_nothing_asks_nothing() -> None:
    assert resume_bank(resume()) is None
    assert resume_bank(resume("short")) is None
    many = resume_bank(resume(*[f"{LINE}, number {n}" for n in range(50)]))
    assert many is not None
    assert len(many.questions) == MOST
    assert len({question.id for question in many.questions}) == MOST


def test_a_bank_of_ones_own_replaces_ours(tmp_path: Path) -> None:
    own = GOOD.replace('name = "own"', 'name = "sql"')
    (tmp_path / "own.toml").write_text(own, "utf-8")
    banks = Banks(tmp_path, resume)
    assert banks.get("sql").title == "Our own"
    assert len(banks.get("python").questions) >= 30
    with pytest.raises(InvalidInput, match="behavioural, excel"):
        banks.get("resume")
    with pytest.raises(ConfigurationError, match="no folder"):
        Banks(tmp_path / "none", resume)
