"""A bank of one's own: read, or refused with the file and line of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import ConfigurationError
from services.interview.bank_file import load_bank

GOOD = '''name = "own"
title = "Our own"

[[question]]
id = "kettle"
level = "junior"
skills = ["tea"]
text = """How do you
make tea = well?"""
model = "Boil water and pour it over the leaves."
[[question.point]]
says = "boil water"
accept = ["boil* water"]
ask = "How hot is it?"
[[question.trap]]
accept = ["cold water"]
why = "Leaves need heat."
'''


def load(folder: Path, text: str) -> str:
    """Return what is said of a bank with this text; empty when it is taken."""
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    try:
        load_bank(path)
    except ConfigurationError as error:
        return error.message
    return ""


def test_a_good_bank_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, "utf-8")
    (question,) = load_bank(path).questions
    assert question.text == "How do you\nmake tea = well?"
    assert question.points[0].follow_up == "How hot is it?"
    assert question.difficulty == -1.0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('level = "junior"', 'level = "expert"', "own.toml:6: question[0].level: "),
        ('skills = ["tea"]', "skills = []", "own.toml:7: question[0].skills: "),
        ('ask = "How hot', 'asks = "How hot', "own.toml:11: question[0].point[0].ask"),
        ('["boil* water"]', '["boil|"]', "own.toml:13: question[0].point[0].accept"),
        ('["cold water"]', '[">"]', "own.toml:16: question[0].trap[0].accept: "),
        ('why = "Leaves need', "why = Leaves", "own.toml:17: Invalid value"),
        ('name = "own"', 'name = "Our Own"', "own.toml:1: name: "),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    assert told in load(tmp_path, GOOD.replace(old, new))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    second = GOOD.partition("[[question]]")[2]
    message = load(tmp_path, f"{GOOD}\n[[question]]{second}")
    assert message.endswith("question[1].id: 'kettle' stands twice")
    assert message.startswith("own.toml:20: ")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        load_bank(tmp_path / "none.toml")
    path = tmp_path / "bad.toml"
    path.write_bytes(b'name = "a"\ntitle = "\xff"\n')
    with pytest.raises(ConfigurationError, match=r"bad\.toml:2: this is not UTF-8"):
        load_bank(path)
