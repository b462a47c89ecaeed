"""Facts of another trade's résumé: levels, grades in words, certificates that end."""

from __future__ import annotations

from typing import Any

import pytest

from services.models.answer import Answer
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import asked_of, ids
from tests.resume.other_trade import DOCUMENT, ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("is her rigging certificate still valid", "2028"),
        ("when does the stage rigging expire", "2028"),
        ("did she graduate with honours", "cum laude"),
        ("what was her degree in", "Choral Conducting"),
    ],
)
def test_the_fact_asked_for_is_said(question: str, fact: str) -> None:
    assert fact in ask(question).text


def test_what_software_somebody_uses_is_a_question_about_skills() -> None:
    answer = ask("what software does she use")
    assert answer.intent == "skills"
    assert "QLab" in answer.text


def test_where_a_part_of_its_own_took_place_is_told() -> None:
    talks = [
        {"id": "mend", "title": "Mending Nets", "venue": "Harbour Days"},
        {"id": "salt", "title": "Salt Roads", "venue": "Inland Forum"},
    ]
    answer = _asked({"speaking": talks}, "where has she given talks")
    assert "Harbour Days" in answer.text
    assert "Inland Forum" in answer.text


def test_the_most_cited_paper_is_the_one_cited_most() -> None:
    papers = [
        {"id": "new", "title": "New Tides", "date": "2024", "citations": 3},
        {"id": "old", "title": "Old Tides", "date": "2015", "citations": 410},
    ]
    assert ids(_asked({"publications": papers}, "what is her most cited paper")) == [
        "old"
    ]
    counted = _asked({"publications": papers}, "how many citations does old tides have")
    assert "410" in counted.text


def test_a_number_behind_a_name_may_be_spelt_out() -> None:
    papers = [
        {"id": "gene", "title": "A switch called ACE2", "date": "2020"},
        {"id": "other", "title": "Tides", "date": "2021"},
    ]
    assert ids(_asked({"publications": papers}, "the ace two paper")) == ["gene"]


def test_the_sentence_with_the_word_asked_for_is_told() -> None:
    school = {
        "id": "school",
        "institution": "Lake School",
        "degree": "PhD",
        "description": "Thesis on tides. Supervisor: Prof. Ada Lund.",
    }
    answer = _asked({"education": [school]}, "who was her supervisor")
    assert "Ada Lund" in answer.text


def test_a_heading_of_the_skills_is_told_with_its_members() -> None:
    skills = {"looms": ["Dobby", "Jacquard"], "dyes": ["Indigo"]}
    answer = _asked({"skills": skills}, "what looms does she use")
    assert "Jacquard" in answer.text
    assert "Indigo" not in answer.text


def _asked(parts: dict[str, Any], question: str) -> Answer:
    return asked_of(ResumeQueryProcessor(read_resume(DOCUMENT | parts)), question)
