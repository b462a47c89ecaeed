from __future__ import annotations

from services.resume.index import build_index
from services.resume.loading import read_resume
from services.resume.reading.reader import Reader
from services.resume.replies.spans import union_days
from services.resume.understanding.context import Context
from services.resume.understanding.finding import Situation
from tests.resume.asking import TODAY

DOCUMENT = {
    "name": "A B",
    "experience": [
        {"company": "One", "dates": "2010 – 2011"},
        {"company": "Two", "dates": "2011 – 2012"},
    ],
}


def test_days_worked_twice_count_once() -> None:
    index = build_index(read_resume(DOCUMENT))
    reading = Reader(index).read("x", TODAY)
    days, start = union_days((0, 1), Situation(index, reading, Context(), TODAY))
    assert (days, start) == (365 + 365 + 366, 2010)
