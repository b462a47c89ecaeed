from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("role", "place", "sentence"),
    [
        ("Father", "Parental leave", "She was on parental leave"),
        ("Carer", "Career break", "She took a career break as a carer"),
        ("Time out", "Sabbatical", "She took time out"),
        ("New mother", "At home", "She was at home as a new mother"),
        ("Carer", "At home", "She was at home as a carer"),
        ("Grief and babies", "At home", "She was at home, for grief and babies,"),
        ("Owner", "Lee Chemists", "She was the owner of Lee Chemists"),
        ("Cadet", "Merchant Navy", "She was a Cadet in the Merchant Navy"),
    ],
)
def test_a_time_away_from_work_is_no_job(role: str, place: str, sentence: str) -> None:
    years: dict[str, object] = {"startDate": "2012", "endDate": "2014"}
    said = told("work", {"name": place, "position": role, **years})
    assert said == f"{sentence} from 2012 to 2014."
