"""The preview card: its size, and names of every kind that never leave their place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from services.look import fonts
from services.look.card import BAND, FACE, GROUND, MARGIN, SIZE, CardText, drawn
from services.look.fonts import BOLD, REGULAR, font_for
from services.look.initials import initials
from services.look.lines import fitted
from services.look_service import PageLook
from services.models.page import Owner, OwnerPage
from services.pictures.photo import photo_of
from tests.storage.pictures import picture

NAMES = [
    "Ada",
    "Maximiliane-Theodora von und zu Habsburg-Lothringen de la Cruz y Fernández",
    "X" * 300,
    "Юрий Алексеевич Гагарин",
    "محمد بن عبد الله بن عبد المطلب بن هاشم بن عبد مناف",
    "山田太郎" * 30,
    "Zalgo t̶̡̛̙̳e̴̢̛͙x̷̧̛t",
    "🙂🙂🙂",
    "a\nb\tc",
]
SPARE = 40
"""Around the card nothing stands in so many pixels, whatever the name."""


def opened(card: bytes) -> Image.Image:
    return Image.open(io.BytesIO(card)).convert("RGB")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    part = picture.crop(box)
    plain = Image.new("RGB", part.size, GROUND)
    return ImageChops.difference(part, plain).getbbox() is not None


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:6]))
def test_no_name_leaves_its_place(name: str) -> None:
    text = CardText(name, "Builds engines. " * 40, "Ask me! " * 15, initials(name))
    card = opened(drawn(text, "#ffff00", b""))
    width, height = card.size
    assert card.size == SIZE
    assert not inked(card, (0, 0, width, SPARE))
    assert not inked(card, (0, 0, MARGIN - 8, height - BAND))
    assert not inked(card, (0, height - BAND - SPARE, width, height - BAND))
    face = width - MARGIN - FACE
    assert not inked(card, (face - SPARE, 0, face - 1, height - BAND))


def test_a_photo_takes_the_place_of_the_initials() -> None:
    photo = photo_of(picture("PNG", (400, 400))).data
    text = CardText("Ada Example", "", "", "AE")
    card = opened(drawn(text, "#0b6470", photo))
    middle = card.getpixel((SIZE[0] - MARGIN - FACE // 2, (SIZE[1] - BAND) // 2))
    assert isinstance(middle, tuple)
    assert middle[0] > 2 * middle[1]


def test_what_is_too_long_is_cut_with_a_sign_of_it() -> None:
    block = fitted("word " * 90, BOLD, ((40, 2), (30, 2)), width=300, leading=1.2)
    assert len(block.lines) == 2
    assert block.lines[-1].endswith("…")
    assert all(block.font.getlength(line) <= 300 for line in block.lines)
    short = fitted("two words", BOLD, ((40, 2),), width=300, leading=1.2)
    assert short.lines == ("two words",)


def test_signs_of_our_font_are_drawn_with_it_and_others_with_one_that_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert font_for("Zoë Łukasz Юрий Ωμέγα – “x”", REGULAR) == REGULAR
    monkeypatch.setattr(fonts, "_usual", tuple)
    assert font_for("山田", BOLD) is None


def test_a_font_that_cannot_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "NotoSans.ttf").write_text("no font")
    monkeypatch.setattr(fonts, "_usual", lambda: (tmp_path / "NotoSans.ttf",))
    assert font_for("山田", BOLD) is None


async def test_a_card_is_drawn_once_until_something_on_it_changes() -> None:
    looks = PageLook()
    ada = Owner("Ada Example", "Engineer", "Hello.", OwnerPage())
    first = await looks.card(ada)
    assert await looks.card(ada) is first
    green = Owner("Ada Example", "Engineer", "Hello.", OwnerPage(accent="#00aa00"))
    assert looks.of(green).card != looks.of(ada).card
    assert await looks.card(green) != first
