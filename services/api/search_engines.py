"""What search engines are told: where the page stands, and whom it is about."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request

from services.api.addresses import absolute
from services.api.filling import as_json
from services.api.words import LANGUAGES
from services.models.resume import Profile

MOST_LINKS = 20
ON_THE_WEB = ("https://", "http://")
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"\
 xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url>
    <loc>{page}</loc>
    {languages}
  </url>
</urlset>
"""
ROBOTS = """User-agent: *
Disallow: {path}/api/
Disallow: {path}/audio/
Allow: /

Sitemap: {home}/sitemap.xml
"""


def home(request: Request, trusted_proxies: tuple[str, ...]) -> str:
    """Where the service stands, without a slash at the end."""
    return absolute(request, "", trusted_proxies)


def places(request: Request, trusted_proxies: tuple[str, ...]) -> dict[str, str]:
    """The `Link` header of the page: its own address, and it in other languages.

    It stands in a header, so that a page is kept once, whatever it is reached by.
    """
    page = f"{home(request, trusted_proxies)}/app"
    asked = request.query_params.get("lang", "").lower()
    own = f"{page}?lang={asked}" if asked in LANGUAGES else page
    others = [
        f'<{page}?lang={language}>; rel="alternate"; hreflang="{language}"'
        for language in LANGUAGES
    ]
    default = f'<{page}>; rel="alternate"; hreflang="x-default"'
    return {"link": ", ".join([f'<{own}>; rel="canonical"', *others, default])}


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
    """sitemap.xml: one page, in each language."""
    page = escape(f"{home}/app")
    link = '<xhtml:link rel="alternate" hreflang="{0}" href="{1}?lang={0}"/>'
    languages = "\n    ".join(link.format(one, page) for one in LANGUAGES)
    return SITEMAP.format(page=page, languages=languages)
