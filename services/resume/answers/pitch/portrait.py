"""Who somebody is and what they do for a living."""

from __future__ import annotations

import re

from services.models.fact import Kind
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said
from services.resume.answers.pitch.composing import composed, profile_facts
from services.resume.answers.pitch.opening import by_name, opening
from services.resume.answers.reading import about_entry, read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import highlights
from services.resume.questions.patterns import any_of
from services.resume.telling.verbs import reading

ABOUT = any_of(
    "^(?:who|what) (?:is|was) (?:they|this)(?: exactly| anyway| about)?(?: "
    "and what does they do)?$",
    r"\bsum (?:they|it|this|up)\b",
    r"\bsumm?(?:ary|ari[sz]e)\b",
    r"\b(?:a )?(?:bit )?about (?:they|themself)(?:self)?$",
    r"\bintroduce\b",
    r"\bintroduction\b",
    r"\bdescribe (?:they|they self|who)\b",
    r"\boverview\b",
    r"\bin (?:a nutshell|brief|short)\b",
    r"\bwho is they(?: in| then| really)?$",
    r"\bbio(?:graphy)?\b",
    r"\bin (?:one|a|two|three|few|a few|a couple of|1|2|3) (?:sentences?|words?|"
    r"lines?|minutes?|seconds?)\b",
    r"\b(?:30|60|thirty|sixty) seconds?\b",
    "^they$",
    "^about$",
    r"\bthey (?:profile|story|background)$",
    r"\bbackground (?:is|does|has) they\b",
    r"\bwhat (?:kind|sort) of (?:person|professional|candidate|worker|\w+) is they$",
    r"\bwhat is they like(?: as a \w+)?$",
    r"\bwho (?:am i|are we|is it) (?:talking|speaking|reading|looking)\b",
    r"\btell (?:me|us) (?:everything|all|something)\b",
    r"\bwhat should i know\b",
    r"\bthe short version\b",
    r"\bwhat is they (?:all )?about$",
    r"\bwhat is they background\b",
    r"\bwhat is they story\b",
)
DOES = any_of(
    "^what (?:does|is|do) they (?:do|doing)(?: (?:for a living|for work|professionally|"
    "as a job|these days|currently|now|at the moment|exactly|all day))*$",
    r"^(?!(?:has|did|was|is) ).*\bfor a living\b",
    r"\b(?:they|is they) (?:profession|occupation|line of work|trade)\b",
    r"\bwhat (?:field|industry|line of work|sector) (?:is|does|do) they\b",
    "^what is they job$",
    r"\bday job\b",
)


def about(scene: Scene) -> Outcome | None:
    """The answer to who somebody is."""
    if scene.own or not (scene.question.has(ABOUT) or _only_person(scene)):
        return None
    return summary(scene)


def _only_person(scene: Scene) -> bool:
    """Whether a verb has nothing but the person behind it: "rate her"."""
    verb, *rest = scene.question.tokens or ("",)
    return rest == ["they"] and reading(verb, "base") is not None


def summary(scene: Scene) -> Outcome:
    """The profile, spoken; without one, the headline, the work now and a highlight."""
    said = [read(scene, f) for f in profile_facts(scene)[:3]]
    best = highlights(scene, limit=1)
    said = _introduced(scene, said) if said else _without_profile(scene)
    said += [read(scene, f) for f in best]
    return composed(scene, said, "about", best, item_type="about")


def _introduced(scene: Scene, said: list[Said]) -> list[Said]:
    """The profile with the name in it, after who it is where it does not say so."""
    if not _says_role(scene, said[0]):
        said = [opening(scene), *said]
    if not re.search(rf"\b{re.escape(scene.voice.whom)}\b", said[0].text):
        said = [by_name(scene, said[0]), *said[1:]]
    return said


def _without_profile(scene: Scene) -> list[Said]:
    return [opening(scene), *(about_entry(scene, i) for i in scene.current_jobs[:1])]


def _says_role(scene: Scene, said: Said) -> bool:
    """Whether the sentence has a word of the headline."""
    role = stems_of(scene.library.resume.profile.headline)
    return not role or bool(role & stems_of(said.text))


def does(scene: Scene) -> Outcome | None:
    """What somebody does for a living: the job of today, then its summary."""
    if not scene.question.has(DOES) or scene.leans:
        return None
    jobs = scene.current_jobs
    if not jobs:
        return Outcome((opening(scene),), "about", item_type="about")
    first = by_name(scene, about_entry(scene, jobs[0]))
    summaries = [f for f in scene.facts(jobs[0]) if f.kind is Kind.SUMMARY]
    said = (first, *(read(scene, f) for f in summaries[:1]))
    return Outcome(said, "experience", jobs, item_type="experience")
