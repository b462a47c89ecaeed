"""Questions to the assistant itself, small talk that acts do not cover, rudeness."""

from __future__ import annotations

import re

from services.resume.answers.outcome import Outcome, say
from services.resume.answers.scene import Scene
from services.resume.questions.patterns import any_of

HUMAN = any_of(
    r"\b(?:real|actual|human|a (?:person|human|man|woman|robot|bot|machine|"
    "computer|program|chat ?bot|ai)|(?:some|any) (?:kind|sort) of (?:robot|bot|"
    "machine|computer|program|ai)|an (?:ai|actual)|artificial|robot|bot|"
    r"chatbot|chatgpt|gpt|siri|alexa|living|alive)\b",
)
ARE_YOU = any_of(
    r"\b(?:are|r|is) (?:you|u|this|there|it|i talking|i speaking|i chatting)\b",
    r"\bam i (?:talking|speaking|chatting|writing)\b",
    r"\byou (?:are|re)\b",
    r"\bis this\b",
    r"\bhuman\?*$",
)
RUDE = any_of(
    r"\b(?:stupid|dumb|idiot\w*|useless|suck|sucks|crap|rubbish|garbage|terrible|"
    "awful|shut up|hate (?:this|you)|boring|bullshit|wtf|annoying|lame|pathetic|"
    r"worthless|trash|moron|fuck\w*|shit\w*|bloody)\b",
)
PERSON_ASKED = re.compile(r"^(?:so |hi |hey |wait |um |and |ok )*(?:are|r) (?:you|u) ")
TALKING_TO = re.compile(r"\bam i (?:talking|speaking|chatting) (?:to|with)\b")
OF_MACHINES = any_of(
    r"\b(?:with|about|in|of|on) (?:ai|bots?|robots?|humans?|people)\b",
    r"\bhuman (?:resources|rights)\b",
)
MOST_WORDS = 9


def identity(scene: Scene, said: str, names: frozenset[str]) -> Outcome | None:
    """That this is an assistant and not the person, said calmly."""
    v = scene.library.voice
    words = said.split()
    named = set(words) & names and len(words) <= MOST_WORDS
    if named and (PERSON_ASKED.search(said) or TALKING_TO.search(said)):
        return _assistant(
            f"No, I'm not {v.first} but an assistant that answers from"
            f" {v.first}'s résumé."
        )
    if _asks_nature(said):
        return _assistant(
            "I'm an assistant, not a person: a program that answers questions about"
            f" {scene.library.resume.profile.name} from the résumé."
        )
    if RUDE.search(said) and not _asks(scene):
        return _assistant(
            "Fair enough. I'm only an assistant, but I'm happy to help: ask me about"
            f" {v.first}'s work, education or skills."
        )
    return None


def _asks_nature(said: str) -> bool:
    """Whether a person or a machine is answering is asked."""
    asks = ARE_YOU.search(said) and HUMAN.search(said)
    return bool(asks) and not OF_MACHINES.search(said)


def _asks(scene: Scene) -> bool:
    """Whether the résumé has any of the words that are left besides the rudeness."""
    left = {w for w in scene.question.stems if not RUDE.search(w)}
    return any(scene.evidence.known(w) for w in left)


def _assistant(text: str) -> Outcome:
    return Outcome((say(text),), "smalltalk", confidence=0.9)
