"""Drawings for tests."""

from __future__ import annotations

import base64
import io
import random

from PIL import Image, PngImagePlugin


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 4)) -> bytes:
    image = Image.new("RGB", size, (200, 30, 60))
    for x in range(size[0]):
        image.putpixel((x, 0), (x * 7 % 256, 20, 40))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def with_secret(secret: str) -> bytes:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", secret)
    out = io.BytesIO()
    Image.new("RGBA", (8, 4), (1, 2, 3, 4)).save(out, "PNG", pnginfo=note)
    return out.getvalue() + secret.encode()


def url(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def noise(width: int, height: int) -> bytes:
    """As large as a PNG of its size gets."""
    data = random.Random(1).randbytes(width * height * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), data).save(out, "PNG")
    return out.getvalue()


def with_scans(number: int, size: tuple[int, int] = (32, 32)) -> bytes:
    """A progressive JPEG whose last scan is there so many times more."""
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    last = whole[whole.rfind(b"\xff\xda") : -2]
    return whole[:-2] + last * number + b"\xff\xd9"


def saved(kind: str, mode: str, size: tuple[int, int], **options: object) -> bytes:
    """A picture of one colour, encoded as `options` say."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()
