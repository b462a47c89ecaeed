"""Which nouns name a person, stand in the plural, or take no article."""

from __future__ import annotations

from services.resume.telling.verbs import nouns, persons

ROLES = frozenset(
    """delegate liaison representative ambassador panelist trainee apprentice
    lead head founder co-founder cofounder chair co-chair member intern fellow
    captain treasurer secretary president vice ceo cto cfo coo cio winner
    recipient finalist runner-up alumnus alumna co-author co-owner
    co-organizer co-organiser mc emcee freelancer contributor committer
    moderator mentee mentor assistant associate hand volunteer first-aider
    maker technologist generalist techie coder sysadmin polyglot undergraduate
    postdoc postgrad undergrad dj barista sommelier chef cook nurse sre
    trustee commis headteacher applicator implementer aider attaché referent
    goalkeeper listener corporal sergeant lieutenant""".split()
)
NO_PERSONS = frozenset(
    """provider supplier manufacturer retailer distributor publisher employer
    visualizer tracker parser compiler server router scanner printer browser
    reader scheduler calculator generator converter wrapper container builder
    monitor docker computer counter number paper other order letter matter
    finder viewer validator crawler scraper explorer launcher logger indexer
    loader sensor adapter processor simulator emulator detector indicator
    filter timer cooler heater mixer blender cover poster folder calendar
    carrier power center layer newsletter river water weather winter summer
    chapter charter quarter corner character register chamber career border
    frontier tier ward""".split()
)
"""Words built like those for persons that name things or firms in a résumé."""
SINGULAR_S = ("ss", "us", "is", "ics", "ness", "sis")
PLURALS = frozenset("people children men women staff data criteria media".split())
MASS = frozenset(
    """success software hardware work research support training knowledge
    equipment information advice feedback content infrastructure experience
    help care teaching education documentation maintenance administration
    marketing finance accounting travel music art food coffee bread
    fundraising outreach compliance security safety quality architecture code
    data logistics english french spanish german japanese mathematics physics
    interest strong history machinery furniture evidence expertise money
    traffic publicity recruitment""".split()
)
MASS_ENDINGS = (
    "ing", "tion", "sion", "ment", "ance", "ence", "ity", "ism", "ics", "ware", "ship",
    "ysis", "ncy", "ness", "age", "ology", "graphy",
)  # fmt: skip
SINGLE = frozenset(
    """application competition conference presentation publication station
    foundation organization organisation collection exhibition institution
    edition website department government apartment environment experiment
    document instrument monument university city community facility charity
    activity building meeting wedding painting drawing page stage garage
    package cottage village relationship dealership scholarship championship
    internship apprenticeship fellowship agency emergency pharmacy audience
    conference sequence reference package platform implementation integration
    simulation extension installation translation version session mission
    commission division expansion""".split()
)
"""Nouns with such an ending that can be counted all the same."""


def is_person(word: str) -> bool:
    """Whether a noun names one person."""
    last = word.rpartition("-")[2]
    if last in NO_PERSONS:
        return False
    return word in ROLES or word in persons() or last in persons()


def is_plural(word: str) -> bool:
    """Whether a noun stands in the plural."""
    if word in PLURALS or (word.endswith("us") and word[:-1] in nouns()):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_S)


def is_mass(word: str) -> bool:
    """Whether a noun takes no article: research, maintenance, training."""
    if word in SINGLE:
        return False
    return word in MASS or word.endswith(MASS_ENDINGS)
