"""Interview practice over HTTP: the owner's, and a candidate's with a link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.errors import ConfigurationError
from services.interview.bank_file import load_bank
from services.interview.banks import SHIPPED
from tests.api.routes.owner import BEARER, owned
from tests.app import Visit, settings_for, visiting
from tests.sounds import encode, tone

ADA: dict[str, Any] = {"candidate_id": "ada", "skill_level": "junior", "bank": "sql"}
BANK = load_bank(SHIPPED / "sql.toml")


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[Visit]:
    async with owned(tmp_path, interview_open=True) as visit:
        yield visit


async def post(
    visit: Visit, path: str, body: Any = None, status: int = 200, **headers: str
) -> dict[str, Any]:
    reply = await visit.http.post(path, json=body, headers=headers or BEARER)
    assert reply.status_code == status, reply.text
    found: dict[str, Any] = reply.json()
    return found


async def read(visit: Visit, path: str, status: int = 200) -> dict[str, Any]:
    reply = await visit.http.get(path, headers=BEARER)
    assert reply.status_code == status, reply.text
    found: dict[str, Any] = reply.json()
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


async def begin(visit: Visit, **changes: Any) -> dict[str, Any]:
    return await post(visit, "/interviews/start", ADA | changes, 201)


async def say(visit: Visit, state: dict[str, Any], text: str) -> dict[str, Any]:
    given = {"text": text, "turn": state["next_question"]["turn"]}
    return await post(visit, f"/interviews/{state['session_id']}/answers", given)


def known(question_id: str) -> str:
    """Return all that the rubric wants, in words that are not the model answer's."""
    question = BANK.question(question_id)
    assert question is not None
    return ". ".join(f"So {point.says}" for point in question.points)


async def finish(visit: Visit, state: dict[str, Any]) -> dict[str, Any]:
    while state["status"] == "active":
        question_id = state["next_question"]["question_id"]
        state = await say(visit, state, known(question_id))
    return state


async def test_it_starts_with_a_question(owner: Visit) -> None:
    state = await begin(owner)
    assert (state["status"], state["answered"]) == ("active", 0)
    assert state["next_question"]["turn"] == 1
    assert BANK.question(state["next_question"]["question_id"]) is not None


async def test_a_whole_interview_ends_with_a_report(owner: Visit) -> None:
    state = await finish(owner, await begin(owner))
    assert state["status"] == "completed"
    assert state["ended_by"] in ("precision", "questions")
    assert state["next_question"] is None
    report = await read(owner, f"/interviews/{state['session_id']}/results")
    low, high = report["interval"]
    assert low < report["overall_score"] < high
    assert report["overall_score"] > 60
    assert len(report["per_question"]) == report["answered"] == state["answered"]
    first = report["per_question"][0]
    assert any(point["evidence"] for point in first["points"])
    assert report["progress"][-1]["session_id"] == state["session_id"]
    assert report["detailed_feedback"]


async def test_who_knows_more_is_told_so(owner: Visit) -> None:
    good = await finish(owner, await begin(owner, candidate_id="good"))
    bad = await begin(owner, candidate_id="bad")
    for _ in range(6):
        bad = await say(owner, bad, "Sorry, I don't know.")
    scores = [
        (await read(owner, f"/interviews/{one['session_id']}/results"))["interval"]
        for one in (good, bad)
    ]
    assert scores[0][0] > scores[1][1]


async def test_a_missed_point_is_asked_about_and_counts_in_part(owner: Visit) -> None:
    state = await begin(owner)
    for _ in range(8):
        question = BANK.question(state["next_question"]["question_id"])
        assert question is not None
        half = f"Well, {question.points[0].says}, that is what it is for me."
        state = await say(owner, state, half)
        if state["next_question"]["follow_up"]:
            break
    asked = state["next_question"]
    assert question is not None
    assert asked["text"] in [point.follow_up for point in question.points]
    before = await read(owner, f"/interviews/{state['session_id']}/results")
    await say(owner, state, known(asked["question_id"]))
    after = await read(owner, f"/interviews/{state['session_id']}/results")
    scores = [one["per_question"][-1]["score"] for one in (before, after)]
    assert scores[0] < scores[1] < 100


async def test_a_paused_interview_goes_on_where_it_was(owner: Visit) -> None:
    state = await begin(owner)
    path = f"/interviews/{state['session_id']}"
    assert (await post(owner, f"{path}/pause"))["status"] == "paused"
    refused = await post(owner, f"{path}/answers", {"text": "Now then"}, 422)
    assert "resume" in refused["message"]
    resumed = await post(owner, f"{path}/resume")
    assert resumed["next_question"] == state["next_question"]


async def test_it_outlives_a_restart(tmp_path: Path) -> None:
    async with owned(tmp_path) as visit:
        state = await begin(visit)
    async with owned(tmp_path) as visit:
        found = await read(visit, f"/interviews/{state['session_id']}")
        assert found["next_question"] == state["next_question"]


async def test_of_two_tabs_one_answers(owner: Visit) -> None:
    state = await begin(owner)
    path = f"/interviews/{state['session_id']}/answers"
    given = {"text": "All or nothing, I would say.", "turn": 1}
    replies = await asyncio.gather(
        *(owner.http.post(path, json=given, headers=BEARER) for _ in range(4))
    )
    assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409]
    late = await owner.http.post(path, json=given, headers=BEARER)
    assert late.status_code == 409
    assert "another tab" in late.json()["message"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("Das weiß ich leider nicht, aber ich glaube, es ist so.", "English"),
        ("word " * 1_700, "8,000"),
    ],
)
async def test_what_is_no_answer_leaves_the_question_open(
    owner: Visit, text: str, told: str
) -> None:
    state = await begin(owner)
    path = f"/interviews/{state['session_id']}"
    refused = await post(owner, f"{path}/answers", {"text": text}, 422)
    assert told in refused["message"]
    assert (await read(owner, path))["next_question"] == state["next_question"]


async def test_one_word_is_an_answer_worth_nothing(owner: Visit) -> None:
    state = await say(owner, await begin(owner), "Pass")
    report = await read(owner, f"/interviews/{state['session_id']}/results")
    assert report["per_question"][0]["score"] == 0
    assert report["per_question"][0]["flags"][0]["flag"] == "silent"


async def test_the_time_ends_it(owner: Visit) -> None:
    state = await begin(owner, minutes=1)
    clock = owner.services.clock
    clock._origin_s += 61
    state = await say(owner, state, known(state["next_question"]["question_id"]))
    assert (state["status"], state["ended_by"]) == ("completed", "time")


async def test_a_clock_set_back_takes_no_time(owner: Visit) -> None:
    state = await begin(owner)
    owner.services.clock._origin_s -= 3_600
    found = await read(owner, f"/interviews/{state['session_id']}")
    assert (found["status"], found["spent_s"]) == ("active", 0)


async def test_one_left_alone_for_a_day_is_abandoned(owner: Visit) -> None:
    state = await begin(owner)
    owner.services.clock._origin_s += 25 * 3_600
    found = await read(owner, f"/interviews/{state['session_id']}")
    assert found["status"] == "abandoned"


async def test_a_spoken_answer_is_heard_scored_and_not_kept(
    tmp_path: Path, owner: Visit
) -> None:
    state = await begin(owner, mode="voice")
    owner.ears.recognizer.text = known(state["next_question"]["question_id"])
    files = {"audio_file": ("a.wav", encode(tone(440, 1.0), "wav"), "audio/wav")}
    path = f"/interviews/{state['session_id']}/answers/spoken"
    reply = await owner.http.post(path, files=files, data={"turn": "1"}, headers=BEARER)
    assert reply.status_code == 200, reply.text
    assert reply.json()["heard"] == owner.ears.recognizer.text
    assert reply.json()["answered"] == 1
    assert [
        name for name in files_in(tmp_path) if name.endswith((".wav", ".mp3"))
    ] == []


async def test_a_recording_may_be_long_but_not_too_long(tmp_path: Path) -> None:
    async with owned(
        tmp_path, max_audio_length=1.0, interview_max_answer_s=3.0
    ) as visit:
        state = await begin(visit)
        visit.ears.recognizer.text = "All or nothing, as I would put it."
        path = f"/interviews/{state['session_id']}/answers/spoken"
        statuses = []
        for seconds in (2.0, 4.0):
            sound = encode(tone(440, seconds), "wav")
            files = {"audio_file": ("a.wav", sound, "audio/wav")}
            reply = await visit.http.post(path, files=files, headers=BEARER)
            statuses.append(reply.status_code)
        assert statuses == [200, 413]
        assert reply.json()["error_code"] == "AUDIO_TOO_LONG"


async def test_a_job_chooses_the_bank(owner: Visit) -> None:
    wanted = {"candidate_id": "ada", "skill_level": "senior"}
    jobs = {"python": "Backend developer: Python, Docker", "behavioural": "A gardener"}
    for bank, job in jobs.items():
        state = await post(owner, "/interviews/start", wanted | {"job": job}, 201)
        assert state["bank"] == bank
    both = wanted | {"job": "Python", "bank": "sql"}
    await post(owner, "/interviews/start", both, 422)
    told = await post(owner, "/interviews/start", wanted | {"bank": "latin"}, 422)
    assert "behavioural, excel, python, resume, sql" in told["message"]


async def test_the_resume_asks_about_its_own_lines(owner: Visit) -> None:
    state = await begin(owner, bank="resume")
    asked = state["next_question"]["text"]
    lines = [
        line
        for entries in owner.services.processor.resume.sections.values()
        for entry in entries
        for line in (*entry.highlights, *entry.metrics)
    ]
    assert any(line.rstrip(".") in asked for line in lines)
    assert "How did you do that?" in asked


async def test_only_the_owner_may_start(tmp_path: Path) -> None:
    async with owned(tmp_path) as visit:
        state = await begin(visit)
        for path in ("/interviews/start", f"/interviews/{state['session_id']}/pause"):
            assert (await visit.http.post(path, json=ADA)).status_code == 401
        closed = await post(visit, "/interviews/invitations", ADA, 403)
        assert "INTERVIEW_OPEN" in closed["message"]
    async with visiting(settings_for(tmp_path)) as visit:
        reply = await visit.http.post("/interviews/start", json=ADA)
        assert reply.status_code == 403


async def test_a_link_lets_a_candidate_into_one_interview(owner: Visit) -> None:
    made = await post(owner, "/interviews/invitations", ADA | {"days": 2}, 201)
    other = await begin(owner)
    path = f"/interviews/{made['session_id']}"
    guest = {"x-invitation": made["invitation"]}
    assert made["link"].endswith(f"#{made['invitation']}")
    assert (await read(owner, path))["status"] == "pending"
    assert (await post(owner, f"{path}/resume", **guest))["status"] == "active"
    refused = await owner.http.get(f"/interviews/{other['session_id']}", headers=guest)
    assert refused.status_code == 401
    for owners in ("/interviews", "/interviews/analytics", "/interviews/banks"):
        assert (await owner.http.get(owners, headers=guest)).status_code == 401
    forged = {"x-invitation": made["invitation"][:-1] + "x"}
    assert (await owner.http.get(path, headers=forged)).status_code == 401
    owner.services.clock._origin_s += 3 * 86_400
    assert (await owner.http.get(path, headers=guest)).status_code == 401


async def test_the_owner_sees_figures_of_all(owner: Visit) -> None:
    done = await finish(owner, await begin(owner))
    await begin(owner, candidate_id="bo")
    figures = await read(owner, "/interviews/analytics")
    assert (figures["total"], figures["active"], figures["completed"]) == (2, 1, 1)
    assert sum(figures["distribution"]) == 1
    assert figures["completion"] == 1
    assert figures["by_level"][0]["name"] == "junior"
    assert len(figures["by_question"]) == done["answered"]
    assert len((await read(owner, "/interviews"))["interviews"]) == 2
    own = await read(owner, "/interviews?candidate_id=bo&status=active")
    assert [one["candidate_id"] for one in own["interviews"]] == ["bo"]
    assert not (await read(owner, "/interviews/drift"))["alarm"]
    banks = (await read(owner, "/interviews/banks"))["banks"]
    assert {"sql", "resume"} <= {bank["name"] for bank in banks}


async def test_the_owners_own_score_counts(owner: Visit) -> None:
    state = await say(owner, await begin(owner), "Pass")
    path = f"/interviews/{state['session_id']}/answers/1/dispute"
    report = await post(owner, path, {"score": 80})
    assert report["per_question"][0]["score"] == 80
    assert report["per_question"][0]["disputed"]
    back = await post(owner, path, {"score": None})
    assert back["per_question"][0]["score"] == 0
    await post(owner, path.replace("/1/", "/9/"), {"score": 80}, 404)


async def test_nothing_is_left_of_a_candidate(tmp_path: Path, owner: Visit) -> None:
    secret = "zebra-wolkenkratzer"
    state = await begin(owner, candidate_id="carla")
    text = f"It is about {secret} and the rows that are in it."
    state = await say(owner, state, text)
    exported = await read(owner, "/interviews/candidates/carla/export")
    assert exported["interviews"][0]["turns"][0]["answer"] == text
    await begin(owner, candidate_id="carla")
    reply = await owner.http.delete("/interviews/candidates/carla", headers=BEARER)
    assert reply.json() == {"erased": 2}
    await read(owner, f"/interviews/{state['session_id']}", 404)
    assert (await read(owner, "/interviews/analytics"))["total"] == 0
    await owner.services.stop()
    held = [
        name for name, data in files_in(tmp_path).items() if secret.encode() in data
    ]
    assert held == []


async def test_one_interview_can_be_exported_and_erased(owner: Visit) -> None:
    state = await begin(owner)
    path = f"/interviews/{state['session_id']}"
    exported = await read(owner, f"{path}/export")
    assert exported["interviews"][0]["id"] == state["session_id"]
    assert datetime.fromisoformat(exported["interviews"][0]["created_at"])
    assert (await owner.http.delete(path, headers=BEARER)).json() == {"erased": 1}
    assert (await owner.http.delete(path, headers=BEARER)).status_code == 404


async def test_a_bank_of_ones_own_with_a_mistake_stops_the_start(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "own.toml").write_text('name = "own"\ntitle = ""\n', "utf-8")
    settings = settings_for(tmp_path, interview_banks=folder)
    with pytest.raises(ConfigurationError, match=r"own\.toml:2: title"):
        async with visiting(settings):
            pass
