"""Run benchmarks: `python -m bench [bench|prove] [--only id] [--data dir]`.

A module `bench/bench_<noun>.py` or `bench/prove_<noun>.py` has one function,
`figures(data: Path | None) -> Iterable[Figure]`. It yields nothing where it needs a
data folder and there is none.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("kind", nargs="?", default="bench", choices=["bench", "prove"])
    parser.add_argument("--only", default="", help="modules whose name holds this")
    parser.add_argument("--data", type=Path, help="folder with recordings, questions")
    wanted = parser.parse_args()
    failed = 0
    for path in sorted(Path(__file__).parent.glob(f"{wanted.kind}_*.py")):
        if wanted.only not in path.stem:
            continue
        module = importlib.import_module(f"bench.{path.stem}")
        shown = 0
        for figure in module.figures(wanted.data):
            print(figure.line(), flush=True)
            shown += 1
            failed += figure.verdict == "fail"
        if not shown:
            print(f"# {path.stem}: skipped, it needs DATA=<folder>", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
