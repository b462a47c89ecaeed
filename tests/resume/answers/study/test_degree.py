from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY, rule_of, said
from tests.resume.asking import asked_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("does she have a degree", "Yes, she has a BSc in Geography"),
        ("does she have a PhD", "No, the résumé doesn't list a doctorate."),
    ],
)
def test_a_degree_is_affirmed_or_denied(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("has she got a masters degree", "No, the résumé doesn't list a master's"),
        ("has she got a postgraduate degree", "Yes, she has a Postgraduate Diploma"),
    ],
)
def test_a_postgraduate_diploma_is_no_masters(question: str, words: str) -> None:
    diploma = {
        "institution": "Coast Academy",
        "studyType": "Postgraduate Diploma",
        "area": "Sea Law",
        "startDate": "2019-09",
        "endDate": "2020-06",
    }
    document = CARTOGRAPHER | {"education": [diploma]}
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    assert words in asked_of(person, question).text


@pytest.mark.parametrize(
    "question", ["what was her bachelors about", "what was her bsc thesis on"]
)
def test_what_a_degree_was_about_is_not_answered_with_its_name(question: str) -> None:
    assert rule_of(question) != "degree"
