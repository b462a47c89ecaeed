"""Yes, no, or the closest thing: whether something is in the résumé."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.models.fact import Kind
from services.resume.answers.evidence import Hit, stems_of
from services.resume.answers.naming import as_named
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, listing, paths, read
from services.resume.answers.scene import Scene
from services.resume.answers.weighing import Weights, weights
from services.resume.answers.wording import lower_opening
from services.resume.questions.parts import many
from services.resume.questions.patterns import any_of
from services.resume.reading.text import stem
from services.resume.telling.lists import joined

TOLD = (
    Kind.PROFILE, Kind.SUMMARY, Kind.HIGHLIGHT, Kind.KEYWORD, Kind.COURSE, Kind.TITLE,
    Kind.FIELD, Kind.LEVEL, Kind.SCORE, Kind.PLACE, Kind.ORGANIZATION,
)  # fmt: skip
EXPERIENCE = any_of(
    "^(?:what (?:is|about) )?(?:they )?(?:experience|background|knowledge|"
    r"expertise|skills?)\b.*\b(?:with|in|of|on|using)\b",
    "^(?:any|some) ",
    "^(?:anything|something|stuff) ",
    r"\bexperience (?:with|in|of|on|using)\b",
)
ROLE = any_of(
    "^(?:is|was|has) they (?:(?:ever|also|actually|really|currently|now|still|"
    "already|been|qualified as|trained as|working as|registered as) )*(?:an?|"
    r"the) (?P<role>\w[\w ]*)$",
)
AT = any_of(
    r"\b(?:at|for|with) (?P<name>[\w&'. ]+?)(?: (?:before|once|ever|in the "
    "past|previously))?$",
)
WORKED_AT = any_of(
    r"\b(?:work(?:ed|ing|s)?|employed|job|intern(?:ed|ing)?|position|role|"
    r"been|time)\b.*\b(?:at|for)\b",
)
OR_BOTH = re.compile(r"\b(?:and|or)\b")
NAMED_PARTS = (
    "certifications",
    "education",
    "awards",
    "publications",
    "patents",
    "projects",
)
ABOUT_AS_NEAR = 0.8
BREATH = 44
LEAST_OWN = 0.7
"""Share of the asked words' weight that the fact itself has to have for a yes."""
FILLERS = frozenset(
    map(
        stem,
        """experience experienced certified licensed registered accredited ever any familiar know knowledge good able capable comfortable work
        worked working use used using do done doing handle handled deal dealt run ran running
        make made making help helped know how real actual certain specific much many sort kind type
        type little bit some background exposure training trained qualified qualification skill
        skilled expert been gone tried try learn learned learnt like love enjoy enjoys interested
        able allowed used happy willing cope manage managed take took taken give gave given
        life get got have hold held own involve involved anything something thing stuff else before already
        own personally career job role position professional professionally life people person""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """The best fact for what was asked, and how sure it is that it states it."""

    hit: Hit | None
    sure: float
    near: tuple[Hit, ...] = ()
    """It, and what is about as near."""


def present(scene: Scene) -> Outcome | None:
    """Whether the résumé shows what a yes-or-no question names."""
    q = scene.question
    if not (q.polar or q.has(EXPERIENCE)):
        return None
    if (found := _employer(scene)) is not None:
        return found
    asked = wanted(scene)
    if not asked:
        return None
    parts = _parts(scene, asked)
    if len(parts) > 1:
        return several(scene, parts)
    if inside := tuple(s for s in q.sections if s in NAMED_PARTS and scene.section(s)):
        return in_part(scene, inside, asked)
    return answered(scene, asked, q.whole)


def in_part(scene: Scene, sections: tuple[str, ...], asked: frozenset[str]) -> Outcome:
    """Of a part that is named only what stands in it: "a teaching qualification"."""
    if "education" in sections and "certifications" not in sections:
        sections = (*sections, "certifications")
    within = {scene.entry(i).id for s in sections for i in scene.section(s)}
    found = weighed(scene, asked, scene.question.whole, within)
    if states(scene, found, asked):
        return confirmed(scene, found)
    v = scene.voice
    pool = tuple(i for i in scene.section(sections[0]))
    names = listing(scene, scene.newest_first(pool), 4)
    what = as_named(scene)
    none = (
        f"No, the résumé doesn't list that. {v.Their} {many(sections[0])} are {names}."
    )
    del what
    return Outcome((say(none, *paths(scene, pool)),), "absent", pool, absent=True)


def role(scene: Scene) -> Outcome | None:
    """Whether somebody is or was what is named: "is she a doctor"."""
    match = ROLE.match(scene.question.text)
    if not match or scene.leans:
        return None
    return _role(scene, match["role"])


def answered(scene: Scene, asked: frozenset[str], text: str) -> Outcome:
    """A yes with its fact, the closest fact, or that it is not there."""
    within = _within(scene)
    found = weighed(scene, asked, text, within)
    if within is not None and found.sure < weights().near:
        wider = weighed(scene, asked, text, None)
        if states(scene, wider, asked):
            return elsewhere(scene, wider)
        if wider.sure > found.sure:
            found = wider
    if states(scene, found, asked):
        return confirmed(scene, found)
    if found.hit is not None and found.sure >= weights().near:
        return closest(scene, found)
    return denied(scene, found)


def states(scene: Scene, found: Found, asked: frozenset[str]) -> bool:
    """Whether the fact says it itself: likely enough, and its telling words are there.

    A fact that is only near in meaning never confirms: a wider or a narrower thing is
    as near as the thing itself.
    """
    hit = found.hit
    if hit is None or found.sure < weights().yes:
        return False
    return worded(scene, hit, asked)


def worded(scene: Scene, hit: Hit, asked: frozenset[str]) -> bool:
    """Whether the fact has the words asked for, but for light ones."""
    if not hit.missing:
        return hit.own > 0 or hit.fact.kind in (Kind.HIGHLIGHT, Kind.SUMMARY)
    heaviest = max(asked, key=scene.evidence.weight)
    return hit.own >= LEAST_OWN and heaviest not in hit.missing


def confirmed(scene: Scene, found: Found) -> Outcome:
    assert found.hit is not None  # noqa: S101
    said = read(scene, found.hit.fact)
    opening = "Yes: " if scene.question.polar else ""
    text = f"{opening}{_low(scene, said.text) if opening else said.text}"
    hits = _hits(scene, found.hit)
    return Outcome(
        (say(text, *said.paths),), _intent(scene, hits), hits, confidence=found.sure
    )


def closest(scene: Scene, found: Found) -> Outcome:
    """That it is not named, and what comes nearest to it."""
    said = [read(scene, hit.fact) for hit in found.near]
    first = (
        f"Not in so many words, but the closest is this: {_low(scene, said[0].text)}"
    )
    kept = [say(first, *said[0].paths)]
    for each in said[1:]:
        words = sum(len(s.text.split()) for s in (*kept, each))
        if each.text.lower() not in first.lower() and words <= BREATH:
            kept.append(each)
    hits = tuple(dict.fromkeys(i for hit in found.near for i in _hits(scene, hit)))
    return Outcome(
        tuple(kept), _intent(scene, hits), hits, closest=True, confidence=found.sure
    )


def elsewhere(scene: Scene, found: Found) -> Outcome:
    """Not of what was spoken of, but somewhere else."""
    assert found.hit is not None  # noqa: S101
    said = read(scene, found.hit.fact)
    text = (
        f"Not there as far as the résumé tells, but elsewhere: {_low(scene, said.text)}"
    )
    hits = _hits(scene, found.hit)
    return Outcome(
        (say(text, *said.paths),), _intent(scene, hits), hits, confidence=found.sure
    )


def denied(scene: Scene, found: Found) -> Outcome:
    """That the named thing is not in the résumé."""
    what = as_named(scene)
    opening = "No, " if scene.question.polar else ""
    text = (
        f"{opening}{'the' if opening else 'The'} résumé doesn't mention {what}."
        if what
        else f"{opening}{'that' if opening else 'That'} isn't in the résumé."
    )
    return Outcome(
        (say(text),), "absent", absent=True, confidence=max(0.3, 1 - found.sure)
    )


def several(scene: Scene, parts: list[frozenset[str]]) -> Outcome:
    """ "Python and Rust": what is there is told, what is not is named as missing."""
    whole = answered(scene, frozenset().union(*parts), scene.question.whole)
    if not whole.absent and not whole.closest:
        return whole
    found = [weighed(scene, p, " ".join(_words(scene, p)), None) for p in parts]
    there = [f for f, p in zip(found, parts, strict=True) if states(scene, f, p)]
    if not there:
        return whole
    gone = [
        " ".join(_words(scene, p))
        for p, f in zip(parts, found, strict=True)
        if f not in there
    ]
    first = there[0].hit
    assert first is not None  # noqa: S101
    said = read(scene, first.fact)
    text = f"{'Yes: ' if scene.question.polar else ''}{_low(scene, said.text)}"
    more: tuple[Said, ...] = ()
    if gone:
        more = (say(f"The résumé doesn't mention {joined(gone, 'or')}."),)
    hits = tuple(dict.fromkeys(i for f in there if f.hit for i in _hits(scene, f.hit)))
    return Outcome((say(text, *said.paths), *more), _intent(scene, hits), hits)


def weighed(
    scene: Scene, asked: frozenset[str], text: str, within: set[str] | None
) -> Found:
    """The best fact, and how likely it states what was asked, in 0..1."""
    hits = scene.evidence.ranked(asked, text, within=within, kinds=TOLD, limit=8)
    hits = [h for h in hits if h.fact.about != "references"]
    if not hits:
        return Found(None, 0.0)
    best = hits[0]
    near = (h for h in hits if h.score >= ABOUT_AS_NEAR * best.score)
    sure = weights().probability(features(scene, best, asked))
    return Found(best, sure, tuple(near)[:2])


def features(scene: Scene, hit: Hit, asked: frozenset[str]) -> tuple[float, ...]:
    """What the weights are fitted on; see `Weights`."""
    gone = hit.missing
    unknown = [w for w in gone if not scene.evidence.known(w)]
    heaviest = max(asked, key=scene.evidence.weight)
    return (
        hit.cover,
        hit.own,
        hit.near,
        float(not gone),
        float(heaviest in gone),
        len(unknown) / len(asked),
        float(hit.fact.kind in (Kind.KEYWORD, Kind.TITLE, Kind.COURSE)),
        float(len(asked) == 1),
    )


def wanted(scene: Scene) -> frozenset[str]:
    q = scene.question
    stems = frozenset(s for s in q.stems if s not in FILLERS)
    return stems or q.stems


def _words(scene: Scene, stems: frozenset[str]) -> list[str]:
    return [w for w in scene.question.content if stem(w) in stems]


def _parts(scene: Scene, asked: frozenset[str]) -> list[frozenset[str]]:
    """The things named beside one another: "CAD and simulation"."""
    if not scene.question.has(OR_BOTH):
        return [asked]
    pieces = [
        frozenset(map(stem, p.split())) & asked
        for p in OR_BOTH.split(scene.question.text)
    ]
    pieces = [p for p in pieces if p]
    return pieces if len(pieces) > 1 else [asked]


def _within(scene: Scene) -> set[str] | None:
    """The entries that a question about what was shown looks into."""
    if scene.leans and scene.topic and not scene.own:
        return {scene.entry(i).id for i in scene.topic}
    return None


def _role(scene: Scene, said: str) -> Outcome | None:
    """ "Is she a doctor": roles, the headline and what the profile calls itself."""
    v = scene.voice
    asked = stems_of(said) - {"an", "a"}
    if not asked:
        return None
    profile = scene.library.resume.profile
    for at in scene.newest_first(scene.section("experience")):
        if asked <= stems_of(scene.entry(at).role):
            text = _low(scene, about_entry(scene, at).text)
            return Outcome(
                (say(f"Yes, {text}", scene.entry(at).path),), "experience", (at,)
            )
    if asked <= stems_of(profile.headline) or asked <= stems_of(
        profile.summary.split(".")[0]
    ):
        from services.resume.telling.nouns import with_article

        text = f"Yes, {v.they} {v.is_} {with_article(profile.headline or said)}."
        return Outcome((say(text, "basics.label"),), "about")
    for section in ("certifications", "education", "volunteer"):
        for at in scene.section(section):
            if asked <= stems_of(f"{scene.entry(at).title} {scene.entry(at).role}"):
                text = _low(scene, about_entry(scene, at).text)
                return Outcome(
                    (say(f"Yes: {text}", scene.entry(at).path),), section, (at,)
                )
    found = weighed(scene, asked, scene.question.whole, None)
    if states(scene, found, asked) and found.hit and not found.hit.missing:
        return confirmed(scene, found)
    is_ = "am" if v.first_person else "is" if not v.plural else "are"
    from services.resume.telling.nouns import with_article

    none = say(f"No, the résumé doesn't call {v.them} {with_article(said)}.")
    rest = (
        [
            say(
                f"{v.They} {is_} {with_article(profile.headline.split(',')[0])}.",
                "basics.label",
            )
        ]
        if profile.headline
        else []
    )
    if found.hit is not None and weights().near <= found.sure:
        rest = [read(scene, found.hit.fact)]
        none = say(
            f"Not in so many words, but the closest thing is this: {_low(scene, rest[0].text)}",
            *rest[0].paths,
        )
        return Outcome((none,), "about", _hits(scene, found.hit), closest=True)
    return Outcome((none, *rest), "absent", absent=True)


def _employer(scene: Scene) -> Outcome | None:
    """ "Did she work at Bosch": an employer that is named, or is not."""
    q = scene.question
    if not q.polar or not q.has(WORKED_AT):
        return None
    match = AT.search(q.text)
    if not match:
        return None
    stems = frozenset(
        s
        for s in stems_of(match["name"])
        if s not in FILLERS
        and s not in {"th", "a", "an", "their", "they", "the", "in", "of"}
    )
    if (
        not stems
        or q.when
        or any(
            w in match["name"].split()
            for w in ("a", "an", "any", "other", "several", "more", "big", "small")
        )
    ):
        return None
    for section in ("experience", "volunteer", "education", "projects"):
        for at in scene.section(section):
            entry = scene.entry(at)
            if stems <= stems_of(f"{entry.organization} {entry.title}"):
                text = _low(scene, about_entry(scene, at).text)
                return Outcome((say(f"Yes, {text}", entry.path),), section, (at,))
    return None


def _hits(scene: Scene, hit: Hit) -> tuple[int, ...]:
    return (scene.library.position[hit.fact.entry],) if hit.fact.entry else ()


def _intent(scene: Scene, hits: tuple[int, ...]) -> str:
    return scene.entry(hits[0]).section if hits else "about"


def _low(scene: Scene, text: str) -> str:
    head = text.split(" ", 1)[0]
    if head == "I" or head.startswith(("I'", "“")):
        return text
    return lower_opening(text)


def weights_in_use() -> Weights:
    return weights()
