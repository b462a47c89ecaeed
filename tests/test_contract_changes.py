"""The interface breaks nothing since the last release, and what would is named."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from scripts import contract
from scripts.contract_changes import breaking_changes

OLD = json.loads(contract.RELEASED.read_text(encoding="utf-8"))
GONE = object()
LIMIT = "paths /api/guestbook get parameters 0 schema"
ASK = "paths /ask post"
FORM = "components schemas Body_process_process_post"
SESSION = "paths /session/{session_id}"


def changed(path: str, value: Any) -> dict[str, Any]:
    """The last release's interface with one place of it set, or GONE."""
    document: dict[str, Any] = copy.deepcopy(OLD)
    *way, last = path.split()
    place: Any = document
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last) : int(last) + 1] = [] if value is GONE else [value]
    elif value is GONE:
        del place[last]
    else:
        place[last] = value
    return document


BREAKING = [
    ("paths /content/types", GONE, "GET /content/types: is gone"),
    (f"{SESSION} delete", GONE, "DELETE /session/{session_id}: is gone"),
    (f"{ASK} operationId", "ask", "POST /ask: its operationId was ask_ask_post"),
    (f"{ASK} security", [{"owner": []}], "POST /ask: needs a log-in"),
    ("paths /api/guestbook get parameters 1", GONE, "query `offset` is gone"),
    ("paths /api/guestbook get parameters 1 required", True, "`offset` is required"),
    (f"{LIMIT} maximum", 50, "query `limit`: maximum was 100, and is 50"),
    (f"{LIMIT} minimum", 5, "query `limit`: minimum was 1, and is 5"),
    (f"{LIMIT} multipleOf", 5, "query `limit`: multipleOf was None, and is 5"),
    (f"{LIMIT} enum", [20, 50], "query `limit`: any is not taken"),
    (f"{LIMIT} default", 10, "query `limit` had another default"),
    (f"{LIMIT} type", "string", "query `limit` was integer, and is string"),
    (f"{FORM} properties language", GONE, "body .language is gone"),
    (f"{FORM} required", ["audio_file", "language"], "body .language is required"),
    (f"{FORM} properties language anyOf 1", GONE, "was null or string, and is string"),
    (f"{FORM} properties language anyOf 0 maxLength", 2, "maxLength was 16, and is 2"),
    (f"{FORM} properties language anyOf 0 pattern", ".", "pattern was None, and is ."),
    (f"{FORM} additionalProperties", False, "body: other fields are refused"),
    ("paths /process post requestBody content", {}, "multipart/form-data is not taken"),
    (f"{ASK} responses 200", GONE, "POST /ask: never answers 200"),
    (f"{ASK} responses 200 content", {}, "200 is not given as application/json"),
    ("components schemas ContentTypeSchema properties count", GONE, ".count is gone"),
    (
        "components schemas ContentTypeSchema properties count type",
        "string",
        "GET /content/types: 200 .content_types [] .count was integer, and is string",
    ),
    (
        "components schemas ContentTypeSchema properties count",
        {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        ".count was integer, and is integer or null",
    ),
    ("components schemas ContentTypeSchema required", ["type"], "may be left out"),
    ("components schemas SearchFilters properties tech", {}, "and is anything"),
]  # fmt: skip
HARMLESS = [
    ("paths /new", OLD["paths"]["/ask"]),
    (f"{LIMIT} maximum", 500),
    (f"{LIMIT} type", "number"),
    (f"{FORM} required", []),
    (f"{FORM} properties language", {}),
    (f"{FORM} properties another", {"type": "string"}),
    ("components schemas ContentTypeSchema properties another", {"type": "string"}),
    ("components schemas ContentTypeSchema properties count maximum", 5),
    ("components schemas SearchFilters properties tech", {"type": "string"}),
    (f"{ASK} security", []),
    ("paths /api/guestbook get parameters 5", {
        "in": "query", "name": "new", "schema": {"type": "string"}
    }),
]  # fmt: skip


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    return contract.interface()


def test_nothing_is_broken_since_the_last_release(now: dict[str, Any]) -> None:
    assert breaking_changes(OLD, now) == [], (
        "callers of the last release would notice: see CONTRIBUTING.md"
    )


def test_what_is_kept_of_a_release_is_the_same_interface(now: dict[str, Any]) -> None:
    kept = json.loads(contract.written(contract.bare(now)))
    assert breaking_changes(kept, now) == breaking_changes(now, kept) == []
    assert kept["info"]["version"] == now["info"]["version"]


@pytest.mark.parametrize(("place", "value", "told"), BREAKING)
def test_what_breaks_callers_is_named(place: str, value: Any, told: str) -> None:
    found = breaking_changes(OLD, changed(place, value))
    assert found
    assert any(told in one for one in found), found


@pytest.mark.parametrize(("place", "value"), HARMLESS)
def test_what_breaks_nobody_passes(place: str, value: Any) -> None:
    assert breaking_changes(OLD, changed(place, value)) == []


def test_the_command_fails_where_something_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for document, status in ((OLD, 0), (changed("paths /ask", GONE), 1)):
        monkeypatch.setattr(contract, "interface", lambda found=document: found)
        assert contract.main([]) == status
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "0 broken since 0.1.0",
        "POST /ask: is gone",
        "1 broken since 0.1.0",
    ]
