"""Several entries named in one sentence."""

from __future__ import annotations

from dataclasses import replace

from services.models.resume import Entry
from services.resume.reading.topics import TECHNOLOGY
from services.resume.replies.entry_replies import about_entry
from services.resume.replies.facts import value_of
from services.resume.replies.phrases import Phrases
from services.resume.replies.said import Said
from services.resume.replies.wording import short_name
from services.resume.understanding.finding import Finding, Situation
from services.resume.understanding.sections import WHICH

MAX_NAMES = 4
DEGREES = frozenset("degree degrees diploma diplomas".split())


def shown_entries(finding: Finding, situation: Situation) -> list[Entry]:
    return [situation.index.entries[i] for i in finding.shown]


def listing(entries: list[Entry], phrases: Phrases) -> str:
    names = list(dict.fromkeys(short_name(e) for e in entries))
    return phrases.joined(names[:MAX_NAMES])


def _with_places(entries: list[Entry], phrases: Phrases) -> str:
    """Names with places, for those who ask where: "How Lungs Mend (Santa Fe)"."""
    places = [e.organization or e.location or value_of(e, "venue")[0] for e in entries]
    named = zip((short_name(e) for e in entries), places, strict=True)
    return phrases.joined([f"{n} ({p})" if p and p != n else n for n, p in named])


def list_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = shown_entries(finding, situation)
    listed = _listed(finding, situation, entries, phrases)
    paths = tuple(e.path for e in entries[:MAX_NAMES])
    if situation.reading.has("shape", "names"):
        return [Said(phrases.say("names", list=listed), paths)]
    if finding.subject == "more":
        return [Said(phrases.say("more", list=listed), paths)]
    key = f"list_{finding.section}"
    if len(entries) == 1 and finding.section != "skills":
        return about_entry(entries[0], situation, phrases)
    key = key if finding.section and phrases.has(key) else "list"
    return [Said(phrases.say(key, list=listed), paths)]


def _listed(
    finding: Finding, situation: Situation, entries: list[Entry], phrases: Phrases
) -> str:
    if finding.section == "skills":
        skills = [
            t for e in entries for t in e.technologies[: max(2, 8 // len(entries))]
        ]
        return phrases.joined(list(dict.fromkeys(skills))[:9])
    if finding.section == "education" and DEGREES & set(situation.reading.words):
        named = ((short_name(e), e.role) for e in entries[:MAX_NAMES])
        return phrases.joined([f"{n} ({role})" if role else n for n, role in named])
    if finding.section == "languages":
        return phrases.joined([_language(e) for e in entries])
    if finding.section == "interests":
        return phrases.joined([e.title for e in entries])
    if situation.reading.words[:1] == ("where",):
        return _with_places(entries[:MAX_NAMES], phrases)
    if finding.section == "references":
        return phrases.joined([e.title.split(",")[0] for e in entries])
    return listing(entries, phrases)


def _language(entry: Entry) -> str:
    level = entry.role or str(entry.facts.get("fluency", ""))
    return f"{entry.title} ({level})" if level else entry.title


def topic_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    entries = shown_entries(finding, situation)
    subject = finding.subject or "that"
    values = {
        "list": listing(entries, phrases),
        "subject": subject,
        "subject_start": subject[:1].upper() + subject[1:],
        "plural_s": "s" if len(entries) == 1 else "",
    }
    only_skills = all(e.section == "skills" for e in entries)
    plain = not finding.yes_no and _topic_key(situation) == "topic"
    if only_skills and (plain or WHICH & set(situation.reading.words)):
        return list_reply(replace(finding, section="skills"), situation, phrases)
    key = "topic_known" if only_skills else _topic_key(situation)
    if finding.yes_no and not only_skills:
        key = "topic_yes"
    said = [
        Said(phrases.say(key, **values), tuple(e.path for e in entries[:MAX_NAMES]))
    ]
    if len(entries) == 1 and not only_skills:
        said += about_entry(entries[0], situation, phrases)
    return said


def _topic_key(situation: Situation) -> str:
    """One works with a technology, not with leadership."""
    topics = situation.index.topics.by_id
    asked = [topics[t].kind for t in situation.reading.values("topic")]
    return "topic_technology" if asked and set(asked) == {TECHNOLOGY} else "topic"


def members_reply(
    finding: Finding, situation: Situation, phrases: Phrases
) -> list[Said]:
    """The technologies of a family that the résumé shows, the best known first."""
    index, shown = situation.index, finding.hits
    found = []
    for topic, holders in index.holders.items():
        known = index.topics.by_id[topic]
        if finding.members in known.parents and known.kind == TECHNOLOGY:
            strength = sum(holders.get(i, 0.0) for i in shown)
            if strength:
                found.append((-strength, known.title))
    names = [title for _, title in sorted(found)[:6]]
    if not names:
        return topic_reply(finding, situation, phrases)
    values = {"list": phrases.joined(names), "subject": finding.subject}
    paths = tuple(index.entries[i].path for i in shown[:MAX_NAMES])
    return [Said(phrases.say("members", **values), paths)]


def count_reply(finding: Finding, situation: Situation, phrases: Phrases) -> list[Said]:
    index = situation.index
    hits = finding.hits
    names = list(dict.fromkeys(short_name(index.entries[i]) for i in hits))
    spoken = phrases.number(len(hits))
    values = {
        "n": spoken,
        "n_start": spoken[:1].upper() + spoken[1:],
        "noun": phrases.noun(finding.section or "results", len(hits)),
        "list": phrases.joined(names[:MAX_NAMES]),
        "subject": finding.subject,
    }
    key = "count_topic" if finding.subject else "count"
    paths = tuple(index.entries[i].path for i in hits[:MAX_NAMES])
    return [Said(phrases.say(key, **values), paths)]
