from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from services.errors import InvalidInput, PayloadTooLarge
from services.pictures.outline import LONGEST_SIDE
from services.storage.signature_image import (
    LARGEST_KEPT_BYTES,
    LONGEST_DATA_URL,
    LONGEST_KEPT_SIDE,
    clean_picture,
    data_url,
    picture_bytes,
)
from tests.storage.pictures import noise, picture, url, with_secret


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be huge, in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_drawing_keeps_its_pixels_and_kind(kind: str) -> None:
    media_type, data = clean_picture(picture(kind))
    assert media_type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(data)) as found:
        assert (found.format, found.size) == (kind, (8, 4))


def test_a_small_png_is_kept_pixel_for_pixel() -> None:
    sent = picture()
    _, data = clean_picture(sent)
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(data)) as after:
        assert before.tobytes() == after.convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("size", "kept"),
    [((400, 200), (400, 200)), ((2000, 1990), None), ((4096, 9), None)],
)
def test_nothing_is_kept_above_its_size(
    size: tuple[int, int], kept: tuple[int, int] | None
) -> None:
    """Noise is the worst there is: what one sees of a drawing stays far below."""
    _, data = clean_picture(noise(*size))
    assert len(data) <= LARGEST_KEPT_BYTES
    with Image.open(io.BytesIO(data)) as found:
        assert max(found.size) <= LONGEST_KEPT_SIDE
        assert kept in (None, found.size)


def drawing(lines: int) -> bytes:
    """Strokes across a canvas, as visitors draw them."""
    image = Image.new("RGBA", (400, 200))
    pen, rng = ImageDraw.Draw(image), random.Random(3)
    for _ in range(lines):
        ends = [(rng.randrange(400), rng.randrange(200)) for _ in range(4)]
        pen.line(ends, fill=(29, 53, 87, 255), width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("lines", [1, 30, 400])
def test_honest_drawings_lose_nothing(lines: int) -> None:
    sent = drawing(lines)
    media_type, data = clean_picture(sent)
    assert media_type == "image/png"
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(data)) as after:
        assert before.tobytes() == after.tobytes()


def test_what_is_no_pixel_is_gone() -> None:
    _, data = clean_picture(with_secret("<script>secret</script>"))
    assert b"secret" not in data


def test_the_same_drawing_is_encoded_the_same_way() -> None:
    assert clean_picture(picture()) == clean_picture(picture())


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GIF89a" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:40],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        bomb(LONGEST_SIDE + 1, 1),
        bomb(4000, 4000),
        bomb(2_000_000_000, 2_000_000_000),
        bomb(0, 0),
        bomb(64, 64),
    ],
)
def test_what_is_no_sane_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(InvalidInput):
        clean_picture(sent)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://example.org/x.png",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:text/html;base64,PGI+",
        "data:image/png,plain",
        "data:image/png;base64,",
        "data:image/png;base64,@@@@",
        "data:image/png;base64,QQ",
        " data:image/png;base64,QUJD",
        "data:image/png;base64,QUJD\n",
        "DATA:image/png;base64,QUJD",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(InvalidInput):
        picture_bytes(address)


def test_an_address_over_the_limit_is_too_large() -> None:
    with pytest.raises(PayloadTooLarge):
        picture_bytes("data:image/png;base64," + "A" * LONGEST_DATA_URL)


def test_a_data_url_leads_back_to_its_bytes() -> None:
    assert picture_bytes(data_url("image/png", b"abc")) == b"abc"
    assert picture_bytes(url(b"abc")) == b"abc"
