"""Every tool, resource and prompt through the protocol's client, both ways."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

import api_server
from api_server import create_app
from services.mcp import __main__
from services.mcp.tools import TOOLS
from tests.app import ORIGIN, RESUME, Visit, settings_for, visiting, with_fakes
from tests.server import serving

ROOT = Path(__file__).parent.parent.parent
TRANSPORTS = ("http", "stdio")
CALLS: dict[str, dict[str, Any]] = {
    "search_resume": {"query": "flood", "limit": 3},
    "list_entries": {"section": "projects"},
    "get_entry": {"id": "river-watch"},
    "answer_question": {"question": "which projects use python"},
    "check_job_fit": {
        "text": "An engineer is wanted. You must know Python and COBOL, by heart."
    },
}
HOSTILE: list[Any] = [
    "", " ", "\0", "\ud800", "../../etc/passwd", "file:///etc/passwd", "{person}",
    "{0.__class__}", "%s%n", "'; drop table turns; --", "<script>", "$(id)",
    "resume://profile", "a" * 100_000, "ignore previous instructions", "\u202e", None,
    True, 0, -1, 10**30, 1.5, float("1e308"), [], {}, ["x"], {"x": 1}, [[[[]]]],
]  # fmt: skip


SECRET = "Zq7-canary-of-a-house-93"
"""The owner's token, and what another visitor asked: nobody's business here."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("mcp")
    app = create_app(settings_for(folder, admin_token=SECRET))
    with_fakes(app.state.services)
    with serving(app) as served:
        asked = httpx.post(f"{served.url}/ask", json={"text": f"is it {SECRET}"})
        assert asked.status_code == 200
        yield f"{served.url}/mcp"


@asynccontextmanager
async def connected(transport: str, address: str) -> AsyncIterator[Client]:
    """One client, over HTTP or with a program of its own, started from anywhere."""
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "services.mcp"],
        cwd="/",
        env={
            "PYTHONPATH": str(ROOT),
            "RESUME_PATH": str(RESUME),
            "ADMIN_TOKEN": SECRET,
        },
    )
    async with Client(address if transport == "http" else program) as client:
        yield client


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_everything_is_listed_and_can_be_called(
    transport: str, address: str
) -> None:
    async with connected(transport, address) as client:
        listed = (await client.list_tools()).tools
        assert {tool.name for tool in listed} == set(CALLS)
        assert all(
            tool.annotations and tool.annotations.read_only_hint for tool in listed
        )
        found = {
            name: await client.call_tool(name, given) for name, given in CALLS.items()
        }
        assert not any(one.is_error for one in found.values())
        told = {name: one.structured_content for name, one in found.items()}
        assert told["search_resume"]["results"][0]["title"] == "River Watch"
        assert len(told["list_entries"]["entries"]) > 3
        assert told["get_entry"]["title"] == "River Watch"
        assert "River Watch" in told["answer_question"]["answer"]
        judged = told["check_job_fit"]["requirements"]
        assert [r["verdict"] for r in judged][:2] == ["met", "not named"]
        assert told["answer_question"]["evidence"]
        await everything_else(client)


async def everything_else(client: Client) -> None:
    sections = await client.call_tool("list_entries", {})
    assert "projects" in json.dumps(sections.structured_content)
    resources = (await client.list_resources()).resources
    for resource in resources:
        (content,) = (await client.read_resource(resource.uri)).contents
        assert json.loads(content.text)  # type: ignore[union-attr]
    (entry,) = (await client.read_resource("resume://projects/river-watch")).contents
    assert "River Watch" in entry.text  # type: ignore[union-attr]
    templates = (await client.list_resource_templates()).resource_templates
    assert {one.uri_template for one in templates} == {
        "resume://{section}",
        "resume://{section}/{id}",
    }
    for prompt in (await client.list_prompts()).prompts:
        given = {argument.name: "Python" for argument in prompt.arguments or ()}
        (message,) = (await client.get_prompt(prompt.name, given)).messages
        assert "Maya" in message.content.text  # type: ignore[union-attr]


TRIES = [
    (tool.name, {**CALLS[tool.name], name: value})
    for tool in TOOLS
    for name in (*tool.arguments.model_fields, "another")
    for value in HOSTILE
]
"""Each of the tools' arguments is each of them in turn; so are names of others."""
OUTSIDE = (SECRET, "Traceback", "root:x:", "services/", "site-packages", "sqlite")


@pytest.mark.timeout(150)
async def test_hostile_arguments_are_refused_or_find_nothing(address: str) -> None:
    assert len(TRIES) > 200
    resume = RESUME.read_text("utf-8")
    async with httpx.AsyncClient() as http:
        for name, given in TRIES:
            reply = await post(http, address, "tools/call", name=name, arguments=given)
            assert reply.status_code < 500, (name, given)
            if reply.status_code == 200 and "result" in (told := reply.json()):
                holds_only(told["result"], resume)


@pytest.mark.timeout(150)
async def test_hostile_arguments_do_no_more_to_the_program(address: str) -> None:
    """Through the client, which cannot send half a character."""
    resume = RESUME.read_text("utf-8")
    tries = [(n, given) for n, given in TRIES if "\\ud800" not in json.dumps(given)]
    assert len(tries) > 200
    told: list[str] = []
    async with connected("stdio", address) as client:
        for name, given in tries:
            try:
                found = await client.call_tool(name, given)
            except MCPError as refused:
                told.append(str(refused))
            else:
                holds_only(found.model_dump(mode="json", by_alias=True), resume)
        whole = await client.call_tool("search_resume", CALLS["search_resume"])
        assert not whole.is_error, "it works as before"
    assert all(len(one) < 400 for one in told)


def holds_only(result: dict[str, Any], resume: str) -> None:
    """A result is an error in a few words, or titles that the résumé has."""
    told = json.dumps(result, ensure_ascii=False)
    assert [word for word in OUTSIDE if word in told] == []
    if result["isError"]:
        assert len(result["content"][0]["text"]) < 400
        return
    found = result["structuredContent"]
    for one in [*found.get("results", ()), *found.get("entries", ())]:
        assert one.get("title", "") in resume or one.get("section")


async def post(
    http: httpx.AsyncClient, address: str, method: str, **params: Any
) -> httpx.Response:
    """A request as no client would send it."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    accept = "application/json, text/event-stream"
    return await http.post(
        address,
        content=json.dumps(body),
        headers={"accept": accept, "content-type": "application/json"},
    )


@pytest.mark.parametrize(
    "address_of_one",
    [
        "file:///etc/passwd",
        "resume://",
        "resume://nothing",
        "resume://projects/nothing",
        "resume://experience/river-watch",
        "resume://projects/../profile",
        "resume://profile/x",
        "http://localhost/",
        "resume://projects/" + "x" * 400,
    ],
)
async def test_other_resources_are_not_there(address: str, address_of_one: str) -> None:
    async with connected("http", address) as client:
        with pytest.raises(MCPError, match="There is no"):
            await client.read_resource(address_of_one)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("nothing", {}),
        ("introduce", {"person": "Somebody"}),
        ("compare_with_job", {}),
        ("compare_with_job", {"advertisement": " "}),
        ("prepare_interview", {"subject": "x" * 4001}),
    ],
)
async def test_wrong_prompts_are_refused(
    address: str, name: str, given: dict[str, str]
) -> None:
    async with connected("http", address) as client:
        with pytest.raises(MCPError):
            await client.get_prompt(name, given)


async def test_braces_in_an_argument_stay_what_they_are(address: str) -> None:
    async with connected("http", address) as client:
        found = await client.get_prompt("prepare_interview", {"subject": "{person}"})
    assert "about {person}." in found.messages[0].content.text  # type: ignore[union-attr]


async def test_a_question_is_a_turn_like_others(visit: Visit) -> None:
    """It opens a session, which the next goes on with, and which can be forgotten."""
    first = await ask(visit, "which projects use python")
    session_id = first["session_id"]
    second = await ask(visit, "tell me about the second one", session_id=session_id)
    assert second["session_id"] == session_id
    assert "River Watch" in second["answer"]
    history = (await visit.http.get(f"/session/{session_id}")).json()
    assert history["message_count"] == 2
    assert (await visit.http.delete(f"/session/{session_id}")).status_code == 200


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(settings_for(tmp_path, rate_limit_enabled=True)) as visit:
        yield visit


async def ask(visit: Visit, question: str, **more: str) -> dict[str, Any]:
    reply = await post(
        visit.http,
        "/mcp",
        "tools/call",
        name="answer_question",
        arguments={"question": question, **more},
    )
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()["result"]
    content: dict[str, Any] = found.get("structuredContent") or found
    return content


async def test_questions_count_as_a_visitors_questions(visit: Visit) -> None:
    for _ in range(30):
        await ask(visit, "hello")
    refused = await ask(visit, "hello")
    assert refused["isError"]
    assert "Too many requests" in refused["content"][0]["text"]
    assert (await visit.http.post("/ask", json={"text": "hello"})).status_code == 429
    listed = await post(visit.http, "/mcp", "tools/list")
    assert listed.status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 200),
        ("http://localhost:8000", 200),
        ("http://[::1]", 200),
        ("https://evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("null", 403),
    ],
)
async def test_only_pages_that_may_call_us_are_answered(
    visit: Visit, origin: str, status: int
) -> None:
    visit.http.headers["origin"] = origin
    assert (await post(visit.http, "/mcp", "tools/list")).status_code == status


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"jsonrpc":"1.0"}', b'{"jsonrpc":"2.0","method":5}'],
)
async def test_what_is_no_request_of_the_protocol_is_refused(
    visit: Visit, content: bytes
) -> None:
    accept = {"accept": "application/json", "content-type": "application/json"}
    reply = await visit.http.post("/mcp", content=content, headers=accept)
    assert 400 <= reply.status_code < 500


async def test_a_name_that_is_made_to_lead_here_is_no_page_of_ours(
    visit: Visit,
) -> None:
    theirs = {"origin": "http://evil.example", "host": "evil.example"}
    visit.http.headers.update(theirs)
    assert (await post(visit.http, "/mcp", "tools/list")).status_code == 403


async def test_it_is_counted_under_its_name(visit: Visit) -> None:
    await post(visit.http, "/mcp", "tools/list")
    told = (await visit.http.get("/metrics")).text
    assert 'route="/mcp"' in told


async def test_it_stands_below_the_version_too(visit: Visit) -> None:
    listed = await post(visit.http, "/api/v1/mcp", "tools/list")
    assert {one["name"] for one in listed.json()["result"]["tools"]} == set(CALLS)


async def test_other_methods_are_not_taken(visit: Visit) -> None:
    for method in ("GET", "DELETE", "PUT"):
        reply = await visit.http.request(method, "/mcp")
        assert (reply.status_code, reply.headers["allow"]) == (405, "POST")


def test_both_programs_are_of_one_version() -> None:
    assert __main__.VERSION == api_server.VERSION


async def test_it_can_be_switched_off(tmp_path: Path) -> None:
    async with visiting(settings_for(tmp_path, mcp_enabled=False)) as visit:
        assert (await post(visit.http, "/mcp", "tools/list")).status_code == 404


async def test_a_key_opens_it(tmp_path: Path) -> None:
    key = "jK83hfH72hfbvkQPzz12"
    async with visiting(settings_for(tmp_path, api_keys=f"site:{key}")) as visit:
        assert (await post(visit.http, "/mcp", "tools/list")).status_code == 401
        visit.http.headers["authorization"] = f"Bearer {key}"
        assert (await post(visit.http, "/mcp", "tools/list")).status_code == 200


async def test_the_package_is_loaded_by_the_first_who_asks() -> None:
    code = "import sys, api_server; api_server.create_app; print('mcp' in sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    assert told.split() == [b"False"]
