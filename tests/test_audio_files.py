"""Generated audio files: names, reading, removal, and what cannot be reached."""

from __future__ import annotations

import errno
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.audio_files import AudioFiles
from services.errors import FileNotFound, StorageFull, StorageUnavailable
from services.models.speech import SynthesizedSpeech

SPEECH = SynthesizedSpeech(b"RIFF" + b"x" * 996, "wav", 1.0, "v", "espeak-ng")
CONTRACT = re.compile(r"^[A-Za-z0-9_-]{22,}\.(wav|mp3|opus)$")


@pytest.fixture
def files(tmp_path: Path) -> AudioFiles:
    return AudioFiles(tmp_path / "audio", max_age_s=60, clock=lambda: 1_000_000.0)


async def test_a_saved_file_is_read_back(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    async with files.reading(stored.name) as audio:
        assert audio.path.read_bytes() == SPEECH.data
        assert audio.size_bytes == stored.size_bytes == len(SPEECH.data)
        assert audio.media_type == "audio/wav"
        assert audio.etag == f'"{audio.path.stem}"'


async def test_it_says_when_it_expires(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    assert stored.expires_at == datetime.fromtimestamp(1_000_060, UTC)


@pytest.mark.parametrize("session_id", [None, "some-session-id"])
async def test_names_are_of_the_contract_and_never_alike(
    files: AudioFiles, session_id: str | None
) -> None:
    names = {(await files.save(SPEECH, session_id)).name for _ in range(50)}
    assert len(names) == 50
    assert len({name[:22] for name in names}) == 50
    assert all(CONTRACT.fullmatch(name) for name in names)


async def test_a_name_does_not_show_its_session(files: AudioFiles) -> None:
    stored = await files.save(SPEECH, "my-session-0123456789")
    assert "my-session" not in stored.name


async def test_nothing_unfinished_is_left_beside_a_file(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    assert [path.name for path in files.directory.iterdir()] == [stored.name]


HOSTILE = [
    "",
    ".",
    "..",
    ".env",
    "../secret.wav",
    "..%2fsecret.wav",
    "%2e%2e/secret.wav",
    "%2e%2e%2fsecret.wav",
    "..\\secret.wav",
    "/etc/passwd",
    "/etc/passwd\x00.wav",
    "secret.wav\x00",
    "a" * 22 + ".wav\x00",
    "a" * 22 + ".wav\n",
    "a" * 22 + ".wav/..",
    "./" + "a" * 22 + ".wav",
    "a" * 22 + ".exe",
    "a" * 22 + ".wav.part",
    "ａ" * 22 + ".wav",
    "é" * 22 + ".wav",
    "a" * 22 + "\u2024wav",
    "a" * 21 + ".wav",
    "a" * 5000 + ".wav",
    "~root" + "a" * 22 + ".wav",
    "a" * 22 + ".WAV",
]


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
async def test_no_spelling_of_a_name_reads_or_deletes_anything_else(
    files: AudioFiles, name: str
) -> None:
    await files.save(SPEECH)
    secret = files.directory.parent / "secret.wav"
    secret.write_text("secret")
    before = sorted(files.directory.parent.rglob("*"))
    with pytest.raises(FileNotFound):
        async with files.reading(name):
            pass
    assert files.remove([name], even_if_read=True) == 0
    assert sorted(files.directory.parent.rglob("*")) == before


async def test_a_link_out_of_the_directory_is_not_followed(files: AudioFiles) -> None:
    await files.save(SPEECH)
    secret = files.directory.parent / "secret.txt"
    secret.write_text("secret")
    name = "l" * 22 + ".wav"
    (files.directory / name).symlink_to(secret)
    with pytest.raises(FileNotFound):
        async with files.reading(name):
            pass
    files.remove([name])
    assert secret.read_text() == "secret"


async def test_a_directory_of_that_name_is_no_file(files: AudioFiles) -> None:
    name = "d" * 22 + ".wav"
    (files.directory / name).mkdir(parents=True)
    with pytest.raises(FileNotFound):
        async with files.reading(name):
            pass


async def test_a_session_takes_its_files_with_it(files: AudioFiles) -> None:
    mine = await files.save(SPEECH, "mine-mine-mine")
    theirs = await files.save(SPEECH, "theirs-theirs")
    nobodys = await files.save(SPEECH)
    assert await files.remove_for_session("mine-mine-mine") == 1
    left = {entry.name for entry in files.listing()}
    assert left == {theirs.name, nobodys.name}
    assert mine.name not in left


async def test_a_session_is_found_again_after_a_restart(files: AudioFiles) -> None:
    await files.save(SPEECH, "mine-mine-mine")
    restarted = AudioFiles(files.directory, max_age_s=60)
    assert await restarted.remove_for_session("mine-mine-mine") == 1


async def test_a_file_being_read_is_not_removed(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    async with files.reading(stored.name) as audio:
        async with files.reading(stored.name):
            assert files.remove([stored.name]) == 0
        assert files.remove([stored.name]) == 0
        assert audio.path.exists()
    assert files.remove([stored.name]) == 1


async def test_a_session_that_ends_during_reading_waits_for_the_reader(
    files: AudioFiles,
) -> None:
    stored = await files.save(SPEECH, "mine-mine-mine")
    async with files.reading(stored.name) as audio:
        assert await files.remove_for_session("mine-mine-mine") == 1
        assert audio.path.exists()
        with pytest.raises(FileNotFound):
            async with files.reading(stored.name):
                pass
    assert not audio.path.exists()


async def test_a_reader_that_fails_lets_go(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    with pytest.raises(RuntimeError):
        async with files.reading(stored.name):
            raise RuntimeError
    assert files.remove([stored.name]) == 1


async def test_looking_up_what_is_not_there_leaves_no_trace(files: AudioFiles) -> None:
    for number in range(100):
        with pytest.raises(FileNotFound):
            async with files.reading(f"{number:022d}.wav"):
                pass
    assert not files._readers


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, StorageFull), (errno.EACCES, StorageUnavailable)],
)
async def test_a_disk_that_refuses_is_said_and_leaves_nothing(
    files: AudioFiles,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[Exception],
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(error):
        await files.save(SPEECH)
    assert list(files.directory.iterdir()) == []
    assert files.ran_full.is_set() == (error is StorageFull)


async def test_what_a_crash_left_is_removed_once_it_is_old(files: AudioFiles) -> None:
    stored = await files.save(SPEECH)
    for age_s in (10, 1000):
        half = files.directory / f"{age_s}.wav.part"
        half.write_bytes(b"half")
        os.utime(half, (1_000_000 - age_s, 1_000_000 - age_s))
    assert files.remove_unfinished(older_than_s=60) == 1
    assert {path.name for path in files.directory.iterdir()} == {
        stored.name,
        "10.wav.part",
    }


async def test_what_is_finished_while_the_unfinished_are_looked_at_is_no_fault(
    tmp_path: Path,
) -> None:
    def finish_all() -> float:
        for half in tmp_path.glob("*.part"):
            half.unlink()
        return 1e12

    for name in ("one", "two"):
        (tmp_path / f"{name}.wav.part").touch()
    files = AudioFiles(tmp_path, max_age_s=60, clock=finish_all)
    assert files.remove_unfinished(older_than_s=60) == 0
