from __future__ import annotations

from copy import deepcopy

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY
from tests.resume.asking import asked_of

AT_HOME = "After leaving she stayed at home with a newborn until spring."


def told(question: str, *, job: str = "", hobby: str = "") -> str:
    """What is said of the chart maker with a line about her time between jobs."""
    document = deepcopy(CARTOGRAPHER)
    if job:
        document["work"][2]["summary"] = job
    if hobby:
        document["interests"] = [{"name": "Rowing", "keywords": [hobby]}]
    person = ResumeQueryProcessor(read_resume(document), clock=lambda: TODAY)
    return asked_of(person, question).text


@pytest.mark.parametrize(
    "question",
    [
        "what was she doing in spring 2018",
        "is there a gap in her resume",
    ],
)
def test_time_off_is_told_with_what_a_job_beside_it_says(question: str) -> None:
    job = "After leaving I stayed at home with a newborn until spring."
    assert AT_HOME in told(question, job=job)


def test_time_off_is_told_with_a_line_that_has_its_year() -> None:
    said = told("what was she doing in spring 2018", hobby="Round Skye, 2018")
    assert "rowing: Round Skye, 2018" in said
    assert "That was between her jobs at" in said


def test_a_line_on_the_work_itself_tells_no_time_off() -> None:
    said = told("what was she doing in spring 2018", job="Ran the office at home.")
    assert "doesn't list anything for that time" in said
