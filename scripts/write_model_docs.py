"""Write docs/licences.md's table of model files from models.toml."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from services.model_files.table import Model, models  # noqa: E402

PAGE = ROOT / "docs" / "licences.md"
TABLE_START = "<!-- models: written by scripts/write_model_docs.py -->"
TABLE_END = "<!-- /models -->"


def row(model: Model) -> str:
    packages = ", ".join(f"`{p.name}` {p.version}" for p in model.packages)
    cells = [
        f"`{model.name}`",
        model.title,
        model.use,
        model.without,
        f"{model.size_mb} MB",
        model.licence,
        f"{model.origin}; {packages}",
    ]
    return f"| {' | '.join(cells)} |"


def table() -> str:
    names = "model", "what it is", "for", "without it", "size", "licence", "origin"
    head = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    return "\n".join([*head, *map(row, models())])


def page(current: str) -> str:
    before, _, rest = current.partition(TABLE_START)
    _, _, after = rest.partition(TABLE_END)
    return f"{before}{TABLE_START}\n\n{table()}\n\n{TABLE_END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
