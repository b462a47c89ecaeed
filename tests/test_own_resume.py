"""Whose résumé is served: the one that is named, else the owner's, else the sample."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.configuration.own_resume import told
from services.doctor.greeting import greeting
from services.doctor.parts import parts, resume
from services.settings import Settings
from tests.app import RESUME, GivenSettings, settings_for, visiting


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder as it is cloned, and where the service is started."""
    shutil.copy(RESUME, tmp_path / "resume_data.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_own(project: Path, name: str = "my_resume.json") -> Path:
    path = project / name
    path.write_text(json.dumps({"name": "Ada Example", "projects": ["Engine"]}))
    return path


def test_the_owners_file_comes_before_the_sample(project: Path) -> None:
    (project / "my_resume.json").mkdir()
    assert Settings().resume_path == Path("resume_data.json"), "a folder is no file"
    (project / "my_resume.json").rmdir()
    write_own(project)
    assert Settings().resume_path == Path("my_resume.json")


def test_a_file_that_is_named_comes_first(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_own(project)
    monkeypatch.setenv("RESUME_PATH", str(write_own(project, "other.json")))
    assert Settings().resume_source == "RESUME_PATH"
    assert "other.json, which RESUME_PATH names" in told(Settings().resume_path)


async def test_health_and_the_start_say_which_it_is(project: Path) -> None:
    for source, sentence in (
        (
            "sample",
            "It answers from the sample résumé; yours goes into my_resume.json.",
        ),
        ("my_resume.json", "It answers from my_resume.json."),
    ):
        chosen = {"resume_path": GivenSettings().resume_path}
        async with visiting(settings_for(project / "data", **chosen)) as visit:
            part = (await visit.http.get("/health")).json()["components"]["resume"]
            assert part["source"] == source
            assert told(visit.services.settings.resume_path) == sentence
        write_own(project)


def test_the_doctor_greets_with_what_is_there_and_what_a_key_adds(
    project: Path,
) -> None:
    settings = GivenSettings(edge_tts_enabled=False)
    assert resume(settings).verdict == "better"
    first, *lines = greeting(settings, list(parts(settings)))
    assert first.startswith("Viva Voce is ready. It answers from the sample")
    assert any("SQLite" in line for line in lines)
    assert any("GROQ_API_KEY" in line for line in lines)

    write_own(project)
    keyed = GivenSettings(groq_api_key=SecretStr("gsk_canary"))
    told_now = "\n".join(greeting(keyed, list(parts(keyed))))
    assert "It answers from my_resume.json" in told_now
    assert "GROQ_API_KEY" not in told_now
    assert "canary" not in told_now

    (project / "my_resume.json").write_text("{")
    assert "needs a hand: 1 of" in greeting(keyed, list(parts(keyed)))[0]
