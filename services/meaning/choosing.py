"""Which encoder serves, as a pure function of what is there."""

from __future__ import annotations

from services.models.model_file import FoundModel, ModelProblem


def choose_encoder(
    found: FoundModel | ModelProblem, *, missing_libraries: tuple[str, ...] = ()
) -> FoundModel | ModelProblem:
    """Return the model to open, or why words serve."""
    if isinstance(found, ModelProblem) or not missing_libraries:
        return found
    names = " and ".join(missing_libraries)
    return ModelProblem(found.name, "missing", f"{names}: not installed")
