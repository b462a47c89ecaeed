from __future__ import annotations

from services.resume.index import build_index
from services.resume.loading import read_resume
from tests.resume.asking import DOCUMENT

INDEX = build_index(read_resume(DOCUMENT))


def holders(topic: str) -> set[str]:
    return {INDEX.entries[i].id for i in INDEX.holders.get(topic, {})}


def test_technologies_are_found_in_lists_and_text() -> None:
    assert {"tidewater", "skills/languages"} <= holders("rust")


def test_a_technology_counts_for_its_family() -> None:
    assert "oldmill" in holders("family:databases")


def test_everyday_words_in_text_are_no_technologies() -> None:
    document = {"name": "A B", "projects": [{"title": "X", "description": "go to R&D"}]}
    index = build_index(read_resume(document))
    assert "go" not in index.holders
    assert "r" not in index.holders


def test_the_newest_entry_stands_first() -> None:
    newest = min(range(len(INDEX.entries)), key=INDEX.recency.__getitem__)
    assert INDEX.entries[newest].id == "tidewater"
