"""Write docs/configuration.md's table and .env.example from services/settings.py."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pydantic_core import PydanticUndefined  # noqa: E402

from services.configuration.chain import FIELDS  # noqa: E402
from services.configuration.faults import form_of  # noqa: E402
from services.settings import Settings  # noqa: E402

SOURCE = ROOT / "services" / "settings.py"
TABLE_START = "<!-- settings: written by scripts/write_settings_docs.py -->"
TABLE_END = "<!-- /settings -->"


def groups() -> dict[str, list[str]]:
    """Field names under the comment that heads them in settings.py."""
    found: dict[str, list[str]] = {}
    heading = ""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    for line in lines[lines.index("class Settings(KindSettings):") :]:
        if match := re.fullmatch(r"    # ([A-Z].*)", line):
            heading = match[1]
        elif (match := re.match(r"    (\w+): ", line)) and match[1] in fields():
            found.setdefault(heading, []).append(match[1])
    return found


def fields() -> set[str]:
    return set(Settings.model_fields)


def default(name: str) -> str:
    value = Settings.model_fields[name].default
    if value is None or value is PydanticUndefined:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)


def example(name: str) -> str:
    return next(iter(Settings.model_fields[name].examples or ()), "")


def form(name: str) -> str:
    """How it is written, as a sentence, with an example where there is no default."""
    field = Settings.model_fields[name]
    words = form_of(field)
    shown = [f"{words[0].upper()}{words[1:]}."] if words else []
    shown += [f"For example `{example}`." for example in field.examples or ()]
    return " ".join(shown)


def table() -> str:
    out: list[str] = []
    for heading, names in groups().items():
        head = ["| setting | default | meaning |", "|---|---|---|"]
        out += [f"## {heading}", "", *head]
        for name in names:
            meaning = " ".join((Settings.model_fields[name].description or "").split())
            meaning = " ".join(filter(None, (meaning, form(name))))
            shown = f"`{default(name)}`" if default(name) else "(not set)"
            out.append(f"| `{name.upper()}` | {shown} | {meaning} |")
        out.append("")
    return "\n".join(out)


def provider_table() -> str:
    """The settings of each name in LLM_CHAIN, shown for the name `a`."""
    out = [
        "## Each provider of LLM_CHAIN",
        "",
        "With the provider's name in theirs, here `a`:",
        "",
        "| setting | form | meaning |",
        "|---|---|---|",
    ]
    for end, (_, shown, meaning) in FIELDS.items():
        form = f"For example `{shown}`." if shown else "A key."
        out.append(f"| `LLM_A_{end.upper()}` | {form} | {meaning} |")
    return "\n".join([*out, ""])


def env_example() -> str:
    out = [
        "# Copy to .env and uncomment what you change. docs/configuration.md explains."
    ]
    for heading, names in groups().items():
        out += ["", f"# --- {heading}"]
        out += [f"# {name.upper()}={default(name) or example(name)}" for name in names]
    out += ["", "# --- Each provider of LLM_CHAIN, here a"]
    out += [f"# LLM_A_{end.upper()}={shown}" for end, (_, shown, _) in FIELDS.items()]
    return "\n".join(out) + "\n"


def configuration(current: str) -> str:
    before, _, rest = current.partition(TABLE_START)
    _, _, after = rest.partition(TABLE_END)
    tables = f"{table()}\n{provider_table()}"
    return f"{before}{TABLE_START}\n\n{tables}\n{TABLE_END}{after}"


def documents() -> dict[Path, str]:
    page = ROOT / "docs" / "configuration.md"
    return {
        page: configuration(page.read_text(encoding="utf-8")),
        ROOT / ".env.example": env_example(),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
