"""Drafts: applied and filled in, they make the question answerable."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from services.analytics.draft import Draft, draft
from services.analytics.gap_themes import ThemeBook
from services.analytics.gaps import GapFinder, Missed
from services.models.answer import Query
from services.resume.loading import read_resume
from services.resume.reading.topics import load_topics
from services.resume_query_processor import ResumeQueryProcessor
from tests.analytics.turns import NOON, sample_document

BLANK = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def finder() -> GapFinder:
    return GapFinder(ThemeBook.standard(), load_topics())


def drafted(finder: GapFinder, question: str, document: Mapping[str, Any]) -> Draft:
    gaps, _ = finder.find([Missed(question, 1, NOON)], ())
    return draft(gaps[0], document, finder.siblings(gaps[0].theme.id))


def applied(draft: Draft, document: dict[str, Any], fact: str) -> dict[str, Any]:
    """The document with the draft in it, its blanks filled with one fact."""
    for step in draft.patch:
        value = json.loads(
            BLANK.sub(fact, json.dumps(step["value"], ensure_ascii=False))
        )
        *way, last = step["path"].strip("/").split("/")
        place: Any = document
        for part in way:
            place = place[int(part) if isinstance(place, list) else part]
        if isinstance(place, list):
            place.append(value)
        else:
            place[last] = value
    return document


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("does she know Rust", "Rust"),
        ("what is her salary", "100,000 a year"),
        ("can she drive a forklift", "Forklift licence"),
        ("is she allowed to work in the EU", "EU citizen"),
        ("does she speak French", "French"),
        ("does she hold a CISSP certificate", "CISSP"),
        ("has she filed any patents", "Singing valve"),
    ],
)
def test_a_filled_draft_answers_the_question(
    finder: GapFinder, question: str, fact: str
) -> None:
    before = ResumeQueryProcessor(read_resume(sample_document()))
    assert before.answer(Query(question)).absent
    document = sample_document()
    document = applied(drafted(finder, question, document), document, fact)
    after = ResumeQueryProcessor(read_resume(document))
    assert not after.answer(Query(question)).absent


@pytest.mark.parametrize("question", ["does she know Rust", "her salary", "patents"])
def test_no_fact_is_made_up(finder: GapFinder, question: str) -> None:
    found = drafted(finder, question, sample_document())
    text = json.dumps([step["value"] for step in found.patch])
    assert "<" in text
    assert "Rust" not in BLANK.sub("", text)


def test_a_technology_goes_to_the_group_of_its_kind(finder: GapFinder) -> None:
    found = drafted(finder, "has she used Azure", sample_document())
    assert found.field == "skills.cloud"
    assert found.patch[0]["path"] == "/skills/cloud/-"


@pytest.mark.parametrize(
    ("document", "question", "path"),
    [
        ({"name": "A", "skills": ["Go"]}, "does she know Rust", "/skills/-"),
        ({"name": "A"}, "does she know Rust", "/skills"),
        ({"name": "A"}, "what is her salary", "/contact"),
        ({"basics": {"name": "A"}}, "what is her salary", "/basics/salary"),
        ({"name": "A", "certificates": []}, "is she certified", "/certificates/-"),
        ({"name": "A", "languages": {"German": "good"}}, "speaks French", "/languages"),
    ],
)
def test_the_path_fits_the_file(
    finder: GapFinder, document: dict[str, Any], question: str, path: str
) -> None:
    assert drafted(finder, question, document).patch[0]["path"].startswith(path)
