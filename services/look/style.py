"""The style sheet that an accent makes: the few colours of the page that follow it."""

from __future__ import annotations

from services.look.colours import HALO, rgb_of, tones


def sheet(accent: str) -> str:
    """What is read after web/css/base.css and app.css, in both themes."""
    found = tones(accent)
    halos = [_see_through(tone) for tone in (found.light, found.dark)]
    return (
        ":root {\n"
        f"  --accent: light-dark({found.light}, {found.dark});\n"
        f"  --on-accent: light-dark({found.on_light}, {found.on_dark});\n"
        f"  --halo: light-dark({', '.join(halos)});\n"
        "}\n"
    )


def _see_through(tone: str) -> str:
    parts = " ".join(str(round(part * 255)) for part in rgb_of(tone))
    return f"rgb({parts} / {HALO:.0%})"
