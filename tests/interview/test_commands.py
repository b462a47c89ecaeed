"""The owner's commands: check, refit, rollback, drift."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.database_service import database_path
from services.interview import __main__ as command
from services.interview.active_weights import ACTIVE
from services.interview.banks import SHIPPED
from services.models.interview import Interview, InterviewTurn
from services.models.interview_score import AnswerScore
from services.settings import Settings
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interviews import SqliteInterviews
from tests.app import settings_for
from tests.interview.test_refit import examples

AT = datetime(2030, 1, 7, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = settings_for(tmp_path)
    monkeypatch.setattr(command, "read_settings", lambda: settings)
    return settings


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["interview", *arguments])
    return command.main()


async def keep(settings: Settings, count: int) -> None:
    """Keep interviews of one answer, whose score the owner disputed."""
    file = SqliteFile(database_path(settings))
    store = SqliteInterviews(file)
    for number, one in enumerate(examples(count, 0.01)):
        score = AnswerScore(0.5, features=one.features)
        turn = replace(InterviewTurn("acid", AT, "said", score), disputed=one.label)
        await store.save(
            Interview(
                f"i{number}",
                "ada",
                "sql",
                "middle",
                "text",
                20,
                "completed",
                AT,
                AT,
                turns=(turn,),
            )
        )
    await file.close()


def test_a_bank_is_checked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "check", str(SHIPPED / "sql.toml")) == 0
    assert "32 questions" in capsys.readouterr().out
    wrong = tmp_path / "own.toml"
    wrong.write_text('name = "own"\ntitle = "Own"\nquestions = 3\n', "utf-8")
    assert run(monkeypatch, "check", str(wrong)) == 1
    assert "own.toml:3: questions: " in capsys.readouterr().out


def test_disputed_scores_refit_and_roll_back(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "refit") == 1
    assert "too few" in capsys.readouterr().out
    asyncio.run(keep(settings, 120))
    assert run(monkeypatch, "refit") == 0
    assert "\nswitched: " in capsys.readouterr().out
    active = settings.data_dir / "interviews" / ACTIVE
    assert active.is_file()
    assert run(monkeypatch, "rollback") == 0
    assert not active.exists()
    assert run(monkeypatch, "rollback") == 1


def test_drift_is_told_by_the_exit_code(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "drift") == 0
    assert "no drift" in capsys.readouterr().out
