"""Which parts of the résumé a question is about."""

from __future__ import annotations

from services.language.stems import singular
from services.resume.index import Index
from services.resume.reading.phrasebook import Mark
from services.resume.reading.question_words import question_book
from services.resume.reading.reading import Reading
from services.resume.reading.topics import topic_id
from services.resume.reading.wordlists import table

COMPOUND = ("experience", "projects", "publications", "skills")
"""Sections whose nouns end a topic's phrase: "leadership roles", "DevOps tools"."""
CODE_LANGUAGES = "family:programming-languages"
BROAD = {"experience", "work", "background", "workexperience", "expertise"}
"""Nouns that name no section when something else is asked for: "AWS experience"."""
SLOT_SECTIONS = {
    "gpa": "education",
    "graduation": "education",
    "coursework": "education",
    "field_of_study": "education",
    "authors": "publications",
    "venue": "publications",
    "employer": "experience",
    "role": "experience",
    "awarder": "awards",
}
VERB_ORDER = (
    "volunteer",
    "awards",
    "publications",
    "languages",
    "education",
    "blog",
    "projects",
    "experience",
    "skills",
)
WHICH = frozenset({"what", "which"})
TOOLS = frozenset({"software", "program", "programs", "systems", "applications"})
SECTIONS = frozenset(table("questions")["section"])


def section_marks(reading: Reading) -> list[Mark]:
    """Section nouns that are wanted, in the question's order."""
    gone = reading.negated
    return [m for m in reading.of("section") if m not in gone]


def names_part(reading: Reading) -> bool:
    """Whether a noun names one: "study" is a verb as well."""
    verbs = {mark.start for mark in reading.of("verb")}
    return any(mark.start not in verbs for mark in section_marks(reading))


def noun_sections(reading: Reading, index: Index) -> tuple[str, ...]:
    specific = any(m.kind in ("topic", "entry") for m in reading.marks)
    found = []
    for mark in section_marks(reading):
        said = "".join(reading.words[mark.start : mark.end])
        if said in BROAD and (specific or reading.left):
            continue
        found.append(mark.value)
    found += own_sections(reading, index) or _topic_sections(reading, index)
    if not found and reading.has("language"):
        found.append(_languages(reading, index))
    if "blog" in found and reading.has("section", "publications"):
        found = [s for s in found if s != "publications"]  # "articles on the blog"
    if "awards" in found and reading.has("verb", "awards"):
        found.insert(0, "awards")  # "which project won a prize"
    return tuple(dict.fromkeys(found))


def _topic_sections(reading: Reading, index: Index) -> list[str]:
    """Sections inside a topic's phrase ("leadership roles"), or that it stands for."""
    found = []
    for mark in reading.of("topic"):
        if mark in reading.negated:
            continue
        if index.topics.by_id[mark.value].section:
            found.append(index.topics.by_id[mark.value].section)
        word = reading.words[mark.end - 1]
        if mark.length > 1 and word not in BROAD:
            tags = question_book().lookup(word) or question_book().lookup(
                singular(word)
            )
            found += [
                t.value for t in tags if t.kind == "section" and t.value in COMPOUND
            ]
    return found


def own_sections(reading: Reading, index: Index) -> tuple[str, ...]:
    """Sections of the owner's own, asked for by name, or by what they hold."""
    own = [name for name in index.by_section if name not in SECTIONS]
    if not own:
        return ()
    said = {singular(word) for word in reading.words}
    topics = {m.value for m in reading.of("topic") if m not in reading.negated}
    if section_marks(reading):
        topics = set()  # "a paper about speakers" asks for no talk
    return tuple(
        name
        for name in own
        if said
        and (
            set(map(singular, name.replace("_", " ").replace("-", " ").split())) <= said
            or topics & section_topics(name, index)
        )
    )


def asks_for_tools(reading: Reading) -> bool:
    """Whether tools are asked for: "what software does she use".

    The noun is one that says little elsewhere.
    """
    said = set(reading.words)
    return reading.person and bool(WHICH & said and TOOLS & said)


def section_topics(section: str, index: Index) -> set[str]:
    """Subjects that are the section: "talks" where one is called speaking."""
    called = {t.value for t in index.topics.asked.lookup(topic_id(section))}
    return called | ({f"theme:{section}"} & index.topics.by_id.keys())


def _languages(reading: Reading, index: Index) -> str:
    if reading.has("topic", CODE_LANGUAGES) or {"code", "coding", "program"} & set(
        reading.words
    ):
        return "skills"
    spoken = "languages" in index.by_section or reading.has("verb", "languages")
    return "languages" if spoken else "skills"


def verb_section(reading: Reading) -> str:
    """The part that the question's verb points to, for want of a noun."""
    for slot in reading.values("slot"):
        if slot in SLOT_SECTIONS:
            return SLOT_SECTIONS[slot]
    verbs = reading.values("verb")
    return next((name for name in VERB_ORDER if name in verbs), "")
