"""Repair by sound: what it restores, what it damages, and what it costs."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from bench.figure import Figure
from bench.mishearings import CARRIERS, Mishearing, generate
from services.resume.loading import load_resume
from services.resume.sound import SoundRepair
from services.resume.sound_data import read_sound_data
from services.resume.vocabulary import names

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "resume_data.json"
CASES = 300
SEED = 20
SAID = {
    "AWS": "a w s", "FastAPI": "fast a p i", "PostgreSQL": "postgres",
    "Node.js": "node j s", "C++": "c plus plus", "C#": "c sharp",
    "OpenCV": "open c v", "CI/CD": "c i c d", "gRPC": "g r p c", "MQTT": "m q t t",
    "SQLite": "sequel light", "MySQL": "my sequel", "GraphQL": "graph q l",
    "CUDA": "cooda", "GCP": "g c p", "PySpark": "pie spark",
    "BigQuery": "big query", "scikit-learn": "sigh kit learn", "jQuery": "jay query",
    "PyTorch": "pie torch", "NumPy": "num pie", "Django": "jango", "Kubernetes":
    "koober netties", "Vue.js": "view j s", "DynamoDB": "dynamo d b",
}  # fmt: skip
"""How a person reads these aloud; the other names are read as they are written."""
MORE_NAMES = (
    "C#", "CI/CD", "MySQL", "GraphQL", "GCP", "PySpark", "BigQuery", "jQuery", "NumPy",
    "Django", "Vue.js", "DynamoDB", "Databricks", "Snowflake", "MongoDB", "JavaScript",
    "Cassandra", "LangChain", "Streamlit", "Bootstrap", "Heroku", "Pandas", "Hadoop",
    "Jenkins", "Ansible", "Firebase", "Prometheus", "Grafana", "RabbitMQ", "Cloudflare",
)  # fmt: skip
"""Technologies that the sample résumé does not have, so that the trial is wide."""
OTHER_THINGS = (
    "Angular", "Kotlin", "Rust", "Scala", "Ruby", "Haskell", "Perl", "Swift", "Julia",
    "Elixir", "Laravel", "Svelte", "Unity", "Figma", "Photoshop", "Excel", "Salesforce",
    "Tableau", "Splunk", "Google", "Microsoft", "Netflix", "Spotify", "Stanford",
    "Harvard", "Berlin", "Chicago", "Paris", "Boston", "Toyota",
)  # fmt: skip
"""Names that belong to none of the résumé's things and must stay as they are."""
TOO_SHORT = 4


def figures(data: Path | None) -> Iterator[Figure]:
    resume_names = names(load_resume(SAMPLE))
    sound_data = read_sound_data()
    started = time.perf_counter()
    repair = sound_data.repair(
        (*resume_names, *MORE_NAMES),
        known_words=(name.lower() for name in OTHER_THINGS),
    )
    build_ms = (time.perf_counter() - started) * 1e3
    cases = mishearings(resume_names, CASES, SEED)
    restored = [case for case in cases if restores(repair, case)]
    by_kind = Counter(case.kind for case in cases)
    kept = Counter(case.kind for case in restored)
    note = ", ".join(f"{kind} {kept[kind]}/{n}" for kind, n in sorted(by_kind.items()))
    yield Figure("sound_restored", len(restored) / len(cases), "share", ">= 0.9", note)
    right = right_phrases()[:CASES]
    damaged = [text for text in right if repair.repair(text).changes]
    note = f"of {len(right)} right phrases; {'; '.join(damaged[:3])}"
    yield Figure("sound_damaged", len(damaged), "phrases", "<= 0", note)
    yield Figure("sound_build_ms", build_ms, "ms")
    yield Figure("sound_repair_ms", cost_ms(repair, right), "ms", "<= 0.2")


def mishearings(resume_names: Iterable[str], count: int, seed: int) -> list[Mishearing]:
    wanted = [n for n in (*resume_names, *MORE_NAMES) if fair(n)]
    said = {name: SAID.get(name, name.lower()) for name in wanted}
    ranked = (ROOT / "services/resume/data/english_words.txt").read_text().split()
    found: dict[tuple[str, str], Mishearing] = {}
    for case in generate(said, ranked, seed):
        found.setdefault((case.name, case.heard), case)
        if len(found) == count:
            return list(found.values())
    return []


def fair(name: str) -> bool:
    """Names of a syllable are lost when misheard, and titles of papers are not said."""
    return name in SAID or (len(name) > TOO_SHORT and len(name.split()) <= 3)


def restores(repair: SoundRepair, case: Mishearing) -> bool:
    carrier = CARRIERS[len(case.heard) % len(CARRIERS)]
    repaired = repair.repair(carrier.format(case.heard)).text
    return carrier.format(case.name).casefold() == repaired.casefold()


def right_phrases() -> list[str]:
    written = (ROOT / "bench/right_phrases.txt").read_text(encoding="utf-8")
    rng = random.Random(SEED)
    others = [rng.choice(CARRIERS).format(name.lower()) for name in OTHER_THINGS * 3]
    return [*written.splitlines(), *dict.fromkeys(others)]


def cost_ms(repair: SoundRepair, texts: list[str]) -> float:
    """Median of one question, of a usual length."""
    questions = [
        f"so um can you tell me whether she has {text} there" for text in texts
    ]
    took = []
    for question in questions:
        started = time.perf_counter()
        repair.repair(question)
        took.append((time.perf_counter() - started) * 1e3)
    return median(took)
