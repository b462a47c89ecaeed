"""What the owner is told about a résumé file."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.resume.checking import check
from services.resume.loading import load_resume

TEXT = """{
  "name": "Ada Example",
  "contact": {"email": "ada@example.com", "email": "b@example.com"},
  "projects": [
    {"id": "one", "title": "Engine", "date": "2020", "technologies": ["Steam"],
     "description": "Runs.", "links": {"demo": "javascript:alert(1)"}},
    {"id": "one", "title": "Wheel"}
  ],
  "skills": {"tools": ["Steam", "Lathe"]}
}"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_warnings_name_line_and_place(file: Path) -> None:
    told = {(w.line, w.path, w.message) for w in check(file).warnings}
    assert (3, "contact.email", "stands here twice; the last counts") in told
    assert (5, "projects[0].id", "the id 'one' repeats") in told
    assert (7, "projects[1]", "no dates that can be read") in told
    assert (7, "projects[1]", "no technologies") in told
    assert any("demo is no address" in message for _, _, message in told)


def test_questions_without_an_answer_are_listed(file: Path) -> None:
    needs = {gap.needs for gap in check(file).gaps}
    assert {"contact.location", "education", "languages"} <= needs
    assert "Lathe in some technologies" in needs
    assert "Steam in some technologies" not in needs
    assert "contact.email" not in needs


def test_the_sample_leaves_next_to_nothing_open() -> None:
    report = check(Path("resume_data.json"))
    assert report.warnings == ()
    assert all("in some technologies" in gap.needs for gap in report.gaps)


def test_the_questions_use_the_owner_s_pronouns() -> None:
    assert load_resume(Path("resume_data.json")).profile.pronouns[0] == "she"
