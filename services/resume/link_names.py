"""What a link leads to, by the field that it stands in, its host and its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from services.models.resume import Entry

CODE, DEMO, PAPER, PROFILE = "Code", "Demo", "Paper", "Profile"
WEBSITE, CERTIFICATE, ARTICLE = "Website", "Certificate", "Article"
VIDEO, SLIDES, DOCUMENT, DATA = "Video", "Slides", "Document", "Data"

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("github", "gitlab", "code", "repo", "repository", "source"), CODE),
    **dict.fromkeys(("demo", "live", "live demo", "app", "try it", "play"), DEMO),
    **dict.fromkeys(("doi", "paper", "arxiv", "preprint", "publication"), PAPER),
    **dict.fromkeys(("website", "homepage", "company", "site"), WEBSITE),
    **dict.fromkeys(("certificate", "credential", "badge", "verify"), CERTIFICATE),
    **dict.fromkeys(("article", "blog", "post", "blog post"), ARTICLE),
    **dict.fromkeys(("video", "recording", "youtube"), VIDEO),
    **dict.fromkeys(("dataset", "data"), DATA),
    **dict.fromkeys(("profile", "linkedin"), PROFILE),
    "slides": SLIDES,
}
HOSTS: Mapping[str, str] = {
    **dict.fromkeys(("github", "gitlab", "bitbucket", "codeberg", "sourcehut"), CODE),
    **dict.fromkeys(("doi", "arxiv", "aclanthology", "openreview", "biorxiv"), PAPER),
    **dict.fromkeys(("youtube", "youtu", "vimeo"), VIDEO),
    **dict.fromkeys(("slideshare", "speakerdeck"), SLIDES),
    **dict.fromkeys(("credly", "accredible", "credential"), CERTIFICATE),
    **dict.fromkeys(("linkedin", "orcid"), PROFILE),
    **dict.fromkeys(("kaggle", "zenodo"), DATA),
}
"""A name in the host: `github.com`, `gitlab.example.org`."""
SECTIONS: Mapping[str, str] = {
    "publications": PAPER,
    "certifications": CERTIFICATE,
    "blog": ARTICLE,
    "references": PROFILE,
}
"""What is left to say of a link by the part of the résumé that it stands in."""
PLAIN = re.compile(r"(?:link|url|href)(?: ?\d+)?|pdf")
"""Fields that do not tell what is behind their links."""
MAX_NAME_CHARS = 40


def named_links(
    entry: Entry, addresses: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The name and address of each link, in the order given; no address twice."""
    first: dict[str, str] = {}
    for field, link in addresses.items():
        first.setdefault(link, field)
    return distinct((name_of(f, a, entry.section), a) for a, f in first.items())


def name_of(field: str, address: str, section: str) -> str:
    """What a visitor would call the link: `Code`, `Paper`, the owner's own words."""
    if known := FIELDS.get(field):
        return known
    parts = urlsplit(address)
    labels = (parts.hostname or "").split(".")
    if known := next((HOSTS[label] for label in labels if label in HOSTS), ""):
        return known
    if not PLAIN.fullmatch(field):
        words = field.replace("_", " ").strip()[:MAX_NAME_CHARS]
        return words[:1].upper() + words[1:]
    if section in SECTIONS:
        return SECTIONS[section]
    is_file = field == "pdf" or parts.path.lower().endswith(".pdf")
    return DOCUMENT if is_file else WEBSITE


def distinct(links: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The links with a name of its own each: the second `Code` tells its host."""
    named: dict[str, str] = {}
    for name, address in links:
        own, number = name, 2
        if own in named:
            own = f"{name} ({urlsplit(address).hostname or address})"
        while own in named:
            own, number = f"{name} {number}", number + 1
        named[own] = address
    return tuple(named.items())
