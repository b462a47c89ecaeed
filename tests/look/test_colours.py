"""Whatever colour the owner writes can be read, in both themes."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from services.look import colours
from services.look.colours import contrast, mixed, rgb_of, tones
from services.look.icon import DEFAULT_ACCENT
from services.look.style import sheet

CSS = Path(__file__).parents[2] / "services" / "web" / "css"
HARD = (
    *("#000000", "#ffffff", "#ffff00", "#00ff00", "#39ff14", "#00ffff", "#ff00ff"),
    *("#ff0000", "#0000ff", "#7f7f7f", "#fffffe", "#010101", "#0b6470", "#f5c518"),
)
WHITE = (1.0, 1.0, 1.0)


def grounds(accent: str, pair: tuple[str, str]) -> list[colours.Rgb]:
    """Where the accent is read: the ground, what lies on it, and both in its halo."""
    plain = [rgb_of(ground) for ground in pair]
    return plain + [mixed(one, rgb_of(accent), colours.HALO) for one in plain]


def fails(accent: str) -> list[str]:
    found = tones(accent)
    light, dark = rgb_of(found.light), rgb_of(found.dark)
    text = {
        "light": min(
            contrast(light, g) for g in grounds(found.light, colours.LIGHT_GROUNDS)
        ),
        "on light": contrast(rgb_of(found.on_light), light),
        "dark": min(
            contrast(dark, g) for g in grounds(found.dark, colours.DARK_GROUNDS)
        ),
        "on dark": contrast(rgb_of(found.on_dark), dark),
    }
    sign = {
        "sign on light": contrast(WHITE, mixed(light, WHITE, colours.SHINE)),
        "sign on dark": contrast(
            rgb_of(found.on_dark), mixed(dark, WHITE, colours.SHINE)
        ),
    }
    return [name for name, ratio in text.items() if ratio < colours.TEXT] + [
        name for name, ratio in sign.items() if ratio < colours.CONTROL
    ]


def test_every_text_and_control_can_be_read_whatever_the_accent() -> None:
    drawn = random.Random(7)
    several = [f"#{drawn.randrange(1 << 24):06x}" for _ in range(400)]
    unread = {accent: fails(accent) for accent in (*HARD, *several)}
    assert {accent: what for accent, what in unread.items() if what} == {}


@pytest.mark.parametrize(
    ("accent", "light"), [("#0b6470", "#0b6470"), ("#1e3a8a", "#1e3a8a")]
)
def test_a_colour_that_can_be_read_is_taken_as_it_is(accent: str, light: str) -> None:
    assert tones(accent).light == light


def test_a_hue_stays_what_it_is() -> None:
    red, green, blue = rgb_of(tones("#39ff14").light)
    assert green > 2 * max(red, blue)
    red, green, blue = rgb_of(tones("#1e3a8a").dark)
    assert blue > max(red, green)


def test_the_grounds_are_those_of_the_page() -> None:
    base = (CSS / "base.css").read_text("utf-8")
    written = dict(re.findall(r"--(\w+): light-dark\((.+?)\);", base))
    pairs = [written[name].split(", ") for name in ("ground", "panel")]
    assert [light for light, _ in pairs] == list(colours.LIGHT_GROUNDS)
    assert [dark for _, dark in pairs] == list(colours.DARK_GROUNDS)
    assert written["accent"].startswith(DEFAULT_ACCENT)
    app = (CSS / "app.css").read_text("utf-8")
    assert f"white {colours.SHINE:.0%}" in app
    assert f" / {colours.HALO:.0%}" in app


def test_the_sheet_holds_colours_only_and_no_other_address() -> None:
    assert sheet("#ffff00") == (
        ":root {\n"
        "  --accent: light-dark(#6f6f00, #ffff00);\n"
        "  --on-accent: light-dark(#ffffff, #1c1c00);\n"
        "  --halo: light-dark(rgb(111 111 0 / 7%), rgb(255 255 0 / 7%));\n"
        "}\n"
    )
