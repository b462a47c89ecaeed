"""How to reach the person, where to see more, and where somebody lives."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.places import spoken_place
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of
from services.resume.telling.lists import joined

EMAIL = re.compile(r"\be ?mail\b|\bmail (?:address|they)\b")
PHONE = any_of(
    r"\b(?:tele)?phone(?: number)?\b",
    r"\b(?:cell|mobile)(?: number)?\b",
    r"\bwhatsapp\b",
    r"\bnumber (?:to|i can) (?:call|ring|reach)",
    r"\b(?:call|ring) they\b(?! \w+ a)",
    r"they number\b",
)
REACH = any_of(
    r"\bcontact(?: (?:they|detail|info|information|details|email))?$",
    r"\bcontact they\b",
    r"\bget (?:in touch|(?:a )?hold|ahold)\b",
    r"\breach (?:out|they)\b",
    r"\bin touch\b",
    r"\bwrite (?:to )?they\b",
    r"\bmessage they\b",
    r"\bcontact (?:details|info)",
    r"\b(?:talk|speak) (?:to|with) they\b(?! \w)",
    r"\b(?:talk|speak) (?:to|with) they (?:directly|in person|about|myself)",
    r"\bhow (?:can|could|do|would|might|should) (?:i|we|one) (?:hire|book|"
    r"commission|employ|engage|recruit)\b",
    r"\b(?:book|schedule|arrange|set up|have|plan|organi[sz]e) (?:a |an |in "
    "a )?(?:quick |short )?(?:call|meeting|chat|interview|appointment|time|"
    "slot|viewing|lesson|consultation|intro)",
    r"\bsend (?:they|over|in|you)?\b.*\b(?:documents?|contract|brief|offer|"
    "papers?|file|files|proposal|script|message|letter|invoice|form|forms|"
    r"photos?|plans?)\b",
    r"\bwhere (?:can|do|should|could|would) i (?:send|apply|submit)\b",
    r"\bmake (?:they )?an offer\b",
    r"\boffer they a\b",
    r"\bconnect with they\b",
    r"\bmeet (?:with )?they\b",
    r"\bin person\b",
    r"\b(?:i|we) (?:want|would like|need|am|is looking|is trying)(?: to)? "
    "(?:hire|contact|reach|meet|interview|work with|talk to|speak to|speak "
    r"with|talk with|invite|book|call)\b",
)
MORE_WORK = any_of(
    r"\bwhere (?:can|could|do|would|might|may|should) (?:i|we|one|people|you)"
    r"\b.*\b(?:see|find|look|view|read|watch|hear|listen|check|follow|browse)"
    r"\b",
    r"\b(?:see|view|find) (?:more|examples?|samples?) (?:of|from) (?:the |"
    "they )?(?:work|art|stuff|writing|designs?|photos?)",
    r"\bonline (?:portfolio|presence)\b",
    r"\b(?:any|they|the) (?:links?|socials?|social media|profiles?)\b",
    r"\bfind they online\b",
    r"\bonline anywhere\b",
)
COPY = any_of(
    r"\b(?:copy|version|pdf|file|printout|download|print)\b.*\b(?:resume|cv)\b",
    r"\b(?:resume|cv)\b.*\b(?:copy|pdf|file|download|print|send|word|email)\b",
    r"\b(?:send|get|have|give|email|forward) (?:me |us )?(?:they|the|a|your)"
    r"(?: full)? (?:resume|cv)\b",
    r"\bdownload (?:they|the|a|this)\b",
)
WEBSITE = re.compile(
    r"\b(?:web ?site|home ?page|portfolio (?:site|link|url)|url|web page)\b"
)
LIVES = any_of(
    r"\bwhere (?:is|does|do) they (?:based|located|living|live|lives|from|"
    "at|now|stay|reside|situated|currently)?(?: at| in| now| these days| "
    "currently| based| live| located| living)*$",
    r"\bwhere (?:is|does) they (?:currently |now )?(?:live|based|located|living|"
    r"reside)\b(?!.*\b(?:19|20)\d\d)",
    r"\b(?:what|which) (?:city|town|country|state|place|region|part of (?:the "
    r"country|the world|town|\w+)) (?:is|does|do) they\b(?! (?:work|study)"
    ")",
    r"\bthey (?:is )?(?:location|hometown|home town)\b",
    "^location$",
    r"\bwhere (?:in|about) .*\bis they (?:based|living)?$",
    r"\bis they (?:based|located|living) (?:in|near|around|at)\b",
    r"\bdoes they live (?:in|near|around)\b",
    r"\bwhereabouts\b",
)
STREET = any_of(
    r"\b(?:home|street|postal|mailing|private|exact|post) address\b",
    r"\bwhat street\b",
    r"\bzip ?code\b",
    r"\bpostcode\b",
)
NETWORKS = any_of(
    r"\b(?:linkedin|linked in|github|gitlab|instagram|insta|behance|dribbble|"
    "twitter|facebook|youtube|tiktok|mastodon|medium|orcid|google scholar|"
    "researchgate|kaggle|soundcloud|vimeo|xing|bluesky|pinterest|spotify|"
    "bandcamp|flickr|etsy|imdb|goodreads|strava|stack overflow|stackoverflow|"
    r"threads|substack|twitch|skype|telegram|signal)\b",
)
CALLED = {
    "insta": "instagram",
    "linked in": "linkedin",
    "stack overflow": "stackoverflow",
}
TITLES = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "orcid": "ORCID",
    "soundcloud": "SoundCloud",
    "imdb": "IMDb",
    "researchgate": "ResearchGate",
    "google scholar": "Google Scholar",
    "stackoverflow": "Stack Overflow",
    "google_scholar": "Google Scholar",
}


def contact(scene: Scene) -> Outcome | None:
    """An address, a number, a profile: whatever was asked for, or what there is."""
    q = scene.question
    if q.has(STREET):
        return street(scene)
    if network := NETWORKS.search(q.text):
        if not scene.evidence.known(network[0]) or _wants_profile(q.text):
            return profile(scene, network[0])
    if q.has(COPY):
        return copy_of_resume(scene)
    if q.has(MORE_WORK):
        return more_work(scene)
    if q.has(EMAIL) and not scene.own:
        return email(scene)
    if q.has(PHONE):
        return phone(scene)
    if (
        q.has(WEBSITE)
        and q.person
        and not q.says(
            r"\b(?:built?|made?|design(?:ed)?|create[ds]?|done|do|did|build\w*|writ\w+|wrote|about)\b"
        )
    ):
        return more_work(scene)
    return reach(scene) if q.has(REACH) and not scene.own else None


def _wants_profile(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:on|has|they|handle|profile|account|link|username|name|url|page)\b",
            text,
        )
    )


def reach(scene: Scene) -> Outcome:
    """Every way there is, the most direct first."""
    person, v = scene.library.resume.profile, scene.voice
    ways = []
    if person.email:
        ways.append(f"by email at {person.email}")
    if person.phone:
        ways.append(f"by phone at {person.phone}")
    if not ways and person.website:
        ways.append(f"through {person.website}")
    if len(ways) < 2 and person.links:
        ways.append(f"on {title_of(next(iter(person.links)))}")
    if not ways:
        none = say(f"The résumé doesn't give a way to reach {v.them}.")
        return Outcome((none,), "contact", item_type="contact")
    text = f"The best way to reach {v.them} is {joined(ways, 'or')}."
    return Outcome((say(text, "basics"),), "contact", item_type="contact")


def email(scene: Scene) -> Outcome:
    person, v = scene.library.resume.profile, scene.voice
    if not person.email:
        return unknown(scene, f"{v.their} email address")
    return _told(f"{v.Their} email address is {person.email}.", "basics.email")


def phone(scene: Scene) -> Outcome:
    person, v = scene.library.resume.profile, scene.voice
    if not person.phone:
        return unknown(scene, f"{v.their} phone number")
    return _told(f"{v.Their} phone number is {person.phone}.", "basics.phone")


def street(scene: Scene) -> Outcome:
    v, place = scene.voice, spoken_place(scene.library.resume.profile.location)
    known = (
        say(f"{v.They} {v.is_} based in {place}.", "basics.location")
        if place
        else say("")
    )
    none = say(f"{v.Their} street address is not in the résumé.")
    return Outcome(tuple(s for s in (none, known) if s.text), "contact", absent=True)


def profile(scene: Scene, asked: str) -> Outcome:
    """The address on one network, or that there is none and where else to look."""
    person, v = scene.library.resume.profile, scene.voice
    name = CALLED.get(asked, asked)
    link = next(
        (
            u
            for n, u in person.links.items()
            if n.replace(" ", "") == name.replace(" ", "")
        ),
        "",
    )
    if link:
        yes = "Yes, " if scene.question.polar else ""
        text = f"{yes}{v.they if yes else v.They} {v.is_} on {title_of(name)}: {link}"
        return _told(text, "basics.profiles")
    none = say(f"No {title_of(name)} profile is listed in the résumé.")
    rest = more_work(scene)
    also = rest.said if not rest.absent else ()
    return Outcome((none, *also), "contact", absent=True)


def more_work(scene: Scene) -> Outcome:
    """Links of the entry spoken of, or the person's website and profiles."""
    person, v = scene.library.resume.profile, scene.voice
    for at in scene.named:
        entry = scene.entry(at)
        if link := next(iter(entry.links.values()), ""):
            text = f"You can find {entry.title} at {link}"
            return Outcome(
                (say(text, entry.path),), "contact", (at,), item_type="contact"
            )
    places = [person.website] if person.website else []
    places += [f"{title_of(name)} ({url})" for name, url in person.links.items()]
    if not places:
        return (
            reach(scene)
            if person.email
            else unknown(scene, f"where to see more of {v.their} work")
        )
    text = f"You can see more of {v.their} work at {joined(places[:3])}"
    return _told(text, "basics.profiles")


def copy_of_resume(scene: Scene) -> Outcome:
    person, v = scene.library.resume.profile, scene.voice
    where = (
        f" write to {v.them} at {person.email}"
        if person.email
        else f" ask {v.them} directly"
    )
    return _told(
        f"This page is {v.their} résumé. For a copy as a file,{where}.", "basics.email"
    )


def lives(scene: Scene) -> Outcome | None:
    """Where the person is based; yes or no where a place was named."""
    q = scene.question
    if not q.has(LIVES) or scene.own or q.when:
        return None
    return based(scene)


def based(scene: Scene) -> Outcome:
    """The place the person lives in."""
    q, v = scene.question, scene.voice
    place = spoken_place(scene.library.resume.profile.location)
    if not place:
        return unknown(scene, f"where {v.they} {v.does('live')}")
    opening = ""
    if q.polar and (asked := q.stems - {"based", "bas", "live", "locat"}):
        from services.resume.answers.evidence import stems_of

        opening = "Yes, " if asked & stems_of(place) else "No, "
    text = f"{opening}{v.they if opening else v.They} {v.is_} based in {place}."
    return _told(text, "basics.location")


def unknown(scene: Scene, what: str) -> Outcome:
    """What the résumé does not say, and who could be asked."""
    said = (say(f"The résumé doesn't say {what}."), *ask(scene))
    return Outcome(said, "absent", absent=True)


def ask(scene: Scene) -> tuple[Said, ...]:
    person, v = scene.library.resume.profile, scene.voice
    if person.email:
        return (say(f"You can ask {v.them} at {person.email}.", "basics.email"),)
    return ()


def title_of(network: str) -> str:
    return TITLES.get(network, network[:1].upper() + network[1:])


def _told(text: str, path: str) -> Outcome:
    return Outcome((say(text, path),), "contact", item_type="contact", confidence=0.95)
