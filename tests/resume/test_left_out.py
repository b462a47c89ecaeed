"""What is wrong in one place of a résumé file leaves the rest of it standing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from services.models.answer import Query
from services.models.resume import Entry
from services.resume.checking import check
from services.resume.loading import read, read_resume
from services.resume.problems import Problems, path_of
from services.resume.studies import degree
from services.resume_query_processor import ResumeQueryProcessor
from tests.test_settings_at_start import started

ROOT = Path(__file__).parents[2]
NORA = {"name": "Nora Vale", "label": "Engineer", "email": "nora@example.com"}
JOB = {"name": "Acme", "position": "Engineer", "startDate": "2020-01"}


def document(**changes: Any) -> dict[str, Any]:
    return {"basics": NORA, "work": [JOB]} | changes


def warnings(raw: dict[str, Any]) -> dict[str, str]:
    return {path_of(p.pointer): p.message for p in read(raw, "")[1]}


def checked(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """The owner's own command, as a process."""
    file = folder / "resume.json"
    file.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "services.resume", "check", str(file)],
        cwd=ROOT,
        env={k: os.environ[k] for k in ("PATH", "HOME") if k in os.environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("section", "item", "title"),
    [
        ("interests", {"name": "", "keywords": ["Chess", "Bees"]}, "Chess, Bees"),
        ("references", {"reference": "Available on request"}, "Available on request"),
        ("skills", {"level": "Beginner", "keywords": ["HTML", "CSS"]}, "Beginner"),
        ("skills", {"keywords": ["HTML", "CSS"]}, "Skills"),
        ("education", {"area": "Physics"}, "Physics"),
        ("education", {"courses": ["Waves", "Heat"]}, "Waves, Heat"),
        ("awards", {"summary": "Best of the show."}, "Best of the show"),
        ("projects", {"description": "One two three four five six seven eight nine."},
         "One two three four five six seven eight …"),
        ("work", {"summary": "Built valves. And pumps."}, "Built valves"),
        ("Experience", {"Internship": "Summer at the mill"}, "Summer at the mill"),
    ],
)  # fmt: skip
def test_an_item_without_a_name_is_called_by_what_it_has(
    section: str, item: dict[str, Any], title: str
) -> None:
    raw = {"basics": NORA, section: [item]}
    (entry,) = next(iter(read_resume(raw).sections.values()))
    assert title in (entry.title, entry.role)
    assert not warnings(raw).get(f"{section}[0]")


@pytest.mark.parametrize(
    "item", [{}, {"name": ""}, {"startDate": "2020"}, {"url": "https://x.example.com"}]
)
@pytest.mark.parametrize(
    "section",
    [
        *("work", "volunteer", "education", "awards", "certificates", "publications"),
        *("skills", "languages", "interests", "references", "projects"),
    ],
)
def test_an_item_that_is_nothing_is_left_out_with_a_warning(
    section: str, item: dict[str, Any]
) -> None:
    raw = {"basics": NORA, "projects": ["Engine"], section: [item, {"name": "Acme"}]}
    told = warnings(raw)
    assert "left out" in told[f"{section}[0]"]
    assert sum(map(len, read_resume(raw).sections.values())) in (1, 2)


def test_check_names_the_line_of_what_is_left_out_and_accepts_the_file(
    tmp_path: Path,
) -> None:
    raw = document(volunteer=[{}], publications=[{"name": "", "summary": ""}])
    text = json.dumps(raw, indent=1)
    line = text[: text.index('"volunteer"')].count("\n") + 2
    done = checked(tmp_path, text)
    assert done.returncode == 0
    assert f"resume.json:{line}: warning: volunteer[0]: " in done.stdout


def test_the_service_starts_with_such_a_file_and_says_what_it_left_out(
    tmp_path: Path,
) -> None:
    interests = [{"name": "", "keywords": ["Chess", "Bees"]}, {}]
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(document(interests=interests), indent=1))
    with started(tmp_path, RESUME_PATH=str(file)) as (url, log):
        asked = {"text": "What are her interests?"}
        reply = httpx.post(f"{url}/ask", json=asked).json()["response"]
    assert "Chess" in reply
    assert "interests[1]" in log.read_text()


def test_a_file_of_a_person_alone_is_read_with_a_warning() -> None:
    assert "no section" in warnings({"basics": NORA})[""]


def test_a_field_of_the_head_is_named_where_it_was_written(tmp_path: Path) -> None:
    done = checked(
        tmp_path,
        '{\n "name": "Nora Vale",\n "profile": {"age": 3},\n'
        ' "contact": {"email": "nora@example.com"},\n "projects": ["Engine"]\n}\n',
    )
    assert done.returncode == 1
    assert ":3: profile: must be text" in done.stderr
    assert "contact.profile" not in done.stderr


@pytest.mark.parametrize("place", ["work", "basics"])
def test_a_text_that_is_too_long_is_named_where_it_stands(
    tmp_path: Path, place: str
) -> None:
    raw = deepcopy(document())
    (raw["work"][0] if place == "work" else raw["basics"])["note"] = "x" * 20_001
    done = checked(tmp_path, json.dumps(raw, indent=1))
    where = "work[0].note" if place == "work" else "basics.note"
    assert f"{where}: longer than" in done.stderr


@pytest.mark.parametrize(
    ("dates", "path", "told"),
    [
        ({"start": "平成15年", "end": "2004年3月"}, ".start", "until Mar 2004"),
        ({"startDate": "平成15年", "endDate": "Present"}, ".startDate", "Present"),
        ({"startDate": "2003", "endDate": "平成16年"}, ".endDate", "2003"),
        ({"startDate": 1577836800000, "endDate": "2021"}, ".startDate", "until 2021"),
        ({"start": "2021-13", "end": "2022-05"}, ".start", "2021 – May 2022"),
        ({"startDate": "2021-02-31"}, ".startDate", "2021 – Present"),
        ({"startDate": "2005", "endDate": "2004"}, "", None),
        ({"startDate": "2025-11-06", "endDate": "2025-01-25"}, "", None),
        ({"dates": "2005 – 2004"}, ".dates", None),
        ({"dates": "13/2020"}, ".dates", "2020"),
        ({"start": "soon"}, ".start", None),
        ({"dates": "Feb 29 2021"}, ".dates", "2021"),
        ({"dates": "29 Feb 2021 – 2022"}, ".dates", "2021 – 2022"),
        ({"start": "31 April 2020", "end": "2021"}, ".start", "2020 – 2021"),
        ({"dates": "May"}, ".dates", None),
        ({"startDate": "2090-01-01"}, ".startDate", None),
        ({"startDate": "2090", "endDate": "2091"}, ".startDate", None),
        ({"period": "2099"}, ".period", None),
    ],
)  # fmt: skip
def test_a_date_that_is_half_read_is_told_as_far_as_it_is_known(
    dates: dict[str, Any], path: str, told: str | None
) -> None:
    raw = {"basics": NORA, "work": [{"name": "Acme", "position": "Lead"} | dates]}
    assert f"work[0]{path}" in warnings(raw)
    (job,) = read_resume(raw).sections["experience"]
    assert (job.period and job.period.text) == told


@pytest.mark.parametrize(
    "dates",
    [
        {"startDate": "2020-01", "endDate": ""},
        {"startDate": "2004年3月", "endDate": "至今"},
        {"startDate": "2017.9", "endDate": "2018.12"},
        {"startDate": "2020-01-15T10:00:00Z"},
        {"dates": "Sep 2025 – Present"},
        {"dates": "Class of 2014"},
        {"dates": "2010/11"},
        {"dates": "Feb 29 2020"},
        {"dates": "2019 – 2099"},
        {},
    ],
)
def test_a_date_that_is_read_is_not_warned_of(dates: dict[str, Any]) -> None:
    raw = {"basics": NORA, "work": [{"name": "Acme", "position": "Lead"} | dates]}
    assert not warnings(raw)


def test_check_warns_once_of_dates_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "resume.json"
    work = [{"name": "Acme", "startDate": "soon", "endDate": "later"}]
    file.write_text(json.dumps(document(work=work), indent=1))
    told = [w for w in check(file).warnings if "dates that can be" in w.message]
    assert not told
    assert {w.path for w in check(file).warnings} >= {
        "work[0].startDate",
        "work[0].endDate",
    }


def job(item: Any) -> Entry:
    return read_resume({"basics": NORA, "work": item}).sections["experience"][0]


def test_no_employer_is_made_up_from_a_role_nor_the_reverse() -> None:
    alone = job([{"position": "Carpenter", "startDate": "2020"}])
    assert (alone.role, alone.organization) == ("Carpenter", "")
    bare = job(["Carpenter"])
    assert (bare.title, bare.role and bare.organization) == ("Carpenter", "")
    group = job({"acme": {"company": "Acme Inc", "dates": "2020"}})
    assert (group.organization, group.role) == ("Acme Inc", "")


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        ("BSc Physics", "Physics", "BSc Physics"),
        ("BSc", "Physics", "BSc in Physics"),
        ("Bachelor of Science in Computer Science", "Computer Science",
         "Bachelor of Science in Computer Science"),
        ("Diplôme d'ingénieur en informatique", "Informatique",
         "Diplôme d'ingénieur en informatique"),
        ("B.Sc. in CS", "Computer Science", "B.Sc. in CS"),
        ("Bachelor", "Bachelor of Computer Science.", "Bachelor of Computer Science."),
        ("BSc Computer Science", "Computer Science and Maths",
         "BSc Computer Science and Maths"),
        ("Técnico Superior en Desarrollo Web", "Desarrollo Web",
         "Técnico Superior en Desarrollo Web"),
        ("Bachelor of Science", "Computer Science",
         "Bachelor of Science in Computer Science"),
        ("", "Physics", "Physics"),
        ("PhD", "", "PhD"),
    ],
)  # fmt: skip
def test_a_degree_says_its_subject_once(kind: str, subject: str, said: str) -> None:
    assert degree(kind, subject) == said
    study = {"institution": "Lake School", "studyType": kind, "area": subject}
    (entry,) = read_resume({"basics": NORA, "education": [study]}).sections["education"]
    assert entry.role == said


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("email", "###EMAIL###", ""),
        ("email", "you@…", ""),
        ("email", "your.name@example.com", ""),
        ("email", "nora at example", ""),
        ("email", "mailto:nora@example.com", "nora@example.com"),
        ("email", "nora@example.com", "nora@example.com"),
        ("phone", "(xxx) xxx-xxxx", ""),
        ("phone", "000-000-0000", ""),
        ("phone", "Upon request", ""),
        ("phone", "+58 (426) 513-10-93", "+58 (426) 513-10-93"),
        ("url", "linkedin: //www.linkedin.com/in/nora", ""),
        ("url", "javascript:alert(1)", ""),
        ("url", "https://your-site.example.com", ""),
        ("url", "nora.example.com", "nora.example.com"),
        ("url", "Site: https://nora.example.com/", "https://nora.example.com/"),
    ],
)
def test_a_contact_that_is_none_is_left_out_with_a_warning(
    field: str, written: str, told: str
) -> None:
    raw = {"basics": {"name": "Nora Vale", field: written}, "work": [JOB]}
    profile = read_resume(raw).profile
    held = {"url": profile.website, "email": profile.email, "phone": profile.phone}
    assert held[field] == told
    assert (f"basics.{field}" in warnings(raw)) is (not told)


@pytest.mark.parametrize(
    "summary",
    [
        "Data analyst in public health.",
        "Scriptwriter of three series.",
        "Data: I collect it, clean it and tell what it says.",
        "File clerk turned archivist",
    ],
)
def test_a_text_that_begins_like_a_scheme_is_a_text(summary: str) -> None:
    raw = {"basics": {"name": "Nora Vale", "summary": summary}, "work": [JOB]}
    assert read_resume(raw).profile.summary == summary
    assert not warnings(raw)


@pytest.mark.parametrize(
    ("profile", "links"),
    [
        ({"network": "Print", "username": "n", "url": "javascript:print();"}, {}),
        ({"network": "GitHub", "url": "github: https://github.com/nora-x"},
         {"github": "https://github.com/nora-x"}),
        ({"network": "GitHub", "username": "nora-x", "url": "https://github.com/"},
         {"github": "nora-x"}),
        ({"network": "LinkedIn", "url": "https://www.linkedin.com/in/"}, {}),
        ({"network": "GitHub", "username": "nora-x"}, {"github": "nora-x"}),
        ({"network": "GitHub", "username": "your-username"}, {}),
        ({"network": "linkedin", "url": "www.linkedin.com/in/nora"},
         {"linkedin": "www.linkedin.com/in/nora"}),
    ],
)  # fmt: skip
def test_a_profile_is_told_by_an_address_that_leads_somewhere(
    profile: dict[str, str], links: dict[str, str]
) -> None:
    raw = document(basics=NORA | {"profiles": [profile]})
    assert read_resume(raw).profile.links == links


def test_a_contact_of_our_own_format_is_checked_too() -> None:
    contact = {
        "email": "###EMAIL###",
        "github": "https://github.com/",
        "linkedin": "linkedin: https://www.linkedin.com/in/nora",
        "availability": "from May",
        "chat": "javascript:alert(1)",
    }
    raw = {"name": "Nora Vale", "contact": contact, "projects": ["Engine"]}
    profile = read_resume(raw).profile
    assert profile.email == ""
    assert profile.links == {"linkedin": "https://www.linkedin.com/in/nora"}
    assert profile.facts == {"availability": "from May"}
    assert set(warnings(raw)) == {"contact.email", "contact.github", "contact.chat"}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"work": [{"name": "Acme", "title": {"en": "x"}}]}, "work[0].title"),
        ({"projects": [{"name": "River", "date": {"y": 1}}]}, "projects[0].date"),
        ({"basics": NORA | {"pronouns": {"a": 1}}}, "basics.pronouns"),
        ({"order": [1, 2]}, "order[0]"),
        ({"custom": [[1]]}, "custom[0]"),
    ],
)
def test_what_the_schema_leaves_open_refuses_no_file(
    changes: dict[str, Any], path: str
) -> None:
    raw = document(**changes)
    assert read_resume(raw).sections["experience"][0].organization == "Acme"
    assert path in warnings(raw)


@pytest.mark.parametrize(
    "changes",
    [
        {"work": [JOB | {"position": {"en": "x"}}]},
        {"work": [7]},
        {"basics": NORA | {"label": {"en": "x"}}},
    ],
)
def test_what_the_schema_forbids_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Problems):
        read_resume(document(**changes))


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({"dates": "24 Dec"}, "'24 Dec' names no year"),
        ({"dates": "2022 – 2021"}, "the dates end before they begin"),
        ({"startDate": "2090"}, "lies in the future"),
        ({"dates": "30 Feb 2021"}, "holds a date that does not exist"),
    ],
)
def test_a_warning_of_dates_says_what_is_wrong_and_in_which_line(
    tmp_path: Path, dates: dict[str, str], why: str
) -> None:
    job = {"name": "Acme", "position": "Lead"} | dates
    text = json.dumps({"basics": NORA, "work": [job]}, indent=1)
    told = checked(tmp_path, text).stdout
    (key,) = dates
    line = next(n for n, row in enumerate(text.splitlines(), 1) if f'"{key}"' in row)
    assert re.search(rf":{line}: warning: work\[0\]\.{key}: .*{why}", told), told


def test_what_has_not_begun_is_not_told_as_if_it_had() -> None:
    job = {"name": "Acme", "position": "Lead", "startDate": "2090-01-01"}
    talk = {"title": "Valves", "date": "2090"}
    resume = read_resume({"basics": NORA, "work": [job], "talks": [talk]})
    assert resume.sections["experience"][0].period is None
    assert resume.sections["talks"][0].period is not None
    said = ResumeQueryProcessor(resume).answer(Query("how long was she at Acme"))
    assert "2090" not in said.text


def test_a_section_that_stands_twice_is_told_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "resume.json"
    file.write_text('{"name": "Ada",\n"projects": ["a"],\n"projects": ["b"]}')
    with capture_logs() as logs:
        ResumeQueryProcessor.from_path(file)
    told = [log["told"] for log in logs if log["event"] == "resume_warning"]
    assert told == ["resume.json:3: projects: stands here twice; the last counts"]
