from __future__ import annotations

from services.resume.loading import read_resume
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT, asked_of, ids


def _asked(parts: dict[str, object], question: str) -> tuple[list[str], str]:
    answer = asked_of(ResumeQueryProcessor(read_resume(DOCUMENT | parts)), question)
    return ids(answer), answer.text


def test_how_good_somebody_is_is_the_level_of_the_skills() -> None:
    skills = [{"name": "Baking", "level": "Advanced", "keywords": ["Python", "Rye"]}]
    cards, text = _asked({"skills": skills}, "how good is she with python")
    assert cards[0].startswith("skills")
    assert "advanced" in text.lower()


def test_time_spent_somewhere_is_time_employed_there() -> None:
    built = {"id": "weir", "title": "Weir", "company": "Oldmill Foods", "date": "2021"}
    cards, text = _asked(
        {"projects": [built]}, "how long has she been at oldmill foods"
    )
    assert cards == ["oldmill"]
    assert "3 years" in text
