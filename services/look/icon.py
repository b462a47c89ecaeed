"""The sign of a page in a browser's tab: initials on the accent."""

from __future__ import annotations

from html import escape

from services.look.colours import tones

DEFAULT_ACCENT = "#0b6470"
"""As web/css/base.css has it."""
SIZES = {1: 17, 2: 13.5}


def icon(initials: str, accent: str) -> str:
    """An SVG of 32 by 32; empty without initials, where the page's own sign serves."""
    if not initials:
        return ""
    found = tones(accent or DEFAULT_ACCENT)
    size = SIZES[min(2, len(initials))]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="16" r="16" fill="{found.light}"/>'
        f'<text x="16" y="16" dy=".35em" text-anchor="middle" fill="{found.on_light}" '
        f'font-family="Georgia, serif" font-weight="600" font-size="{size}">'
        f"{escape(initials)}</text></svg>"
    )
