"""The owner's photo: a real picture of bounded size, served as a small square."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from services.pictures import photo
from services.pictures.photo import LARGEST_SERVED_BYTES, SIDE, data_of, photo_of
from tests.storage.pictures import noise, picture, with_scans, with_secret

ORIENTATION = 0x0112
TURNED_LEFT = 6


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_served_is_a_small_square_of_fresh_pixels(kind: str) -> None:
    served = photo_of(picture(kind, (900, 1200)))
    shown = opened(served.data)
    assert (shown.format, shown.size) == ("WEBP", (SIDE, SIDE))
    assert served.media_type == "image/webp"
    assert photo_of(picture(kind, (900, 1200))).digest == served.digest


def test_a_small_picture_is_not_blown_up_and_noise_stays_small() -> None:
    assert opened(photo_of(picture("PNG", (40, 30))).data).size == (30, 30)
    assert len(photo_of(noise(700, 700)).data) <= LARGEST_SERVED_BYTES


def test_nothing_of_the_file_but_its_pixels_is_served() -> None:
    secret = "51.5007, -0.1246"
    assert secret.encode() not in photo_of(with_secret(secret)).data


def test_a_photo_that_was_taken_sideways_is_turned_upright() -> None:
    tall = Image.new("RGB", (400, 400), "white")
    tall.paste("red", (0, 0, 400, 200))
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_LEFT
    out = io.BytesIO()
    tall.save(out, "JPEG", exif=exif)
    shown = opened(photo_of(out.getvalue()).data).convert("RGB")
    right, left = (shown.getpixel((x, SIDE // 2)) for x in (SIDE - 20, 20))
    assert isinstance(right, tuple)
    assert isinstance(left, tuple)
    assert right[1] < 90 < left[1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("PNG")[:40],
        picture("JPEG")[:60],
        with_scans(100),
    ],
    ids=["nothing", "gif", "svg", "half a png", "half a jpeg", "many scans"],
)
def test_what_is_no_picture_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="is no PNG, JPEG or WebP picture"):
        photo_of(data)


def test_a_giant_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flat = io.BytesIO()
    Image.new("1", (8000, 4000)).save(flat, "PNG")
    with pytest.raises(ValueError, match="million pixels"):
        photo_of(flat.getvalue())
    monkeypatch.setattr(photo, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match="is larger than"):
        photo_of(noise(60, 60))


def test_a_data_uri_is_read_and_every_other_address_is_not() -> None:
    data = picture("PNG")
    code = base64.b64encode(data).decode()
    assert data_of(f"data:image/png;base64,{code}") == data
    for wrong in ("data:image/png,abc", f"data:;base64,{code}=", "https://a.example/"):
        with pytest.raises(ValueError, match="no data URI"):
            data_of(wrong)
