"""The child's side of a worker process: frames in on stdin, frames out on stdout.

A frame is two big-endian 32-bit lengths, a header of JSON and a payload of raw bytes.
The first frame out, with an empty header, says that the worker is ready. This module
imports as little as it can: every worker pays for it in memory.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")
DEADLINE_KEY = "_deadline_s"
ERROR_KEY = "_error"
WHERE_KEY = "_where"
HEARING, SPEAKING = 5, 15
"""Niceness: with every core at work the server's event loop still goes first, then who
is heard: that is a person's turn, what is spoken may be a text of any length."""

Header = dict[str, Any]
Answer = Callable[[Header, bytes], tuple[Header, bytes]]


def pack(header: Header, payload: bytes = b"") -> bytes:
    written = json.dumps(header).encode()
    return LENGTHS.pack(len(written), len(payload)) + written + payload


def serve(answer: Answer, niceness: int = HEARING) -> None:
    """Say ready, then answer frames until the parent goes away.

    An exception of `answer` is sent back by the name of its class and the lines it came
    through; its message may hold what a visitor said.
    """
    frames_in, frames_out = _private_pipes()
    step_back(niceness)
    try:
        _write(frames_out, {}, b"")
        while (frame := _read(frames_in)) is not None:
            _write(frames_out, *_answered(answer, *frame))
    except BrokenPipeError:
        return


def step_back(niceness: int) -> None:
    """Let the server's event loop go first; a second call changes nothing.

    In a group of its own: Ctrl-C is for the parent, which then says goodbye. Not in a
    session of its own: Linux shares the cores between sessions first (sched(7), "The
    autogroup feature"), and niceness counts only within one.
    """
    if hasattr(os, "setpriority"):
        with suppress(PermissionError):  # of who leads a session, so a group, already
            os.setpgid(0, 0)
        os.setpriority(os.PRIO_PROCESS, 0, niceness)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for frames, so that a stray print cannot break one."""
    frames_in, frames_out = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return os.fdopen(frames_in, "rb"), os.fdopen(frames_out, "wb")


def _answered(answer: Answer, header: Header, payload: bytes) -> tuple[Header, bytes]:
    _die_after(header.pop(DEADLINE_KEY))
    try:
        return answer(header, payload)
    # Whatever went wrong is the caller's to know; the next call may go well.
    except Exception as error:  # noqa: BLE001
        return {ERROR_KEY: type(error).__name__, WHERE_KEY: _lines_of(error)}, b""
    finally:
        _die_after(0)


def _lines_of(error: Exception) -> list[str]:
    """Where an exception came through, as "file:line", the outermost first."""
    lines, trace = [], error.__traceback__
    while trace is not None:
        lines.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return lines


def _die_after(seconds: float) -> None:
    """Let the system end a hung worker even if the parent is gone. 0 is never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _read(stream: BinaryIO) -> tuple[Header, bytes] | None:
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    header_bytes, payload_bytes = LENGTHS.unpack(lengths)
    header, payload = stream.read(header_bytes), stream.read(payload_bytes)
    if len(header) < header_bytes or len(payload) < payload_bytes:
        return None
    return json.loads(header), payload


def _write(stream: BinaryIO, header: Header, payload: bytes) -> None:
    stream.write(pack(header, payload))
    stream.flush()
