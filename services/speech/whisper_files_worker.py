"""Finds or fetches a Whisper model's files, in a process that can be ended any time."""

from __future__ import annotations

from pathlib import Path

from services.speech.worker_loop import Header, serve


def locate(size: str, folder: str | None) -> str | None:
    """The model's directory if it is here, in our folder or the usual one."""
    from faster_whisper import download_model

    for cache in (folder, None):
        try:
            path: str = download_model(size, local_files_only=True, cache_dir=cache)
        # A missing model is reported by one of several classes of the hub's.
        except (OSError, ValueError):
            continue
        if (Path(path) / "model.bin").is_file():
            return path
    return None


def fetch(size: str, folder: str) -> str:
    from faster_whisper import download_model

    path: str = download_model(size, cache_dir=folder)
    return path


def answer(header: Header, _: bytes) -> tuple[Header, bytes]:
    size, folder = header["size"], header["folder"]
    if header["fetch"]:
        return {"path": fetch(size, folder)}, b""
    return {"path": locate(size, folder)}, b""


if __name__ == "__main__":
    serve(answer)
