"""Any résumé file becomes a Resume, or says which line is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import ConfigurationError
from services.models.resume import Entry, Resume
from services.resume.loading import MAX_FILE_BYTES, load_resume, read_resume
from services.resume.problems import Problems

SAMPLE = Path(__file__).parents[2] / "resume_data.json"
Write = Callable[[Any], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(content: Any) -> Path:
        path = tmp_path / "resume_data.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = (
                content if isinstance(content, str) else json.dumps(content, indent=1)
            )
            path.write_text(text, encoding="utf-8")
        return path

    return to_file


def resume(**sections: Any) -> Resume:
    return read_resume({"name": "Ada Example", **sections})


def entry(section: str, item: Any) -> Entry:
    return next(iter(resume(**{section: [item]}).sections.values()))[0]


def test_the_sample_has_every_section_and_a_person() -> None:
    sample = load_resume(SAMPLE)
    assert sample.profile.pronouns == ("she", "her", "her")
    assert set(sample.sections) >= {
        "projects", "experience", "skills", "education", "publications",
        "certifications", "blog", "volunteer", "awards", "languages", "interests",
        "references", "talks",
    }  # fmt: skip
    assert len(sample.sections["projects"]) >= 6


def test_json_resume_goes_to_the_same_sections() -> None:
    read = read_resume(
        {
            "basics": {
                "name": "Ada Example",
                "label": "Engineer",
                "location": {"city": "Bern", "countryCode": "CH", "address": "Gate 1"},
                "profiles": [{"network": "GitHub", "url": "https://g.example.com/ada"}],
            },
            "work": [{"name": "Acme", "position": "Engineer", "startDate": "2020-05"}],
            "certificates": [{"name": "Diver", "issuer": "Club", "date": "2019-01-02"}],
        }
    )
    assert list(read.sections) == ["experience", "certifications"]
    assert read.profile.headline == "Engineer"
    assert read.profile.location == "Bern, CH"
    assert read.profile.links == {"github": "https://g.example.com/ada"}
    job = read.sections["experience"][0]
    assert (job.id, job.organization, job.role) == (
        "experience/acme",
        "Acme",
        "Engineer",
    )
    assert job.path == "work[0]"
    assert job.period
    assert job.period.ongoing


@pytest.mark.parametrize("name", ["name", "company", "employer", "organization"])
def test_an_employer_goes_by_several_names(name: str) -> None:
    assert entry("work", {name: "Acme", "position": "x"}).organization == "Acme"


def test_an_unknown_section_is_a_content_type_of_its_own() -> None:
    read = resume(projects=["x"], patents=[{"title": "Engine", "number": 7}])
    (patent,) = read.sections["patents"]
    assert patent.id == "patents/engine"
    assert patent.facts["number"] == "7"


def test_groups_of_skills_keep_their_names() -> None:
    read = resume(skills={"big_data": ["Spark"], "ml": "PyTorch, JAX"})
    big, learning = read.sections["skills"]
    assert (big.title, big.id, big.path) == (
        "Big data",
        "skills/big-data",
        "skills.big_data",
    )
    assert learning.technologies == ("PyTorch", "JAX")


@pytest.mark.parametrize(
    "skills",
    [["Python", "Go"], "Python, Go", [{"name": "Code", "keywords": "Python; Go"}]],
)
def test_skills_may_be_a_list_a_line_or_objects(skills: Any) -> None:
    assert resume(skills=skills).sections["skills"][0].technologies == ("Python", "Go")


def test_a_plain_list_of_things_has_titles() -> None:
    read = resume(interests=["Chess", None, "Cello"], languages={"German": "native"})
    assert [e.title for e in read.sections["interests"]] == ["Chess", "Cello"]
    assert read.sections["languages"][0].role == "native"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["Python", None, "", "Python"], ("Python",)),
        ("Python, Docker (Compose, Swarm)", ("Python", "Docker (Compose, Swarm)")),
        ({"back": ["Python"], "front": "React"}, ("Python", "React")),
        ([{"name": "Python"}], ("Python",)),
        (None, ()),
    ],
)
def test_technologies_may_be_lists_lines_or_groups(
    written: Any, read: tuple[str, ...]
) -> None:
    assert entry("projects", {"title": "X", "tech_stack": written}).technologies == read


def test_a_blank_field_lets_its_other_name_speak() -> None:
    assert entry("projects", {"title": "", "name": "River"}).title == "River"


def test_what_has_no_field_of_its_own_is_kept_as_a_fact() -> None:
    study = {
        "institution": "MIT",
        "area": "Physics",
        "score": "3.9",
        "advisor": "A. B.",
    }
    facts = entry("education", study).facts
    assert (facts["gpa"], facts["advisor"]) == ("3.9", "A. B.")


def test_ids_are_the_owner_s_own_or_made_from_names_and_never_repeat() -> None:
    read = resume(
        projects=[{"id": "one", "title": "A"}, {"id": "one", "title": "B"}],
        work=[{"company": "Ümläut & Co", "role": "x"}, {"company": "Ümläut & Co"}],
    )
    ids = [e.id for section in read.sections.values() for e in section]
    assert ids == ["one", "one-2", "experience/umlaut-co", "experience/umlaut-co-2"]


def test_control_characters_and_lone_surrogates_fall_out() -> None:
    title = entry("projects", {"title": "A\x00B\ud800\ufeffC"}).title
    assert title == "ABC"


def test_the_version_changes_with_the_file(write: Write) -> None:
    one = load_resume(write({"name": "A", "projects": ["x"]})).version
    assert one != load_resume(write({"name": "A", "projects": ["y"]})).version


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(write: Write, encoding: str) -> None:
    text = json.dumps({"name": "Zoë", "projects": ["x"]}, ensure_ascii=False)
    assert load_resume(write(text.encode(encoding))).profile.name == "Zoë"


def test_a_name_and_a_section_of_ones_own_is_a_resume(write: Write) -> None:
    file = write({"name": "Ada", "inventions": ["Engine", {"title": "Valve"}]})
    (entries,) = load_resume(file).sections.values()
    assert [entry.title for entry in entries] == ["Engine", "Valve"]


BROKEN = '{\n "name": "Ada",\n "projects": [\n  {"title": {"a": 1}},\n  7\n ]\n}'


def test_every_wrong_line_is_named(write: Write) -> None:
    with pytest.raises(ConfigurationError) as error:
        load_resume(write(BROKEN))
    assert str(error.value).splitlines() == [
        "resume_data.json:4: projects[0].title: must be text, not an object",
        "resume_data.json:5: projects[1]: must be an object, not a number",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"name": "Ada",\n"projects": [}', ":2: not JSON"),
        ({"projects": ["x"]}, "does not say whose"),
        ({"name": "Ada"}, "no section with anything in it"),
        ({"name": "Ada", "projects": "none"}, "projects: must be a list, not text"),
        ({"name": "Ada", "projects": [{}]}, r"projects\[0\]: has no title"),
        (
            {"name": "Ada", "contact": [1], "projects": ["x"]},
            "contact: must be an object",
        ),
        ([1, 2], "a résumé is a JSON object"),
        ({"name": "left-pad", "scripts": {"test": "x"}}, "some other file"),
        (
            {"name": "x", "keywords": ["a"], "dependencies": {"b": "1"}},
            "some other file",
        ),
        (b"\xff\xfa\n", "not UTF-8"),
        (b'{\n"name": "\xff"}', ":2: this is not UTF-8"),
        ({"name": "x" * 30_000, "projects": ["x"]}, "longer than"),
    ],
)
def test_what_is_no_resume_is_refused_plainly(
    write: Write, content: Any, why: str
) -> None:
    with pytest.raises(ConfigurationError, match=why):
        load_resume(write(content))


def test_a_missing_file_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="RESUME_PATH"):
        load_resume(tmp_path / "none.json")


def test_a_huge_file_is_not_read(write: Write) -> None:
    with pytest.raises(ConfigurationError, match="larger than 16 MB"):
        load_resume(write(b" " * (MAX_FILE_BYTES + 1)))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "name", "dates", "technologies", "links", "id", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)
SECTIONS = st.sampled_from(
    ["projects", "work", "skills", "languages", "education", "x"]
)


@given(st.dictionaries(SECTIONS, ANYTHING, max_size=3))
def test_any_json_is_read_or_refused_as_problems(sections: dict[str, Any]) -> None:
    try:
        read = resume(**sections)
    except Problems:
        return
    ids = [e.id for section in read.sections.values() for e in section]
    assert len(ids) == len(set(ids))
    assert all(e.title for section in read.sections.values() for e in section)
