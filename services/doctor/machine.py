"""The machine: interpreter, packages, disk, port."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from services.doctor.finding import Finding
from services.settings import Settings

OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED = ("fastapi", "uvicorn", "av", "onnxruntime", "pocketsphinx", "espeakng_loader")
LOW_DISK_BYTES = 1_000_000_000


def machine(settings: Settings) -> Iterator[Finding]:
    yield interpreter()
    yield from packages()
    yield data_folder(settings.data_dir)
    yield port(settings.api_host, settings.api_port)


def interpreter() -> Finding:
    version = sys.version.split()[0]
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Finding("python", "fine", version)
    return Finding("python", "broken", version, "install Python 3.11, 3.12 or 3.13")


def packages() -> Iterator[Finding]:
    for name in NEEDED:
        if find_spec(name) is None:
            yield Finding(name, "broken", "not installed", "make run installs it")
    if find_spec("torch") is None:
        yield Finding("torch", "fine", "not installed; only VAD_BACKEND=torch needs it")


def data_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        why = error.strerror or "cannot be written"
        return Finding(
            "data folder", "broken", why, "set DATA_DIR to a folder of yours"
        )
    if free < LOW_DISK_BYTES:
        mend = "free some space; generated audio is removed early"
        return Finding("data folder", "better", f"{free // 10**6} MB free", mend)
    return Finding("data folder", "fine", f"{free // 10**9} GB free")


def port(host: str, number: int) -> Finding:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError:
            says = f"{number} is taken (by this service, perhaps)"
            return Finding("port", "better", says, "set API_PORT")
    return Finding("port", "fine", f"{number} is free")
