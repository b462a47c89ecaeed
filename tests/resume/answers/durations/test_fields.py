from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, TODAY, said
from tests.resume.asking import asked_of


def test_all_work_is_summed_without_gaps() -> None:
    assert "13 years and 4 months of work experience, since 2012" in said(
        "how many years of experience does she have"
    )


def test_short_forms_ask_for_all_work() -> None:
    for question in ("total experience in years", "overall years of work"):
        assert "13 years and 4 months of work experience" in said(question)


def test_a_family_of_tools_is_timed_by_the_jobs_that_list_it() -> None:
    resume = read_resume(
        {
            **CARTOGRAPHER,
            "work": [
                {
                    "name": "Fjord Data",
                    "position": "Analyst",
                    "startDate": "2020-11",
                    "highlights": ["Writes Python every day"],
                },
                {"name": "Kelp Bar", "position": "Waiter", "startDate": "2016-11"},
            ],
            "volunteer": [
                {
                    "organization": "Harbour Code Club",
                    "position": "Mentor",
                    "startDate": "2012-01",
                    "summary": "Teaches programming.",
                }
            ],
        }
    )
    found = ResumeQueryProcessor(resume, clock=lambda: TODAY)
    for question in ("how long has she been coding", "how long has she programmed"):
        text = asked_of(found, question).text
        assert "6 years" in text
        assert "Code Club" not in text


def test_internships_are_told_within_the_whole() -> None:
    jobs = [
        {"name": "Fjord Data", "position": "Analyst", "startDate": "2020-11"},
        {
            "name": "Kelp Lab",
            "position": "Intern",
            "startDate": "2019-01",
            "endDate": "2019-06",
        },
    ]
    resume = read_resume({**CARTOGRAPHER, "work": jobs})
    found = ResumeQueryProcessor(resume, clock=lambda: TODAY)
    assert asked_of(found, "how much experience does she have").text == (
        "She has 6 years and 7 months of work experience, since 2019."
        " That includes 6 months as an Intern."
    )
