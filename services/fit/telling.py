"""A comparison in words: the picture, the gaps, and what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from services.fit.words import table
from services.models.fit import Judged, RequirementKind, Verdict
from services.models.resume import Profile
from services.resume.telling.lists import counted, joined, number
from services.resume.telling.person import Person, person_of

MOST_QUESTIONS = 6
MOST_NAMED = 4
LONGEST_NAMED = 90
"""Characters of a requirement that is named in a sentence."""
IN_A_BREATH = 2
LONGEST_IN_A_BREATH = 45
MOSTLY = 0.75
HALF = 0.5
IN_PART = 0.5
"""What a requirement that is met in part counts beside one that is met."""


def picture(found: Sequence[Judged], profile: Profile) -> str:
    """The whole in words: how much of what is asked for is stated, and what is not."""
    person = person_of(profile)
    musts = [j for j in found if j.requirement.must and not _is_duty(j)]
    wishes = [j for j in found if not j.requirement.must]
    duties = [j for j in found if _is_duty(j) and j.requirement.must]
    told = [f"{_opening(musts or duties or wishes)}."]
    told += [_counts(musts, "requirement", "requirements")] if musts else []
    told += [_counts(duties, "duty", "duties")] if duties else []
    told += [_counts(wishes, "wish", "wishes")] if wishes else []
    return " ".join((*told, *_of_missing(found, musts, person)))


def _of_missing(
    found: Sequence[Judged], musts: Sequence[Judged], person: Person
) -> list[str]:
    """The sentences on what is not named; none where everything is."""
    if all(j.verdict is not Verdict.NOT_NAMED for j in found):
        return []
    open_to_all = (
        f"What is not named is not ruled out: {person.subject} may "
        "have it and not say so."
    )
    missing = [j for j in musts if j.verdict is Verdict.NOT_NAMED]
    if not missing:
        return [open_to_all]
    names = joined([_named(j) for j in missing[:MOST_NAMED]])
    rest = _more(len(missing) - MOST_NAMED)
    return [f"Not named at all, though required: {names}{rest}.", open_to_all]


def in_short(found: Sequence[Judged]) -> str:
    """The picture in one breath: the opening, the counts, what is missing first."""
    musts = [j for j in found if j.requirement.must]
    told = [f"{_opening(musts or found)}."]
    told.append(_counts(musts or found, "thing asked for", "things asked for"))
    missing = [j for j in musts if j.verdict is Verdict.NOT_NAMED]
    if missing:
        first = sorted(missing, key=_is_duty)[:IN_A_BREATH]
        names = joined([_cut(j.requirement.words, LONGEST_IN_A_BREATH) for j in first])
        told.append(f"Not named: {names}{_more(len(missing) - len(first))}.")
    return " ".join(told)


def gaps(found: Sequence[Judged]) -> tuple[str, ...]:
    """What is missing, the musts first, one sentence each."""
    open_ones = [j for j in found if j.verdict is not Verdict.MET]
    ordered = sorted(open_ones, key=lambda j: (not j.requirement.must, _is_duty(j)))
    return tuple(judged.gap for judged in ordered)


def gap(judged: Judged) -> str:
    """What is missing of one requirement, as a sentence."""
    words = _named(judged)
    if judged.short:
        return f"In part: {words}. {judged.short}"
    if judged.verdict is Verdict.PARTLY:
        nearest = judged.facts[0].text if judged.facts else ""
        return f"In part: {words}. The nearest is: {_short(nearest)}"
    wished = "" if judged.requirement.must else " (a wish)"
    return f"Not named{wished}: {words}"


def questions(found: Sequence[Judged], profile: Profile) -> tuple[str, ...]:
    """What to ask next: about what is required and not stated first, then in part."""
    person = person_of(profile)
    ordered = sorted(found, key=_urgency)
    asked = [_question(judged, person) for judged in ordered]
    return tuple(dict.fromkeys(asked))[:MOST_QUESTIONS]


def notes(steering: int) -> tuple[str, ...]:
    """What was done with the advertisement that its reader should know."""
    if not steering:
        return ()
    sentences = counted(steering, "sentence", "sentences")
    told = (
        f"Left out: {sentences} that told the reader of the advertisement what to find."
    )
    return (told,)


def _opening(counted_ones: Sequence[Judged]) -> str:
    said = table("telling")["openings"]
    share = _share(counted_ones)
    if all(j.verdict is Verdict.MET for j in counted_ones):
        return str(said["all"])
    if share >= MOSTLY:
        return str(said["most"])
    if share >= HALF:
        return str(said["half"])
    return str(said["some"] if share > 0 else said["none"])


def _share(found: Sequence[Judged]) -> float:
    """How much is stated; it only chooses between words."""
    worth = {Verdict.MET: 1.0, Verdict.PARTLY: IN_PART, Verdict.NOT_NAMED: 0.0}
    return sum(worth[j.verdict] for j in found) / max(1, len(found))


def _counts(found: Sequence[Judged], one: str, many: str) -> str:
    """How many are met, in part and not named: "Of four wishes, two are stated."."""
    met, partly, missing = (
        sum(j.verdict is verdict for j in found) for verdict in Verdict
    )
    parts = [f"{number(met)} {'is' if met == 1 else 'are'} stated"] if met else []
    parts += [f"{number(partly)} in part"] if partly else []
    parts += [f"{number(missing)} not named"] if missing else []
    if len(found) == 1:
        return f"The one {one}: {joined(parts)}."
    return f"Of {counted(len(found), one, many)}, {joined(parts)}."


def _question(judged: Judged, person: Person) -> str:
    """What to ask about one requirement."""
    forms = table("telling")[judged.verdict.value.replace(" ", "_")]
    form: str = forms[judged.requirement.kind.value]
    text = form.format(
        words=_named(judged),
        subject=judged.requirement.subject or _named(judged),
        they=person.subject,
        do=person.verb("do"),
        have=person.verb("have"),
        be=person.verb("be"),
        fact=_short(judged.facts[0].text) if judged.facts else "",
    )
    return text[:1].upper() + text[1:]


def _urgency(judged: Judged) -> tuple[bool, bool, int, bool]:
    """The musts first; of them what is not named, what is in part, what is met."""
    verdicts = (Verdict.NOT_NAMED, Verdict.PARTLY, Verdict.MET)
    wished = not judged.requirement.must
    at = verdicts.index(judged.verdict)
    return judged.verdict is Verdict.MET, wished, at, _is_duty(judged)


def _is_duty(judged: Judged) -> bool:
    return judged.requirement.kind is RequirementKind.DUTY


def _named(judged: Judged) -> str:
    return _short(judged.requirement.words)


def _short(text: str) -> str:
    return _cut(text, LONGEST_NAMED)


def _cut(text: str, longest: int) -> str:
    """A text no longer than that, cut between words."""
    text = text.strip().rstrip(".")
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0]} …"


def _more(count: int) -> str:
    """How many more there are; empty where there are none."""
    return f", and {number(count)} more" if count > 0 else ""
