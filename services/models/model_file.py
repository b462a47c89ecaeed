"""Model files as they are known by name, and what may be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model whose files are all here and are what their digests say."""

    name: str
    paths: Mapping[str, Path]
    """By the name that whoever uses the model knows a file by."""
    digests: Mapping[str, str]
    """SHA-256 of each file, in hexadecimal, by the same names."""

    @property
    def folder(self) -> Path:
        """The one folder that holds every file; raise ValueError when there is none."""
        folders = {path.parent for path in self.paths.values()}
        if len(folders) != 1:
            raise ValueError(f"the files of {self.name} are in {len(folders)} folders")
        return folders.pop()


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why a model cannot be used.

    `missing`: nothing of it is installed, which is nobody's fault. `damaged`: a file
    is not there or is not what its digest says. `unusable`: it could not be put
    together or opened.
    """

    model: str
    kind: Literal["missing", "damaged", "unusable"]
    reason: str
    """Names files and digests, never a path."""
