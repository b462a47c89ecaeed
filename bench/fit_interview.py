"""Fit the weights of interviews on the half of labelled answers that is for fitting.

python -m bench.fit_interview FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.interview_answers import answers, encoder, example, scored
from services.interview.fitting import fit
from services.interview.weights import SHIPPED, load_weights, weights_text


def main(folder: Path) -> None:
    start = load_weights(SHIPPED)
    pairs = scored(answers(folder, "fitted"), start, encoder())
    examples = [example(a, score) for a, score in pairs if not score.flags]
    note = f"{len(examples)} answers labelled by two people"
    SHIPPED.write_text(weights_text(fit(examples, start), note), "utf-8")
    print(f"{SHIPPED}: {note}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
