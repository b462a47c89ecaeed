from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            {
                "studyType": "BSc",
                "area": "Geology",
            },
            "She has a BSc in Geology from the U, where she studied TIME.",
        ),
        (
            {
                "studyType": "MSc, part-time",
                "area": "Law",
            },
            "She has a part-time MSc in Law from the U, where she studied TIME.",
        ),
        (
            {
                "studyType": "MPhil",
                "area": "Law",
            },
            "She has an MPhil in Law from the U, where she studied TIME.",
        ),
        (
            {
                "studyType": "Master's, not finished",
                "area": "Law",
            },
            "She studied for a Master's in Law at the U TIME, but did not finish it.",
        ),
        (
            {
                "studyType": "MSc",
                "area": "Biology",
                "note": "Left after one term.",
            },
            "She studied for an MSc in Biology at the U TIME, but did not finish it.",
        ),
        (
            {
                "studyType": "Two years, no degree",
                "area": "Philosophy",
            },
            "She studied Philosophy at the U TIME, two years, without a degree.",
        ),
        (
            {
                "studyType": "Short course, 15 credits",
                "area": "Light",
            },
            "She did a Short course in Light, 15 credits, at the U TIME.",
        ),
        (
            {
                "studyType": "One-year programme",
                "area": "Teaching",
            },
            "She did a One-year programme in Teaching at the U TIME.",
        ),
        (
            {
                "studyType": "Diploma",
                "area": "Botany",
                "endDate": "2010-06",
            },
            "She got a Diploma in Botany from the U in June 2010.",
        ),
    ],
)
def test_a_study_is_told_by_whether_it_was_finished(
    entry: dict[str, object], sentence: str
) -> None:
    school: dict[str, object] = {"institution": "University of Oulu"}
    years = {} if "endDate" in entry else {"startDate": "2015-09", "endDate": "2016-06"}
    said = told("education", {**school, **years, **entry})
    time = "from September 2015 to June 2016"
    expected = sentence.replace("the U", "the University of Oulu")
    assert said == expected.replace("TIME", time)
