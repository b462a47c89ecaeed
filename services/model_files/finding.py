"""Where an installed model's files are, and whether they are what they should be."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from services.model_files.checking import Checks, problem_of
from services.model_files.joining import put_together, together
from services.model_files.table import Model, Package, model
from services.models.model_file import FoundModel, ModelProblem


def model_files(name: str, folder: Path) -> FoundModel | ModelProblem:
    """Return the files of a model of the table, checked, or what is wrong with them.

    The packages that carry them are looked up by their metadata and never imported.
    `folder` is the service's own folder for models: stamps are kept there, and the
    files of a model that comes in parts, all in `FoundModel.folder`. It reads whole
    files the first time: not for the event loop.
    """
    wanted = model(name)
    if wanted.joined is None:
        return installed_files(wanted, folder)
    if found := together(wanted, folder):
        return found
    installed = installed_files(wanted, folder)
    if isinstance(installed, ModelProblem):
        return installed
    return put_together(wanted, installed, folder)


def installed_files(wanted: Model, folder: Path) -> FoundModel | ModelProblem:
    """Return the files as the packages have them, or what is wrong with them."""
    if not any(package_folder(package.name) for package in wanted.packages):
        return ModelProblem(wanted.name, "missing", f"{wanted.name} is not installed")
    checks = Checks(folder)
    paths: dict[str, Path] = {}
    for package in wanted.packages:
        root = package_folder(package.name)
        if root is None:
            return ModelProblem(wanted.name, "damaged", _not_installed(package))
        for file in package.files:
            path = root / file.path
            if problem := problem_of(file, path, checks):
                return ModelProblem(wanted.name, "damaged", problem)
            paths[file.name] = path
    digests = {file.name: file.sha256 for file in wanted.files}
    return FoundModel(wanted.name, paths, digests)


def package_folder(name: str) -> Path | None:
    """Return the folder that a package's files are relative to, if it is installed."""
    try:
        return Path(str(distribution(name).locate_file("")))
    except PackageNotFoundError:
        return None


def _not_installed(package: Package) -> str:
    names = ", ".join(file.name for file in package.files)
    missing = f"{names} is missing: " if names else ""
    return f"{missing}{package.name} is not installed"
