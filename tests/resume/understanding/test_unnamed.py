"""Parts and entries of a résumé that a question means without naming them."""

from __future__ import annotations

from typing import Any

import pytest

from services.models.answer import Answer
from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, ask, asked_of, ids


def _asked(parts: dict[str, Any], question: str) -> Answer:
    return asked_of(ResumeQueryProcessor(read_resume(DOCUMENT | parts)), question)


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("her second job", ["oldmill"]),
        ("two newest projects", ["owl-post", "rain-gauge"]),
        ("valleys or glaciers", ["rain-gauge"]),
    ],
)
def test_the_cards_meant_and_no_others(question: str, cards: list[str]) -> None:
    assert ids(ask(question)) == cards


def test_where_somebody_is_means_where_they_live() -> None:
    assert "Ghent" in ask("where is she").text


def test_what_was_never_designed_is_said_to_be_missing() -> None:
    assert ask("did she design airports").absent


def test_a_degree_of_its_own_kind_is_no_other_of_its_level() -> None:
    mba = {"id": "mba", "institution": "Scheldt School", "degree": "MBA"}
    held = _asked({"education": [*DOCUMENT["education"], mba]}, "does she have an mba")
    assert ids(held) == ["mba"]
    assert ask("does she have an mba").absent


def test_a_word_written_with_a_hyphen_is_found_without() -> None:
    rescue = {"id": "rescue", "organization": "Reed Patrol", "summary": "45 call-outs."}
    answer = _asked({"volunteer": [rescue]}, "how many callouts")
    assert ids(answer) == ["rescue"]
    assert "45" in answer.text


def test_numbers_in_words_beyond_ten_are_numbers() -> None:
    job = {
        "id": "farm",
        "company": "Reed Farm",
        "description": "Kept about forty goats.",
    }
    answer = _asked({"experience": [job]}, "how many goats did she keep")
    assert "forty" in answer.text


def test_without_an_everyday_word_leaves_the_technology_out() -> None:
    projects = [
        {"id": "duel", "title": "Duel", "technologies": ["Unity"]},
        {"id": "chess", "title": "Chess", "technologies": ["Godot"]},
    ]
    assert ids(_asked({"projects": projects}, "projects without unity")) == ["chess"]


def test_papers_before_a_position_are_papers() -> None:
    papers = [
        {"id": "early", "title": "Reeds", "date": "2018"},
        {"id": "late", "title": "Dunes", "date": "2025"},
    ]
    answer = _asked({"publications": papers}, "papers before becoming a data engineer")
    assert ids(answer) == ["early"]


def test_degrees_are_told_with_where_they_were_taken() -> None:
    bachelor = {"id": "bsc", "institution": "Reed College", "degree": "BSc in Botany"}
    schools = {"education": [*DOCUMENT["education"], bachelor]}
    text = _asked(schools, "her degrees").text
    assert "Reed College" in text
    assert "BSc in Botany" in text


def test_a_share_is_a_percentage() -> None:
    job = {
        "id": "farm",
        "company": "Reed Farm",
        "highlights": ["Fed 900 geese", "Sold eggs to 70% of geese keepers"],
    }
    answer = _asked({"experience": [job]}, "what percentage of geese keepers bought")
    assert "70%" in answer.text


def test_what_a_sentence_calls_itself_may_be_asked_for() -> None:
    school = {
        "id": "school",
        "institution": "Lake School",
        "degree": "PhD",
        "description": "Thesis: Reeds in winter. Supervisor: Prof. Ada Lund.",
    }
    answer = _asked({"education": [school]}, "what was her thesis about")
    assert "Reeds in winter" in answer.text


def test_a_phone_that_is_a_kind_of_work_is_no_phone_number() -> None:
    game = {"id": "duel", "title": "Duel", "description": "A video game for phones."}
    answer = _asked({"projects": [game]}, "phone games")
    assert answer.intent != "contact"


def test_where_somebody_worked_at_a_time_is_paid_work() -> None:
    rescue = {"id": "rescue", "organization": "Reed Patrol", "dates": "2020 – 2022"}
    answer = _asked({"volunteer": [rescue]}, "where did she work in 2021")
    assert ids(answer) == ["oldmill"]


def test_a_sentence_is_not_said_twice() -> None:
    weir = {"id": "weir", "title": "Weir", "highlights": ["Sold in forty towns"]}
    text = _asked({"projects": [weir]}, "is weir sold in towns").text
    assert text.count("forty towns") == 1
