from __future__ import annotations

from services.resume.telling.places import country_name, spoken_place


def test_a_code_is_said_as_its_country() -> None:
    assert spoken_place("Bodø, NO") == "Bodø, Norway"
    assert spoken_place("Oslo, Oslo, NO") == "Oslo, Norway"
    assert spoken_place("Leeds, GB") == "Leeds, in the UK"
    assert country_name("ZZ") == ""
