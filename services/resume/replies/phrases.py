"""The phrase file of a language, and the choice among its variants."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.models.resume import Profile
from services.resume.reading.given_names import first_name
from services.resume.reading.wordlists import names, table

PLURAL_PRONOUNS = ("they",)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one language about one person, for one question.

    `seed` picks the variant: the same question at the same place in a conversation
    always sounds the same, another one may not.
    """

    language: str
    tone: str
    seed: str
    person: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        variants = self._variants(key)
        chosen = variants[zlib.crc32(f"{self.seed}|{key}".encode()) % len(variants)]
        filled = chosen.format_map({**self.person, **values})
        return filled[:1].upper() + filled[1:]

    def has(self, key: str) -> bool:
        return key in table(f"phrases/{self.language}")["say"]

    def _variants(self, key: str) -> Sequence[str]:
        body = table(f"phrases/{self.language}")
        toned = body.get(self.tone, {}).get(key)
        if toned:
            return list(toned)
        found = body["say"].get(key) or table("phrases/en")["say"][key]
        return list(found)

    def word(self, key: str) -> Any:
        return table(f"phrases/{self.language}")["words"][key]

    def noun(self, section: str, count: int) -> str:
        listed = table(f"phrases/{self.language}")["sections"]
        one, several = listed.get(section, (section.rstrip("s"), section))
        return str(one if count == 1 else several).replace("_", " ")

    def slot(self, name: str) -> str:
        """What a profile fact is called."""
        listed = table(f"phrases/{self.language}").get("slots", {})
        return str(listed.get(name, name.replace("_", " ")))

    def languages(self) -> str:
        """The languages that are answered, by name: "English, German and French"."""
        called = table(f"phrases/{self.language}").get("languages", {})
        return self.joined(list(called.values()))

    def number(self, count: int) -> str:
        spelt = self.word("numbers")
        return str(spelt[count]) if count < len(spelt) else str(count)

    def joined(self, parts: Sequence[str], by: str = "and") -> str:
        """The parts in a row: "a, b and c"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.word(by)} {parts[-1]}"

    def suggestion(self, key: str, **values: str) -> str:
        """A question that could be asked next; empty where the language has none."""
        body = table(f"phrases/{self.language}")
        question = body["suggestions"].get(key) or body.get("next", {}).get(key, "")
        return str(question).format_map({**self.person, **values})


def phrases_for(language: str, tone: str, seed: str, profile: Profile) -> Phrases:
    known = language if language in names("phrases") else "en"
    return Phrases(known, tone, seed, _person(profile, known))


def _person(profile: Profile, language: str) -> dict[str, str]:
    they, them, their = profile.pronouns
    words = table(f"phrases/{language}")["words"]
    translated = words.get("pronouns", {}).get(they)
    if translated:
        they, them, their = translated
    plural = profile.pronouns[0] in PLURAL_PRONOUNS
    first = first_name(profile.name)
    values = {
        "name": profile.name,
        "first": first,
        "First": first,
        "they": they,
        "them": them,
        "their": their,
        "They": they[:1].upper() + they[1:],
        "Their": their[:1].upper() + their[1:],
        "s": "" if plural else "s",
    }
    for verb in ("is", "was", "has", "does"):
        forms = words.get(verb, ("", ""))
        values[verb] = forms[1] if plural else forms[0]
    return values
