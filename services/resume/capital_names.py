"""Technologies whose names are everyday words: R, Go, Epic.

Where a résumé lists one, it counts in running text as well, as long as it stands
with its capital inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from services.resume.reading.topics import Topics, topic_id

CAPITAL_NAME = re.compile(r"[A-Z]\w*")


def capital_names(
    names: Iterable[str], topics: Topics
) -> Mapping[str, re.Pattern[str]]:
    """What to look for in running text, by topic."""
    found: dict[str, re.Pattern[str]] = {}
    for name in names:
        topic = topics.by_id.get(topic_id(name))
        if topic and topic.ambiguous and CAPITAL_NAME.fullmatch(name):
            found[topic.id] = re.compile(
                rf"(?<=[a-z,] ){re.escape(name)}(?![\w&+#'’-]|\.\w)"
            )
    return found


def proper_names(text: str, names: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    return (topic for topic, pattern in names.items() if pattern.search(text))
