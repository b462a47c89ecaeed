from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            {"name": "Hostage negotiation, national course"},
            "She completed the national course in hostage negotiation",
        ),
        (
            {"name": "Joint Tide Board, corporate paper"},
            "She passed the corporate paper of the Joint Tide Board",
        ),
        (
            {"name": "First aid instructor", "issuer": "Rope Union"},
            "She became a First aid instructor with the Rope Union",
        ),
        (
            {"name": "Invisalign provider", "issuer": "Rope Union"},
            "She became an Invisalign provider with the Rope Union",
        ),
        (
            {"name": "Asbestos awareness", "issuer": "Rope Union"},
            "She earned the Asbestos awareness certificate from the Rope Union",
        ),
        (
            {"name": "Six Sigma Green Belt", "issuer": "Rope Union"},
            "She earned a Six Sigma Green Belt from the Rope Union",
        ),
        (
            {"name": "First Aid at Work", "issuer": "Rope Union"},
            "She completed First Aid at Work with the Rope Union",
        ),
        (
            {"name": "CELTA", "issuer": "Rope Union"},
            "She earned CELTA from the Rope Union",
        ),
        (
            {"name": "Knots course for cadets", "issuer": "Rope Union"},
            "She completed the Knots course for cadets with the Rope Union",
        ),
        (
            {"name": "HCPC registration", "issuer": "Rope Union"},
            "She got HCPC registration from the Rope Union",
        ),
        (
            {"name": "Rope access, Rope Union level 1", "issuer": "Rope Union"},
            "She earned the Rope access certificate, Rope Union level 1,",
        ),
        (
            {"name": "Tar: The Basics", "issuer": "Rope Union"},
            "She completed the course “Tar: The Basics” with the Rope Union",
        ),
        (
            {"name": "Food safety audit, passed", "issuer": "Rope Union"},
            "She passed a Food safety audit with the Rope Union",
        ),
        (
            {"name": "OSCP, tried and failed", "issuer": "Rope Union"},
            "She worked towards OSCP, tried and failed, from the Rope Union",
        ),
    ],
)
def test_a_certificate_is_told_by_what_it_is(
    entry: dict[str, object], sentence: str
) -> None:
    said = told("certificates", {"date": "2018-02", **entry})
    assert said == f"{sentence} in February 2018."
