from __future__ import annotations

import pytest

from services.resume.answers.countries import country_of


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Bodø, Norway", "Norway"),
        ("Aberdeen, UK", "the UK"),
        ("Ghent, BE", "Belgium"),
        ("A cave", ""),
        ("", ""),
    ],
)
def test_a_place_is_in_the_country_of_its_last_part(place: str, country: str) -> None:
    assert country_of(place) == country
