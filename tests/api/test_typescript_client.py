"""A client whose types are made of the interface compiles strictly, and asks."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from api_server import create_app
from tests.app import settings_for, with_fakes
from tests.needs import TEST_DEPS, needs
from tests.server import serving

PROGRAM = Path(__file__).parent / "clients" / "ask.mts"
STRICTLY = (
    *("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"),
    *("--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"),
    *("--typeRoots", "none", "--skipDefaultLibCheck"),
)


@pytest.mark.timeout(120)
def test_a_generated_client_compiles_and_asks(tmp_path: Path) -> None:
    needs("node", "openapi-typescript")
    folder = tmp_path / "client"
    folder.mkdir()
    shutil.copy(PROGRAM, folder)
    (folder / "node_modules").symlink_to(TEST_DEPS)

    def run(*command: str) -> str:
        done = subprocess.run(
            ["node", *command], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    app = create_app(settings_for(tmp_path))
    with_fakes(app.state.services)
    with serving(app) as served:
        interface = f"{served.url}/openapi.json?ids=short"
        made = "node_modules/openapi-typescript/bin/cli.js"
        run(made, interface, "--output", "interface.d.mts")
        run("node_modules/typescript/bin/tsc", *STRICTLY, "ask.mts")
        answer = json.loads(run("ask.mjs", served.url))
    assert "Night Owl" in answer["titles"]
    assert answer["response"]
