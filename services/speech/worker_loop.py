"""The child's side of a worker process: read a call, answer it, until the pipe ends."""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

LENGTHS = struct.Struct("<II")
"""A frame is the lengths of header and payload, a JSON header, and the payload."""

Header = dict[str, Any]
Answer = Callable[[Header, bytes], tuple[Header, bytes]]


def pack(header: Header, payload: bytes) -> bytes:
    head = json.dumps(header).encode()
    return LENGTHS.pack(len(head), len(payload)) + head + payload


def serve(answer: Answer) -> None:
    """An exception of `answer` is sent back as `{"error": its class}`."""
    calls, replies = sys.stdin.buffer, _own_output()
    replies.write(pack({"ready": True}, b""))
    replies.flush()
    while lengths := calls.read(LENGTHS.size):
        head_length, payload_length = LENGTHS.unpack(lengths)
        header = json.loads(calls.read(head_length))
        payload = calls.read(payload_length)
        try:
            reply = pack(*answer(header, payload))
        # Whatever went wrong is the caller's to know; the next call may go well.
        except Exception as error:  # noqa: BLE001
            reply = pack({"error": type(error).__name__}, b"")
        replies.write(reply)
        replies.flush()


def _own_output() -> BinaryIO:
    """Keep the pipe for replies: what a C library prints goes to standard error."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies
