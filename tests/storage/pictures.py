"""Drawings for tests."""

from __future__ import annotations

import base64
import io

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
