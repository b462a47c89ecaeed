"""The model files: which are installed, and whether they are whole."""

from __future__ import annotations

from collections.abc import Iterator

from services.doctor.finding import Finding
from services.model_files.finding import installed_files
from services.model_files.table import Model, models
from services.models.model_file import FoundModel
from services.settings import Settings

MEND = "python -m services.model_files install {}"


def model_findings(settings: Settings) -> Iterator[Finding]:
    for model in models():
        yield model_finding(model, settings)


def model_finding(model: Model, settings: Settings) -> Finding:
    found = installed_files(model, settings.data_dir / "models")
    if isinstance(found, FoundModel):
        return Finding(model.name, "fine", f"{model.title}, for {model.use}")
    mend = MEND.format(model.name)
    if found.kind == "missing":
        says = f"not installed; {model.without}"
        return Finding(model.name, "better", says, mend)
    says = f"{found.reason}; {model.without}"
    return Finding(model.name, "broken", says, mend)
