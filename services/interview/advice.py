"""What to say better: the points missed, and facts of the résumé that would serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services.interview.answer_text import words_of
from services.interview.coverage import content
from services.interview.star import PARTS
from services.models.interview import InterviewTurn
from services.models.interview_bank import Question
from services.models.resume import Resume

FACTS = 2
FAST, SLOW = 180, 100
"""Words a minute beyond which speech is hard to follow, or drags."""
FLAG_ADVICE = {
    "silent": "Say what you know, even if it is only a part.",
    "off_topic": "Answer what was asked; ask back if the question is not clear.",
    "stuffed": "Say it in sentences: words without a statement show nothing.",
    "read_back": "The question was said again; say what you know about it.",
    "copied": "Say it in your own words; this is the model answer's text.",
}
STORY_ADVICE = {
    "situation": "Begin with when and where it was.",
    "task": "Say what you had to reach.",
    "action": "Say what you did yourself, with “I”.",
    "result": "End with what came of it, in figures.",
}


def advice_on(
    question: Question, turn: InterviewTurn, resume: Resume, *, story: bool
) -> list[str]:
    """Return what would have made an answer better, the weightiest first."""
    score = turn.score
    if score is None:
        return []
    if score.flags:
        return [FLAG_ADVICE[raised.flag] for raised in score.flags]
    found = [f"Not quite: {trap.why}" for trap in score.traps]
    missed = [point for point in score.points if point.coverage < 0.5]
    found += [f"Also say: {point.says}." for point in missed]
    if story:
        found += [STORY_ADVICE[part] for part in PARTS if part not in score.structure]
        found += [f"From your résumé: {line}" for line in _facts(question, resume)]
    return found + list(_of_manner(turn))


def _of_manner(turn: InterviewTurn) -> Iterator[str]:
    score = turn.score
    if score is None:
        return
    if len(score.hedges) >= 3:
        shown = ", ".join(f"“{hedge}”" for hedge in dict.fromkeys(score.hedges))
        yield f"Speak more surely: you hedged {len(score.hedges)} times ({shown})."
    spoken = score.delivery
    if spoken is None:
        return
    pace = round(spoken.words_per_minute)
    if pace > FAST:
        yield f"Speak more slowly: {pace} words a minute."
    if pace < SLOW:
        yield f"Speak a little faster: {pace} words a minute."
    if len(spoken.fillers) >= 3:
        yield f"Pause instead of filling: {len(spoken.fillers)} fillers."


def _facts(question: Question, resume: Resume) -> list[str]:
    """Return lines of the résumé that share most words with the question's field."""
    says = " ".join(point.says for point in question.points)
    field = f"{question.text} {says} {' '.join(question.skills)}"
    wanted = {word.stem for word in content(words_of(field))}
    ranked = []
    for entries in resume.sections.values():
        for entry in entries:
            for line in (*entry.highlights, *entry.metrics):
                shared = wanted & {word.stem for word in content(words_of(line))}
                figures = any(char.isdigit() for char in line)
                if shared:
                    ranked.append((len(shared) + 0.5 * figures, line))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    return [line for _, line in ranked[:FACTS]]


def summary_of(pairs: Sequence[tuple[Question, InterviewTurn]]) -> list[str]:
    """Return the whole in a few sentences: strongest, weakest, what comes again."""
    if not pairs:
        return ["No question was answered."]
    ordered = sorted(pairs, key=lambda pair: pair[1].worth)
    found = [f"{len(pairs)} questions answered."]
    best, worst = ordered[-1], ordered[0]
    if best[1].worth >= 0.5:
        found.append(f"Strongest: {best[0].text}")
    if worst[1].worth < 0.5:
        found.append(f"Weakest: {worst[0].text}")
    flags = Counter(
        raised.flag
        for _, turn in pairs
        if turn.score is not None
        for raised in turn.score.flags
    )
    found += [f"{FLAG_ADVICE[flag]} ({times} times)" for flag, times in flags.items()]
    traps = sum(len(turn.score.traps) for _, turn in pairs if turn.score is not None)
    if traps:
        found.append(f"Things said that are wrong: {traps}.")
    return found
