"""The folder of the service's data, which one process at a time serves from."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import structlog

from services.errors import ConfigurationError

LOCK_NAME = ".serving"
NO_FOLDER = (FileExistsError, FileNotFoundError, NotADirectoryError)
"""What making a folder fails with where a file stands, or where there can be none."""

_log = structlog.get_logger(__name__)


def held_alone(data_dir: Path) -> ExitStack | None:
    """What keeps the folder for this process until it is closed.

    Conversations, erasures and the owner's log-outs are held in memory; a second
    process on the same folder would not know of them. The folder itself is locked
    beside a file in it, which whoever tidies the folder may remove. Raise
    ConfigurationError where one serves already, and for a path that is no folder. None
    where the folder cannot be written: what follows says so.
    """
    with ExitStack() as held:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            folder = os.open(data_dir, os.O_RDONLY | os.O_DIRECTORY)
            held.callback(os.close, folder)
            handle = held.enter_context((data_dir / LOCK_NAME).open("a+"))
        except NO_FOLDER as error:
            raise ConfigurationError(
                f"DATA_DIR: {str(data_dir)!r} is no folder and cannot become one: "
                "write the path of a folder of its own, such as /var/lib/viva-voce"
            ) from error
        except OSError as error:
            _log.warning("data_folder_not_held", reason=error.strerror)
            return None
        if not (_is_locked(folder) and _is_locked(handle.fileno())):
            raise _served_already(data_dir, handle)
        handle.seek(0)
        handle.truncate()
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        return held.pop_all()


def _is_locked(descriptor: int) -> bool:
    """Whether this process has it now; False where another one has it.

    A file system that locks no folders leaves that to the file in it.
    """
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        _log.warning("data_folder_not_locked", reason=error.strerror)
    return True


def _served_already(data_dir: Path, handle: IO[str]) -> ConfigurationError:
    handle.seek(0)
    holder = handle.read(20).strip() or "its .serving file is gone"
    return ConfigurationError(
        f"{data_dir} is served from by another process ({holder}): stop that one, "
        "or give this one a DATA_DIR of its own"
    )
