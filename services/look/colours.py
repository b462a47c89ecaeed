"""One colour of the owner's made into the tones that can be read, light and dark.

The hue and as much of its strength as a screen can show are kept in OKLCH, which is
even to the eye; only the lightness moves, no further than reading needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot

Rgb = tuple[float, float, float]
"""Parts from 0 to 1, as screens mix them."""

TEXT = 4.5
CONTROL = 3.0
"""WCAG 2.2, AA."""
SPARE = 1.02
"""What rounding to whole parts of 255 may take."""
LIGHT_GROUNDS = ("#faf8f4", "#fffefb")
DARK_GROUNDS = ("#12161c", "#1a2029")
"""--ground and --panel of web/css/base.css."""
HALO = 0.07
"""How much of the accent shines on the ground before the first question."""
SHINE = 0.26
"""How much white the round button has in its light spot; its sign is read on that."""
DARKEST = 0.22
"""Of what stands on a light accent: near to black, and still of its hue."""
AIRY = 0.72
"""How light an accent is on dark ground at least: what is read with ease there."""
GREY = 0.03
"""How strong a colour is at most that is none."""
GREY_ON_LIGHT, GREY_ON_DARK = 0.35, 0.9
"""How dark and how light a grey is: one in between looks like what cannot be used."""
STEPS = 24
WHITE: Rgb = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Tones:
    """The accent on light and on dark ground, and what is read on each."""

    light: str
    on_light: str
    dark: str
    on_dark: str


def rgb_of(colour: str) -> Rgb:
    """The parts of `#rrggbb`."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def hex_of(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(min(1, max(0, part)) * 255):02x}" for part in rgb)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return one colour with a share of the other in it, from 0 to 1."""
    red, green, blue = (
        a + (b - a) * share for a, b in zip(one, other, strict=True)
    )  # fmt: skip
    return red, green, blue


def luminance(rgb: Rgb) -> float:
    """As WCAG defines it: 0 for black, 1 for white."""
    red, green, blue = map(_to_linear, rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1, for the same, to 21, for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tones(accent: str) -> Tones:
    """Tones of `#rrggbb` in which every text has 4.5:1 and every control 3:1."""
    lightness, a, b = _to_oklab(rgb_of(accent))
    is_grey = hypot(a, b) < GREY
    darker = min(lightness, GREY_ON_LIGHT) if is_grey else lightness
    lighter = max(lightness, GREY_ON_DARK if is_grey else AIRY)
    light = _nearest(darker, 0.0, (a, b), _reads_on_light)
    dark = _nearest(lighter, 1.0, (a, b), _reads_on_dark)
    on_dark = _nearest(DARKEST, 0.0, (a, b), lambda rgb: _is_read(rgb, rgb_of(dark)))
    return Tones(light, "#ffffff", dark, on_dark)


def _reads_on_light(rgb: Rgb) -> bool:
    grounds = [rgb_of(ground) for ground in LIGHT_GROUNDS]
    grounds += [mixed(ground, rgb, HALO) for ground in grounds]
    sign = contrast(WHITE, mixed(rgb, WHITE, SHINE)) >= CONTROL * SPARE
    return sign and all(_is_read(rgb, ground) for ground in [*grounds, WHITE])


def _reads_on_dark(rgb: Rgb) -> bool:
    grounds = [rgb_of(ground) for ground in DARK_GROUNDS]
    grounds += [mixed(ground, rgb, HALO) for ground in grounds]
    return all(_is_read(rgb, ground) for ground in grounds)


def _is_read(rgb: Rgb, ground: Rgb) -> bool:
    return contrast(rgb, ground) >= TEXT * SPARE


def _nearest(
    start: float, end: float, hue: tuple[float, float], is_fit: Callable[[Rgb], bool]
) -> str:
    """The colour of a hue that is fit and whose lightness is the nearest to `start`.

    At `end` it is fit in any case, and towards it never less so.
    """

    def at(share: float) -> Rgb:
        return _shown(start + (end - start) * share, hue)

    if is_fit(at(0.0)):
        return hex_of(at(0.0))
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_fit(at(middle)) else (middle, high)
    return hex_of(at(high))


def _shown(lightness: float, hue: tuple[float, float]) -> Rgb:
    """The colour with as much of its strength as a screen can show so light."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        inside = _is_shown(_from_oklab(lightness, hue, middle))
        low, high = (middle, high) if inside else (low, middle)
    whole = _from_oklab(lightness, hue, 1.0)
    red, green, blue = (
        min(1.0, max(0.0, part))
        for part in (whole if _is_shown(whole) else _from_oklab(lightness, hue, low))
    )
    return red, green, blue


def _is_shown(rgb: Rgb) -> bool:
    return all(-0.001 <= part <= 1.001 for part in rgb)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_linear(part: float) -> float:
    if part <= 0.0031308:
        return part * 12.92
    return float(1.055 * part ** (1 / 2.4) - 0.055)


def _to_oklab(rgb: Rgb) -> tuple[float, float, float]:
    """Lightness, and the two axes of colour. Björn Ottosson's matrices, 2020."""
    r, g, b = map(_to_linear, rgb)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    mid = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, hue: tuple[float, float], strength: float) -> Rgb:
    a, b = (part * strength for part in hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _from_linear(4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short),
        _from_linear(-1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short),
        _from_linear(-0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short),
    )
