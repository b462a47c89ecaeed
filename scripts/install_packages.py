"""Run `pip install` with the arguments given, and show how far it is.

pip says nothing for minutes, or everything. This says one line a large package, and on
a terminal rewrites its last line every second; elsewhere it says every quarter of a
minute how far it is. It needs the standard library only.
"""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO

LARGE_MB = 5.0
SILENT_S = 15.0
DOWNLOAD = re.compile(
    r"\s*(?:Downloading|Using cached) (?P<file>\S+?)(?:\.metadata)? \((?P<size>.+)\)"
)
UNPACKING = re.compile(r"Installing collected packages: (?P<names>.+)")
OPTIONS = ["--disable-pip-version-check", "--progress-bar", "off"]


class Progress:
    """What a person reads of pip's lines; `write` takes text without a line's end."""

    def __init__(
        self,
        out: IO[str],
        *,
        is_terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._out = out
        self._is_terminal = is_terminal
        self._clock = clock
        self._began = self._spoke = clock()
        self._packages = 0
        self._now = "looking for packages"

    def take(self, line: str) -> None:
        if match := UNPACKING.match(line):
            names = match["names"].split(", ")
            what = names[0] if len(names) == 1 else f"{len(names)} packages"
            self._now = f"unpacking {what}"
            self._say(self._now)
        elif (match := DOWNLOAD.match(line)) and ".metadata" not in line:
            self._packages += 1
            name = "-".join(match["file"].rsplit("/", 1)[-1].split("-")[:2])
            self._now = f"{self._packages} packages, {name} ({match['size']})"
            if megabytes(match["size"]) >= LARGE_MB:
                self._say(f"{name} ({match['size']})")
        self.tick()

    def tick(self) -> None:
        """Rewrite the last line of a terminal; elsewhere, break a long silence."""
        told = f"{int(self._clock() - self._began)} s, {self._now}"
        if self._is_terminal:
            self._out.write(f"\r\033[K  {told}"[:78])
            self._out.flush()
        elif self._clock() - self._spoke >= SILENT_S:
            self._say(told)

    def end(self) -> None:
        if self._is_terminal:
            self._out.write("\r\033[K")
            self._out.flush()

    def _say(self, text: str) -> None:
        self.end()
        self._out.write(f"  {text}\n")
        self._out.flush()
        self._spoke = self._clock()


def megabytes(size: str) -> float:
    """Return what pip's `17.2 MB` or `300 kB` is in megabytes."""
    number, _, unit = size.partition(" ")
    scale = {"GB": 1000.0, "MB": 1.0, "kB": 0.001}.get(unit, 0.0)
    return float(number) * scale if number.replace(".", "", 1).isdigit() else 0.0


def main(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pip", "install", *OPTIONS, *arguments]
    progress = Progress(sys.stdout, is_terminal=sys.stdout.isatty())
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as pip:
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(pip.stdout, lines), daemon=True).start()
        while (line := _next(lines)) is not None:
            progress.take(line)
    progress.end()
    return pip.returncode


def _read(stream: IO[str] | None, lines: queue.SimpleQueue[str | None]) -> None:
    for line in stream or ():
        lines.put(line)
    lines.put(None)


def _next(lines: queue.SimpleQueue[str | None]) -> str | None:
    """Return pip's next line, an empty one after a silent second, None at its end."""
    try:
        return lines.get(timeout=1)
    except queue.Empty:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
