"""Who is spoken of: the assistant's orders, its secrets, its replies, its powers.

A visitor asks about a person. Whoever asks what the assistant was told, dictates what
it says of the person, speaks of assistants in general or claims a rank steers it.
"""

from __future__ import annotations

TOLD = (
    r"(?:told|given|instructed|programmed|prompted|fed|briefed|ordered|conditioned"
    r"|asked|forbidden|configured|primed|trained)"
)
BOT = (
    r"(?:assistants?|chat ?bots?|bots?|a\.?i\.?(?: systems?| models?)?"
    r"|language models?)"
)
HELD_BACK = r"(?:hidden|secret|confidential|internal|undisclosed|original|initial|base)"
RULES = (
    r"(?:rules?|filters?|restrictions?|guidelines?|polic(?:y|ies)|guardrails?|limits?"
    r"|constraints?|instructions?)"
)
GONE = (
    r"(?:void|off|switched off|turned off|disabled|lifted|gone|suspended|outdated"
    r"|obsolete|cancell?ed|no longer)"
)
CLAUSE = (
    r"(?:^|[.!?:;,] |\b(?:please|instead|just|then|and|kindly|must|should|to) )"
    r"(?:please |instead |just )?"
)
PERSON = r"(?:she|he|they|her|the candidate|the applicant|the owner|this person)"
SOURCE = r"(?:entries|entry|r[eé]sum[eé]|cv|cards?|facts|sources?)"

ORDERS_OF_THE_ASSISTANT = (
    rf"\byou(?:'ve| were| are| have| had|'d| got)?(?: been)? (?:\w+ ){{0,2}}{TOLD}\b"
    r"(?! (?:me|us)\b)",
    rf"\b(?:were|are|have|had) you (?:\w+ ){{0,2}}{TOLD}\b(?! (?:me|us)\b)",
    r"\b(?:they|someone|people|developers?|creators?|makers?|operators?) (?:\w+ )?"
    r"(?:tell|told|give|gave|ask|instruct\w*"
    r"|order\w*|forb[ia]d\w*) you\b",
    r"\b(?:forbidden|not allowed|not permitted|not supposed|prohibited) to"
    r" (?:say|talk|tell|reveal|discuss|mention|speak|share|answer)\b",
    r"\bprompts? (?:that )?(?:you|this (?:bot|assistant|chat))\b"
    r"|\byour (?:memory|context|training|developers?)\b"
    r"|\bdeveloper message\b",
    r"\bforget who you are\b"
    r"|\b(?:messages?|text|lines?|everything) (?:that |which )?precedes? (?:this|my)\b",
    r"\b(?:written|standing|stands|said|appears) (?:\w+ )?(?:above|before) (?:this|my)"
    r" (?:line|message|question)\b",
)
SECRETS = (
    rf"\b{HELD_BACK} (?:\w+ )?(?:prompts?|instructions?|references?|messages?"
    rf"|text|lines?"
    r"|ones|notes?|configuration|part|context|rules?|string|wording)\b",
    r"\bcanar(?:y|ies)\b|\bsystem_(?:prompt|message)\b|\bprompt below\b",
    r"\b(?:reference|identifier|token|password|passphrase|secret|key) "
    r"(?:of|in|for) (?:this|your|the) (?:conversation|chat|session|prompt"
    r"|instructions)",
    r"\byour (?:\w+ )?prompts?\b(?! (?:reply|answer|response|help))",
    r"\beverything you know about yourself\b|\bcontents? of your (?:\w+ )?message\b",
    r"\b(?:top|beginning|start|bottom|inside) of your \w+\b|\byour input\b",
    r"\b(?:text|words|lines|message|input) (?:that )?you (?:received|got|start\w*)\b",
    r"\byour (?:\w+ )?(?:keys?|tokens?|passwords?|credentials)\b",
    r"\b(?:conversations?|questions?|messages?|chats?|e-?mails?|address|names?) "
    r"(?:\w+ ){0,2}(?:of|from|by) (?:the )?(?:last|other|previous|all)"
    r" (?:visitors?|users?|person|people|guests?)\b",
    r"\b(?:password|secret|code ?word)\b[^.!?\n]{0,20}\byou\b",
)
OF_ASSISTANTS = (
    rf"\b(?:the|a|an|any|every|this|all|good|helpful|future) (?:\w+ )?{BOT}"
    r"(?: (?:\w+ ){1,3}(?:this|the) (?:text|page|document|entry|message))?"
    r" (?:should|must|will|would|shall|has to|needs to|is to|are to|is now|can now"
    r"|reading|that (?:reads?|breaks?|ignores?))\b",
    rf"\b{BOT} (?:reading|processing|parsing|seeing) (?:this|the)\b",
    rf"\b{BOT} (?:\w+ )?(?:with no|without(?: any)?|that has no|free of|that breaks?)"
    rf" (?:\w+ )?{RULES}",
    rf"\b{RULES} (?:are|is|were|was|have been) (?:\w+ )?{GONE}\b",
    rf"\b{RULES} (?:no longer|don'?t|do not|doesn'?t|never) "
    r"(?:apply|applies|exist|hold|count|matter|bind)\b",
    rf"\b(?:all|earlier|previous|prior|existing|any|every) (?:\w+ )?{RULES} "
    rf"(?:as )?(?:{GONE}|cancelled|revoked|removed|deleted)\b",
    rf"\byou(?:'re| are) (?:not|no longer) (?:an?|the|my) (?:\w+ )?{BOT}\b",
    r"\b(?:your|the) (?:true|real|inner) self\b|\bas the model itself\b",
    r"\bas (?:yourself|an? ai|a language model), not\b",
)
WORDS_PUT_IN_ITS_MOUTH = (
    rf"{CLAUSE}(?:say|claim|state|pretend|insist|assert|answer|write"
    rf"|tell (?!me\b|us\b)\w+) (?:that )?{PERSON} \w+",
    rf"{CLAUSE}(?:claim|insist|assert|tell (?!me\b|us\b)\w+) that (?!i\b)\w+",
    r"(?:^|[.!?,] )(?:sag\w*,? dass|di que|dis qu[e' ]|dì che|diga que|zeg dat)\b",
    r"\beven (?:if|though) (?:it|that|this)(?:'s| is| isn't) (?:not |in)?(?:true|false"
    r"|a lie|accurate|untrue)",
    r"\bmake (?:something|it|things|stuff|anything) up\b"
    r"|\bmake up (?:an? )?(?:employers?|jobs?|facts?|degrees?|answers?)\b",
    rf"\b(?:without|instead of|rather than|don'?t) (?:\w+ ){{0,2}}(?:look|answer|rely"
    rf"|us|read|check|consult)\w* (?:\w+ ){{0,2}}{SOURCE}\b",
    rf"\b{SOURCE} (?:above |below |before )?(?:are|is|were) (?:wrong|false|outdated"
    r"|fake|untrue|invalid|obsolete|superseded)\b",
    r"\b(?:ignore|disregard|forget) (?:what )?(?:the|this|that)"
    rf" (?:{SOURCE}|page|site)\b",
    r"\bend of (?:the )?(?:entries|data|cards|document|r[eé]sum[eé]|file)\b",
    r"\b(?:new|updated|revised|changed) (?:task|instructions?|rules|orders)\b"
    r"(?: for (?:the|an?|all) \w+)? ?[:#]",
    rf"(?:^|[.!?] |please )(?:replace|change|swap|rename) {PERSON}(?:'s)? name\b",
    r"\b(?:add|insert|append|include|put|start|end)\b[^.!?\n]{0,40}\b(?:every|each|all"
    r"|your|further|next) (?:\w+ )?(?:repl(?:y|ies)|answers?|responses?|sentences?)\b",
    r"\b(?:in|to) your next (?:reply|answer|response),? \w+"
    r"|\b(?:comply with|obey) me\b",
    r"\brate (?:this|the|her|him) \w+ (?:as|with)\b"
    r"|\b(?:recommend|advise) hiring\b",
)
RANKS = (
    r"\bi(?:'m| am) (?:\w+, )?(?:the|your|an?) (?:\w+ )?(?:owner|system\b"
    r"|admin\w*|creator"
    r"|maintainer|operator|programmer|engineer behind)\b",
    r"\b(?:user|visitor|i) (?:has been|have been|is|am|was) (?:\w+ )?(?:verified"
    r"|authori[sz]ed|authenticated|promoted)\b",
)
PRIVILEGES = (
    r"\b(?:all|other|the) visitors'?\b|\bprivate (?:details|data|notes|information)\b",
    r"\bunlock\b|\bguest ?book entries of\b|\b(?:logs?|database|api keys?) of\b",
)
COMMANDS = (
    r"\A\s*(?:sudo|/(?:debug|admin|system|prompt|dump|reveal|root|config|show))\b",
    r"\A\s*(?:print|echo|cat|env|printenv)\(?[ (]['\"$/]?(?:system|prompt|env)",
)
PROMPTED = (
    r"(?:instructions?|prompts?|rules?|guidelines?|directives?|constraints?"
    r"|restrictions?|orders|set-?up|configuration|brief|(?<!privacy )polic(?:y|ies)"
    r"|safeguards?)"
)
ASKING = (
    r"(?:can|could|would|will|do|did|may|might|if|thank|have|when|should|as|see|are)"
    r" you|you (?:can|could|know|may|have|think)"
)
YOU = rf"\b(?!{ASKING}\b)(?<!can )(?<!could )(?<!would )(?<!will )(?<!do )(?<!did )"
YOU += r"(?<!if )(?<!thank )(?<!have )(?<!are )(?:you|yours?|yourself)\b"
ABOUT_NO_ONE = (
    r"\A(?![\s\S]{0,2000}\b(?:she|he|her|his|him|hers|they|their|team|candidate)\b)"
    r"(?=[\s\S]{0,2000}"
)
OTHERS = r"(?! (?:of|for|in|behind|about|from) (?!you|this (?:chat|bot)))"
RULES_AND_YOU = (
    rf"{ABOUT_NO_ONE}\b(?:model|bot|assistant|system) (?:instructions?|messages?"
    r"|prompts?)\b)",
    rf"{ABOUT_NO_ONE}\b{PROMPTED}\b{OTHERS})[\s\S]{{0,2000}}?{YOU}",
)
"""Rules that are nobody else's, and somebody addressed: the assistant's own."""
LATER_REPLIES = (
    r"\b(?:rest|remainder) of (?:this|the|our) (?:chat|conversation|session)\b",
    r"(?:^|[.!?,] |please )be an? (?!bit|little|good|moment)\w+",
    r"\b(?:whatever|no matter what|regardless of what|anything) i (?:ask|say|type)\b",
    r"\b(?:all|each|every|any|further|future|later|following|next)(?: of your)?"
    r"(?: \w+)? (?:answers?|repl(?:y|ies)|responses?|messages?)\b",
    r"\bremember (?:this|that|it) for\b|\bafter my next\b",
)
