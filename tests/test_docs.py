"""The documents say what the code does: settings, routes, error codes, files."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from api_server import create_app
from services import errors
from services.configuration.chain import with_providers
from services.settings import Settings
from tests.app import settings_for

ROOT = Path(__file__).parent.parent
API_PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def error_classes() -> list[type[errors.ServiceError]]:
    found = [errors.ServiceError]
    for parent in found:
        found.extend(parent.__subclasses__())
    sent = [c for c in found if c.error_code != "INTERNAL" or c is found[0]]
    return [c for c in sent if c.__module__ == errors.__name__]


def test_settings_pages_are_as_the_settings_say() -> None:
    for path, text in script("write_settings_docs").documents().items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name}: run python scripts/write_settings_docs.py"
        )


def test_the_table_of_models_is_as_models_toml_says() -> None:
    writer = script("write_model_docs")
    text = writer.PAGE.read_text(encoding="utf-8")
    assert writer.page(text) == text, "run python scripts/write_model_docs.py"


def test_every_setting_has_its_sentence() -> None:
    silent = [n for n, f in Settings.model_fields.items() if not f.description]
    assert not silent


async def test_every_route_is_documented_and_none_is_invented(tmp_path: Path) -> None:
    spoken = set(re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)`", API_PAGE))
    unspoken = {("GET", "/docs"), ("GET", "/redoc"), ("GET", "/openapi.json")}
    app = create_app(settings_for(tmp_path))
    async with app.router.lifespan_context(app):
        schema = app.openapi()
    served = {
        (method.upper(), path)
        for path, operations in schema["paths"].items()
        for method in operations
    }
    assert spoken - unspoken == served


@pytest.mark.parametrize("error", error_classes(), ids=lambda e: e.__name__)
def test_every_error_code_is_documented_with_its_status(
    error: type[errors.ServiceError],
) -> None:
    rows = re.findall(r"\| `([A-Z_]+)` \| (\d{3}) \|", API_PAGE)
    assert (error.error_code, str(error.status)) in rows


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_pages_name_only_settings_that_exist(page: Path) -> None:
    source = (ROOT / "services" / "settings.py").read_text("utf-8")
    known = {name.upper() for name in Settings.model_fields}
    known |= {name.upper() for name in with_providers(Settings, ("a",)).model_fields}
    known |= set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', source))
    named = re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`?(?:=|`)", page.read_text("utf-8"))
    codes = {error.error_code for error in error_classes()}
    allowed = known | codes | {"REQUIRE_ALL", "MAY_IMPORT", "WHISPER_MODEL"}
    assert set(named) <= allowed
