"""The house rules of docs/architecture.md, enforced on the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOORS = {
    "vad_service",
    "transcribe_service",
    "turn_end_service",
    "tts_engines",
    "tts_service",
    "llm_service",
    "meaning_service",
    "resume_query_processor",
    "database_service",
    "ai_session_logger",
    "guestbook_service",
    "audio_files",
    "audio_cleanup",
}
CORE = {"models", "errors", "protocols"}
DOOR_MAY = CORE | {"settings", "fallback", "metrics", "logs", "work_queue"}
SPEECH_DOOR = DOOR_MAY | {"speech"}
STORAGE_DOOR = DOOR_MAY | {"storage"}
USE_CASE_MAY = CORE | {"resume", "guard", "metrics"}

MAY_IMPORT: dict[str, set[str]] = {
    "models": set(),
    "errors": set(),
    "language": set(),
    "protocols": {"models", "errors"},
    "settings": {"errors", "configuration"},
    "configuration": {"errors"},
    "logs": {"errors"},
    "metrics": CORE,
    "fallback": CORE,
    "work_queue": CORE,
    "data_folder": {"errors"},
    "steady_clock": set(),
    "allocator": set(),
    "whole_file": set(),
    "day_book": {"whole_file"},
    "capped_replies": set(),
    "model_files": {"models", "whole_file"},
    "meaning": CORE | {"whole_file"},
    "resume": CORE | {"language"},
    "guard": CORE,
    "speech": CORE | {"work_queue", "language", "allocator", "day_book"},
    "llm": CORE | {"fallback", "day_book", "capped_replies"},
    "storage": CORE | {"fallback", "capped_replies"},
    "vad_service": SPEECH_DOOR,
    "transcribe_service": SPEECH_DOOR | {"model_files"},
    "turn_end_service": SPEECH_DOOR | {"model_files"},
    "tts_engines": SPEECH_DOOR | {"model_files"},
    "tts_service": SPEECH_DOOR | {"tts_engines", "language"},
    "audio_files": SPEECH_DOOR,
    "audio_cleanup": SPEECH_DOOR | {"audio_files"},
    "llm_service": DOOR_MAY | {"llm", "guard"},
    "meaning_service": DOOR_MAY | {"meaning", "model_files"},
    "resume_query_processor": DOOR_MAY | {"resume", "guard"},
    "database_service": STORAGE_DOOR,
    "ai_session_logger": STORAGE_DOOR | {"guard"},
    "guestbook_service": STORAGE_DOOR | {"guard"},
    "pipeline": USE_CASE_MAY,
    "realtime": USE_CASE_MAY | {"pipeline"},
    "interview": USE_CASE_MAY,
    "analytics": USE_CASE_MAY,
    "health": CORE,
    "readings": CORE | {"container", "metrics"},
    "doctor": CORE | DOORS | {"settings", "configuration", "container", "model_files"},
    "api": {"pipeline", "analytics", "container", "guard", "models", "errors"}
    | {"metrics", "work_queue"},
}
SETTINGS_READERS_OF_API = {"deps.py"}
ENVIRONMENT_READERS = {"settings.py", "worker_environment.py"}
"""The second reads nothing for itself: it keeps keys from child processes."""
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 60


def sources() -> list[Path]:
    return sorted((ROOT / "services").rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(ROOT / "services").parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "services":
                names = [f"services.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "services" and len(parts) > 1:
                yield parts[1]


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_a_room_imports_only_what_the_plan_allows(path: Path) -> None:
    here = room(path)
    if here in ("building", "container", "__init__"):
        assert "api" not in set(imported_rooms(path))
        return
    allowed = MAY_IMPORT[here] | {here}
    if here == "api" and path.name in SETTINGS_READERS_OF_API:
        allowed = allowed | {"settings"}
    assert set(imported_rooms(path)) <= allowed


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MAX_FILE_LINES
    long = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_a_module_opens_with_one_sentence_on_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_only_settings_reads_the_environment(path: Path) -> None:
    if path.name in ENVIRONMENT_READERS:
        return
    attributes = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)}
    assert not attributes & {"environ", "getenv"}


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_only_commands_print(path: Path) -> None:
    if path.name in ("__main__.py", "cli.py"):
        return
    calls = [n.func for n in ast.walk(tree(path)) if isinstance(n, ast.Call)]
    assert "print" not in {f.id for f in calls if isinstance(f, ast.Name)}


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_no_module_level_mutable_state(path: Path) -> None:
    """A module-level name in lower case bound to a fresh list, dict or set is state."""
    mutable = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, mutable):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    assert target.id.isupper() or target.id.startswith("__")


def test_init_files_hold_a_docstring_only() -> None:
    for path in (ROOT / "services").rglob("__init__.py"):
        assert len(tree(path).body) == 1


def test_rooms_do_not_import_in_circles() -> None:
    edges: dict[str, set[str]] = {}
    for path in sources():
        edges.setdefault(room(path), set()).update(set(imported_rooms(path)))
    seen: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"circle: {' -> '.join([*trail, name])}"
        if name in seen:
            return
        for other in edges.get(name, set()) - {name}:
            visit(other, (*trail, name))
        seen.add(name)

    for name in edges:
        visit(name, ())
