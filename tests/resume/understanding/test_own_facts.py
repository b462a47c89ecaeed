from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import TODAY, asked_of, ids

DOCUMENT = {
    "name": "Pim Sorensen",
    "education": [
        {
            "id": "forestry",
            "institution": "Ridge College",
            "degree": "BSc Forestry",
            "dates": "2018 – 2021",
            "thesis": "Owls in young pines",
            "advisor": "Dr. Maud Linde",
        }
    ],
}
PROCESSOR = ResumeQueryProcessor(read_resume(DOCUMENT), clock=lambda: TODAY)


def test_a_fact_is_told_by_the_name_the_resume_gives_it() -> None:
    answer = asked_of(PROCESSOR, "what was the thesis about")
    assert "Owls in young pines" in answer.text
    assert ids(answer) == ["forestry"]
    assert answer.evidence[0].paths == ("education[0].thesis",)


def test_each_fact_answers_to_its_own_name() -> None:
    assert "Maud Linde" in asked_of(PROCESSOR, "who was the advisor").text


def test_a_name_that_no_fact_has_is_missing() -> None:
    assert asked_of(PROCESSOR, "what was the dissertation prize").absent
