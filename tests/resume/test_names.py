from __future__ import annotations

import pytest

from services.models.resume import Entry
from services.resume.names import entry_names


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Electronic Harbor Foundation", "EHF"),
        ("Centre for Slow Things (CST), Govt. of Elbonia", "CST"),
        ("Fernwood Inc. (B2B SaaS)", "Fernwood"),
        ("Harvest University", "Harvest"),
        ("Lund & Sons Lab", "Lund and Sons"),
    ],
)
def test_organisations_are_known_by_their_short_names(
    organization: str, name: str
) -> None:
    entry = Entry("x", "experience", "t", "p", organization=organization)
    found = {n.lower().replace("  ", " ") for n in entry_names(entry)}
    assert name.lower() in found


def test_everyday_parts_are_no_names() -> None:
    entry = Entry("x", "projects", "Harbor — Project (Team)", "p")
    assert "Project" not in set(entry_names(entry))


def test_skill_groups_have_no_names() -> None:
    assert not list(entry_names(Entry("x", "skills", "Databases", "p")))
