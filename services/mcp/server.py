"""The protocol itself, by the `mcp` package, over what the library may tell.

This file is imported when somebody asks: the package takes half a second to load.
"""

from __future__ import annotations

import json
from typing import Any

import mcp_types as types
import structlog
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from starlette.types import Receive, Scope, Send

from services.errors import InputError, ServiceError
from services.mcp import prompts, resources, tools
from services.mcp.library import Library

NAME = "viva-voce"
READ_ONLY = types.ToolAnnotations(
    read_only_hint=True,
    destructive_hint=False,
    idempotent_hint=True,
    open_world_hint=False,
)
Context = ServerRequestContext[Any]

_log = structlog.get_logger(__name__)


class Shelf:
    """One library, as the protocol's requests ask for it."""

    def __init__(self, library: Library) -> None:
        self.library = library

    async def list_tools(self, _: Context, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.arguments.model_json_schema(),
                    annotations=READ_ONLY,
                )
                for tool in tools.TOOLS
            ]
        )

    async def call_tool(
        self, _: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """What goes wrong is told to the assistant, which may mend its call."""
        try:
            found = await tools.call(self.library, params.name, params.arguments)
        except ServiceError as error:
            return types.CallToolResult(content=[_text(error.message)], is_error=True)
        return types.CallToolResult(
            content=[_text(_json(found))], structured_content=found
        )

    async def list_resources(self, _: Context, __: Any) -> types.ListResourcesResult:
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=address,
                    name=address.removeprefix(resources.SCHEME),
                    description=about,
                    mime_type=resources.JSON,
                )
                for address, about in resources.addresses(self.library)
            ]
        )

    async def list_templates(
        self, _: Context, __: Any
    ) -> types.ListResourceTemplatesResult:
        templates = (
            (resources.SECTION_TEMPLATE, "section", "A section with its entries"),
            (resources.ENTRY_TEMPLATE, "entry", "One entry"),
        )
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=template,
                    name=name,
                    description=about,
                    mime_type=resources.JSON,
                )
                for template, name, about in templates
            ]
        )

    async def read_resource(
        self, _: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        try:
            found = resources.read(self.library, params.uri)
        except InputError as error:
            raise MCPError(types.INVALID_PARAMS, error.message) from None
        content = types.TextResourceContents(
            uri=params.uri, mime_type=resources.JSON, text=_json(found)
        )
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(self, _: Context, __: Any) -> types.ListPromptsResult:
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=prompt.name,
                    title=prompt.title,
                    arguments=[
                        types.PromptArgument(
                            name=argument.name,
                            description=argument.description,
                            required=argument.required,
                        )
                        for argument in prompt.arguments
                    ],
                )
                for prompt in prompts.PROMPTS
            ]
        )

    async def get_prompt(
        self, _: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        person = self.library.resume.profile.name
        try:
            text = prompts.written(params.name, params.arguments, person=person)
        except InputError as error:
            raise MCPError(types.INVALID_PARAMS, error.message) from None
        message = types.PromptMessage(role="user", content=_text(text))
        return types.GetPromptResult(messages=[message])


def build_server(library: Library, *, version: str) -> Server[Any]:
    """A server over one library; it is cheap, and remembers nothing."""
    shelf = Shelf(library)
    return Server(
        NAME,
        version=version,
        instructions=(
            f"Tells about {library.resume.profile.name} from their résumé. "
            "Only what these tools answer is known; what is absent, do not guess."
        ),
        on_list_tools=shelf.list_tools,
        on_call_tool=shelf.call_tool,
        on_list_resources=shelf.list_resources,
        on_list_resource_templates=shelf.list_templates,
        on_read_resource=shelf.read_resource,
        on_list_prompts=shelf.list_prompts,
        on_get_prompt=shelf.get_prompt,
    )


async def answer_http(
    library: Library, version: str, scope: Scope, receive: Receive, send: Send
) -> None:
    """One request, answered as JSON: no session is opened, and none has to end."""
    manager = StreamableHTTPSessionManager(
        build_server(library, version=version), json_response=True, stateless=True
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)


async def serve_stdio(library: Library, version: str) -> None:
    """Answer on standard input and output until the input ends."""
    server = build_server(library, version=version)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def _text(text: str) -> types.TextContent:
    return types.TextContent(text=text)


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
