"""Pairs of questions that look alike and must never share an answer."""

from __future__ import annotations

from itertools import combinations

ALIKE = (
    ("Java", "JavaScript"),
    ("C", "C++", "C#"),
    ("React", "React Native", "Preact"),
    ("Go", "Godot", "Google"),
    ("SQL", "MySQL", "NoSQL", "SQLite", "PostgreSQL"),
    ("Node", "Node.js", "Nodemon"),
    ("Type", "TypeScript"),
    ("PyTorch", "Python", "PyCharm"),
    ("AWS", "Azure"),
    ("Kafka", "Kaldi"),
    ("Swift", "SwiftUI"),
    ("Angular", "AngularJS"),
    ("Ruby", "Rust"),
    ("2018", "2019", "2020"),
    ("Monday", "Friday"),
    ("Spark", "Sparkle", "PySpark"),
    ("Docker", "Dockerfile"),
    ("Excel", "Express"),
    ("Scala", "Scale"),
    ("machine learning", "machine vision"),
    ("data science", "data engineering"),
)
FRAMES = (
    "does he know {}",
    "show me the {} projects",
    "where did she use {}",
    "how many years of {} does he have",
)
PAIRS = (
    ("does she know Rust", "does she not know Rust"),
    ("projects with Python", "projects without Python"),
    ("jobs before 2020", "jobs after 2020"),
    ("jobs until 2020", "jobs since 2020"),
    ("what did she build at Harbor", "what did she break at Harbor"),
    ("who did he work for", "who did he work with"),
    ("the first project", "the last project"),
    ("the second project", "the second job"),
    ("what is he doing now", "what is he doing"),
    ("is she a manager", "was she a manager"),
    ("does he lead a team", "did he lead a team"),
    ("can he teach", "can he be taught"),
    ("the oldest project", "the newest project"),
    ("show all projects", "show a project"),
    ("where did she study", "when did she study"),
    ("what did she study", "why did she study"),
    ("who taught her", "whom did she teach"),
    ("her best skill", "her worst skill"),
    ("his skills", "his skill with people"),
    ("about her", "about her work"),
    ("more about him", "less about him"),
    ("tell me about Night Owl", "tell me about River Watch"),
    ("what won an award", "what award did she win"),
    ("languages she speaks", "languages she codes in"),
    ("is he open to work", "is he at work"),
)
COUNT = 300


def near_misses() -> list[tuple[str, str]]:
    made = [
        (frame.format(one), frame.format(other))
        for frame in FRAMES
        for group in ALIKE
        for one, other in combinations(group, 2)
    ]
    framed = [
        (frame.format(a), frame.format(b))
        for a, b in PAIRS
        for frame in ("{}", "um {} please", "could you tell me {}", "and {}?", "so {}")
    ]
    return (made + framed)[:COUNT]


POLITE = ("{}", "um, {}", "{} please", "Could you tell me {}?", "{}?", "OK {}!")


def same_questions() -> list[tuple[str, str]]:
    """Spelling, politeness and fillers only: these may share an answer."""
    return [(a, frame.format(a.upper())) for a, _ in PAIRS for frame in POLITE]
