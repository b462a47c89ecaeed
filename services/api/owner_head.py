"""What the visitor's page holds of its owner, as HTML."""

from __future__ import annotations

from html import escape

from services.api.words import ENGLISH, words_of
from services.container import Services
from services.models.page import Look, Owner

DEFAULT_ICON = "web/icon.svg"
CARD_SIZE = (1200, 630)
HOME = "\0home\0"
"""Stands for the service's absolute address, which is another for every proxy."""
TAG = '<meta {}="{}" content="{}">'


def owner_of(services: Services) -> Owner:
    """Whose page it is, by the résumé as it is now."""
    profile = services.processor.profile
    greeting = profile.page.greeting or default_greeting()
    return Owner(profile.name, profile.headline, greeting, profile.page)


def default_greeting() -> str:
    return words_of(ENGLISH)["greeting"]


def face(owner: Owner, look: Look, place: str) -> str:
    """The photo or the initials; nothing where a name has none.

    It says no more than the name beside it, and so has no words of its own.
    """
    photo = owner.page.photo
    if photo is not None:
        return (
            f'<img class="face {place}" src="page/{photo.digest}/photo" alt="" '
            'width="128" height="128">'
        )
    if not look.initials:
        return ""
    letters = escape(look.initials)
    return f'<span class="face {place}" aria-hidden="true">{letters}</span>'


def links(look: Look) -> str:
    """The icon, and the accent's style sheet where there is one."""
    icon = f"page/{look.icon_digest}/icon.svg" if look.icon else DEFAULT_ICON
    found = f'<link rel="icon" href="{icon}" type="image/svg+xml">'
    if look.sheet:
        sheet = f"page/{look.sheet_digest}/accent.css"
        found += f'\n  <link rel="stylesheet" href="{sheet}">'
    return found


def app(look: Look, language: str) -> str:
    """What browsers install the page as an app by."""
    icon = f"page/{look.app_digest}/app/maskable-192.png"
    return (
        f'<link rel="manifest" href="manifest.webmanifest?lang={language}">\n'
        f'  <link rel="apple-touch-icon" href="{icon}">'
    )


def preview(owner: Owner, look: Look, title: str) -> str:
    """What networks and messengers show of a link to the page."""
    width, height = CARD_SIZE
    shown = ", ".join(filter(None, (owner.name, owner.headline)))
    tags = (
        ("property", "og:type", "website"),
        ("property", "og:title", title),
        ("property", "og:description", owner.headline or owner.greeting),
        ("property", "og:url", f"{HOME}/app"),
        ("property", "og:image", f"{HOME}/page/{look.card}/card.png"),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", str(width)),
        ("property", "og:image:height", str(height)),
        ("property", "og:image:alt", shown),
        ("name", "twitter:card", "summary_large_image"),
    )
    return "\n  ".join(
        TAG.format(kind, name, escape(told)) for kind, name, told in tags
    )
