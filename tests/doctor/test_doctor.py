from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.doctor.finding import Finding
from services.doctor.machine import data_folder, port
from services.doctor.models import model_finding, model_findings
from services.doctor.network import reach, wanted
from services.doctor.parts import doors, hearing, owner, parts, resume, voice
from services.model_files import finding
from services.model_files.table import model, models
from services.settings import Settings
from tests.model_packages import copy_installed, flip_one_byte
from tests.model_server import SECRET, Behaviour, ModelServer, failing
from tests.needs import needs

ROOT = Path(__file__).parent.parent.parent


def run(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {k: os.environ[k] for k in ("PATH", "HOME") if k in os.environ}
    defaults = {"DATA_DIR": str(tmp_path), "EDGE_TTS_ENABLED": "false"}
    return subprocess.run(
        [sys.executable, "-m", "services.doctor"],
        env={**known, **defaults, "WHISPER_DOWNLOAD": "never", **environment},
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_a_bare_machine_is_found_working(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "BROKEN" not in done.stdout
    assert "résumé" in done.stdout


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, API_PORT="99999")
    assert done.returncode == 1
    assert "API_PORT" in done.stdout


@pytest.mark.parametrize(
    ("behaviour", "path", "code", "says"),
    [
        (Behaviour(), "/v1", 0, "answers"),
        (failing(404), "", 1, "HTTP 404 from 127.0.0.1"),
        (failing(401), "/v1", 1, "HTTP 401 from 127.0.0.1"),
    ],
    ids=["well", "address", "key"],
)
def test_the_language_model_is_really_asked(
    tmp_path: Path, behaviour: Behaviour, path: str, code: int, says: str
) -> None:
    with ModelServer(otherwise=behaviour) as server:
        done = run(tmp_path, LLM_BASE_URL=server.url + path, LLM_API_KEY="canary")
    line = next(x for x in done.stdout.splitlines() if "language model" in x)
    assert says in line
    assert (done.returncode, server.calls) == (code, 1)
    assert "canary" not in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_a_name_with_a_slip_is_found(tmp_path: Path) -> None:
    assert "ALLOWED_HOSTS?" in run(tmp_path, ALLOWED_HOST="your.host").stdout


def test_no_key_is_ever_printed(tmp_path: Path) -> None:
    done = run(tmp_path, ADMIN_TOKEN="canary-one-of-two", GROQ_API_KEY="canary-two")
    assert "canary" not in done.stdout + done.stderr


def test_the_voices_are_told_in_their_order() -> None:
    several = Settings(elevenlabs_api_key=SecretStr("key"), piper_voice=("none",))
    assert voice(several).says == "elevenlabs, with edge-tts and espeak-ng behind it"
    alone = Settings(edge_tts_enabled=False, piper_voice=("none",))
    assert (voice(alone).verdict, voice(alone).says) == ("better", "espeak-ng alone")


def test_a_broken_resume_says_where(tmp_path: Path) -> None:
    broken = tmp_path / "resume.json"
    broken.write_text('{"name": "A",\n"projects": 3}')
    found = resume(Settings(resume_path=broken))
    assert found.verdict == "broken"
    assert ":2" in found.says


def test_a_folder_that_cannot_be_written_is_broken(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert data_folder(blocked / "data").verdict == "broken"
    assert data_folder(tmp_path / "data").verdict in ("fine", "better")


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        assert port("127.0.0.1", number).verdict == "better"


async def test_what_can_be_reached_is_told_from_what_cannot() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        there = await reach("x", f"http://127.0.0.1:{number}", "y")
        assert there.verdict == "fine"
    gone = await reach("x", f"http://127.0.0.1:{number}", "the twin serves")
    assert (gone.verdict, gone.mend) == ("better", "the twin serves")


def test_only_what_is_set_up_is_reached_for() -> None:
    alone = Settings(edge_tts_enabled=False, whisper_download="never")
    assert not list(wanted(alone))
    own = Settings(
        supabase_url="https://x.supabase.co", supabase_anon_key=SecretStr("k")
    )
    assert "supabase" in {name for name, _, _ in wanted(own)}


@pytest.mark.parametrize(
    ("host", "hosts", "verdict"),
    [
        ("127.0.0.1", "*", "fine"),
        ("0.0.0.0", "*", "better"),
        ("0.0.0.0", "portfolio.example", "fine"),
    ],
)
def test_open_doors_are_pointed_at(host: str, hosts: str, verdict: str) -> None:
    settings = Settings(api_host=host, allowed_hosts=(hosts,))
    assert doors(settings).verdict == verdict


def test_a_folder_without_a_model_is_broken(tmp_path: Path) -> None:
    settings = Settings(whisper_model_dir=tmp_path)
    assert hearing(settings).verdict == "broken"
    (tmp_path / "model.bin").write_bytes(b"weights")
    assert hearing(settings).verdict == "fine"


def test_hearing_without_any_model_could_be_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.doctor.parts.package_folder", lambda _: None)
    assert hearing(Settings(whisper_download="never")).verdict == "better"
    assert "Whisper" in hearing(Settings()).says


def test_hearing_with_the_installed_model_is_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.doctor.parts.package_folder", lambda _: tmp_path)
    assert hearing(Settings(whisper_download="never")).verdict == "fine"
    other = Settings(whisper_download="never", whisper_model_size="small")
    assert hearing(other).verdict == "better"
    alone = hearing(Settings(recognizer="pocketsphinx"))
    assert (alone.verdict, alone.mend) == (
        "better",
        "RECOGNIZER=auto lets Whisper hear",
    )


def test_a_model_that_is_not_installed_could_be_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "package_folder", lambda _: None)
    found = list(model_findings(Settings(data_dir=tmp_path)))
    assert [f.what for f in found] == [model.name for model in models()]
    assert {f.verdict for f in found} == {"better"}
    assert all(f"install {f.what}" in f.mend for f in found)


def test_a_damaged_model_is_named_with_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("minilm")
    settings = Settings(data_dir=tmp_path)
    assert model_finding(model("minilm"), settings).verdict == "fine"
    flip_one_byte(copy_installed(tmp_path / "site")["model.onnx"])
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    found = model_finding(model("minilm"), settings)
    assert found.verdict == "broken"
    assert "model.onnx is damaged: sha256" in found.says
    assert str(tmp_path) not in found.says


def test_every_advice_names_what_to_do() -> None:
    findings = [owner(Settings()), *parts(Settings())]
    assert all(f.mend for f in findings if f.verdict != "fine")


def test_a_finding_is_one_line() -> None:
    line = Finding("port", "better", "8000 is taken", "set API_PORT").line()
    assert line.startswith("better")
    assert line.endswith("-> set API_PORT")
