"""What the stores of labels and of the owner's choices do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.errors import InvalidInput, NotFound
from services.models.label import Choice, Judgement
from services.storage.sqlite_choices import SqliteChoices
from services.storage.sqlite_file import SqliteFile
from services.storage.sqlite_interactions import SqliteInteractions
from services.storage.sqlite_labels import SqliteLabels
from tests.storage.records import interaction

START = datetime(2030, 1, 1, 12, tzinfo=UTC)
RIGHT = Judgement("right")


async def test_a_label_keeps_its_question_and_those_before(file: SqliteFile) -> None:
    log, labels = SqliteInteractions(file), SqliteLabels(file)
    turns = [
        interaction(text, session_id="one", created_at=START + timedelta(minutes=place))
        for place, text in enumerate(("first", "second", "third"))
    ]
    for turn in turns:
        await log.record(turn)
    label = await labels.put(turns[2].id, RIGHT, START)
    assert (label.question, label.earlier) == ("third", ("first", "second"))
    assert await labels.all() == [label]
    assert await labels.judged(START) == [(turns[2].created_at, True)]
    changed = await labels.put(turns[2].id, Judgement("wrong"), START)
    assert await labels.all() == [changed]
    assert await labels.judged(START + timedelta(hours=1)) == []
    await labels.delete(turns[2].id)
    assert await labels.all() == []
    for gone in (labels.delete(turns[2].id), labels.put("nobody", RIGHT, START)):
        with pytest.raises(NotFound):
            await gone


async def test_labels_go_with_their_session_and_outlive_the_log(
    file: SqliteFile,
) -> None:
    log, labels = SqliteInteractions(file), SqliteLabels(file)
    for session_id in ("one", "two"):
        turn = interaction("asked", session_id=session_id, created_at=START)
        await log.record(turn)
        await labels.put(turn.id, RIGHT, START)
    await log.delete_session("one")
    assert [label.session_id for label in await labels.all()] == ["two"]
    await log.delete_before(START + timedelta(days=1))
    assert len(await labels.all()) == 1


async def test_choices_of_each_kind_are_kept_in_order_and_bounded(
    file: SqliteFile,
) -> None:
    origins, edits = SqliteChoices(file, "origin"), SqliteChoices(file, "edit")
    late = Choice("a", START + timedelta(minutes=1), "body")
    early = Choice("b", START)
    for choice in (late, early, late):
        await origins.put(choice, most=2, full="full")
    assert await origins.all() == [early, late]
    assert await edits.all() == []
    with pytest.raises(InvalidInput, match="full"):
        await origins.put(Choice("c", START), most=2, full="full")
    assert await origins.drop("a")
    assert not await origins.drop("a")
    assert await origins.all() == [early]
