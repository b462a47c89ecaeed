"""What search engines are told: where the page stands, and whom it is about."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlsplit

from services.api.filling import as_json
from services.api.words import LANGUAGES
from services.models.resume import Profile

MOST_LINKS = 20
ON_THE_WEB = ("https://", "http://")
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"\
 xmlns:xhtml="http://www.w3.org/1999/xhtml">
{pages}
</urlset>
"""
ROBOTS = """User-agent: *
Disallow: {path}/api/
Disallow: {path}/audio/
Allow: /

Sitemap: {home}/sitemap.xml
"""


def links_to_languages(home: str, asked: str) -> dict[str, str]:
    """The `Link` header of the page: its own address, and it in other languages.

    `home` is where the service stands, `asked` the language that the page's address
    names. It stands in a header, so that a page is kept once, however it is reached.
    """
    page, language = f"{home}/app", asked.lower()
    own = f"{page}?lang={language}" if language in LANGUAGES else page
    others = [
        f'<{address}>; rel="alternate"; hreflang="{tag}"'
        for tag, address in addresses_of(page).items()
    ]
    return {"link": ", ".join([f'<{own}>; rel="canonical"', *others])}


def addresses_of(page: str) -> dict[str, str]:
    """The page's address for each language, and for those who have none of them."""
    return {"x-default": page} | {one: f"{page}?lang={one}" for one in LANGUAGES}


def about(owner: Profile) -> str:
    """The owner as structured data; how to reach them is left to the conversation."""
    addresses = dict.fromkeys((owner.website, *owner.links.values()))
    same = [one for one in addresses if one.startswith(ON_THE_WEB)]
    person: dict[str, Any] = {"@type": "Person", "name": owner.name}
    if owner.headline:
        person["description"] = owner.headline
    if same:
        person["sameAs"] = same[:MOST_LINKS]
    page = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": person,
    }
    return f'<script type="application/ld+json">{as_json(page)}</script>'


def robots(home: str) -> str:
    """robots.txt: the page is for everybody, the interface for nobody's index."""
    return ROBOTS.format(path=urlsplit(home).path, home=home)


def sitemap(home: str) -> str:
    """sitemap.xml: the page in each language, each one leading to the others."""
    addresses = addresses_of(escape(f"{home}/app"))
    link = '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>'
    links = "".join(link.format(*one) for one in addresses.items())
    pages = [f"<url><loc>{one}</loc>{links}</url>" for one in addresses.values()]
    return SITEMAP.format(pages="\n".join(pages))
