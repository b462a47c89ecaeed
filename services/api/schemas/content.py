"""The résumé's content, to browse and to search."""

from __future__ import annotations

from pydantic import BaseModel

from services.api.schemas.examples import CARD, MOMENT, example
from services.api.schemas.turns import CardSchema


class ContentTypeSchema(BaseModel):
    type: str
    count: int
    fields: list[str]


class ContentTypes(BaseModel):
    model_config = example(
        content_types=[{"type": "projects", "count": 8, "fields": ["id", "title"]}],
        total_items=8,
        last_updated=MOMENT,
    )

    content_types: list[ContentTypeSchema]
    total_items: int
    last_updated: str


class ContentItems(BaseModel):
    model_config = example(
        type="projects", items=[CARD], total_items=1, last_updated=MOMENT
    )

    type: str
    items: list[CardSchema]
    total_items: int
    last_updated: str


class Match(BaseModel):
    id: str
    title: str
    type: str
    relevance_score: float
    match_reasons: list[str]


class SearchFilters(BaseModel):
    type: str | None
    tech: str | None


class Matches(BaseModel):
    model_config = example(
        query="flood warnings",
        filters={"type": "projects", "tech": None},
        results=[
            {
                "id": "river-watch",
                "title": "River Watch",
                "type": "projects",
                "relevance_score": 0.9,
                "match_reasons": ["content: flood"],
            }
        ],
        total_results=1,
        search_time_ms=0.8,
    )

    query: str
    filters: SearchFilters
    results: list[Match]
    total_results: int
    search_time_ms: float
