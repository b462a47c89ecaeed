"""The front door of the résumé's file: looked at, changed, and put back as it was."""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog

from services.errors import (
    ConfigurationError,
    InvalidInput,
    Outdated,
    StorageUnavailable,
)
from services.resume.adding import Step, added
from services.resume.loading import LoadedResume, load_data, tell
from services.whole_file import write_whole

MOST_BACKUPS = 20
BACKUP = ".before-"
CONTEXT = 3
"""Lines around a change."""
LONGEST_LINE = 300
MOVED_ON = (
    "The résumé's file has changed meanwhile, so nothing was written: look again."
)
NO_UNDO = "There is nothing to undo: the file is not as the last change left it."
READ_ONLY = (
    "The résumé's file is read-only here, so nothing was changed. Copy the draft and"
    " change the file where it comes from."
)
MOUNTED = (
    "The résumé's file is mounted by itself and cannot be replaced, so nothing was"
    " changed: mount its folder instead, or change the file where it comes from."
)
NO_ROOM = "The résumé's file could not be written; it is as it was."
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOUNTED = (errno.EBUSY, errno.EXDEV)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_log = structlog.get_logger(__name__)


def version_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that is not made yet: the file before and after it."""

    before: bytes
    after: bytes
    diff: str
    warnings: tuple[str, ...]

    @property
    def version(self) -> str:
        return version_of(self.before)

    @property
    def result(self) -> str:
        return version_of(self.after)


class ResumeFile:
    """Every call blocks; one change at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def version(self) -> str:
        """What tells this content of the file from any other."""
        return version_of(self._data())

    def edit(self, steps: Sequence[Step]) -> Edit:
        """What would come of some steps.

        Raise Outdated where there is no place for one, and InvalidInput where the
        result would be no résumé.
        """
        before = self._data()
        loaded = self._loaded(before)
        text = _text(before)
        written = added(text, loaded.document.value, steps)
        after = _encoded(written, before)
        try:
            result = load_data(self._path, after)
        except ConfigurationError as error:
            raise InvalidInput(f"That would be no résumé: {error.message}") from error
        known = {warning.message for warning in loaded.warnings}
        warnings = tuple(
            tell(self._path.name, result.document, warning)
            for warning in result.warnings
            if warning.message not in known
        )
        diff = difference(self._path.name, text, written)
        return Edit(before, after, diff, warnings)

    def apply(self, edit: Edit) -> str:
        """Write a change; return the name of the copy from before.

        Raise Outdated when the file is another by now, and StorageUnavailable when it
        cannot be written.
        """
        with self._lock:
            if self._data() != edit.before:
                raise Outdated(MOVED_ON)
            self._check_writable()
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            path = self._real
            backup = path.with_name(f"{path.stem}{BACKUP}{stamp}{path.suffix}")
            self._write(backup, edit.before)
            try:
                self._write(path, edit.after)
            except StorageUnavailable:
                backup.unlink(missing_ok=True)
                raise
            self._remove_old_backups()
            return backup.name

    def undo(self, version: str, backup: str) -> None:
        """Put a copy back, byte for byte; raise Outdated for another file."""
        with self._lock:
            copy = self._real.with_name(Path(backup).name)
            if version_of(self._data()) != version or not copy.is_file():
                raise Outdated(NO_UNDO)
            self._check_writable()
            self._write(self._real, copy.read_bytes())
            copy.unlink(missing_ok=True)

    @property
    def _real(self) -> Path:
        """Behind a symbolic link: the link itself is to stay."""
        return self._path.resolve()

    def _data(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError as error:
            raise Outdated("The résumé's file cannot be read at present.") from error

    def _loaded(self, data: bytes) -> LoadedResume:
        try:
            return load_data(self._path, data)
        except ConfigurationError as error:
            message = f"The résumé's file has to be mended first: {error.message}"
            raise Outdated(message) from error

    def _check_writable(self) -> None:
        """Whoever marked the file read-only meant it, even where we are root."""
        if not self._real.stat().st_mode & 0o222:
            raise StorageUnavailable(READ_ONLY)

    def _write(self, path: Path, data: bytes) -> None:
        mode = self._real.stat().st_mode & 0o7777
        try:
            write_whole(path, data, mode=mode)
        except OSError as error:
            _log.warning("resume_not_written", why=type(error).__name__)
            if error.errno in _READ_ONLY:
                raise StorageUnavailable(READ_ONLY) from error
            mounted = error.errno in _MOUNTED
            raise StorageUnavailable(MOUNTED if mounted else NO_ROOM) from error

    def _remove_old_backups(self) -> None:
        path = self._real
        copies = sorted(path.parent.glob(f"{path.stem}{BACKUP}*{path.suffix}"))
        for copy in copies[:-MOST_BACKUPS]:
            copy.unlink(missing_ok=True)


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in UTF_16 else "utf-8-sig")


def _encoded(text: str, before: bytes) -> bytes:
    """In the encoding that the file had, with its byte order mark if it had one."""
    if before[:2] in UTF_16:
        mark = before[:2]
        return mark + text.encode("utf-16-le" if mark == UTF_16[0] else "utf-16-be")
    mark = b"\xef\xbb\xbf" if before[:3] == b"\xef\xbb\xbf" else b""
    return mark + text.encode("utf-8")


def difference(name: str, before: str, after: str) -> str:
    """The one place where two texts differ, as a unified diff."""
    old, new = before.splitlines(), after.splitlines()
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    left = most - head
    tail = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    start = max(0, head - CONTEXT)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    below = new[len(new) - tail :][:CONTEXT]
    around = head - start + len(below)
    sizes = f"-{start + 1},{around + len(gone)} +{start + 1},{around + len(come)}"
    lines = [f"--- {name}", f"+++ {name}", f"@@ {sizes} @@"]
    lines += [f" {_short(line)}" for line in old[start:head]]
    lines += [f"-{line}" for line in _around(gone, come)]
    lines += [f"+{line}" for line in _around(come, gone)]
    lines += [f" {_short(line)}" for line in below]
    return "\n".join(lines)


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"


def _around(lines: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Lines that changed; of a long one, what is around the change."""
    for number, line in enumerate(lines):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        other = others[number] if number < len(others) else ""
        most = min(len(line), len(other))
        at = next((n for n in range(most) if line[n] != other[n]), most)
        start = max(0, at - LONGEST_LINE // 3)
        end = start + LONGEST_LINE
        yield f"{'… ' * (start > 0)}{line[start:end]}{' …' * (end < len(line))}"
