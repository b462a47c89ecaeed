"""The résumé's content, to browse and to search."""

from __future__ import annotations

from pydantic import BaseModel

from services.api.schemas.turns import CardSchema


class ContentTypeSchema(BaseModel):
    type: str
    count: int
    fields: list[str]


class ContentTypes(BaseModel):
    content_types: list[ContentTypeSchema]
    total_items: int
    last_updated: str


class ContentItems(BaseModel):
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
    query: str
    filters: SearchFilters
    results: list[Match]
    total_results: int
    search_time_ms: float
