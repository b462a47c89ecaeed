"""Closed lists of English words that decide how a phrase is read."""

from __future__ import annotations

AUXILIARIES = frozenset(
    """is are was were am be been has have had will would can could may might
    must should did does do became isn't aren't wasn't weren't hasn't haven't
    hadn't won't can't couldn't doesn't don't didn't wouldn't""".split()
)
DETERMINERS = frozenset(
    """a an the this that these those my your his her its our their each every both
    all any some several many multiple various numerous another one's no such
    what most more few two three four five six seven eight nine ten eleven
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred thousand dozens
    hundreds thousands millions half one""".split()
)
PRONOUNS = frozenset("i we she he they it you there everyone nobody who".split())
OBJECTS = frozenset("me us him her them it you myself himself herself them".split())
PREPOSITIONS = frozenset(
    """of in on at by for with from to into onto over under between among
    across through throughout during within without against about around after
    before since until till towards toward via per as upon alongside near
    behind beyond outside inside off out up down along despite than like using
    including plus amid while when where which that who whom whose because so
    if""".split()
)
RELATIVES = frozenset(
    """which that who whom whose where when while because so if since although
    though whereas how what why""".split()
)
CONJUNCTIONS = frozenset(("and", "or", "then", "but", "&", "and/or", "plus"))
ADVERBS = frozenset(
    """also currently now then often always regularly later previously
    together once still even again first already primarily mostly soon never
    just twice alone single-handedly ultimately""".split()
)
NOT_ADVERBS = frozenset(
    """daily weekly monthly yearly hourly quarterly family early friendly only
    supply reply apply rely assembly anomaly butterfly elderly lonely costly
    timely likely user-friendly fly multiply comply ally italy scholarly
    orderly lively ugly""".split()
)
BEFORE_A_NUMBER = frozenset(
    """about over under approximately approx around nearly almost up more
    roughly some circa ca at""".split()
)

STRONG = frozenset(
    """correlate tune lead support design test plan process document help
    review train report monitor coach mentor handle build write work run cook
    teach research engineer program coordinate host launch drive head tutor
    interview ship code draft edit file answer control care maintain schedule
    supply serve present oversee study perform create deliver act guide advise
    consult own deploy automate release deal ensure answer audit balance bake
    brew sew paint repair serve clean cut stock pack sell buy order account
    tailor cost catalog catalogue water harvest plant breed groom counsel
    treat assess screen brief chair direct conduct mix record produce film
    shoot model sketch draw market promote campaign recruit hire staff steward
    shape architect scope triage fix debug patch track measure map forecast
    budget negotiate purchase source inspect rebuild start set put keep make
    grow raise win double triple cover reduce cap stop load haul drive operate
    answer wire install weld service benchmark prototype migrate partner
    volunteer sing play dance perform tour curate exhibit shadow staff pitch
    profile publish translate debate lecture grade mark""".split()
)
"""Verbs of work, which are also nouns: as the first word of a phrase they are verbs
unless what follows speaks against it."""
INTRANSITIVE = frozenset(
    """work report serve live collaborate participate help teach volunteer act
    speak travel write cook partner liaise consult contribute assist
    communicate cooperate coordinate lecture sing play dance perform tour
    compete train study intern interact specialise specialize focus
    concentrate deal care advocate respond attend engage transition move rise
    learn advise negotiate excel thrive believe graduate major experiment
    present publish operate return succeed sit stand look comply adhere align
    meet relocate progress function commute belong enjoy join lobby march
    rotate camp hike run walk fish swim cycle climb paint bake garden knit
    read knock bargain campaign haggle preach plead commute toil""".split()
)
"""Verbs that are followed by a preposition as often as by an object."""
NOT_VERBS = frozenset(
    """search solo online other further key like own better best second long
    open clean main state complete front back senior junior well video web
    mobile user data cloud machine server graduate freelance staff project
    product business program experience software market interest people
    content master bachelor cross free part number site summer intern student hand
    team frame cell total paper chair author elder lower even just still mine
    can might must may being extra due show house home corporate near round
    forward slow live near online nurse baby crew cost air color colour light sound age
    water degree table object surface repeat close up down""".split()
)
"""Words that begin a noun phrase far more often than a sentence."""
NOUN_GERUNDS = frozenset(
    """engineering marketing accounting programming consulting banking nursing
    publishing manufacturing printing housing building meeting training learning
    funding pricing networking gaming fishing hiking reading clothing catering
    understanding outstanding working ongoing remaining existing emerging
    upcoming computing cooking bookkeeping everything something nothing anything
    evening morning wedding beginning ceiling string spring king ring thing wing
    swing sibling sterling machining weaving spelling painting drawing exciting
    interesting machine-learning climbing volunteering swimming bowling sailing
    camping rowing riding skating skiing diving mining farming parking boxing
    lighting casting fencing""".split()
)
TRAILING_GERUNDS = frozenset(
    """including using leading resulting ensuring allowing enabling reducing
    increasing improving saving making giving helping bringing causing
    achieving cutting earning generating boosting exceeding freeing
    eliminating raising letting""".split()
)
"""Gerunds that say what came of it, so they stay as they are in a list of them."""
QUALITIES = frozenset(
    """certified experienced skilled dedicated motivated advanced qualified
    licensed licenced registered accomplished seasoned committed focused
    distributed embedded self-motivated driven results-driven detail-oriented
    proven chartered retired organised organized talented well-rounded versed
    well-versed interested applied educated gifted inspired self-taught extended
    limited related mixed required desired needed bored tired excited fascinated
    determined disciplined specialized specialised trained united accredited
    board-certified award-winning unified integrated combined assorted varied
    detailed continued repeated preferred hundred increased improved enhanced
    decreased reduced shared estimated accelerated decentralized decentralised
    centralized hands-on open-ended hard-working regulated listed protected
    heated walled gated""".split()
)
"""Participles that are adjectives as the first word of a phrase."""
CHANGES = frozenset(
    """determined continued preferred required accelerated increased improved
    enhanced decreased reduced shared estimated extended limited specialized
    specialised trained applied combined integrated inspired mixed unified
    detailed focused organised organized qualified advanced educated licensed
    retired registered distributed""".split()
)
"""Those of them that are as often the past of a verb."""
GIVEN_TO_PERSONS = frozenset(
    """nominated selected chosen elected named awarded promoted invited hired
    appointed recognized recognised recruited asked tasked charged entrusted
    honored honoured shortlisted commended praised trained mentored taught
    coached supervised guided sponsored accepted admitted inducted credited
    granted given quoted interviewed employed contracted engaged headhunted
    known admired trusted respected handpicked hand-picked seconded assigned
    born raised rewarded certified approached retained requested required
    deployed transferred called licensed apprenticed""".split()
)
"""Participles that say what was done to a person, not to a thing."""
ALWAYS_PASSIVE = frozenset(
    """nominated elected named appointed tasked entrusted shortlisted
    commended inducted honored honoured awarded given granted chosen known
    headhunted handpicked hand-picked seconded born""".split()
)
"""Those that are passive whatever follows."""
PASSIVE_BEFORE = {
    "selected": "for as to from among out by",
    "promoted": "to from twice within into after by",
    "invited": "to as by for back",
    "hired": "to as by into for from full-time",
    "recognized": "as for by with in at",
    "recognised": "as for by with in at",
    "recruited": "to as by into",
    "asked": "to by",
    "charged": "with",
    "involved": "in with from",
    "based": "in at near",
    "located": "in at near",
    "accepted": "into to at by as",
    "admitted": "to into as",
    "credited": "with as in",
    "voted": "as best most into",
    "sponsored": "by",
    "employed": "by as at in",
    "contracted": "to by as",
    "engaged": "by as",
    "assigned": "to as",
    "trusted": "by with to",
    "raised": "in by",
    "rewarded": "with for by",
    "apprenticed": "to",
    "transferred": "to from",
    "required": "to",
    "requested": "by",
    "quoted": "in by",
    "trained": "by as",
    "made": "redundant",
    "laid": "off",
    "let": "go",
    "sent": "to on as for",
    "posted": "to",
    "certified": "as in by",
    "licensed": "as in by to",
    "interviewed": "by",
    "retained": "by as",
}
THING_BEFORE = {
    "open-sourced": "with on under in",
    "lit": "with by in",
    "built": "into with in on using by from for as around",
    "written": "in by with for as",
    "developed": "in with using by for as at",
    "implemented": "in with using by as on",
    "designed": "for by to in as with",
    "made": "with of from in by for",
    "created": "with in using for by as",
    "funded": "by through",
    "powered": "by",
    "hosted": "on by",
    "deployed": "on to in with via as",
    "based": "on around",
    "aimed": "at",
    "adopted": "by in across",
    "published": "in by on as",
    "used": "by in for to as at",
    "featured": "in on by at",
    "downloaded": "by over more in from across",
    "fitted": "at on in to",
    "played": "by",
    "intended": "for to as",
    "targeted": "at",
    "shown": "at in on to",
    "sold": "to in at",
    "acquired": "by",
    "licensed": "under",
    "released": "in on as under to",
    "supported": "by on in",
    "printed": "in on by",
    "republished": "in on by",
    "aired": "on in",
    "translated": "into by",
    "displayed": "at in on",
    "stocked": "in by at",
    "housed": "in at",
    "installed": "in at on by",
    "listed": "in on by as",
    "cited": "in by",
    "broadcast": "on in by",
    "staged": "at in by",
    "distributed": "to in by across",
    "known": "as",
    "done": "in with for by as",
    "exhibited": "at in",
    "voted": "by",
}
"""What a participle says of a thing, by the word behind it."""
PREDICATES = frozenset(
    """hands-on responsible accountable fluent proficient able passionate keen
    skilled familiar comfortable adept eager available enthusiastic capable
    competent knowledgeable conversant answerable experienced dedicated
    committed interested excited certified qualified licensed versed
    well-versed trained fascinated driven motivated focused native bilingual
    trilingual self-taught based specialized specialised accustomed educated
    active instrumental born open happy known registered accredited unpaid
    alone worth away""".split()
)
STATES = ("in charge of", "on call", "part of", "in the running", "on the board")
