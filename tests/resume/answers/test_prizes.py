from __future__ import annotations

import pytest

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.answers.people import CARTOGRAPHER, said
from tests.resume.asking import asked_of


def _told(line: str) -> str:
    work = [{"name": "Skerry Charts", "position": "Editor", "highlights": [line]}]
    rest = {name: part for name, part in CARTOGRAPHER.items() if name != "awards"}
    resume = read_resume(rest | {"work": work})
    return asked_of(ResumeQueryProcessor(resume), "has she won any awards").text


def test_listed_awards_are_told_as_a_part() -> None:
    assert "Young Surveyor Prize" in said("has she won any awards")


@pytest.mark.parametrize("line", ["Won the Harbour Prize", "Harbour Prize for maps"])
def test_a_prize_beside_a_job_is_told(line: str) -> None:
    text = _told(line)
    assert text.startswith("Yes")
    assert "Harbour Prize" in text


@pytest.mark.parametrize("line", ["Judged the Harbour Prize", "Planned prize days"])
def test_a_prize_that_was_not_won_is_no_award(line: str) -> None:
    assert _told(line).startswith("No")
