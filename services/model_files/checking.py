"""Whether a file is what its digest says, computed once and remembered by a stamp."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from services.model_files.table import JoinedFile, ModelFile
from services.whole_file import write_whole

STAMPS = "checked"
DIGITS = 12
"""Of a digest, where people read it."""


class Checks:
    """Digests of files, kept in `folder` as one small file a digest.

    A stamp holds for one path, size and times of change; the time of the inode is
    among them, because the other can be set back.
    """

    def __init__(self, folder: Path) -> None:
        self._stamps = folder / STAMPS

    def digest(self, path: Path, expected: str) -> str:
        """Return the file's SHA-256, in hexadecimal; raise OSError if unreadable."""
        state = _state(path)
        stamp = self._stamps / f"{expected}.json"
        if _read(stamp) == state:
            return expected
        found = digest_of(path)
        if found == expected and _state(path) == state:
            # Without a stamp the file is read again the next time: slower, not wrong.
            with suppress(OSError):
                write_whole(stamp, json.dumps(state).encode())
        return found


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _state(path: Path) -> list[str | int]:
    found = path.stat()
    return [str(path), found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _read(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_bytes())
    except (OSError, ValueError):
        return None


def problem_of(file: ModelFile | JoinedFile, path: Path, checks: Checks) -> str:
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
