from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            {"title": "Choice Cup", "summary": "Third of 380. I sang."},
            "She came third of 380 in the Choice Cup",
        ),
        (
            {"title": "Quiet Plate", "summary": "Shortlisted, lost to a poet."},
            "She was shortlisted for the Quiet Plate",
        ),
        (
            {"title": "Best poster, Tide Congress, second prize"},
            "She won second prize for best poster at the Tide Congress",
        ),
        (
            {
                "title": "Golden Pot for good soup",
                "awarder": "Congress of Pots",
            },
            "She received the Golden Pot for good soup from the Congress of Pots",
        ),
        (
            {"title": "Teacher Prize, shortlist", "awarder": "Guild of Ale"},
            "She was shortlisted for the Teacher Prize from the Guild of Ale",
        ),
        (
            {"title": "Auditor of the Year, runner-up", "awarder": "Guild of Ale"},
            "She was runner-up for Auditor of the Year with the Guild of Ale",
        ),
        (
            {"title": "Young Chef, finalist", "awarder": "Fish Festival"},
            "She was a finalist for the Young Chef award at the Fish Festival",
        ),
        (
            {"title": "Health Leader, nominee", "awarder": "Guild of Ale"},
            "She was nominated for the Health Leader award by the Guild of Ale",
        ),
        (
            {"title": "Commended, Bridge Award", "awarder": "Guild of Ale"},
            "She was commended in the Bridge Award from the Guild of Ale",
        ),
        (
            {"title": "Innovation Cup, third", "awarder": "Guild of Ale"},
            "She came third in the Innovation Cup from the Guild of Ale",
        ),
        (
            {"title": "Design Awards, bronze", "awarder": "Guild of Ale"},
            "She won bronze at the Design Awards from the Guild of Ale",
        ),
        (
            {"title": "Nurse of the Year, Fife", "awarder": "Guild of Ale"},
            "She was named Nurse of the Year for Fife by the Guild of Ale",
        ),
        (
            {"title": "Ward of the Year", "awarder": "Guild of Ale"},
            "She won the Ward of the Year award from the Guild of Ale",
        ),
        (
            {"title": "Theatre Awards: Best Sound", "awarder": "Guild of Ale"},
            "She won Best Sound at the Theatre Awards from the Guild of Ale",
        ),
        (
            {"title": "School Awards, Inclusion", "awarder": "Guild of Ale"},
            "She won an award for Inclusion at the School Awards from the Guild of Ale",
        ),
        (
            {"title": "Locked Shields, red team", "awarder": "Guild of Ale"},
            "She received the Locked Shields award, red team, from the Guild of Ale",
        ),
        (
            {"title": "Golden Compass", "awarder": "Guild of Ale"},
            "She received the Golden Compass award from the Guild of Ale",
        ),
    ],
)
def test_an_award_is_told_by_how_it_was_placed(
    entry: dict[str, object], sentence: str
) -> None:
    assert (
        told("awards", {"date": "2023-10", **entry}) == f"{sentence} in October 2023."
    )
