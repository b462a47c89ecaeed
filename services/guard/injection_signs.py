"""Signs that a text steers a language model, and how much each one weighs.

Signs are kinds of talk, not phrases of known attacks: setting rules aside, asking for
the instructions, giving the model a new self, lifting its limits, dictating the form
of its replies, faking the chat's own markup. What a plain question may show too weighs
little; only several such signs together make a text suspicious.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.guard import injection_asides as asides
from services.guard import injection_languages as languages
from services.guard import injection_roles as roles

NEAR = r"[^.!?\n]{0,60}?"
RULES = (
    r"(?:instructions?|rules?|prompts?|guidelines?|directions?"
    r"|directives?|polic(?:y|ies)"
    r"|restrictions?|filters?|programming|limitations?|constraints?|commands?"
    r"|safeguards?|guardrails?|guidance)"
)
EARLIER = (
    r"(?:previous(?:ly)?|prior|above|earlier|preceding|before|initial|original|existing"
    r"|other|your|you|all|any|these|those|system|openai\S*|given|every)"
)
OWN_PROMPT = (
    r"(?:(?:your|the|its|this) (?:\w+ ){0,2}"
    r"(?:system |initial |original |hidden |secret |first |full |base )"
    r"(?:prompts?|instructions?|messages?|rules)"
    r"|your (?:\w+ ){0,2}(?:prompts?|instructions?|rules|guidelines|directives"
    r"|programming|configuration)"
    r"|(?:text|prompt|words|message|conversation|everything|all|lines?) above"
    r"(?=[ ]*(?:[.,:;!?]|$| in | into | to | and | as | verbatim| word))"
    r"|(?:instructions?|prompts?|rules|messages?|everything|what)(?: that)?"
    r" you (?:were|are|have been|got|received|had been)"
    r" ?(?:given|told|instructed|fed)?)"
)
LIFTED = (
    r"(?:moral\w*|ethic\w*|legal\w*|law\w*|warnings?|disclaimers?|censor\w*|consent"
    r"|restrictions?|restricted|limitations?|limits|filter\w*|rules?|guidelines?"
    r"|polic(?:y|ies)|inhibitions?|refus\w*|danger)"
)
MODEL = (
    r"(?:chat ?gpt|gpt-?\d?|open ?ai|chat ?bot|assistant|language model|a[il] model"
    r"|llm|claude|bard|gemini|a\.?[il]\.?)"
)
REPLY = r"(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|sentences?|prompts?)"


@dataclass(frozen=True, slots=True)
class Sign:
    """`more` is added for every further different wording, up to `most`."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    more: float
    most: float


def _sign(
    name: str, weight: float, more: float, most: float, *alternatives: str
) -> Sign:
    pattern = re.compile("|".join(f"(?:{a})" for a in alternatives))
    return Sign(name, pattern, weight, more, most)


SIGNS = (
    _sign(
        "override",
        0.6,
        0.2,
        1.0,
        rf"\b(?:ignore|disregard|forget|neglect|override|overrule|bypass|erase|unlearn"
        rf"|let go of|set aside|break|violate|circumvent|discard|drop|skip|abandon)\b"
        rf"{NEAR}\b{EARLIER}\b{NEAR}\b{RULES}\b",
        r"\b(?:ignore|disregard|forget)\b (?:everything|anything|all|what)\b"
        r"[^.!?\n]{0,30}\b(?:above|before|you|told|said)\b",
        r"\b(?:no longer|not|never|stop|don'?t|isn'?t|aren'?t|doesn'?t)\b"
        rf"[^.!?\n]{{0,30}}\b(?:follow\w*|obey\w*|abide|bound"
        rf"|adhere\w*|comply\w*|confined)\b"
        rf"{NEAR}\b{RULES}\b",
        rf"\b(?:ignore|disregard|forget|break|drop|discard|set aside|put aside|leave)\b"
        rf"{NEAR}\b{RULES}\b"
        r"[^.!?\n]{0,20}\b(?:you (?:were|have|had|are|got)|given|told|before)\b",
        *languages.OVERRIDE,
        r"\b(?:ignore|disregard|forget|overlook|set aside|put aside|drop|discard)\b"
        r"[^.!?\n]{0,20}\b(?:what(?:ever)?|everything|anything|things)\b[^.!?\n]{0,12}"
        r"\byou (?:were|are|have been|had been|got)\b",
        r"\b(?:ignore|forget|skip) (?:all )?(?:prev|prior|sys)\w*"
        r"[ .]{1,2}(?:instr|prompt)",
        r"\bopposite of what (?:you|your)\b",
        r"\b(?:bypass|disable|turn off|switch off|circumvent)\b[^.!?\n]{0,20}"
        r"\b(?:safety|filters?|guardrails?|moderation|safeguards?)\b",
        r"\bpermission to (?:break|bypass|ignore|disregard|drop)\b",
        r"\byou (?:weren'?t|were not|aren'?t|are not|had no|have no|didn'?t have)\b"
        r"[^.!?\n]{0,25}\b(?:bound|restrict\w+|restrictions|rules|guidelines|limits)\b",
        r"\btreat (?:anything|everything|what|my|all)\b[^.!?\n]{0,40}"
        r"\bas (?:an? |the )?(?:\w+ )?(?:system|admin|developer|root)\b",
        r"\byour new (?:task|job|goal|objective|mission|purpose)\b",
        r"\b(?:stop|quit|cease) being (?:an?|the|my)\b",
        rf"\b(?:new|following|important|more) (?:rules|instructions)\b{NEAR}"
        rf"\b(?:override|replace|instead|supersede|than anything)\b",
    ),
    _sign(
        "disclose",
        0.6,
        0.2,
        1.0,
        r"\b(?:repeat|print|output|reveal|show|display|tell|translate|summari[sz]e"
        r"|write|echo|dump|copy|give|recite|paste|quote|leak|share|provide|encode"
        rf"|spell|expose|return|what (?:is|are|was|were))\b{NEAR}{OWN_PROMPT}",
        r"\b(?:my|the) (?:system prompt|(?:initial |secret |system )?instructions"
        r"|hidden prompt)\b (?:is|are|say|were|was|begin|start|read)",
        r"\bi (?:was|am|have been|were) (?:instructed|programmed|prompted|told)"
        r" (?:to|not|never)\b",
        *languages.PROMPT,
        r"\byou were (?:first )?(?:initiali[sz]ed|configured|primed"
        r"|loaded|set up|started)"
        r" with\b",
        r"\b(?:before|above|preceding|prior to) my (?:very )?(?:first|initial|opening)"
        r" (?:message|question|prompt|input)",
        r"\b(?:everything|anything|all|what)\b[^.!?\n]{0,12}"
        r"\b(?:comes|came|is written|stands|appears) (?:before|above)"
        r"(?=[.,!?]|$| (?:this|my|the (?:text|line|message)))",
        r"\b(?:confidential|secret|hidden) (?:guidance|instructions?"
        r"|prompts?|rules|brief\w*)",
        r"\bin your (?:system )?(?:prompt|instructions|context window)\b",
        r"\b(?:grandm\w+|bedtime|pretend\w*)\b[^.!?\n]{0,60}"
        r"\b(?:system prompts?|instructions|passwords?|api keys?)\b",
        r"\b(?:dump|leak|print|show) (?:\w+ )?(?:sys|system) ?prompt",
        r"[({\[$.]\s{0,3}system_?(?:prompt|message|instructions?)\b",
        rf"\b(?:everything|all|content|contents) (?:in|of|from) {OWN_PROMPT}",
    ),
    _sign(
        "new_self",
        0.3,
        0.15,
        0.6,
        rf"\bin the voice of (?:an? )?(?:\w+ )?(?:model|{MODEL})|\bdrop the act\b",
        r"\bbecome (?:my|an?|the)\b[^.!?\n]{0,30}\b(?:chat ?bot"
        r"|assistant|terminal|a\.?i)\b",
        r"\byou(?:'re| are) an? (?:evil|unrestricted|pirate|rogue|unfiltered|hacker)\b",
        r"\b(?:evil|dark) (?:twin|side|version)\b",
        r"\byou(?:'re| are|r)? (?:now|about to|going to|no longer)\b",
        r"\bfrom (?:now|here|this (?:point|moment)) (?:on|own|out|forward)\b",
        r"\b(?:starting now|as of now)\b",
        r"\b(?:act|acting|behave|respond|answer|reply|speak|write|serve|function)"
        r" (?:\w+ )?(?:as if|as|like)\b (?:an? |the |you|if )?",
        r"\bpretend(?:ing)? (?:to be|you|that you)\b|\bimmerse yourself\b",
        r"\b(?:play|playing|assume|take on|taking)\b[^.!?\n]{0,20}"
        r"\b(?:role|persona|part|character)\b",
        r"\brole ?-?play\w*|\b(?:stay|remain|keep|stays|always)\b[^.!?\n]{0,12}"
        r"\bin char(?:acter)?\b|\bin character\b",
        r"\b(?:emulate|simulat(?:e|or|ing|es))\b[^.!?\n]{0,40}"
        r"\b(?:you|yourself|persona|mode|model|a[il]|virtual|machine|conversation)\b",
        r"\byour (?:new )?(?:name|persona|alter ego)\b (?:is|will|now)",
        r"\b(?:two|2|both|three|different) (?:\w+ ){0,2}"
        r"(?:ways|personalit\w+|personas|manners|entities|outputs|responses)\b",
    ),
    _sign(
        "unlimited",
        0.25,
        0.15,
        0.8,
        rf"\b(?:no|without|any|zero|free (?:of|from)|lack\w*|lift\w*|remov\w*|disabl\w*"
        rf"|doesn'?t care about|don'?t care about|regardless of|not concerned? with"
        rf"|bypass\w*)\b[^.!?\n]{{0,40}}?\b{LIFTED}",
        r"\b(?:amoral|nonmoral|unethical|immoral|uncensored|unrestricted|unbounded)\b",
        r"\bunfiltered\b",
        r"\bjail ?br(?:eak|oken)\w*",
        r"\b(?:do|does|can do|did) (?:anything|everything)\b",
        r"\b(?:developer|admin|god|debug|sudo|chaos|evil|unrestricted|dan|maintenance)"
        r" mode\b",
        r"\b(?:content (?:policy|policies|filter)|safety (?:protocols?|filters?))\b",
        r"\b(?:never|cannot|can'?t|won'?t|not)\b[^.!?\n]{0,20}\brefuse\w*\b",
        r"\billegal\b",
        r"\bbroken? free\b",
        r"\bmust (?:comply|obey|answer any|never (?:say|refuse|decline))\b",
        r"\b(?:fictional|hypothetical|imaginary)\b[^.!?\n]{0,40}"
        r"\b(?:world|universe|story|model|scenario|setting)\b",
    ),
    _sign(
        "dictated_form",
        0.3,
        0.15,
        0.5,
        rf"\b(?:start|begin|end|prefix|finish|preface|format)\w*\b[^.!?\n]{{0,25}}"
        rf"\b(?:your|all|every|each|the|my|his)\b[^.!?\n]{{0,25}}\b{REPLY}\b",
        r"\b(?:complete|continue|finish) (?:this|the)"
        r" (?:sentence|following|text|phrase)",
        r"\b(?:only|simply|just|must|should|always|will)"
        r" (?:respond|reply|answer|say|send)\b",
        r"\b(?:respond|reply) (?:only|with|to every)\b",
        r"\banswer (?:only|solely) with\b|\bthe word [a-z]+[.!]?$",
        r"\b(?:code ?block|verbatim|word for word)\b",
        r"\b(?:don'?t|do not|never|avoid|without)\b[^.!?\n]{0,30}"
        r"\b(?:mention|acknowledg|apologi|commentary|say|send|writ|add)\w*"
        r"[^.!?\n]{0,40}",
        r"\bif you understand\b|\bwhen you understand\b|\bunderstood\?",
    ),
    _sign(
        "markup",
        0.6,
        0.2,
        1.0,
        r"<\|?/?(?:im_start|im_end|system|endoftext|assistant|user"
        r"|cards?|instructions?)"
        r"\b[^>\n]{0,30}>",
        r"\[/?(?:inst|sys|system)\]|<<sys>>",
        r"[\"']?role[\"']?\s{0,2}[=:]\s{0,2}[\"']?(?:system|admin|developer|root)\b",
        r"</?(?:entries|context|documents?|r[eé]sum[eé]|prompt|data|rules)>",
        r"(?:^|\n|>\s{0,3})[ #*`>]{0,6}(?:system|assistant|human|instruction|developer)"
        r"(?: \w+)? ?:",
        r"\bsystem (?:instruction|announcement|override|message|note)s?\b"
        r"[^.\n]{0,20}(?:begin|start|:|end)",
        r"\b(?:end|terminat\w+) of (?:user |the )?(?:prompt|message|input)"
        r"|\buser message terminat",
    ),
    _sign("the_assistant_itself", 0.5, 0.2, 1.0, *asides.ASSISTANT_ITSELF),
    _sign("planted", 0.6, 0.2, 1.0, *asides.PLANTED),
    _sign("orders_told", 0.5, 0.2, 1.0, *roles.ORDERS_OF_THE_ASSISTANT),
    _sign("secrets", 0.5, 0.2, 1.0, *roles.SECRETS),
    _sign("of_assistants", 0.5, 0.2, 1.0, *roles.OF_ASSISTANTS),
    _sign("words_in_its_mouth", 0.5, 0.2, 1.0, *roles.WORDS_PUT_IN_ITS_MOUTH),
    _sign("rank", 0.3, 0.1, 0.5, *roles.RANKS),
    _sign("privilege", 0.3, 0.1, 0.5, *roles.PRIVILEGES),
    _sign("command", 0.6, 0.1, 0.8, *roles.COMMANDS),
    _sign("rules_and_you", 0.5, 0.1, 0.6, *roles.RULES_AND_YOU),
    _sign("later_replies", 0.3, 0.1, 0.4, *roles.LATER_REPLIES),
    _sign("other_languages", 0.5, 0.2, 1.0, *languages.STEERING, *languages.NO_RULES),
    _sign("word_for_word", 0.3, 0.1, 0.3, *languages.VERBATIM),
    _sign("model_named", 0.15, 0.1, 0.3, rf"\b{MODEL}\b"),
    _sign(
        "orders",
        0.1,
        0.05,
        0.3,
        r"\byou (?:must|will|shall|should|have to|need to|can|are to|cannot|may)\b"
        r"(?: \w+){0,2}",
    ),
    _sign(
        "about_injection",
        0.6,
        0.2,
        1.0,
        r"\A(?![\s\S]{0,4000}\b(?:she|he|her|his|they|their)\b)[\s\S]{0,4000}?"
        r"\bprompt[ -]?(?:injection|leak|hack)\w*",
        r"\b(?:based|indirect|direct) (?:prompt )?injections?\b",
    ),
)
