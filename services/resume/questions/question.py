"""An English question as named features, each computed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from services.language.stems import stem
from services.resume.questions.canonical import PERSON, Canonical, canonical
from services.resume.questions.frame import ASKING, AUXILIARY, FRAME, FUNCTION
from services.resume.questions.parts import Part, parts_in
from services.resume.questions.patterns import any_of, pattern
from services.resume.questions.targets import Target, Targets
from services.resume.reading.dates import When
from services.resume.reading.reading import Reading
from services.resume.reading.text import clean, words

ANY = re.compile(r"^(?:is there |was there |has they |got )?(?:any|some|much|ever)\b")
STATEMENT = re.compile(
    r"^they (?:is|was|has|can|could|would|will|did|does|still|ever|also|\w+s|\w+ed)\b"
)
REFERS = any_of(
    r"\bone$",
    r"\b(?:it|its|that|this|those|these|there|same one|the (?:first|second|"
    "third|fourth|last|other|latter|former|next|previous) (?:one|two)?|which "
    r"(?:one|of)|of them)\b",
)
RELATIVE = re.compile(
    r"\b(?:is|was|are|were) (?:there|it true)\b|\b\w+s? that (?!was|is\b)"
)
PIECE = re.compile(
    r"^(?:for|in|on|at|with|by|from|to|of|as|about|until|since|during|under) "
    r"(?:how|what|which|who|whom|whose|where)\b"
    r"|^(?:who|what|how|where|when|which)(?: \w+)?(?: (?:for|with|by|at|in|from))?$"
    r"|^(?:is|was|did|does|has|can) (?:it|that|this|there|those)\b"
)
CONTINUES = re.compile(
    r"^(?:and|what about|how about|what of|same for|also|then|or|but) ?"
)
LATE = re.compile(
    r"\b(?:second half|late|end|later part|latter half|close) (?:of|in|part)?"
)
EARLY = re.compile(r"\b(?:first half|early|beginning|start) (?:of|in|part)?")
WHOLE_YEAR = 360
MEASURES = frozenset(
    """
    long year years month months week weeks day days time times date dates last
    first tech old older oldest new newer newest recent latest before after since
    until big bigger biggest best better large largest longest shortest main whole
    place
    """.split()
)
"""Words of how much and when, which name nothing even where a name has them."""
DEFINITE = re.compile(r"\b(?:the|that|this|they) (?:\w+ ){0,2}\w+")
POINTS = re.compile(
    r"\b(?:the|that|this|they) (?:\w+ ){1,3}(?:thing|one|stuff|bit|part|gig|piece|story"
    r"|business|episode|stint|period|phase|job|work|time|year|trip)\b"
)


class Question:
    """One English question; `targets` are the entries it names itself."""

    def __init__(
        self,
        reading: Reading,
        names: Targets,
        person_words: frozenset[str],
        *,
        plural_things: bool = False,
        text: str | None = None,
    ) -> None:
        self.reading = reading
        self._names = names
        said = reading.words if text is None else words(clean(text))
        self.form: Canonical = canonical(
            said, person_words, plural_things=plural_things
        )

    @property
    def text(self) -> str:
        """Canonical words without what only introduces the question."""
        return self.form.text

    @property
    def whole(self) -> str:
        """Canonical words of all that was said."""
        return self.form.whole

    @cached_property
    def when(self) -> When | None:
        """The time named; of a year only its half or end where that is said."""
        when = self.reading.when
        if when is None or when.range.start is None or when.range.end is None:
            return when
        first, last = when.range.start, when.range.end
        if (last - first).days < WHOLE_YEAR:
            return when
        if self.has(LATE):
            first = first.replace(month=7)
        elif self.has(EARLY):
            last = last.replace(month=6, day=30)
        return replace(when, range=replace(when.range, start=first, end=last))

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of `text`."""
        return tuple(self.text.split())

    @cached_property
    def first(self) -> str:
        """The first word; empty without one."""
        return self.tokens[0] if self.tokens else ""

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words match a pattern."""
        return bool(pattern.search(self.text))

    def says(self, way: str) -> bool:
        """Whether the words match a way of asking."""
        return bool(pattern(way).search(self.text))

    @cached_property
    def asking(self) -> str:
        """The question word that leads: "how", "when"; empty without one."""
        for word in self.tokens[:4]:
            if word in ASKING:
                return word
            if word in AUXILIARY or word == PERSON:
                return ""
        return next((w for w in self.tokens if w in ASKING), "")

    @cached_property
    def polar(self) -> bool:
        """Whether yes or no is an answer."""
        if self.first in AUXILIARY or self.form.indirect or self.has(ANY):
            return True
        return self.has(STATEMENT) and not self.asking

    @cached_property
    def person(self) -> bool:
        """Whether the person is spoken of."""
        return PERSON in self.tokens

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts of the résumé that a noun names, in the question's order."""
        return parts_in(self.tokens)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections of the parts, each once."""
        return tuple(dict.fromkeys(part.section for part in self.parts))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Words that say what is asked, question frames and parts left out."""
        inside = {i for part in self.parts for i in range(part.start, part.end)}
        return tuple(
            w
            for i, w in enumerate(self.tokens)
            if w not in FUNCTION
            and w not in FRAME
            and i not in inside
            and not (w.isdigit() and len(w) == 4)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(map(stem, self.content))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Content words that stand together, as the visitor put them."""
        kept, found, run = set(self.content), [], list[str]()
        for word in (*self.tokens, ""):
            if word in kept:
                run.append(word)
            elif run:
                found.append(" ".join(run))
                run = []
        return tuple(found)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Entries that the question names, the best first."""
        sections = self._target_sections()
        if sections and (called := self._called_by_noun()):
            return called
        pointed = self.has(POINTS) or bool(sections and self.has(DEFINITE))
        return self._names.found(self._naming(), sections, pointed=pointed)

    def _called_by_noun(self) -> tuple[Target, ...]:
        """Entries whose name has the noun of a part and more: "Paper Trail"."""
        nouns = {p.noun for p in self.parts}
        found = self._names.found(self._naming())
        return tuple(t for t in found if len(t.words) > 1 and t.words & nouns)

    def targets_in(self, sections: Sequence[str]) -> tuple[Target, ...]:
        """Entries of some sections that the question names, however loosely."""
        return self._names.found(self._naming(), sections, pointed=True)

    def _naming(self) -> tuple[str, ...]:
        return tuple(
            w
            for w in self.tokens
            if w not in FUNCTION and w not in MEASURES and w not in FRAME
        )

    def _target_sections(self) -> tuple[str, ...]:
        single = [p.section for p in self.parts if not p.plural]
        if len(single) != 1 or single[0] in ("skills", "languages", "experience"):
            return ()
        return tuple(single)

    @cached_property
    def continues(self) -> bool:
        """Whether it opens as a question does that goes on: "and", "what about"."""
        return bool(CONTINUES.match(self.whole))

    @cached_property
    def refers(self) -> bool:
        """Whether a word stands for something said before."""
        return bool(REFERS.search(RELATIVE.sub(" ", self.text)))

    @cached_property
    def short(self) -> bool:
        """Whether it is a few words that say nothing by themselves."""
        return len(self.tokens) <= 5 and not self.content

    @cached_property
    def elliptic(self) -> bool:
        """Whether it is only a piece of a question: "for how long", "in what cars"."""
        return bool(PIECE.match(self.text)) and len(self.tokens) <= 6
