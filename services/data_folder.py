"""The folder of the service's data, which one process at a time serves from."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

import structlog

from services.errors import ConfigurationError

LOCK_NAME = ".serving"

_log = structlog.get_logger(__name__)


def held_alone(data_dir: Path) -> IO[str] | None:
    """A handle that keeps the folder for this process until it is closed.

    Conversations, erasures and the owner's log-outs are held in memory; a second
    process on the same folder would not know of them. Raise ConfigurationError where
    one serves already. None where the folder cannot be written: what follows says so.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = (data_dir / LOCK_NAME).open("a+")
    except OSError as error:
        _log.warning("data_folder_not_held", reason=error.strerror)
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        holder = handle.read(20).strip()
        handle.close()
        raise ConfigurationError(
            f"{data_dir} is served from by another process ({holder}): stop that one, "
            "or give this one a DATA_DIR of its own"
        ) from None
    handle.seek(0)
    handle.truncate()
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    return handle
