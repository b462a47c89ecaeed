"""Strong sides and weak ones."""

from __future__ import annotations

from services.models.resume import Entry
from services.resume.answers.contact.asking import ask
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.pitch.composing import composed, quote
from services.resume.answers.ranks import rank, said_level
from services.resume.answers.reading import group, read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import highlights
from services.resume.questions.patterns import any_of
from services.resume.telling.fluency import fluency
from services.resume.telling.lists import joined

STRENGTHS = any_of(
    r"\bstrengths?\b",
    r"\bstrong(?:est)? (?:points?|suits?|sides?|areas?|skills?)\b",
    r"\bwhat (?:is|was) they (?:really |best |most |very |particularly |especially "
    "|actually )*(?:good|best|great|strong|strongest|skilled|talented|brilliant|"
    r"excellent) (?:at|in|with)\b",
    r"\bwhat does they do best\b",
    r"\bbest (?:qualit\w+|skills?|at)\b$",
    r"\bexcels? (?:at|in)\b",
    r"\bsuperpower\b",
    r"\bbest qualit\w+\b",
    r"\bgood qualit\w+\b",
    r"\bknown for\b",
    r"\bwhat is they best\b",
)
WEAKNESSES = any_of(
    r"\bweak(?:ness(?:es)?|est|er|)\b(?! in the knees)",
    r"\bshortcomings?\b",
    r"\bdownsides?\b",
    r"\bnot (?:so |very |that )?good at\b",
    r"\bbad at\b",
    r"\bworst (?:at|qualit|trait)\w*\b",
    r"\bstruggles? with\b",
    r"\bflaws?\b",
    r"\bimprove\b(?! (?:the|a|an|our|my|safety))",
    r"\bareas? (?:for|of) improvement\b",
    r"\bimprove on\b",
    r"\blacks?\b$",
    r"\bwhat is they missing\b",
    r"\bred flags?\b",
    r"\bany negatives\b",
    r"\bneeds? to (?:work on|improve|learn)\b",
    r"\bleast (?:good|strong|experienced)\b",
    r"\bwhat worries\b",
    r"\bconcerns?\b$",
)
MOST_GROUPS = 3


def strengths(scene: Scene) -> Outcome | None:
    """The answer to what somebody is best at; not to which language."""
    q = scene.question
    if not q.has(STRENGTHS) or scene.leans or "languages" in q.sections:
        return None
    return what_strengths(scene)


def what_strengths(scene: Scene) -> Outcome | None:
    """The skills of the highest level, and the highlights that show most."""
    best = highlights(scene, limit=2)
    said = [*_best_skills(scene), *(read(scene, f) for f in best), *quote(scene)]
    return composed(scene, said, "skills", best) if said else None


def _best_skills(scene: Scene) -> list[Said]:
    """The groups of skills of the highest level in one sentence."""
    skills = [scene.entry(i) for i in scene.section("skills")]
    groups = sorted(skills, key=lambda e: -rank(e.role))[:MOST_GROUPS]
    if not groups:
        return []
    levels = [f" ({e.role.lower()})" if e.role else "" for e in groups]
    names = [f"{group_name(e)}{at}" for e, at in zip(groups, levels, strict=True)]
    text = f"{scene.voice.Their} strongest skills are {joined(names)}."
    return [say(text, *(e.path for e in groups))]


def weaknesses(scene: Scene) -> Outcome | None:
    """The answer to what somebody is bad at."""
    return what_weaknesses(scene) if scene.question.has(WEAKNESSES) else None


def what_weaknesses(scene: Scene) -> Outcome:
    """That none are listed, and the lowest level that is."""
    said = [say("The résumé doesn't list any weaknesses.")]
    low = _lowest(scene)
    said += [say(_lowest_level(low), low.path)] if low else ask(scene)
    return Outcome(tuple(said), "about", confidence=0.8)


def _lowest_level(entry: Entry) -> str:
    """A sentence on the entry with the lowest level.

    "The lowest level it gives is beginner, for drawing (charcoal and ink)."
    """
    what, listed = entry.title, ""
    if entry.section == "skills":
        what = group_name(entry)
        if entry.technologies:
            listed = f" ({joined(entry.technologies[:2])})"
    return f"The lowest level it gives is {said_level(entry)}, for {what}{listed}."


def _lowest(scene: Scene) -> Entry | None:
    """The skills or language of the lowest level, where not all are alike."""
    pool = (scene.entry(i) for s in ("skills", "languages") for i in scene.section(s))
    levelled = [e for e in pool if rank(fluency(e)) >= 0]
    if not levelled:
        return None
    ranks = [rank(fluency(e)) for e in levelled]
    low = levelled[ranks.index(min(ranks))]
    return low if min(ranks) < max(ranks) else None


def group_name(entry: Entry) -> str:
    """A skill group by name, "critical care"; by what is in it where it has none."""
    if entry.title == "Skills":
        return joined(entry.technologies[:3])
    return group(entry).removesuffix(" skills")
