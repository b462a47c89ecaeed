from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY, said
from tests.resume.asking import asked_of


def test_where_and_what_was_studied() -> None:
    assert said("where did she study") == (
        "She studied at Northgate University (a BSc in Geography, 2011 to 2014)."
    )
    assert "BSc in Geography from Northgate University" in said("what did she study")


def test_a_school_is_told_once_and_needs_no_dates() -> None:
    degrees = [
        {"institution": "Fell College", "area": "Physics", "studyType": kind}
        for kind in ("MSc", "BSc")
    ]
    resume = read_resume({**CARTOGRAPHER, "education": degrees})
    found = ResumeQueryProcessor(resume, clock=lambda: TODAY)
    assert asked_of(found, "where did she study").text == (
        "She studied at Fell College (an MSc in Physics and a BSc in Physics)."
    )
