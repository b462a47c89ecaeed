from __future__ import annotations

import pytest

from services.pictures.outline import (
    LONGEST_SIDE,
    MOST_SCANS,
    has_few_scans,
    is_sane,
    sides_of,
)
from tests.storage.pictures import picture, saved, with_scans


@pytest.mark.parametrize("size", [(1, 1), (8, 4), (400, 201), (1023, 1024)])
@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "RGBA", {}),
        ("JPEG", "RGB", {}),
        ("JPEG", "L", {"progressive": True, "exif": b"Exif\0\0" + b"\xff" * 900}),
        ("WEBP", "RGB", {}),
        ("WEBP", "RGBA", {"lossless": True}),
        ("WEBP", "RGB", {"lossless": True}),
        ("WEBP", "RGBA", {"quality": 60}),
        ("WEBP", "RGB", {"exif": b"Exif\0\0MM"}),
    ],
)
def test_the_sides_are_those_that_a_decoder_finds(
    kind: str, mode: str, options: dict[str, object], size: tuple[int, int]
) -> None:
    assert sides_of(saved(kind, mode, size, **options)) == size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_head_that_ends_early_names_no_sides(kind: str) -> None:
    whole = picture(kind)
    for length in range(20):
        assert sides_of(whole[:length]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + bytes(40),
        b"\xff\xd8\xff\xda\x00\x08" + bytes(40),
        b"\xff\xd8\xff\xe0\x00\x00" * 9,
        b"\xff\xd8" + b"\xff" * 90,
        b"RIFF\x30\0\0\0WEBPVP8Z" + bytes(40),
    ],
)
def test_what_is_no_picture_has_no_sane_size(data: bytes) -> None:
    assert not is_sane(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_side_has_a_bound(kind: str) -> None:
    assert is_sane(picture(kind, (LONGEST_SIDE, 1)))
    assert not is_sane(picture(kind, (LONGEST_SIDE + 1, 1)))


def test_scans_have_a_bound_and_other_kinds_have_none() -> None:
    assert has_few_scans(with_scans(MOST_SCANS - 20))
    assert not has_few_scans(with_scans(MOST_SCANS))
    assert has_few_scans(picture("PNG") + b"\xff\xda" * 99)
