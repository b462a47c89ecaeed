from __future__ import annotations

import pytest

from services.models.resume import Entry
from services.resume.answers.countries import country_of, country_of_entry


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


def test_a_school_without_a_place_is_where_its_name_says() -> None:
    place = "Art School, Gent"
    school = Entry("education/a", "education", place, "education[0]", place)
    assert country_of_entry(school) == "Belgium"
