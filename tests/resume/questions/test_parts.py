from __future__ import annotations

from services.resume.questions.parts import many, one, parts_in


def test_nouns_name_parts_of_the_resume() -> None:
    parts = parts_in("which awards and what project".split())
    assert [(p.section, p.plural) for p in parts] == [
        ("awards", True),
        ("projects", False),
    ]


def test_a_section_has_a_noun_for_one_and_for_many() -> None:
    assert (one("awards"), many("awards")) == ("award", "awards")
    assert (one("sea_trials"), many("sea_trials")) == ("sea trial", "sea trials")
