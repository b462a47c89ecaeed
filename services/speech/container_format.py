"""Tell an upload's container by its bytes; names and declared types say nothing."""

from __future__ import annotations

from services.errors import AudioFormatUnsupported

ID3_HEADER_BYTES = 10
PADDING_SEARCHED_BYTES = 4096

BY_FIRST_FOUR = {b"OggS": "ogg", b"\x1a\x45\xdf\xa3": "matroska", b".snd": "au"}
ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")

MP4_BOXES = (b"ftyp", b"moov", b"styp", b"moof", b"mdat", b"free", b"skip", b"wide")


def after_id3(data: bytes) -> int:
    """Where an ID3v2 tag ends: its size is four 7-bit bytes (id3.org, 2.4, 3.1)."""
    if data[:3] != b"ID3" or len(data) < ID3_HEADER_BYTES:
        return 0
    size = 0
    for byte in data[6:ID3_HEADER_BYTES]:
        size = size << 7 | byte & 0x7F
    end = min(ID3_HEADER_BYTES + size, len(data))
    padding = data[end : end + PADDING_SEARCHED_BYTES]
    return end + len(padding) - len(padding.lstrip(b"\0"))


def is_mpeg_frame(header: bytes) -> bool:
    """Whether it is an MPEG audio frame header of layer I, II or III.

    The standard is ISO/IEC 11172-3, 2.4.1.3.
    """
    if len(header) < 3 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return False
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    return version != 1 and layer != 0 and bitrate != 15 and rate != 3


def is_adts_frame(header: bytes) -> bool:
    """Whether it is an AAC frame header (ISO/IEC 13818-7, 6.2): its layer is 0."""
    return len(header) > 2 and header[0] == 0xFF and header[1] & 0xF6 == 0xF0


def container_format(data: bytes) -> str:
    """The demuxer's name in FFmpeg, or AudioFormatUnsupported."""
    if demuxer := _by_first_bytes(data[:16]):
        return demuxer
    body = data[after_id3(data) :][:16]
    if body[:4] == b"fLaC":
        return "flac"
    if is_adts_frame(body):
        return "aac"
    if is_mpeg_frame(body) or data[:3] == b"ID3":
        return "mp3"
    raise AudioFormatUnsupported()


def _by_first_bytes(head: bytes) -> str:
    """The demuxer of a file that says at once what it is; empty for another."""
    if head[:4] in (b"RIFF", b"RF64", b"RIFX") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] in MP4_BOXES:
        return "mov"
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head == ASF_HEADER:
        return "asf"
    return BY_FIRST_FOUR.get(head[:4], "")
