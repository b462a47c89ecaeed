"""What the interface says of itself is whole: words, examples, names, and who may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api_server import create_app
from scripts import contract
from services.api.described.forms import forms_of
from services.api.described.names import NAMES, VERB_NOUN
from services.api.described.tags import TAGS
from services.api.described.words import fields_of, parameters_of, read_words
from services.api.middleware.keys import is_door
from services.api.schemas.service import ErrorBody
from services.api.schemas.v1 import V1Error
from tests.app import Visit, settings_for, visiting

Document = dict[str, Any]
BODIES: dict[str, type[ErrorBody]] = {"ErrorBody": ErrorBody, "V1Error": V1Error}
WORDS = "services/api/described/words.toml"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    found: Document = create_app(settings_for(tmp_path_factory.mktemp("a"))).openapi()
    return found


def calls(document: Document) -> Iterator[tuple[str, Document]]:
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            yield f"{method.upper()} {path}", call


def test_every_field_and_parameter_is_described(document: Document) -> None:
    silent = [
        f"{model}.{name}: describe it in its model, or in {WORDS}"
        for model, name, field in fields_of(document)
        if not field.get("description", "").strip()
    ]
    silent += [
        f"{call}?{parameter['name']}: describe it in its route, or in {WORDS}"
        for call, parameter in parameters_of(document)
        if not parameter.get("description", "").strip()
    ]
    assert silent == []


def test_no_words_are_left_over(document: Document) -> None:
    models = document["components"]["schemas"]
    used = {name for _, name, _ in fields_of(document)}
    taken = {parameter["name"] for _, parameter in parameters_of(document)}
    words = read_words()
    idle = [
        f"[of.{model}] {name}"
        for model, fields in words["of"].items()
        for name in fields
        if name not in models.get(model, {}).get("properties", {})
    ]
    idle += [f"[fields] {name}" for name in words["fields"] if name not in used]
    idle += [f"[parameters] {n}" for n in words["parameters"] if n not in taken]
    assert idle == [], f"these describe nothing: take them out of {WORDS}"


def test_every_call_has_words_and_a_family(document: Document) -> None:
    told = {tag["name"]: tag.get("description") for tag in document["tags"]}
    bare = [
        f"{name}: give it a summary, a description and a tag of described/tags.py"
        for name, call in calls(document)
        if not (call.get("summary") and call.get("description"))
        or not all(told.get(tag) for tag in call.get("tags", [""]))
    ]
    assert bare == []
    assert [name for name in TAGS if name in told] == list(told)


def test_every_error_of_a_call_has_its_example(document: Document) -> None:
    shared = document["components"]["examples"]
    referred: set[str] = set()
    for name, call in calls(document):
        for status, answer in call["responses"].items():
            if status[0] not in "45":
                continue
            body = answer["content"]["application/json"]
            codes = set(answer["description"].split("`")[1::2])
            model = BODIES[body["schema"]["$ref"].rpartition("/")[2]]
            shown = set()
            for example in body["examples"].values():
                key = example["$ref"].rpartition("/")[2]
                referred.add(key)
                value = shared[key]["value"]
                model.model_validate(value)
                shown.add(value["error_code"])
            assert shown == codes, f"{name} {status}"
    assert referred == set(shared)


async def test_an_example_is_as_the_error_is_sent(visit: Visit) -> None:
    document = visit.app.openapi()
    sent = (await visit.http.get("/audio/nope.wav")).json()
    answer = document["paths"]["/audio/{filename}"]["get"]["responses"]["404"]
    key = answer["content"]["application/json"]["examples"]["FILE_NOT_FOUND"]["$ref"]
    example = document["components"]["examples"][key.rpartition("/")[2]]["value"]
    assert sent | {"request_id": ""} == example | {"request_id": ""}


def test_a_form_sends_nothing_that_nobody_filled_in(document: Document) -> None:
    forms = forms_of(document)
    assert len(forms) > 5
    for form in forms:
        model = document["components"]["schemas"][form]
        for name, field in model["properties"].items():
            empty = field.get("example", field.get("default")) in ("", [])
            chosen = "default" in field
            assert name in model["required"] or empty or chosen, f"{form}.{name}"


def test_names_of_calls_stay_and_new_ones_are_verb_and_noun(document: Document) -> None:
    found, kept = contract.ids(document), contract.kept_ids()
    changed = {c: (kept[c], found.get(c)) for c in kept if found.get(c) != kept[c]}
    assert changed == {}, "clients that were generated have functions of these names"
    new = found.keys() - kept.keys()
    assert not new, f"python -m scripts.contract ids keeps the names of {sorted(new)}"
    for place in (0, 1):
        counted = Counter(names[place] for names in found.values())
        assert [name for name, times in counted.items() if times > 1] == []
    ugly = {
        c: short for c, (_, short) in found.items() if not VERB_NOUN.fullmatch(short)
    }
    assert ugly == {}, "name the function of the route verb_noun, such as give_feedback"
    assert NAMES.keys() <= found.keys()


async def test_short_names_are_there_for_the_asking(visit: Visit) -> None:
    usual, short, below = [
        (await visit.http.get(path)).json()
        for path in (
            "/openapi.json",
            "/openapi.json?ids=short",
            "/api/v1/openapi.json?ids=short",
        )
    ]
    assert usual["paths"]["/ask"]["post"]["operationId"] == "ask_ask_post"
    assert short["paths"]["/ask"]["post"]["operationId"] == "ask_question"
    assert "Body_ask_by_voice" in short["components"]["schemas"]
    assert below["servers"] != short["servers"] == usual["servers"]
    assert below["paths"] == short["paths"]


def test_what_opens_a_call_is_said(document: Document) -> None:
    schemes = document["components"]["securitySchemes"]
    assert all(scheme["description"] for scheme in schemes.values())
    for name, call in calls(document):
        method, path = name.split(" ")
        ways = call.get("security", [])
        assert {scheme for way in ways for scheme in way} <= schemes.keys()
        if is_door(path):
            assert {"api_key": []} in ways
            assert {} in ways
        elif "401" in call["responses"] and path != "/api/dashboard/login":
            assert {"owner": []} in ways, f"{name}: it has OwnerDep, or MAYBE_OWNER"
            cookie: dict[str, list[str]] = {"owner_session": []}
            if method != "GET":
                cookie["owner_form"] = []
            assert cookie in ways, name
        else:
            assert not ways or {} in ways, f"{name}: documented(Unauthorized)"


async def test_who_has_no_proof_is_refused_where_the_interface_says_so(
    tmp_path: Path,
) -> None:
    """Each call that nobody may make without a proof, without one."""
    settings = settings_for(tmp_path, admin_token="a-token-of-the-test's")
    async with visiting(settings) as visit:
        for name, call in calls(visit.app.openapi()):
            method, path = name.split(" ")
            filled = path.replace("{number}", "1").replace("{", "").replace("}", "")
            if {} not in call.get("security", [{}]):
                reply = await visit.http.request(method, filled)
                assert reply.status_code == 401, name
