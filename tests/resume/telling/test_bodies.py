from __future__ import annotations

import pytest

from services.resume.telling.bodies import apart, called


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Royal Engineers", "the Royal Engineers"),
        ("Kamara Engineers", "Kamara Engineers"),
        ("Red Cross", "the Red Cross"),
        ("World Water Secretariat", "the World Water Secretariat"),
        ("University of Galway", "the University of Galway"),
        ("Hanoi University of Science", "Hanoi University of Science"),
        ("National University of Singapore", "the National University of Singapore"),
        ("Riverbend State University", "Riverbend State University"),
        ("Academy of Music, Gothenburg", "the Academy of Music, Gothenburg"),
        ("Northern Journal of Tides", "the Northern Journal of Tides"),
        ("Heartland Labor Fund", "the Heartland Labor Fund"),
        ("Tenants' Hotline", "the Tenants' Hotline"),
        ("Leeds City Council", "Leeds City Council"),
        ("Valley rescue group", "the Valley rescue group"),
        ("The Open University", "The Open University"),
        ("Skerry Charts", "Skerry Charts"),
        ("Interspeech", "Interspeech"),
    ],
)
def test_a_body_is_called_with_the_where_one_says_it(name: str, said: str) -> None:
    assert called(name) == said


def test_a_name_with_a_comma_is_closed_by_one() -> None:
    assert apart("Selkirk College, Castlegar") == "Selkirk College, Castlegar,"
