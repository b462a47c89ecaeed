"""Open questions: who somebody is, why to hire, what drives, what comes next."""

from __future__ import annotations

import re

from services.models.fact import Fact, Kind
from services.models.resume import Entry
from services.resume.answers.contact import ask, unknown
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import about_entry, group, read
from services.resume.answers.scene import Scene
from services.resume.answers.strengths import highlights
from services.resume.questions.patterns import any_of
from services.resume.telling.entries import entry_sentence, fluency, name_of, place_of
from services.resume.telling.lists import joined
from services.resume.telling.nouns import with_article

HIRE = any_of(
    r"\bwhy (?:should|would|might|must|do|does) (?:i|we|anyone|someone|somebody|"
    r"one|you|a \w+|an \w+|any \w+)\b(?!.*\b(?:ask|trust this|use this)\b)",
    r"\bwhy (?:hire|choose|pick|take|consider|not) they\b",
    r"\bwhy they\b$",
    r"\bsell (?:they|me on|they to)\b",
    r"\bconvince (?:me|us)\b",
    r"\bpersuade (?:me|us)\b",
    r"\b(?:elevator )?pitch\b(?! (?:deck|for))",
    r"\bmake (?:a|the|your|they) case\b",
    r"\bcase for (?:hiring )?they\b",
    r"\bwhat (?:can|could|would|does|will) they (?:bring|offer|add|contribute)\b",
    r"\bworth (?:hiring|interviewing|talking to|meeting|it)\b",
    r"\bshould (?:i|we) (?:hire|interview|choose|pick|invite|employ|take) they\b",
    r"\breasons? (?:to|why|for)\b",
    r"\bwhat do (?:i|we) get\b",
    r"\bgood hire\b",
    r"\bthe right (?:person|one|choice)\b",
    r"\bvalue (?:would|do|does|can|could|will) they\b",
    r"\bwhat makes they (?:a )?(?:good|great|right|suitable|strong|perfect|ideal)",
)
FIT = any_of(
    r"\b(?:is|would|could|might|can) they (?:be )?(?:a |an )?(?:\w+ )?(?:good|"
    "right|great|strong|suitable|suited|ideal|perfect|qualified|fit|ready|"
    "cut out|able|capable)(?: fit| match| candidate| choice| person| hire)"
    r"? (?:for|to|of|as|in|enough)\b",
    r"\bcould they (?:lead|run|manage|head|take over|handle|cope)\b",
    r"\bwould they (?:fit|suit|cope|manage|do well)\b",
)
DIFFERENT = any_of(
    r"\bwhat (?:makes|sets|distinguishes|is) they (?:\w+ )?(?:different|special|"
    r"unique|apart|stand out|unusual)\b",
    r"\bset(?:s)? they apart\b",
    r"\bmakes? they (?:stand out|different|special|unique)\b",
    r"\bstands? out\b",
    r"\bunique about they\b",
    r"\bspecial about they\b",
    r"\b(?:from|than|over) (?:the )?other (?:candidates|applicants|graduates|"
    r"people)\b",
    r"\bunique selling\b",
    r"\bedge over\b",
)
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
ACHIEVEMENT = any_of(
    r"\b(?:biggest|greatest|best|proudest|most (?:impressive|important|notable|"
    r"significant|remarkable|proud)|top|main|key|major|finest|largest) (?:\w+ "
    "){0,2}?(?:achievements?|accomplishments?|success(?:es)?|wins?|results?|"
    r"impact|contributions?|feats?|moments?|milestones?|thing)\b(?!.*\b(?:weak|"
    r"bad)\b)",
    r"\bproud(?:est)? (?:of|moment)\b",
    r"\baccomplish(?:ed|ments?)\b",
    r"\bachievements?\b",
    r"\bmost proud\b",
    r"\bclaim to fame\b",
    r"\bimpressive\b",
    r"\bwhat has they achieved\b",
    r"\bachieved?\b$",
    r"\bbiggest (?:impact|success|win)\b",
    r"\bcareer highlights?\b",
)
HIGHLIGHTS = any_of(
    r"\bhighlights?\b",
    r"\bkey (?:points|facts|things)\b",
    r"\bmain points\b",
    r"\bmost important (?:things|facts|points)\b",
    r"\bshould i know about they\b",
    r"\bworth knowing\b",
    r"\bimpress me\b",
    r"\bbest bits\b",
    r"\bgood stuff\b",
    r"\btl ?dr\b",
    r"\bnutshell\b",
    r"\bstand out (?:facts|points)\b",
)
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
    r"\bfor a living\b",
    r"\b(?:they|is they) (?:profession|occupation|line of work|trade)\b",
    r"\bwhat (?:field|industry|line of work|sector) (?:is|does|do) they\b",
    "^what is they job$",
    r"\bday job\b",
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
RANKS = (
    "beginner",
    "basic",
    "elementary",
    "novice",
    "a1",
    "a2",
    "learning",
    "intermediate",
    "conversational",
    "limited",
    "b1",
    "working",
    "b2",
    "good",
    "proficient",
    "competent",
    "advanced",
    "c1",
    "fluent",
    "expert",
    "master",
    "c2",
    "bilingual",
    "native",
    "mother tongue",
    "first language",
    "langue maternelle",
    "muttersprache",
)
WORDS = 48


def hire(scene: Scene) -> Outcome | None:
    q = scene.question
    if q.has(HIRE) and not q.has(WEAKNESSES):
        return pitch(scene)
    if q.has(FIT) and (not q.targets or q.first in ("could", "would")):
        return fit(scene)
    return None


def pitch(scene: Scene) -> Outcome:
    """Who it is in a clause, then the strongest highlights, an award among them."""
    said = [opening(scene)]
    best = highlights(scene, limit=3)
    said += [read(scene, fact) for fact in best[:2]]
    said += award(scene)
    said += [read(scene, fact) for fact in best[2:]]
    return composed(scene, said, "about", best)


def fit(scene: Scene) -> Outcome | None:
    """The facts nearest to what was asked for; the visitor draws the conclusion."""
    q = scene.question
    hits = [
        h
        for h in scene.evidence.ranked(q.stems, q.whole, limit=12)
        if h.fact.kind in (Kind.HIGHLIGHT, Kind.SUMMARY, Kind.PROFILE, Kind.TITLE)
        and (h.own or h.near > 0.3)
    ]
    if not hits:
        return pitch(scene)
    v = scene.voice
    said = [say(f"The résumé speaks for {v.them}.")]
    said += [read(scene, h.fact) for h in hits[:3]]
    return composed(scene, said, "about", [h.fact for h in hits[:3]])


def different(scene: Scene) -> Outcome | None:
    if not scene.question.has(DIFFERENT):
        return None
    return what_differs(scene)


def what_differs(scene: Scene) -> Outcome | None:
    best = highlights(scene, limit=3)
    said = [
        *award(scene),
        *(read(scene, f) for f in best[:2]),
        *quote(scene),
        *(read(scene, f) for f in best[2:]),
    ]
    return composed(scene, said, "about", best) if said else None


def achievement(scene: Scene) -> Outcome | None:
    q = scene.question
    if not q.has(ACHIEVEMENT) or scene.own or scene.leans:
        return None
    if (
        set(q.stems) - {"achievement", "biggest", "impress", "big", "great", "proud"}
        and len(q.content) > 4
    ):
        return None
    return what_achieved(scene)


def what_achieved(scene: Scene) -> Outcome | None:
    """The strongest highlights and the newest award."""
    best = highlights(scene, limit=2)
    if not best:
        return None
    said = [read(scene, f) for f in best] + award(scene)
    return composed(scene, said, "experience", best)


def best_bits(scene: Scene) -> Outcome | None:
    q = scene.question
    if not q.has(HIGHLIGHTS) or scene.own:
        return None
    best = highlights(scene, limit=3)
    return (
        composed(scene, [*(read(scene, f) for f in best), *award(scene)], "about", best)
        if best
        else None
    )


def strengths(scene: Scene) -> Outcome | None:
    """The skills of the highest level, and the highlight that shows most."""
    if (
        not scene.question.has(STRENGTHS)
        or scene.leans
        or "languages" in scene.question.sections
    ):
        return None
    return what_strengths(scene)


def what_strengths(scene: Scene) -> Outcome | None:
    v = scene.voice
    groups = _by_level(scene)[:3]
    best = highlights(scene, limit=2)
    said: list[Said] = []
    if groups:
        names = [
            f"{_group_name(e)} ({e.role.lower()})" if e.role else _group_name(e)
            for e in groups
        ]
        said.append(
            say(
                f"{v.Their} strongest skills are {joined(names)}.",
                *(e.path for e in groups),
            )
        )
    said += [read(scene, f) for f in best] + quote(scene)
    return composed(scene, said, "skills", best) if said else None


def weaknesses(scene: Scene) -> Outcome | None:
    """That none are listed, and the lowest level that is."""
    if not scene.question.has(WEAKNESSES):
        return None
    return what_weaknesses(scene)


def what_weaknesses(scene: Scene) -> Outcome | None:
    said = [say("The résumé doesn't list any weaknesses.")]
    if low := _lowest(scene):
        what = low.title if low.section == "languages" else _group_name(low)
        level = fluency(low) if low.section == "languages" else low.role
        listed = (
            f" ({joined(low.technologies[:2])})"
            if low.section == "skills" and low.technologies
            else ""
        )
        said.append(
            say(
                f"The lowest level it gives is {level.lower() if level.islower() or level[1:].islower() else level}, for {what}{listed}.",
                low.path,
            )
        )
    else:
        said += ask(scene)
    return Outcome(tuple(said), "about", absent=False, confidence=0.8)


def drives(scene: Scene) -> Outcome | None:
    if not scene.question.has(DRIVES) or (
        scene.own and scene.question.targets[0].score > 0.8
    ):
        return None
    return what_drives(scene)


def what_drives(scene: Scene) -> Outcome | None:
    said = [read(scene, f) for f in _profile(scene, CARES)[:2]]
    if said:
        return composed(scene, said, "about", [])
    interests = scene.section("interests")
    if interests and scene.question.says("passion|love|enjoy|like"):
        return None
    v = scene.voice
    said = [say(f"The résumé doesn't say what drives {v.them} in so many words.")]
    said += [read(scene, f) for f in profile_facts(scene)[:1]]
    return composed(scene, said, "about", [])


def looking(scene: Scene) -> Outcome | None:
    """What the person wants next, in the words of the profile."""
    q = scene.question
    if not (q.has(LOOKING) or q.has(OPEN_TO)):
        return None
    return what_next(scene)


def what_next(scene: Scene) -> Outcome | None:
    """The profile's sentences about what is wanted, or that there are none."""
    q = scene.question
    facts = _profile(scene, WANTS)
    if not facts:
        v = scene.voice
        if q.has(OPEN_TO) and not q.has(LOOKING):
            return unknown(scene, f"whether {v.they} {v.is_} looking for new work")
        return unknown(scene, f"what {v.they} {v.is_} looking for next")
    said = [read(scene, f) for f in facts[-2:]]
    if q.polar:
        said[0] = say(f"Yes. {said[0].text}", *said[0].paths)
    return composed(scene, said, "about", [])


def about(scene: Scene) -> Outcome | None:
    q = scene.question
    if scene.own or not q.has(ABOUT):
        return None
    return summary(scene)


def summary(scene: Scene) -> Outcome:
    """The profile, spoken; without one, the headline, the work now and a highlight."""
    facts = profile_facts(scene)
    said = [read(scene, f) for f in facts[:3]]
    if said:
        if not _says_role(scene, said):
            said = [opening(scene), *said]
        first = said[0]
        if not re.search(rf"\b{re.escape(scene.voice.whom)}\b", first.text):
            said[0] = named(scene, first)
    else:
        said = [opening(scene), *current(scene)]
    best = highlights(scene, limit=1)
    said += [read(scene, f) for f in best]
    return composed(scene, said, "about", best, item_type="about")


def _says_role(scene: Scene, said: list[Said]) -> bool:
    """Whether what is said so far has a word of the headline."""
    role = stems_of(scene.library.resume.profile.headline)
    return not role or any(role & stems_of(s.text) for s in said[:1])


def does(scene: Scene) -> Outcome | None:
    """What somebody does for a living: the job of today, then its summary."""
    if not scene.question.has(DOES) or scene.leans:
        return None
    jobs = _current_jobs(scene)
    said = [named(scene, about_entry(scene, i)) for i in jobs[:1]] or [opening(scene)]
    if jobs:
        facts = [
            f
            for f in scene.library.facts.get(scene.entry(jobs[0]).id, ())
            if f.kind is Kind.SUMMARY
        ]
        said += [read(scene, f) for f in facts[:1]]
    return Outcome(
        tuple(said),
        "experience" if jobs else "about",
        jobs,
        item_type="experience" if jobs else "about",
    )


def opening(scene: Scene) -> Said:
    """ "Marisol is an ICU Charge Nurse at Cascade Valley Medical Center."."""
    v, person = scene.voice, scene.library.resume.profile
    jobs = _current_jobs(scene)
    is_ = "am" if v.first_person else "is"
    if person.headline:
        head = re.split(r"\s*[|•·–—]\s*| - ", person.headline)[0]
        head = re.sub(r"(?:,\s*[A-Z]{2,}[A-Za-z.-]*)+$", "", head)
        at = ""
        if jobs:
            entry = scene.entry(jobs[0])
            at = f" {place_of(entry)}".rstrip()
        return say(f"{v.whom} {is_} {with_article(head)}{at}.", "basics.label")
    if jobs:
        return named(scene, about_entry(scene, jobs[0]))
    return say("")


def current(scene: Scene) -> list[Said]:
    return [about_entry(scene, i) for i in _current_jobs(scene)[:1]]


def named(scene: Scene, said: Said) -> Said:
    """The sentence with the first name in place of the pronoun it opens with."""
    v = scene.voice
    if v.first_person:
        return said
    head, _, rest = said.text.partition(" ")
    if head != v.They:
        return said
    if v.plural:
        verb, _, tail = rest.partition(" ")
        singular = {"are": "is", "were": "was", "have": "has", "do": "does"}.get(verb)
        if singular is None:
            return said
        rest = f"{singular} {tail}"
    return say(f"{v.first} {rest}", *said.paths)


def award(scene: Scene) -> list[Said]:
    """The newest award in a sentence."""
    won = scene.newest_first(scene.section("awards"))
    return [about_entry(scene, i) for i in won[:1]]


def quote(scene: Scene) -> list[Said]:
    facts = [f for f in scene.evidence.facts if f.kind is Kind.QUOTE]
    facts.sort(key=lambda f: abs(len(f.text.split()) - 12))
    return [read(scene, f) for f in facts[:1]]


def profile_facts(scene: Scene) -> list[Fact]:
    return [
        f
        for f in scene.evidence.facts
        if (f.kind is Kind.PROFILE and f.path.endswith("summary"))
        or (f.kind is Kind.PROFILE and "summary" in f.path)
    ]


def composed(
    scene: Scene,
    said: list[Said],
    intent: str,
    facts: list[Fact],
    *,
    item_type: str = "",
) -> Outcome:
    """As many of the sentences as fit in one breath, with the cards they rest on."""
    kept: list[Said] = []
    total = 0
    for each in said:
        count = len(each.text.split())
        if each.text and (not kept or total + count <= WORDS):
            kept.append(each)
            total += count
    hits = [scene.library.position[f.entry] for f in facts if f.entry]
    for each in kept:
        hits += [i for i, e in enumerate(scene.entries) if e.path in each.paths]
    if not hits:
        hits = list(_current_jobs(scene)[:1])
    shown = tuple(dict.fromkeys(hits))
    return Outcome(tuple(kept), intent, shown, item_type=item_type, listing=True)


def _profile(scene: Scene, pattern: re.Pattern[str]) -> list[Fact]:
    return [f for f in profile_facts(scene) if pattern.search(f.text)]


def _current_jobs(scene: Scene) -> tuple[int, ...]:
    jobs = scene.section("experience")
    now = [i for i in jobs if (p := scene.entry(i).period) and p.ongoing]
    return scene.newest_first(tuple(now)) if now else ()


def _rank(level: str) -> int:
    low = level.lower()
    return max(
        (n for n, word in enumerate(RANKS) if re.search(rf"\b{word}\b", low)),
        default=-1,
    )


def _by_level(scene: Scene) -> list[Entry]:
    """Groups of skills, the best known first."""
    groups = [scene.entry(i) for i in scene.section("skills")]
    return sorted(groups, key=lambda e: -_rank(e.role))


def _lowest(scene: Scene) -> Entry | None:
    levelled = [
        scene.entry(i) for s in ("skills", "languages") for i in scene.section(s)
    ]
    levelled = [e for e in levelled if _rank(e.role or fluency(e)) >= 0]
    if not levelled:
        return None
    low = min(levelled, key=lambda e: _rank(e.role or fluency(e)))
    top = max(_rank(e.role or fluency(e)) for e in levelled)
    return low if _rank(low.role or fluency(low)) < top else None


def _group_name(entry: Entry) -> str:
    return (
        group(entry).removesuffix(" skills")
        if entry.title != "Skills"
        else joined(entry.technologies[:3])
    )


__all__ = ["entry_sentence", "name_of"]
