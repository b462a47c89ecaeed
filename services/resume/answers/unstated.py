"""What visitors ask and résumés seldom say: terms, wishes and private matters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.models.fact import Fact, Kind
from services.resume.answers.contact import ask
from services.resume.answers.outcome import Outcome, say
from services.resume.answers.places import spoken_place
from services.resume.answers.reading import read
from services.resume.answers.scene import Scene

STATED_IN = (
    Kind.PROFILE,
    Kind.SUMMARY,
    Kind.HIGHLIGHT,
    Kind.FIELD,
    Kind.KEYWORD,
    Kind.TITLE,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """`asked` finds it in a question, `stated` in a fact; `what` is how it is called."""

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str] | None
    what: str
    private: bool = False


def _matter(
    name: str, asked: str, stated: str | None, what: str, *, private: bool = False
) -> Matter:
    found = re.compile(stated, re.I) if stated else None
    return Matter(name, re.compile(asked), found, what, private)


MATTERS = (
    _matter(
        "age",
        r"\bhow old (?:is|was) they\b|\bthey age\b|\bwhat age\b|\b(?:date|year|place) of birth\b|\bthey birthday\b|\bwhen (?:is|was) they (?:born|birthday)\b|\bwhat year was they born\b|\bwhich generation\b",
        r"\bborn (?:in|on)\b|\byears old\b",
        "{their} age",
        private=True,
    ),
    _matter(
        "family",
        r"\b(?:is|was) they (?:married|single|engaged|divorced|pregnant|a (?:mother|father|mum|mom|dad|parent)|in a relationship|dating)\b|\b(?:has|got) they (?:any |a |got |have )*(?:kids|children|family|wife|husband|partner|boyfriend|girlfriend|pets?|siblings)\b|\bdoes they has (?:any |a )?(?:kids|children|family|wife|husband|partner|boyfriend|girlfriend|pets?|siblings|dog|cat)\b|\bthey (?:kids|children|wife|husband|spouse|partner|boyfriend|girlfriend|parents|family life|marital status|love life)\b|\bmarital\b",
        None,
        "anything about {their} family",
        private=True,
    ),
    _matter(
        "belief",
        r"\b(?:religion|religious|political (?:views?|party)|politics|vote[ds]? for|sexual orientation|ethnicity|skin colou?r|zodiac|star sign|believe in god)\b",
        None,
        "anything about that",
        private=True,
    ),
    _matter(
        "papers",
        r"\b(?:visa|citizen(?:ship)?|nationality|passport|work permit|right to work|work authori[sz]ation|authori[sz]ed to work|sponsorship|eligible to work|legally work)\b",
        r"\b(?:visa|citizen|nationality|passport|work permit|right to work|eligible to work)\b",
        "anything about {their} right to work or citizenship",
    ),
    _matter(
        "pay",
        r"\bsalary\b|\bsalaries\b|\bhow much (?:does|is|would|did|will|do|should|was) (?:they|it|that|a|an|one|i|we)(?: \w+){0,4}? (?:make|earn|cost|charge|paid|pay|get paid|want|expect|ask)\b|\bhow much (?:does|would|is) they (?:cost|charge|make|earn|want)\b|\b(?:day|hourly|daily|freelance|going) rates?\b|\bthey rates?\b|\bpay expectations?\b|\bcompensation\b|\bthey wages?\b|\bwhat (?:does|would|do) they (?:charge|cost|earn)\b|\b(?:they|a) (?:prices?|fees?|quote)\b|\bis they (?:\w+ )?expensive\b|\bcurrent pay\b|\bwhat is they paid\b|\bget paid\b",
        r"\b(?:salary|day rate|hourly rate|per hour|an hour)\b",
        "what {they} {charge} or {earn}",
    ),
    _matter(
        "notice",
        r"\bnotice(?: period)?\b(?! board)|\bhow (?:soon|quickly|fast|early) (?:can|could|would|might|is) they\b|\bwhen (?:can|could|would|might|will) they (?:start|join|begin|be available|come on board)\b|\bwhen is they (?:available|free)\b|\b(?:start|starting) date\b(?! (?:at|of))|\bavailab(?:le|ility)\b(?! for (?:work|hire|freelance|commission|project))|\bfree to start\b|\bearliest\b.*\bstart\b|\bhow much notice\b|\bstart (?:immediately|right away|straight away|next (?:week|month))\b",
        r"\b(?:notice period|(?:available|free|ready|open) from|from (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b|available (?:from|immediately|now|to start|at short)|availability|can start|ready to start|from (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d on)\b",
        "when {they} could start",
    ),
    _matter(
        "move",
        r"\brelocat\w*\b|\b(?:would|will|could|can|might|is|does) they (?:\w+ ){0,4}?(?:move|moving) (?:to|for|abroad|away|house|cities|city|country|countries|somewhere|overseas|here|there|out)\b|\bwilling to (?:move|travel|commute)\b|\bopen to (?:moving|relocat\w*|travel\w*|commuting)\b|\bready to move\b|\b(?:would|can|could) they (?:travel|commute)\b|\bwillingness to (?:move|travel)\b",
        r"\brelocat|\bwilling to (?:move|travel|commute)|\bopen to (?:move|moving|travel)|\banywhere in\b|\bhappy to (?:move|travel)|\bcommut",
        "whether {they} would move or travel for a job",
    ),
    _matter(
        "remote",
        r"\bremote(?:ly)?\b(?! (?:sensing|control|areas?|communit\w+|villages?|islands?|places?|regions?))|\bwork(?:ing)? from home\b|\bhome ?office\b|\bhybrid\b(?! (?:car|vehicle|engine|cloud))|\bon ?site (?:work|days?)\b|\bin the office\b|\bfrom home\b",
        r"\bremote(?:ly)?\b|\bhome office\b|\bfrom home\b|\bhybrid (?:work|working|role|or)\b",
        "whether {they} would work remotely",
    ),
    _matter(
        "hours",
        r"\b(?:open to|interested in|looking for|prefers?|wants?|want|consider|take|accept|do) (?:a |an |any |some )?(?:\w+ )?(?:part ?time|full ?time|contract|freelance|permanent)(?: work| job| role| position)?$|\b(?:full|part) ?time or (?:full|part) ?time\b",
        r"\b(?:part[- ]time|full[- ]time|freelance|contract|permanent)\b",
        "what hours or kind of contract {they} would take",
    ),
    _matter(
        "leaving",
        r"\bwhy (?:did|has|is|was|does|would) they (?:leave|left|quit|leaving|fired|let go|move on|switch|resign)\b|\breasons? (?:for|of) (?:leaving|they leaving|quitting)\b|\bwhat made they (?:leave|quit|stop)\b|\bwas they (?:fired|let go|laid off|sacked|made redundant)\b|\bget fired\b|\bgot fired\b",
        r"\b(?:left (?:to|because|when)|redundan|laid off|closed down|moved (?:to|when|because)|contract ended)\b",
        "why {they} left",
    ),
    _matter(
        "driving",
        r"\bdriv(?:ing|er s|ers) licen[cs]e\b|\bdoes they (?:drive|has a car|own a car)\b|\bcan they drive$",
        r"\bdriv(?:ing|er['’]?s) licen[cs]e\b|\bclass [BC]\b",
        "whether {they} {has} a driving licence",
    ),
)
WILLING = ("move", "remote", "hours")


def unstated(scene: Scene) -> Outcome | None:
    """What is stated about such a matter, or that nothing is and whom to ask."""
    for matter in MATTERS:
        if scene.question.has(matter.asked):
            return about_matter(scene, matter)
    return None


def matter(name: str) -> Matter:
    return next(m for m in MATTERS if m.name == name)


def about_matter(scene: Scene, matter: Matter) -> Outcome | None:
    fact = _stated(scene, matter)
    if fact is not None:
        said = read(scene, fact)
        if scene.question.polar and matter.name in WILLING:
            said = say(f"Yes: {_lowered(said.text, scene)}", *said.paths)
        return Outcome((said,), "about", item_type="about", confidence=0.8)
    return silent(scene, matter)


def silent(scene: Scene, matter: Matter) -> Outcome:
    v = scene.voice
    what = matter.what.format(
        they=v.they,
        their=v.their,
        has=v.has,
        charge=v.does("charge"),
        earn=v.does("earn"),
    )
    said = [say(f"The résumé doesn't say {what}.")]
    place = spoken_place(scene.library.resume.profile.location)
    if matter.name == "move" and place:
        said.append(say(f"{v.They} {v.is_} based in {place}.", "basics.location"))
    said += ask(scene)
    return Outcome(tuple(said), "absent", absent=True)


def _stated(scene: Scene, matter: Matter) -> Fact | None:
    if matter.stated is None:
        return None
    within = (
        {scene.entry(i).id for i in scene.own} if matter.name == "leaving" else None
    )
    for fact in scene.evidence.facts:
        if fact.kind not in STATED_IN or (within and fact.entry not in within):
            continue
        if matter.name in ("hours", "move", "remote", "notice") and fact.entry:
            continue
        if matter.stated.search(fact.text):
            return fact
    return None


def _lowered(text: str, scene: Scene) -> str:
    """The sentence as it goes on after "Yes": a pronoun loses its capital."""
    head, _, rest = text.partition(" ")
    return (
        f"{head.lower()} {rest}"
        if head in (scene.voice.They, scene.voice.Their) and head != "I"
        else text
    )
