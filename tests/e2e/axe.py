"""axe-core, put into a page by a test."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

from tests.needs import TEST_DEPS, needs

AXE = TEST_DEPS / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")


async def grave_findings(page: Page) -> list[tuple[str, Any]]:
    needs("axe-core")
    await page.evaluate(AXE.read_text("utf-8") + "; 0")
    report = await page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
        " 'wcag22aa', 'best-practice']})"
    )
    return [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in report["violations"]
        if found["impact"] in GRAVE
    ]
