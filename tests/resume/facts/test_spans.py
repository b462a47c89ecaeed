from __future__ import annotations

import pytest

from services.resume.facts.spans import spoken_months


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (33, "2 years and 9 months"),
        (12, "1 year"),
        (13, "1 year and 1 month"),
        (24, "2 years"),
        (5, "5 months"),
        (0, "1 month"),
    ],
)
def test_exact_months_are_said_exactly(months: int, said: str) -> None:
    assert spoken_months(months) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [(48, "about 4 years"), (53, "about 4 years"), (5, "about 5 months")],
)
def test_rough_dates_are_said_roughly(months: int, said: str) -> None:
    assert spoken_months(months, approximate=True) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "etwa 4 Jahre"),
        ("fr", "environ 4 ans"),
        ("es", "cerca de 4 años"),
    ],
)
def test_durations_are_said_in_each_language(language: str, said: str) -> None:
    assert spoken_months(48, approximate=True, language=language) == said
