"""A worker for tests: it echoes, fails, prints, crashes or hangs as it is told."""

from __future__ import annotations

import os
import signal
import sys
import time

from services.speech.worker_loop import Header, serve


def answer(header: Header, payload: bytes) -> tuple[Header, bytes]:
    match header.get("do"):
        case "fail":
            raise ValueError("as told")
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "print":
            sys.stdout.write("noise")
            sys.stdout.flush()
            os.write(1, b"noise")
            os.write(2, b"noise")
        case "hang":
            while True:
                time.sleep(60)
    return {**header, "pid": os.getpid()}, payload


if __name__ == "__main__":
    serve(answer)
