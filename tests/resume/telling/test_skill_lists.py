from __future__ import annotations

import pytest

from tests.resume.telling.read_aloud import told


@pytest.mark.parametrize(
    ("group", "skill", "sentence"),
    [
        ("Writing", "Panel shows", "She lists panel shows under writing skills."),
        ("Law", "Chain Act", "She lists Chain Act under law skills."),
        ("Rescue", "Stretcher", "She lists Stretcher under rescue skills."),
        ("Modes", "simultaneous", "She lists simultaneous under modes."),
        (
            "Materials",
            "reclaimed timber",
            "She lists reclaimed timber under materials.",
        ),
        ("Identity", "Okta", "She lists Okta under identity."),
        ("Buses and radio", "CAN", "She lists CAN under buses and radio."),
        ("Making", "smoking", "She lists smoking under making."),
        ("Other", "navigation", "Her other skills include navigation."),
        ("Other", "choirs", "She lists choirs under other skills."),
        ("On stage", "clean sets", "She lists clean sets under skills on stage."),
        ("Rescue", "Crevasse rescue", "Her rescue skills include Crevasse rescue."),
        ("Programming", "Okta", "Her programming skills include Okta."),
        ("Tools", "Logic analyser", "Her tools include Logic analyser."),
    ],
)
def test_a_skill_that_is_no_doing_is_told_by_its_heading(
    group: str, skill: str, sentence: str
) -> None:
    assert told("skills", {"name": group, "keywords": [skill]}) == sentence


@pytest.mark.parametrize(
    ("level", "tail"),
    [
        ("Expert", ", at expert level"),
        ("Solid", ", with the note: solid"),
        ("Daily use", ", with the note: daily use"),
    ],
)
def test_a_level_that_is_no_level_word_is_a_note(level: str, tail: str) -> None:
    entry: dict[str, object] = {"name": "Cooking", "level": level, "keywords": ["jams"]}
    assert told("skills", entry) == f"She lists jams under cooking skills{tail}."
