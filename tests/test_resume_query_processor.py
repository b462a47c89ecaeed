from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from services.errors import ConfigurationError
from services.models.answer import Query
from services.resume_query_processor import ResumeQueryProcessor
from tests.fakes import FakeScores
from tests.resume.asking import DOCUMENT

BY_MEANING = Query("tell me how she handles stress")


@dataclass
class Meanings:
    """Keeps the scores that a processor has made."""

    made: list[FakeScores] = field(default_factory=list)

    def __call__(self, texts: tuple[str, ...]) -> FakeScores:
        self.made.append(FakeScores(texts))
        return self.made[-1]


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


def test_an_answer_made_on_words_gives_way_to_meaning(path: Path) -> None:
    meanings = Meanings()
    processor = ResumeQueryProcessor.from_path(path, make_meaning=meanings)
    (scores,) = meanings.made
    processor.answer(BY_MEANING)
    scores.complete = True
    processor.answer(BY_MEANING)
    assert scores.asked
    asked = len(scores.asked)
    processor.answer(BY_MEANING)
    assert len(scores.asked) == asked


def test_what_a_replaced_resume_knew_of_meaning_is_closed(path: Path) -> None:
    meanings = Meanings()
    processor = ResumeQueryProcessor.from_path(path, make_meaning=meanings)
    rewrite(path, json.dumps({**DOCUMENT, "name": "Nora Wells"}))
    assert processor.refresh()
    before, after = meanings.made
    assert before.closed
    assert not after.closed
