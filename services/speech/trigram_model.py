"""A language model of a few thousand sentences, written as pocketsphinx reads it.

Interpolated Witten-Bell smoothing (Chen and Goodman 1998, section 2.4): how often a
history was followed by something new says how much to trust the shorter history.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

START, END = "<s>", "</s>"
ORDER = 3
ADDED = 0.5
"""Added to each count of single words, so that none is impossible."""
SMALLEST = 1e-7
NEVER = -99.0
"""What the format writes for a word that cannot follow: a sentence's start."""

Gram = tuple[str, ...]


class TrigramModel:
    """`probability` holds P(last word | words before) of every gram that was seen."""

    def __init__(self, sentences: Mapping[str, float] | Iterable[str]) -> None:
        counts = _counted(sentences)
        self.words = sorted({gram[0] for gram in counts[0]})
        self.probability: list[dict[Gram, float]] = [self._single(counts[0])]
        self.followers: list[dict[Gram, list[str]]] = []
        for order in range(1, ORDER):
            self._add_order(counts[order])

    def backoff(self, history: Gram) -> float:
        """What is left for words never seen after `history`, as a factor."""
        order = len(history)
        after = self.followers[order - 1].get(history, [])
        seen = sum(self.probability[order][(*history, word)] for word in after)
        shorter = history[1:]
        lower = sum(self.probability[order - 1][(*shorter, word)] for word in after)
        return (1 - seen) / (1 - lower) if lower < 1 - SMALLEST else SMALLEST

    def arpa(self) -> str:
        """The ARPA format: log10 probability, gram, log10 back-off."""
        lines = ["\\data\\"]
        lines += [f"ngram {n + 1}={len(p)}" for n, p in enumerate(self.probability)]
        for order, grams in enumerate(self.probability):
            lines += ["", f"\\{order + 1}-grams:"]
            lines += [self._line(gram, p) for gram, p in sorted(grams.items())]
        return "\n".join([*lines, "", "\\end\\", ""])

    def _line(self, gram: Gram, probability: float) -> str:
        shown = NEVER if gram == (START,) else _log(probability)
        line = f"{shown:.4f}\t{' '.join(gram)}"
        if len(gram) < ORDER and gram in self.followers[len(gram) - 1]:
            line += f"\t{_log(self.backoff(gram)):.4f}"
        return line

    def _single(self, counts: Counter[Gram]) -> dict[Gram, float]:
        """A start is never heard, so it takes no share."""
        heard = {gram: n for gram, n in counts.items() if gram != (START,)}
        total = sum(heard.values()) + ADDED * len(heard)
        single = {gram: (n + ADDED) / total for gram, n in heard.items()}
        return single | {(START,): 0.0}

    def _add_order(self, counts: Counter[Gram]) -> None:
        followers: defaultdict[Gram, list[str]] = defaultdict(list)
        totals: Counter[Gram] = Counter()
        for gram, count in counts.items():
            followers[gram[:-1]].append(gram[-1])
            totals[gram[:-1]] += count
        lower = self.probability[-1]
        self.followers.append(dict(followers))
        self.probability.append(
            {
                gram: _smoothed(
                    count,
                    total=totals[gram[:-1]],
                    kinds=len(followers[gram[:-1]]),
                    lower=lower[gram[1:]],
                )
                for gram, count in counts.items()
            }
        )


def _smoothed(count: float, *, total: float, kinds: int, lower: float) -> float:
    trust = total / (total + kinds)
    return trust * count / total + (1 - trust) * lower


def _counted(sentences: Mapping[str, float] | Iterable[str]) -> list[Counter[Gram]]:
    weighted = sentences if isinstance(sentences, Mapping) else Counter(sentences)
    counts: list[Counter[Gram]] = [Counter() for _ in range(ORDER)]
    for sentence, weight in weighted.items():
        words: Sequence[str] = (START, *sentence.split(), END)
        for order in range(ORDER):
            for place in range(len(words) - order):
                counts[order][tuple(words[place : place + order + 1])] += weight  # type: ignore[assignment]
    return counts


def _log(probability: float) -> float:
    return math.log10(max(probability, SMALLEST))
