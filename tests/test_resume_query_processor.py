from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.errors import ConfigurationError
from services.models.answer import Query
from services.resume_query_processor import ResumeQueryProcessor
from tests.resume.asking import DOCUMENT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return file


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(later, later))


def test_an_unchanged_file_is_not_read_again(path: Path) -> None:
    assert not ResumeQueryProcessor.from_path(path).refresh()


def test_a_changed_file_is_answered_from(path: Path) -> None:
    processor = ResumeQueryProcessor.from_path(path)
    before = processor.version
    rewrite(path, json.dumps({**DOCUMENT, "name": "Nora Wells"}))
    assert processor.refresh()
    assert processor.version != before
    assert "Nora" in processor.answer(Query("who is this")).text


def test_a_broken_file_keeps_the_old_answers(path: Path) -> None:
    processor = ResumeQueryProcessor.from_path(path)
    rewrite(path, "{ not json")
    with capture_logs() as logs:
        assert not processor.refresh()
    (told,) = logs
    assert told["event"] == "resume_refused"
    assert told["why"].startswith("resume.json:1: not JSON")
    assert processor.answer(Query("show me her projects")).cards


def test_a_broken_file_stops_the_start(path: Path) -> None:
    rewrite(path, "[]")
    with pytest.raises(ConfigurationError):
        ResumeQueryProcessor.from_path(path)


def test_content_routes_share_the_index(path: Path) -> None:
    processor = ResumeQueryProcessor.from_path(path)
    assert {t.type for t in processor.content.types()} >= {"projects", "experience"}
