"""How visitors ask for a part of the résumé."""

from __future__ import annotations

import re

from services.language.stems import stem
from services.resume.questions.patterns import any_of

ASKS: dict[str, re.Pattern[str]] = {
    "interests": any_of(
        r"\bfor fun\b",
        r"\bwhen they is not \w+\b(?!.*\b(?:available|free)\b)",
        r"\b(?:outside|beside|besides|apart from|away from|when not|when they "
        "is not|after|beyond) (?:of )?(?:they )?(?:work|working|hours|the "
        r"office|the job|job|school|class)\b",
        r"\b(?:free|spare|leisure|own) time\b",
        r"\bhobb(?:y|ies)\b",
        r"\bpastimes?\b",
        r"\bunwind\b",
        r"\brelax\w*\b",
        r"\bdays? off\b",
        r"\btime off do\b",
        r"\boff duty\b",
        r"\bnot (?:at )?work(?:ing)?\b",
        r"\binterests\b",
        r"\bpersonal life\b",
        r"\bwhen they is not (?:at|in|on|working)\b",
        r"\bfree (?:sunday|saturday|weekend|evening|day|afternoon)s?\b",
        r"\b(?:on|at) (?:a|the|they) (?:weekends?|sunday|saturday|day off)\b",
        r"\benjoys? doing$",
        r"\blikes? (?:to do|doing)$",
        r"\bdo they do sports?\b",
        r"\bwork life balance\b",
        r"\binterested in$",
    ),
    "references": any_of(
        r"\b(?:people|colleagues?|co ?workers?|clients?|customers?|boss|bosses|"
        "managers?|others|peers|students|teachers?|supervisors?|patients|"
        "they team|anyone|someone|somebody|former employers?|parents|partners)"
        r"\b(?: \w+){0,3}? (?:say|says|said|think|thinks|thought|saying|describe|"
        r"vouch\w*|recommend\w*|rate|speak)\b",
        r"\bvouch\w*\b",
        r"\brecommend(?:s|ed|ation|ations)?\b",
        r"\breference(?:s|)\b(?! (?:manual|book|library|design|data|collection|desk))",
        r"\breferees?\b",
        r"\btestimonials?\b",
        r"\breputation\b",
        r"\bendors\w+\b",
        r"\bput in a (?:good )?word\b",
        r"\bsay (?:good|nice|something) about they\b",
        r"\bfeedback\b",
        r"\bspoken of\b",
        r"\bwho can i (?:call|ask|talk to) about\b",
        r"\bsays? about they\b",
        r"\bsaid about they\b",
        r"\blike to work (?:with|for)\b",
    ),
    "awards": any_of(
        r"\b(?:wins?|won|award(?:s|ed)?|prizes?|hono[u]?rs\b(?! degree)|recogni[sz]ed|"
        "recognition|medals?|accolades?|troph(?:y|ies)|scholarships?|fellowships?|"
        r"distinctions|nominat\w+|shortlist\w+)\b",
    ),
    "publications": any_of(
        r"\bpublish(?:ed|es|ing)?\b",
        r"\b(?:papers?|articles?|publications?)\b(?! (?:work|round|mill|chase|"
        "conservation|maker))",
        r"\bauthored\b",
        r"\bwrit\w+ (?:a |any )?(?:books?|papers?|articles?)\b",
        r"\bwritten anything\b",
        r"\bbooks? (?:has|did) they\b",
        r"\bin print\b",
    ),
    "certifications": any_of(
        r"\bcertif\w+\b",
        r"\bcerts?\b",
        r"\blicen[cs]e[sd]?\b",
        r"\bcredentials?\b",
        r"\baccredit\w+\b",
        r"\bprofessional qualifications?\b",
        r"\btickets\b",
        r"\bbadges?\b",
        r"\bpermits?\b",
    ),
    "volunteer": any_of(
        r"\bvolunteer\w*\b",
        r"\bcharit\w+\b",
        r"\bunpaid\b",
        r"\bpro bono\b",
        r"\bcommunity (?:work|service|involvement)\b",
        r"\bgiv(?:e|es|en|ing) back\b",
        r"\bfor free\b",
        r"\bgood causes?\b",
        r"\bnon ?profit\b",
        r"\bvoluntary\b",
    ),
    "projects": any_of(
        r"\bprojects?\b",
        r"\bportfolio\b(?! (?:manager|management|site))",
        r"\bside projects?\b",
        r"\bcase studies\b",
        r"\bexamples? of (?:they|the) work\b",
        r"\bwhat has they (?:built|made|created|designed|produced)$",
        r"\bthings they (?:has )?(?:made|built)\b",
        r"\bwork samples?\b",
        r"\bshow (?:me |us )?(?:the |they )?work$",
        "^they work$",
    ),
    "patents": re.compile(r"\bpatent(?:s|ed)?\b|\binvent(?:ed|ions?)\b"),
    "blog": re.compile(r"\bblogs?\b|\bblog posts?\b|\bnewsletter\b"),
}
SKILLS = any_of(
    r"\b(?:skills?|skill ?sets?|tools?|toolkit|toolbox|software|technolog(?:y|"
    r"ies)|tech stack|stack|techniques?|competenc\w+|expertise|programs|apps|"
    r"equipment|methods?|(?<!musical )instruments?(?!.* play)|machines|frameworks|"
    r"systems)\b",
    r"\bwhat (?:can|could) they do$",
    r"\bwhat is they able to do\b",
    r"\bwhat does they (?:use|work with|know)$",
    r"\bknow how to (?:do|use)$",
    r"\babilities\b",
    r"\btalents?\b",
)
HOW_MANY = re.compile(r"\bhow (?:many|much|long|often|big|old)\b")
FREE = frozenset(
    map(
        stem,
        """
    hold holds held own owned owns earn earned win won win received receive wrote
    written write published publish completed complete finished done list show name
    display current currently professional formal official personal big main key
    major notable best important relevant recent latest favourite favorite worked
    working publicly available real actual interesting cool different certified
    certification certificate licensed licence license award awarded prize project
    portfolio paper article volunteer volunteered volunteering charity hobby
    interest fun outside time spare free leisure people colleague client customer
    boss manager say recommend vouch reference patent invent invention tool software
    skill technology technique anything something research study worth example
    sample they include has got mention full public side made built created given
    get recognition recognized recognised honour honor medal job role position
    company employer active valid up date ever kind type sort work scholarship
    nominated nomination others speak spoken talk know play live former previous
    past unpaid community service voluntary give back pro bono good cause
    """.split(),
    )
)
