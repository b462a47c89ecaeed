"""Which nouns name a person, stand in the plural, or take no article."""

from __future__ import annotations

from services.resume.telling.verbs import nouns, persons

ROLES = frozenset(
    """delegate liaison representative ambassador panelist trainee apprentice lead
    head founder co-founder cofounder chair co-chair member intern fellow
    captain treasurer secretary president vice ceo cto cfo coo cio winner
    recipient finalist runner-up alumnus alumna co-author co-owner co-organizer
    co-organiser mc emcee freelancer contributor committer moderator mentee mentor
    assistant associate hand volunteer first-aider maker technologist generalist
    techie coder sysadmin polyglot undergraduate postdoc postgrad undergrad dj
    barista sommelier chef cook nurse sre agent recordist trustee commis
    headteacher applicator implementer aider attaché referent goalkeeper listener
    corporal sergeant lieutenant""".split()
)
NO_PERSONS = frozenset(
    """provider supplier manufacturer retailer distributor publisher employer
    visualizer tracker parser compiler server router scanner printer browser
    reader scheduler calculator generator converter wrapper container builder
    monitor docker computer counter number paper other order letter matter
    finder viewer validator crawler scraper explorer launcher logger indexer
    loader sensor adapter processor simulator emulator detector indicator filter
    timer cooler heater mixer blender cover poster folder calendar carrier power
    center layer newsletter river water weather winter summer chapter charter
    quarter corner character register chamber career border frontier tier ward
    minor host lender""".split()
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
    traffic publicity recruitment aid attendance baggage beer bacteria butter
    cargo cash catering cattle cement cheese chemotherapy childcare clay
    clothing coal concrete copper cotton dough electricity energy fabric fibre
    fiction fish flour foliage forage freight fruit fuel gas glass gold grain
    grass gravel ground guidance hay health homework honey hospitality
    housework ice income ink iron jewellery jewelry journalism justice labour
    labor land laundry leather legislation leisure lettering lighting
    literature livestock luggage mail meat milk moisture mud nature oil paint
    parenting pasta paperwork peace pay pollution porcelain poultry produce
    progress rain rice rubbish salt sand sediment sewage silk silver snow soap
    soil steel stone storage straw stuff sugar surgery tea technology textile
    therapy timber tourism transport turf varnish veneer vocabulary waste
    water wealth weather wheat wildlife wine wood wool woodwork yarn
    physiotherapy radiotherapy synthesis news""".split()
)
MASS_ENDINGS = (
    "ing", "tion", "sion", "ment", "ance", "ence", "ity", "ism", "ics", "ware", "ship",
    "ysis", "ncy", "ness", "age", "ology", "graphy",
)  # fmt: skip
GROUPS = frozenset(
    """people children men women staff families households volunteers users schools
    firms companies teams groups labs hospitals museums agencies universities clubs
    towns shops parishes""".split()
)
"""Words for several persons, or for those who act as one."""
SINGLE = frozenset(
    """building painting drawing language movement evening morning application
    competition conference presentation publication station foundation
    organization organisation collection exhibition institution edition
    website department government environment experiment document instrument
    monument university city community facility charity activity meeting
    wedding page stage garage package cottage village relationship dealership
    scholarship championship internship apprenticeship fellowship agency
    emergency pharmacy audience sequence reference platform implementation
    integration simulation extension installation translation version session
    mission commission division expansion petition secondment placement
    appointment investment commitment engagement tournament settlement
    ship fragment ailment segment element instalment installment agreement decision
    revision discussion excursion mansion pension television auction section
    location destination corporation association federation convention
    question solution position operation regulation reservation invitation
    nomination adaptation expedition intervention election function residence
    licence fence difference performance entrance distance instance ambulance
    alliance opening hearing sitting ceiling sailing briefing outing crossing
    dwelling clearing gathering offering membership partnership township
    flagship authority minority majority quantity utility entity municipality
    mortgage bandage sausage bridge carriage message vintage voyage passage
    appendage trilogy anthology chronology biography bibliography monograph""".split()
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


def is_group(word: str) -> bool:
    """Whether a word names several persons: staff, pupils, schools."""
    return word in GROUPS or (is_plural(word) and is_person(word[:-1]))


def is_mass(word: str) -> bool:
    """Whether a noun takes no article: research, maintenance, training."""
    if word in SINGLE:
        return False
    return word in MASS or word.endswith(MASS_ENDINGS)
