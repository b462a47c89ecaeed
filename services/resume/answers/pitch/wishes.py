"""What drives somebody, and what is looked for next."""

from __future__ import annotations

import re

from services.models.fact import Fact
from services.resume.answers.contact.asking import unknown
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.pitch.composing import composed, profile_facts
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

DRIVES = any_of(
    r"\bwhat (?:drives|motivates|inspires|excites|fascinates|moves|interests) they\b",
    r"\bwhat (?:does|is) they (?:care|passionate|love|enthusiastic|excited|"
    "believe|value|enjoy)(?: most)?(?: about| in| doing)?(?: at work| in "
    r"(?:they|the) (?:job|work))?\b",
    r"\bpassion(?:s|ate)?\b",
    r"\bmotivat\w+\b",
    r"\bwhat gets they\b",
    r"\bmakes? they tick\b",
    r"\bwhy (?:did|does|is) they (?:become|became|choose|do (?:this|it|what)"
    r"|in (?:this|the)|love|like|got into|get into)\b",
    r"\bwhat matters (?:most )?to they\b",
    r"\b(?:they )?(?:philosophy|values|beliefs)\b",
    r"\bwhat is important to they\b",
    r"\bgets? they (?:up|out of bed|going)\b",
    r"\bthey (?:approach|style)\b",
    r"\blike most about\b",
    r"\blikes? (?:best )?about they (?:job|work)\b",
)
LOOKING = any_of(
    r"\b(?:what|which) (?:kind of |sort of |type of )?(?:\w+ )?(?:role|job|"
    r"position|work|opportunit\w+|next step|project|team|company|employer)"
    "s? (?:is|does|would|are) they (?:looking|searching|after|want|like|hoping|"
    r"interested|seeking|prefer|hunting|need|wish|aiming|love)\b(?! (?:to "
    "know|about))",
    r"\bwhat (?:is|are) they (?:looking for|after|seeking|hoping for|searching|"
    "aiming)",
    r"\blooking for (?:next|now)\b",
    r"\bwhat (?:does|would) they want\b",
    r"\bnext (?:step|move|role|job|challenge|goal|position)\b(?! (?:after|then))",
    r"\b(?:they )?(?:career )?(?:goals?|ambitions?|aspirations?|plans?|dreams?)"
    r"\b(?! (?:in|at|of|for the) )",
    r"\bwhere (?:does|do) they (?:see|want to be|hope)\b",
    r"\b(?:in )?(?:five|5|ten|10) years? (?:time|from now)\b",
    r"\bwhat comes next for\b",
    r"\bfuture\b",
    r"\bwant to (?:do|be|become|work|move)\b",
    r"\b(?:dream|ideal|perfect) (?:job|role|position|client|project)\b",
    r"\bkind of (?:role|job|work|position) (?:is|does|would|do) they\b",
)
OPEN_TO = any_of(
    r"\b(?:is|are) they (?:\w+ )?(?:looking|searching|on the (?:job )?market|"
    "job ?hunting|seeking|for hire|hiring|available for|open (?:to|for)|free "
    r"for|interested in|taking(?: on)?|accepting)\b(?!.*\bstudents\b)",
    r"\bcan (?:i|we) (?:hire|commission|book|employ|engage) they\b",
    r"\bavailable for (?:work|hire|freelance|commission|project|new)",
    r"\b(?:does|would|do|will) they (?:take|accept|take on|consider|do) (?:on "
    ")?(?:new |freelance |any |private |paid )?(?:commissions?|clients?|projects?|"
    r"jobs?|work|offers?|students|gigs|bookings)\b$",
    r"\bopen to (?:work|offers|new|opportunit\w+)\b",
    r"\bactively looking\b",
    r"\bwants? a (?:new )?job\b",
    r"\bneed a job\b",
)
WANTS = any_of(
    r"\b(?:want|wants|looking|seek\w*|hop(?:e|ing)|aim\w*|next|goal|open to|"
    "interested in|would like|keen|ready (?:to|for)|moving (?:in)?to|dream|"
    r"plan(?:s|ning)?|available|ambition)\b",
    flags=re.I,
)
CARES = any_of(
    r"\b(?:love|loves|like|likes|care|cares|passion\w*|believe\w*|enjoy\w*|"
    r"driven|fascinat\w*|curious|proud|happiest|matter\w*|motivat\w*|keep|"
    r"want|obsess\w*|value|try|tries|most at home|best when)\b",
    flags=re.I,
)
SURELY_NAMED = 0.8
OF_LIKING = re.compile(r"passion|love|enjoy|like")


def drives(scene: Scene) -> Outcome | None:
    """The answer to what drives somebody, where no entry is named."""
    q = scene.question
    if not q.has(DRIVES):
        return None
    if scene.own and q.targets and q.targets[0].score > SURELY_NAMED:
        return None
    return what_drives(scene)


def what_drives(scene: Scene) -> Outcome | None:
    """The profile's sentences about what somebody cares for, or what it says at all."""
    if facts := _stated(scene, CARES)[:2]:
        return composed(scene, [read(scene, f) for f in facts], "about", [])
    if scene.section("interests") and scene.question.has(OF_LIKING):
        return None
    them = scene.voice.them
    said = [say(f"The résumé doesn't say what drives {them} in so many words.")]
    said += [read(scene, f) for f in profile_facts(scene)[:1]]
    return composed(scene, said, "about", [])


def looking(scene: Scene) -> Outcome | None:
    """The answer to what somebody looks for, or whether they do."""
    q = scene.question
    return what_next(scene) if q.has(LOOKING) or q.has(OPEN_TO) else None


def what_next(scene: Scene) -> Outcome:
    """The profile's sentences about what is wanted, or that there are none."""
    q, v = scene.question, scene.voice
    facts = _stated(scene, WANTS)[-2:]
    if scene.availability:
        facts.append(scene.availability)
    if not facts:
        if q.has(OPEN_TO) and not q.has(LOOKING):
            return unknown(scene, f"whether {v.they} {v.is_} looking for new work")
        return unknown(scene, f"what {v.they} {v.is_} looking for next")
    said = [read(scene, f) for f in facts]
    if q.polar:
        said[0] = say(f"Yes. {said[0].text}", *said[0].paths)
    return composed(scene, said, "about", [])


def _stated(scene: Scene, about: re.Pattern[str]) -> list[Fact]:
    """The profile's sentences that speak of something."""
    return [f for f in profile_facts(scene) if about.search(f.text)]
