from __future__ import annotations

from services.models.resume import Profile
from services.resume.telling.person import person_of


def test_a_title_is_no_first_name() -> None:
    assert person_of(Profile(name="Dr. Karim Osei")).first == "Karim"
