"""The report as the dashboard shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.analytics.gap_report import GapReport
from services.analytics.gaps import Missed, content_words
from services.errors import ConfigurationError
from services.resume.loading import read_resume
from tests.analytics.turns import NOON, report, sample_document

RUST = Missed("does she know Rust", 3, NOON)


def test_a_theme_comes_with_its_questions_and_a_draft() -> None:
    (theme,) = report().of([RUST])["themes"]
    assert (theme["title"], theme["count"]) == ("Rust", 3)
    assert theme["questions"] == [{"question": RUST.text, "count": 3}]
    assert theme["field"] == "skills.languages"
    assert theme["draft"]["patch"][0]["op"] == "add"


def test_a_question_that_is_answered_now_leaves_the_report() -> None:
    known = report(answers=lambda question: True)
    assert known.is_due(RUST.text)
    known.ask_again(RUST.text)
    assert not known.is_due(RUST.text)
    assert known.of([RUST])["themes"] == []


def test_a_changed_resume_is_asked_again() -> None:
    versions = iter("aab")
    document = sample_document()
    found = GapReport(
        resume=lambda: read_resume(document, version=next(versions)),
        document=lambda: document,
        answers=lambda question: False,
    )
    assert found.is_due(RUST.text)
    found.ask_again(RUST.text)
    assert not found.is_due(RUST.text)
    assert found.is_due(RUST.text)


def test_a_resume_file_that_is_broken_now_costs_the_drafts_only() -> None:
    def broken() -> Mapping[str, Any]:
        raise ConfigurationError("not JSON")

    resume = read_resume(sample_document())
    found = GapReport(resume=lambda: resume, document=broken, answers=lambda q: False)
    (theme,) = found.of([RUST])["themes"]
    assert theme["draft"] is None
    assert theme["field"] == "skills"


def test_forgetting_leaves_no_question_in_memory() -> None:
    found = report()
    found.ask_again(RUST.text)
    found.of([RUST])
    found.forget()
    assert content_words.cache_info().currsize == 0
    assert RUST.text not in repr(vars(found))
