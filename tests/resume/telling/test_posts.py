from __future__ import annotations

import pytest

from services.resume.telling.posts import is_role, post_of
from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("Receptionist, part-time", "a part-time Receptionist"),
        (
            "Author and series editor (freelance)",
            "a freelance Author and series editor",
        ),
        ("Team leader, cold store", "a Team leader for the cold store"),
        ("Extension Officer, pollination", "an Extension Officer for pollination"),
        ("Radiographer, CT and MRI (Band 7)", "a Radiographer for CT and MRI, Band 7,"),
        (
            "Test engineer, then application engineer",
            "a Test engineer and then an application engineer",
        ),
        (
            "Junior programmer, before that tester",
            "a tester and then a junior programmer",
        ),
        (
            "Commis, then chef de partie, fish",
            "a Commis and then a chef de partie for fish",
        ),
        ("Adviser, one day a month", "an Adviser, one day a month,"),
        (
            "Second in Department, Modern Languages",
            "Second in Department for Modern Languages",
        ),
        ("Baker, driver", "a Baker and driver"),
    ],
)
def test_a_role_is_told_with_what_stands_behind_its_comma(role: str, said: str) -> None:
    assert post_of(role).said == said


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("Medical tent", "She volunteered in the medical tent at the Dunes Festival"),
        ("Toy table", "She volunteered at the toy table at the Dunes Festival"),
        ("Phone volunteer", "She was a Phone volunteer at the Dunes Festival"),
        ("Volunteer", "She volunteered at the Dunes Festival"),
        (
            "Soup workshops",
            "She did soup workshops as a volunteer at the Dunes Festival",
        ),
        ("Led rides", "She led rides as a volunteer at the Dunes Festival"),
        ("Steward", "She volunteered as a Steward at the Dunes Festival"),
    ],
)
def test_volunteering_is_told_by_what_the_role_is(role: str, sentence: str) -> None:
    entry: dict[str, object] = {"organization": "Dunes Festival", "position": role}
    years: dict[str, object] = {"startDate": "2012", "endDate": "2019"}
    assert told("volunteer", {**entry, **years}) == f"{sentence} from 2012 to 2019."


def test_a_headline_that_is_no_role_is_none() -> None:
    assert is_role("Trade-Union Organiser")
    assert is_role("Investigative and Local Government Reporter")
    assert is_role("Crown prosecutor, economic crime and appeals")
    assert not is_role("Designer: books, exhibitions, wayfinding")
    assert not is_role("Making maps since 1999")
