"""The house rules of docs/architecture.md, enforced on the code itself."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOORS = {
    "vad_service",
    "transcribe_service",
    "turn_end_service",
    "tts_engines",
    "tts_service",
    "llm_providers",
    "sound_service",
    "llm_service",
    "upstream_service",
    "meaning_service",
    "resume_query_processor",
    "database_service",
    "ai_session_logger",
    "guestbook_service",
    "look_service",
    "audio_files",
    "audio_cleanup",
}
CORE = {"models", "errors", "protocols"}
DOOR_MAY = CORE | {"settings", "fallback", "metrics", "logs", "work_queue"}
SPEECH_DOOR = DOOR_MAY | {"speech"}
STORAGE_DOOR = DOOR_MAY | {"storage"}
USE_CASE_MAY = CORE | {"resume", "guard", "metrics", "language"}

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
    "alerts": CORE | {"settings"},
    "data_folder": {"errors"},
    "steady_clock": set(),
    "allocator": set(),
    "whole_file": set(),
    "day_book": {"models", "whole_file"},
    "capped_replies": set(),
    "model_files": {"models", "whole_file"},
    "meaning": CORE | {"whole_file"},
    "pictures": CORE,
    "look": CORE,
    "resume": CORE | {"language", "pictures"},
    "grounding": {"models", "errors", "language"},
    "guard": CORE,
    "reuse": CORE | {"resume", "language", "steady_clock"},
    "speech": CORE | {"work_queue", "language", "allocator", "day_book"},
    "llm": CORE
    | {"fallback", "day_book", "capped_replies", "language", "grounding", "reuse"},
    "upstream": CORE | {"fallback", "llm", "grounding"},
    "storage": CORE | {"fallback", "capped_replies", "pictures"},
    "vad_service": SPEECH_DOOR,
    "transcribe_service": SPEECH_DOOR | {"model_files"},
    "turn_end_service": SPEECH_DOOR | {"model_files"},
    "tts_engines": SPEECH_DOOR | {"model_files"},
    "sound_service": SPEECH_DOOR,
    "tts_service": SPEECH_DOOR | {"tts_engines", "language", "day_book"},
    "look_service": DOOR_MAY | {"look"},
    "audio_files": SPEECH_DOOR,
    "audio_cleanup": SPEECH_DOOR | {"audio_files"},
    "llm_providers": DOOR_MAY | {"llm", "configuration"},
    "llm_service": DOOR_MAY | {"llm", "llm_providers", "guard", "day_book", "reuse"},
    "upstream_service": DOOR_MAY | {"upstream", "llm", "llm_service", "llm_providers"},
    "meaning_service": DOOR_MAY | {"meaning", "model_files"},
    "resume_query_processor": DOOR_MAY | {"resume", "guard", "fit"},
    "database_service": STORAGE_DOOR,
    "ai_session_logger": STORAGE_DOOR | {"guard"},
    "guestbook_service": STORAGE_DOOR | {"guard"},
    "pipeline": USE_CASE_MAY,
    "realtime": USE_CASE_MAY | {"pipeline", "language"},
    "fit": USE_CASE_MAY,
    "interview": USE_CASE_MAY,
    "analytics": USE_CASE_MAY,
    "mcp": CORE | {"resume", "resume_query_processor", "settings", "logs"},
    "health": CORE,
    "readings": CORE | {"container", "metrics"},
    "doctor": CORE | DOORS | {"settings", "configuration", "container", "model_files"},
    "api": {"pipeline", "realtime", "analytics", "container", "guard", "models"}
    | {"errors", "metrics", "work_queue", "mcp", "interview"},
}
SETTINGS_READERS_OF_API = {"deps.py"}
COMMANDS = {
    "services/llm/__main__.py": {"settings", "logs", "llm_service"}
    | {"meaning_service", "resume_query_processor"},
    "services/interview/__main__.py": {"settings", "database_service", "storage"}
    | {"interview_parts"},
}
"""What a command puts together beyond its own room."""
COMPOSITION = (
    *("answer_parts", "sound_parts", "interview_parts", "building", "container"),
    "__init__",
)
ENVIRONMENT_READERS = {"settings.py", "worker_environment.py"}
"""The second reads nothing for itself: it keeps keys from child processes."""
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 60


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the rules look at it: read, parsed and walked once."""

    path: Path
    lines: int
    body: list[ast.stmt]
    nodes: list[ast.AST]
    docstring: str | None

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        return self.path.relative_to(ROOT / "services").parts[0].removesuffix(".py")

    def imported_rooms(self) -> set[str]:
        found: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
                if node.module == "services":
                    names = [f"services.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            parted = [name.split(".") for name in names]
            found.update(p[1] for p in parted if p[0] == "services" and len(p) > 1)
        return found


def source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    return Source(path, text.count("\n"), tree.body, nodes, ast.get_docstring(tree))


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """All of services/; one test a rule tells every file that breaks it."""
    found = [source(path) for path in sorted((ROOT / "services").rglob("*.py"))]
    assert len(found) > 100
    return found


def not_allowed(source: Source) -> set[str]:
    """What a file imports though its room may not."""
    here, imported = source.room, source.imported_rooms()
    if here in COMPOSITION:
        return imported & {"api"}
    allowed = MAY_IMPORT[here] | {here}
    if here == "api" and source.path.name in SETTINGS_READERS_OF_API:
        allowed = allowed | {"settings"}
    return imported - allowed - COMMANDS.get(source.name, set())


def test_a_room_imports_only_what_the_plan_allows(sources: list[Source]) -> None:
    found = {source.name: not_allowed(source) for source in sources}
    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_files_and_functions_stay_small(sources: list[Source]) -> None:
    assert [s.name for s in sources if s.lines > MAX_FILE_LINES] == []
    long = [
        (source.name, node.name)
        for source in sources
        for node in source.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_a_module_opens_with_one_sentence_on_what_it_is_for(
    sources: list[Source],
) -> None:
    assert [source.name for source in sources if not source.docstring] == []


def test_only_settings_reads_the_environment(sources: list[Source]) -> None:
    readers = [
        source.name
        for source in sources
        if source.path.name not in ENVIRONMENT_READERS
        for node in source.nodes
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    ]
    assert readers == []


def test_only_commands_print(sources: list[Source]) -> None:
    printers = [
        source.name
        for source in sources
        if source.path.name not in ("__main__.py", "cli.py")
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printers == []


def test_no_module_level_mutable_state(sources: list[Source]) -> None:
    """A module-level name in lower case bound to a fresh list, dict or set is state."""
    mutable = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    state = [
        (source.name, target.id)
        for source in sources
        for node in source.body
        if isinstance(node, ast.Assign) and isinstance(node.value, mutable)
        for target in node.targets
        if isinstance(target, ast.Name)
        and not (target.id.isupper() or target.id.startswith("__"))
    ]
    assert state == []


def test_init_files_hold_a_docstring_only(sources: list[Source]) -> None:
    wordy = [s.name for s in sources if s.path.name == "__init__.py" and s.body[1:]]
    assert wordy == []


def test_rooms_do_not_import_in_circles(sources: list[Source]) -> None:
    edges: dict[str, set[str]] = {}
    for source in sources:
        imported = source.imported_rooms() - COMMANDS.get(source.name, set())
        edges.setdefault(source.room, set()).update(imported)
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
