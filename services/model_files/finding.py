"""Where an installed model's files are, and whether they are what they should be."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from services.model_files.checking import Checks
from services.model_files.table import Model, ModelFile, Package, model
from services.models.model_file import FoundModel, ModelProblem

DIGITS = 12
"""Of a digest, where people read it."""


def model_files(name: str, folder: Path) -> FoundModel | ModelProblem:
    """Return the files of a model of the table, checked, or what is wrong with them.

    The packages that carry them are looked up by their metadata and never imported.
    `folder` is the service's own folder for models, where stamps are kept. It reads
    whole files the first time: not for the event loop.
    """
    wanted = model(name)
    if not any(package_folder(package.name) for package in wanted.packages):
        return ModelProblem(name, "missing", f"{name} is not installed")
    return _checked(wanted, Checks(folder))


def package_folder(name: str) -> Path | None:
    """Return the folder that a package's files are relative to, if it is installed."""
    try:
        return Path(str(distribution(name).locate_file("")))
    except PackageNotFoundError:
        return None


def _checked(wanted: Model, checks: Checks) -> FoundModel | ModelProblem:
    paths: dict[str, Path] = {}
    for package in wanted.packages:
        root = package_folder(package.name)
        if root is None:
            return ModelProblem(wanted.name, "damaged", _not_installed(package))
        for file in package.files:
            path = root / file.path
            if problem := _problem(file, path, checks):
                return ModelProblem(wanted.name, "damaged", problem)
            paths[file.name] = path
    files = [file for package in wanted.packages for file in package.files]
    return FoundModel(wanted.name, paths, {file.name: file.sha256 for file in files})


def _not_installed(package: Package) -> str:
    names = ", ".join(file.name for file in package.files)
    return f"{names} is missing: {package.name} is not installed"


def _problem(file: ModelFile, path: Path, checks: Checks) -> str:
    """What is wrong with a file, in words; empty when nothing is."""
    try:
        found = checks.digest(path, file.sha256)
    except FileNotFoundError:
        return f"{file.name} is missing"
    except OSError as error:
        return f"{file.name} cannot be read: {error.strerror}"
    if found == file.sha256:
        return ""
    return (
        f"{file.name} is damaged: sha256 {found[:DIGITS]}…"
        f" instead of {file.sha256[:DIGITS]}…"
    )
