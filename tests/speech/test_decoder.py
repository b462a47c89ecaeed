from __future__ import annotations

import socket
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.errors import (
    AudioTooLong,
    AudioTooShort,
    InputError,
    InvalidAudio,
    PayloadTooLarge,
)
from services.speech.decoder import PyAVDecoder
from services.work_queue import WorkQueue
from tests.sounds import CODECS, Sound, encode, noise, sweep, tone

RATE_HZ = 48_000


@pytest.fixture
async def decoder() -> AsyncIterator[PyAVDecoder]:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    yield PyAVDecoder(queue, max_bytes=2_000_000, max_seconds=5)
    queue.close()


def correlation(one: Sound, other: Sound) -> float:
    """Best match over shifts of up to 100 ms, as codecs add delay."""
    size = min(len(one), len(other)) - 3200
    best = 0.0
    for shift in range(-1600, 1600, 4):
        a = one[1600 : 1600 + size]
        b = other[1600 + shift : 1600 + shift + size]
        length = min(len(a), len(b))
        best = max(best, float(np.corrcoef(a[:length], b[:length])[0, 1]))
    return best


@pytest.mark.parametrize("kind", CODECS)
async def test_every_encoding_decodes_to_the_same_sound(
    decoder: PyAVDecoder, kind: str
) -> None:
    sound = sweep(1.0)
    heard = await decoder.decode(encode(sound, kind))
    assert abs(heard.duration_s - 1.0) < 0.1
    assert heard.samples.dtype == np.float32
    assert correlation(sound, heard.samples) > 0.95


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000])
async def test_any_usual_rate_and_stereo_are_brought_to_mono_16_khz(
    decoder: PyAVDecoder, rate_hz: int
) -> None:
    data = encode(sweep(1.0), "wav", to_rate_hz=rate_hz, stereo=True)
    heard = await decoder.decode(data)
    assert abs(heard.duration_s - 1.0) < 0.01
    assert correlation(sweep(1.0), heard.samples) > 0.95


@pytest.mark.parametrize("kind", ["webm", "mp4"])
async def test_a_live_recording_without_a_duration_decodes(
    decoder: PyAVDecoder, kind: str
) -> None:
    heard = await decoder.decode(encode(sweep(1.0), kind, live=True))
    assert abs(heard.duration_s - 1.0) < 0.1


async def test_a_recording_cut_off_keeps_what_came_before(decoder: PyAVDecoder) -> None:
    data = encode(sweep(2.0), "webm", live=True)
    heard = await decoder.decode(data[: len(data) // 2])
    assert 0.5 < heard.duration_s < 1.5


@pytest.mark.parametrize(
    ("hz", "at_most_db"), [(10_000, -90.0), (9_000, -50.0)], ids=["10 kHz", "9 kHz"]
)
async def test_what_16_khz_cannot_hold_does_not_fold_back(
    decoder: PyAVDecoder, hz: int, at_most_db: float
) -> None:
    sound = tone(hz, 2.0, rate_hz=RATE_HZ)
    heard = await decoder.decode(encode(sound, "wav_f32", rate_hz=RATE_HZ))
    middle = heard.samples[4000:-4000]
    left = np.sqrt(np.mean(middle**2)) / (0.5 / np.sqrt(2))
    assert 20 * np.log10(left + 1e-12) < at_most_db


async def test_speech_frequencies_lose_nothing(decoder: PyAVDecoder) -> None:
    sound = tone(3_000, 2.0, rate_hz=RATE_HZ)
    heard = await decoder.decode(encode(sound, "wav_f32", rate_hz=RATE_HZ))
    kept = np.sqrt(np.mean(heard.samples[4000:-4000] ** 2)) / (0.5 / np.sqrt(2))
    assert abs(20 * np.log10(kept)) < 0.2


async def test_ten_hours_are_refused_while_decoding(decoder: PyAVDecoder) -> None:
    with pytest.raises(AudioTooLong, match="5 seconds"):
        await decoder.decode(encode(np.zeros(16_000 * 60, np.float32), "flac"))


async def test_the_limit_itself_is_accepted(decoder: PyAVDecoder) -> None:
    heard = await decoder.decode(encode(tone(440, 5.0), "wav"))
    assert heard.duration_s == 5.0


async def test_too_short_is_said(decoder: PyAVDecoder) -> None:
    with pytest.raises(AudioTooShort):
        await decoder.decode(encode(tone(440, 0.1), "wav"))


async def test_too_many_bytes_are_refused(decoder: PyAVDecoder) -> None:
    with pytest.raises(PayloadTooLarge):
        await decoder.decode(bytes(2_000_001))


async def test_nothing_is_invalid(decoder: PyAVDecoder) -> None:
    with pytest.raises(InvalidAudio):
        await decoder.decode(b"")


def wav_header(**changes: int) -> bytes:
    shape = {"channels": 1, "rate": 16_000, "bits": 16, **changes}
    body = bytes(32_000)
    return (
        struct.pack("<4sI4s4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16)
        + struct.pack(
            "<HHIIHH",
            1,
            shape["channels"],
            shape["rate"],
            min(shape["rate"] * 2, 2**32 - 1),
            2,
            shape["bits"],
        )
        + struct.pack("<4sI", b"data", len(body))
        + body
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"rate": 0},
        {"rate": 1},
        {"rate": 2_000_000_000},
        {"channels": 0},
        {"channels": 65_535},
        {"bits": 0},
    ],
    ids=str,
)
async def test_lying_headers_are_invalid(
    decoder: PyAVDecoder, changes: dict[str, int]
) -> None:
    with pytest.raises(InvalidAudio):
        await decoder.decode(wav_header(**changes))


async def test_numbers_that_are_none_become_silence(decoder: PyAVDecoder) -> None:
    broken = tone(440, 1.0)
    broken[100:200] = np.nan
    broken[300:400] = np.inf
    heard = await decoder.decode(encode(broken, "wav_f32"))
    assert np.isfinite(heard.samples).all()
    assert np.max(np.abs(heard.samples)) <= 1.0


async def test_noise_reduction_lowers_the_noise() -> None:
    queue = WorkQueue(workers=1, capacity=4, per_visitor=4)
    denoiser = PyAVDecoder(
        queue, max_bytes=2_000_000, max_seconds=5, noise_reduction=True
    )
    heard = await denoiser.decode(encode(noise(3.0, level=0.05), "wav"))
    queue.close()
    assert np.std(heard.samples[16_000:]) < 0.7 * 0.05


VALID = {kind: encode(sweep(0.5), kind) for kind in ("webm", "mp4", "mp3", "flac")}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    kind=st.sampled_from(sorted(VALID)),
    flips=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=40
    ),
    cut=st.floats(0, 1),
)
async def test_a_damaged_file_is_heard_or_refused(
    decoder: PyAVDecoder, kind: str, flips: list[tuple[float, int]], cut: float
) -> None:
    data = bytearray(VALID[kind])
    for place, value in flips:
        data[int(place * len(data))] = value
    with suppress(InputError):
        heard = await decoder.decode(bytes(data[: int(cut * len(data))]))
        assert np.isfinite(heard.samples).all()


def traps(address: str, canary: Path) -> dict[str, bytes]:
    """Files that name an address or a path, as different formats do."""
    host, port = address.split(":")
    return {
        "sdp": (
            f"v=0\r\no=- 0 0 IN IP4 {host}\r\ns=x\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
        ).encode(),
        "hls": (
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
            f"http://{address}/a.ts\n#EXT-X-ENDLIST\n"
        ).encode(),
        "hls_tcp": f"#EXTM3U\n#EXTINF:1,\ntcp://{address}\n#EXT-X-ENDLIST\n".encode(),
        "concat": f"ffconcat version 1.0\nfile {canary}\n".encode(),
        "hls_file": f"#EXTM3U\n#EXTINF:1,\nfile://{canary}\n#EXT-X-ENDLIST\n".encode(),
    }


@pytest.fixture
def listener() -> Iterator[tuple[socket.socket, str]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server, f"127.0.0.1:{server.getsockname()[1]}"


def was_called(server: socket.socket) -> bool:
    try:
        connection, _ = server.accept()
    except BlockingIOError:
        return False
    connection.close()
    return True


async def test_no_file_makes_the_decoder_reach_out(
    decoder: PyAVDecoder, listener: tuple[socket.socket, str], tmp_path: Path
) -> None:
    server, address = listener
    canary = tmp_path / "canary.wav"
    canary.write_bytes(encode(tone(440, 1.0), "wav"))
    for name, data in traps(address, canary).items():
        for disguise in (b"", b"ID3\x04\x00\x00\x00\x00\x00\x00"):
            with pytest.raises(InputError):
                await decoder.decode(disguise + data)
            assert not was_called(server), name


def test_the_same_files_do_reach_out_where_the_demuxer_is_guessed(
    listener: tuple[socket.socket, str], tmp_path: Path
) -> None:
    """The control: without it the test above could pass for the wrong reason."""
    server, address = listener
    trap = tmp_path / "trap.m3u8"
    trap.write_bytes(traps(address, tmp_path)["hls"])
    options = {
        "protocol_whitelist": "file,tcp,http",
        "allowed_extensions": "ALL",
        "extension_picky": "0",
    }
    with suppress(av.error.FFmpegError, OSError):
        av.open(str(trap), options=options, timeout=1.0).close()
    assert was_called(server)


def test_the_named_demuxer_refuses_a_playlist() -> None:
    with pytest.raises(av.error.FFmpegError):
        av.open(BytesIO(b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/\n"), format="matroska")
