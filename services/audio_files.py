"""Generated audio on disk: unguessable names, one directory, and nothing outside it."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import re
import secrets
import stat
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from services.errors import FileNotFound, StorageFull, StorageUnavailable
from services.models.audio_file import MEDIA_TYPES, AudioOnDisk, StoredAudio
from services.models.speech import SynthesizedSpeech
from services.speech.audio_shelf import AudioShelf
from services.work_queue import visitor

NAME = re.compile(r"[A-Za-z0-9_-]{22,64}\.(?:wav|mp3|opus)", re.ASCII)
_RANDOM_BYTES = 16
_TOKEN_CHARACTERS = 22
_UNFINISHED = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT)


class AudioFiles:
    """Safe to use from any thread; only `save`, `reading` and removal touch files.

    A name ends in a digest of its session, so that a session's files are found again
    after a restart and by every server process.
    """

    def __init__(
        self,
        directory: Path,
        *,
        max_age_s: float,
        max_total_bytes: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """With more than `max_total_bytes` a new file makes others go at once."""
        self.directory = directory
        self.max_age_s = max_age_s
        self._max_total_bytes = max_total_bytes
        self._shelf: AudioShelf | None = None
        self.clock = clock
        self.ran_full = asyncio.Event()
        self._lock = threading.Lock()
        self._readers: Counter[str] = Counter()
        self._doomed: set[str] = set()

    async def save(
        self, speech: SynthesizedSpeech, session_id: str | None = None
    ) -> StoredAudio:
        """Raise StorageFull, or StorageUnavailable when it cannot be written."""
        stem = secrets.token_urlsafe(_RANDOM_BYTES) + _session_mark(session_id)
        name = f"{stem}.{speech.format}"
        now = self.clock()
        try:
            await asyncio.to_thread(self._write, name, speech.data, now)
            await asyncio.to_thread(self._make_room, name, len(speech.data))
        except OSError as error:
            if error.errno in _FULL:
                self.ran_full.set()
                raise StorageFull from error
            raise StorageUnavailable from error
        expires_at = datetime.fromtimestamp(now + self.max_age_s, UTC)
        return StoredAudio(name, len(speech.data), expires_at)

    @asynccontextmanager
    async def reading(self, name: str) -> AsyncIterator[AudioOnDisk]:
        """Keep a file until the block ends; raise FileNotFound for any other name.

        A response that outlives the route holds the block open: enter it in a
        dependency with `yield`, which the framework leaves after the last byte.
        """
        if not NAME.fullmatch(name):
            raise FileNotFound
        with self._lock:
            if name in self._doomed:
                raise FileNotFound
            self._readers[name] += 1
        try:
            yield await asyncio.to_thread(self._look_up, name)
        finally:
            self._release(name)

    async def remove_for_session(self, session_id: str) -> int:
        """Remove what was said in a session; a file being read goes when it is done."""
        mark = _session_mark(session_id)

        def of_session() -> int:
            names = (audio.name for audio in self.listing())
            return self.remove(
                [n for n in names if n.partition(".")[0][_TOKEN_CHARACTERS:] == mark],
                even_if_read=True,
            )

        return await asyncio.to_thread(of_session)

    def listing(self) -> list[os.DirEntry[str]]:
        """Finished files, in no order; blocks."""
        try:
            with os.scandir(self.directory) as entries:
                return [entry for entry in entries if NAME.fullmatch(entry.name)]
        except FileNotFoundError:
            return []

    def remove(self, names: Iterable[str], *, even_if_read: bool = False) -> int:
        """Delete files and count them; blocks. One that is being read stays, unless
        `even_if_read`: then it is refused to new readers and goes with its last."""
        return sum(self._remove(name, even_if_read) for name in names)

    def remove_unfinished(self, *, older_than_s: float) -> int:
        """Delete what a crash left half-written; blocks."""
        removed = 0
        for path in self.directory.glob(f"*{_UNFINISHED}"):
            # Some are finished, and so have another name, before it is their turn.
            with suppress(FileNotFoundError):
                if path.lstat().st_mtime < self.clock() - older_than_s:
                    path.unlink()
                    removed += 1
        return removed

    def recount(self, found: Mapping[str, int]) -> None:
        """Take note of what the folder holds, oldest first, whoever wrote it."""
        with self._lock:
            self._shelf = self._shelf or AudioShelf()
            self._shelf.recount(found)

    def _make_room(self, new: str, size_bytes: int) -> None:
        """Look at the whole after a save: a flood must not wait for the clean-up."""
        if self._max_total_bytes is None:
            return
        if self._shelf is None:
            self.recount(sizes_of(self.listing()))
        staying = {new}
        with self._lock:
            shelf = cast(AudioShelf, self._shelf)
            shelf.put(new, size_bytes, visitor.get())
            while shelf.total_bytes > self._max_total_bytes:
                name = shelf.leaving(staying)
                if name is None:
                    return
                if self._readers[name]:
                    staying.add(name)
                else:
                    del self._readers[name]
                    self._unlink(name)

    def _write(self, name: str, data: bytes, now: float) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        unfinished = self.directory / f"{name}{_UNFINISHED}"
        try:
            unfinished.write_bytes(data)
            os.utime(unfinished, (now, now))
            unfinished.replace(self.directory / name)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise

    def _look_up(self, name: str) -> AudioOnDisk:
        path = self.directory / name
        try:
            status = path.lstat()
        except OSError as error:
            raise FileNotFound from error
        if not stat.S_ISREG(status.st_mode):
            raise FileNotFound
        media_type = MEDIA_TYPES[path.suffix[1:]]
        return AudioOnDisk(path, status.st_size, media_type, status)

    def _remove(self, name: str, even_if_read: bool) -> bool:
        if not NAME.fullmatch(name):
            return False
        with self._lock:
            if self._readers[name]:
                if even_if_read:
                    self._doomed.add(name)
                return even_if_read
            del self._readers[name]
            return self._unlink(name)

    def _release(self, name: str) -> None:
        with self._lock:
            self._readers[name] -= 1
            if self._readers[name]:
                return
            del self._readers[name]
            if name in self._doomed:
                self._doomed.discard(name)
                self._unlink(name)

    def _unlink(self, name: str) -> bool:
        if self._shelf is not None:
            self._shelf.drop(name)
        try:
            (self.directory / name).unlink()
        except OSError:
            return False
        return True


def sizes_of(entries: Iterable[os.DirEntry[str]]) -> dict[str, int]:
    """Sizes by name, the oldest first."""
    found = []
    for entry in entries:
        with suppress(FileNotFoundError):
            status = entry.stat(follow_symlinks=False)
            found.append((status.st_mtime, entry.name, status.st_size))
    return {name: size for _, name, size in sorted(found)}


def _session_mark(session_id: str | None) -> str:
    if session_id is None:
        return ""
    digest = hashlib.blake2s(session_id.encode(), digest_size=12).digest()
    return base64.urlsafe_b64encode(digest).decode()
