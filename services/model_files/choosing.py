"""Which models a set-up installs, from MODELS and LITE."""

from __future__ import annotations

from services.model_files.table import Model, models


def chosen_models(wanted: str) -> tuple[Model, ...]:
    """Return the models that `all`, `none` or names stand for, in the table's order.

    Names are separated by commas or spaces. Raise ValueError for one that is unknown.
    """
    names = set(wanted.replace(",", " ").split())
    if names <= {"all"}:
        return models()
    if names == {"none"}:
        return ()
    known = {model.name for model in models()}
    if unknown := sorted(names - known):
        raise ValueError(
            f"MODELS names {', '.join(unknown)}; there are all, none,"
            f" {', '.join(model.name for model in models())}"
        )
    return tuple(model for model in models() if model.name in names)
