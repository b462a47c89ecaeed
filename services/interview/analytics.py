"""Figures over many interviews, for the owner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import StatisticsError, correlation, fmean
from typing import Any

from services.interview.report import asked, mean_worth
from services.models.interview import OVER, Interview
from services.models.interview_bank import Bank

BINS = 10
FEWEST_FOR_DISCRIMINATION = 5


def analytics_of(
    interviews: Sequence[Interview], bank_of: Callable[[str], Bank | None]
) -> dict[str, Any]:
    """Return totals, distributions and figures by level, skill and question."""
    done = [one for one in interviews if one.state == "completed"]
    over = [one for one in interviews if one.state in OVER]
    return {
        "total": len(interviews),
        "active": sum(one.state in ("active", "paused") for one in interviews),
        "completed": len(done),
        "completion": _share(len(done), len(over)),
        "mean_score": _mean(map(mean_worth, done)),
        "distribution": distribution(map(mean_worth, done)),
        "by_level": _grouped((one.level, mean_worth(one)) for one in done),
        "by_skill": _by_skill(done, bank_of),
        "by_question": _by_question(done, bank_of),
        "trend": _trend(done),
    }


def distribution(scores: Iterable[float]) -> list[int]:
    """Return how many scores are in each tenth of 0 to 100."""
    counts = Counter(min(BINS - 1, int(score * BINS)) for score in scores)
    return [counts[index] for index in range(BINS)]


def _by_skill(
    done: Sequence[Interview], bank_of: Callable[[str], Bank | None]
) -> list[dict[str, Any]]:
    return _grouped(
        (skill, turn.worth)
        for one in done
        if (bank := bank_of(one.bank)) is not None
        for question, turn in asked(one, bank)
        for skill in question.skills
    )


def _grouped(pairs: Iterable[tuple[str, float]]) -> list[dict[str, Any]]:
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for name, score in pairs:
        groups[name].append(score)
    return [
        {"name": name, "mean_score": _mean(found), "count": len(found)}
        for name, found in sorted(groups.items())
    ]


def _by_question(
    done: Sequence[Interview], bank_of: Callable[[str], Bank | None]
) -> list[dict[str, Any]]:
    """Return each question's mean, and how it goes with the rest of an interview."""
    found: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for one in done:
        scores = [turn.worth for turn in one.answered]
        for turn in one.answered:
            rest = (sum(scores) - turn.worth) / max(1, len(scores) - 1)
            found[one.bank, turn.question_id].append((turn.worth, rest))
    return [
        {
            "bank": bank,
            "question_id": question_id,
            "question": _text(bank_of(bank), question_id),
            "answers": len(pairs),
            "mean_score": _mean(own for own, _ in pairs),
            "discrimination": _discrimination(pairs),
        }
        for (bank, question_id), pairs in sorted(found.items())
    ]


def _text(bank: Bank | None, question_id: str) -> str:
    question = bank.question(question_id) if bank is not None else None
    return question.text if question is not None else ""


def _discrimination(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the correlation with the rest; None where too few answers tell."""
    if len(pairs) < FEWEST_FOR_DISCRIMINATION:
        return None
    own, rest = zip(*pairs, strict=True)
    try:
        return round(correlation(own, rest), 3)
    except StatisticsError:
        # All the same: nothing goes up or down with anything.
        return None


def _trend(done: Iterable[Interview]) -> list[dict[str, Any]]:
    """Return the mean of each week (ISO, by its Monday), oldest first."""
    weeks: defaultdict[str, list[float]] = defaultdict(list)
    for one in done:
        weeks[week_of(one)].append(mean_worth(one))
    return [
        {"week": week, "mean_score": _mean(found), "count": len(found)}
        for week, found in sorted(weeks.items())
    ]


def week_of(interview: Interview) -> str:
    year, week, _ = interview.created_at.isocalendar()
    return f"{year}-W{week:02}"


def _mean(scores: Iterable[float]) -> float | None:
    found = list(scores)
    return round(100 * fmean(found), 1) if found else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def by_bank(banks: Iterable[Bank]) -> Mapping[str, Bank]:
    return {bank.name: bank for bank in banks}
