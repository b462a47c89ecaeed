"""The table names what can be checked, and set-up and image read nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.model_files.choosing import chosen_models
from services.model_files.table import Model, models

ROOT = Path(__file__).parent.parent.parent
DIGEST = re.compile(r"[0-9a-f]{64}")
NAMES = [model.name for model in models()]


@pytest.mark.parametrize("model", models(), ids=NAMES)
def test_every_file_and_wheel_has_its_digest_and_every_model_its_licence(
    model: Model,
) -> None:
    assert model.licence
    assert model.origin
    assert all(
        DIGEST.fullmatch(w) for package in model.packages for w in package.wheels
    )
    assert all(DIGEST.fullmatch(file.sha256) and file.size for file in model.files)
    assert all(f.path == str(Path(f.path)) and ".." not in f.path for f in model.files)


def test_a_joined_file_is_as_long_as_its_parts() -> None:
    for model in models():
        if model.joined is not None:
            sizes = {file.name: file.size for file in model.files}
            parts = sum(sizes[part] for part in model.joined.parts)
            assert parts == model.joined.size


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("all", NAMES),
        ("", NAMES),
        ("none", []),
        ("minilm", ["minilm"]),
        ("smart-turn, minilm", ["minilm", "smart-turn"]),
        ("minilm all", None),
        ("minilm,other", None),
    ],
)
def test_models_are_chosen_by_all_none_or_names(
    wanted: str, names: list[str] | None
) -> None:
    if names is None:
        with pytest.raises(ValueError, match="MODELS names"):
            chosen_models(wanted)
    else:
        assert [model.name for model in chosen_models(wanted)] == names


def test_the_image_installs_models_from_the_table() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "-m services.model_files install" in image
    assert not re.findall("|".join(p.name for m in models() for p in m.packages), image)


def test_nothing_imports_a_package_of_the_table() -> None:
    roots = {file.path.split("/")[0] for model in models() for file in model.files}
    imports = re.compile(rf"^\s*(?:import|from) (?:{'|'.join(roots)})\b", re.MULTILINE)
    for path in (ROOT / "services").rglob("*.py"):
        assert not imports.search(path.read_text(encoding="utf-8")), path
