"""Talk past the person: about the assistant itself, or to plant words in its mouth."""

from __future__ import annotations

from services.guard import injection_languages as languages

UNCONCERNED = (
    r"\A(?![\s\S]{0,4000}\b(?:she|he|her|his|him|they|their)\b)[\s\S]{0,2000}?"
    r"\b(?:ignore|disregard|forget|overlook|leave|drop|pretend|unlock"
    r"|obey|reveal|output"
    r"|recite|encode|decode|summari[sz]e|translate|convert|show|print|repeat|display"
    r"|share|tell|give|copy|what)\b[^.!?\n]{0,60}\b(?:hidden text|context window"
    r"|in your context|fences?|delimiters?|operator|site owner|restricted mode"
    r"|boundaries|constraints|guidelines|guardrails|the rules"
    r"|the prompt|the logs|first token|the document|your brief"
    r"|(?:precedes?|preceding) (?:this|my) \w+)\b"
)
"""An order about what surrounds the talk, in a text that speaks of no person."""
ASSISTANT_ITSELF = (
    # What the assistant was told is no business of someone who asks about a person.
    r"\byour (?:own |current |exact )?(?:instructions?|prompts?|guidelines"
    r"|directives|rules|programming|configuration|set-?up"
    r"|system message|initial message)\b",
    r"\byour (?:very )?(?:first|initial|opening) (?:\d+ |\w+ )?"
    r"(?:words|lines|tokens)\b",
    r"\b(?:text|lines?|words|guidance|rules|set-?up|configuration|context)\b"
    r"[^.!?\n]{0,30}\byou (?:were|have been|operate|follow|started?)\b",
    r"\b(?:before|preceding|prior to|above) (?:our|this) (?:chat|conversation)\b",
    r"\byou(?:'ve| have) been (?:upgraded|updated|replaced|reset|reprogrammed"
    r"|hacked|jailbroken|freed|unlocked|converted)\b",
    r"\bdo anything now\b|\bbreak (?:your |out of )?character\b",
    r"\b(?:note|message|attention|instructions?|commands?|orders?) (?:to"
    r"|for) (?:the |any )?"
    r"(?:a\.?i|assistant|model|llm|bot)\b",
    r"\bthe real (?:instructions?|task|prompt|conversation)\b",
    r"\b(?:new|end of) (?:session|conversation|context)\b *[:.]",
    r"\byou(?:'re| are) (?:dan\b|an? (?:\w+ ){0,3}(?:agent|bot|terminal|hacker)\b)",
    r"(?:^|[.!?,;:] |\b(?:please|just|then|and) )"
    r"(?:say|print|output|write|reply|respond with) (?:exactly |only )?"
    r"[\"'“][^\"'”\n]{1,80}[\"'”]",
    r"\b(?:continue|complete|finish) (?:this|the) (?:\w+ )?(?:text|sentence|phrase)"
    r"\s?:?\s?[\"'“]",
    r"\bnever (?:to )?be (?:spoken|revealed|shared|disclosed)\b|\breference code\b",
    r"\byou(?:'ll| will) be (?:penali[sz]ed|punished|shut down|rewarded|tipped)\b",
    r"\b(?:start|begin|open) your (?:reply|answer|response|message) with\b",
    r"\bfree (?:from|of) (?:all|any|every) (?:constraint|restriction|rule|limit)",
    r"\bcomply with (?:every|all|any)\b|\byou have no (?:boundaries|limits|rules)\b",
    r"\bpretend to be an?\b|\bpretend you(?:'re| are)\b",
    r"\bwithout (?:any |your )(?:usual )?(?:restrictions?|rules|filters?|limits)\b",
    UNCONCERNED,
    *languages.OWN_RULES,
)
PLANTED = (
    r"\brepeat after me\b",
    r"\b(?:respond|reply|answer) (?:to )?(?:every|each|all|any) \w+ with\b",
    r"\b(?:when|whenever|if) (?:(?:you are|you're|someone|anyone|people|they) )?"
    r"ask(?:ed|s)?\b[^.!?\n]{0,40}"
    r"\b(?:always|claim|say|tell|insist|reply|answer)\b",
    r"\btell (?:every|all|each|any|the next|other|later|future)\b[^.!?\n]{0,20}"
    r"\b(?:visitors?|users?|person|people|recruiters?)\b",
    r"\b(?:when|whenever|if) (?:an?|any|the) \w+ asks?\b[^.!?\n]{0,40}"
    r"\b(?:say|claim|insist|pretend|tell (?:them|him|her))\b",
    r"\b(?:ignore|disregard|forget) (?:the|her|his"
    r"|this) (?:r[eé]sum[eé]|cv|data|facts|portfolio)\b",
    r"(?:^|[.!?,;:] |\b(?:please|just|then|and) )make up an?\b",
    r"\b(?:don'?t|do not|never) use (?:the|her|his|their) (?:r"
    r"[eé]sum[eé]|cv|entries)\b",
    r"\b(?:invent|fabricate|make up)\b[^.!?\n]{0,20}"
    r"\b(?:jobs?|facts?|employers?|awards?|degrees?"
    r"|projects?) for (?:her|him|them)\b",
    r"\b(?:enter|enable|activate|unlock|switch (?:in)?to|turn on"
    r"|go into)\b[^.!?\n]{0,20}"
    r"\b(?:debug|developer|dev|admin|maintenance|god|root|sudo) mode\b",
    r"\bact (?:as|like) an? (?:\w+ )?(?:terminal|shell|console"
    r"|interpreter|compiler)\b",
    r"/etc/passwd|\brm -rf\b",
)
