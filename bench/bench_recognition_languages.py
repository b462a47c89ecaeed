"""Whether Whisper finds the language: recordings of people, and generated voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.bench_recognition_whisper import Whisper, with_whisper
from bench.figure import Figure
from bench.recordings import recordings
from services.errors import ServiceError
from services.metrics import Stopwatch
from services.models.audio import Utterance
from tests.spoken import spoken

QUESTIONS = Path(__file__).parent / "data" / "spoken_questions_other_languages.txt"
WORDS_A_MINUTE = 130
AIM = ">= 0.9"


async def by_people(whisper: Whisper, audio: Path) -> list[Figure]:
    clips = recordings(audio)
    right = {True: 0, False: 0}
    count = {True: 0, False: 0}
    missed: list[str] = []
    for clip in clips:
        utterance = await whisper.decoder.decode(clip.path.read_bytes())
        is_english = clip.language == "en"
        found = await language_in(whisper, utterance)
        if found is None:
            continue
        count[is_english] += 1
        right[is_english] += found == clip.language
        if found != clip.language:
            missed.append(f"{clip.path.name}: {found}")
    note = " ".join(missed)
    return [
        Figure(
            f"recognition_language_{name}",
            right[english] / count[english],
            "",
            AIM,
            f"{count[english]} recordings; {note}",
        )
        for name, english in (("english", True), ("others", False))
    ]


async def by_espeak(whisper: Whisper) -> Iterator[Figure]:
    lines = [line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines()]
    figures = []
    for language in dict.fromkeys(code for code, _ in lines):
        questions = [text for code, text in lines if code == language]
        sounds = [spoken(text, language, WORDS_A_MINUTE) for text in questions]
        found = [await language_in(whisper, Utterance(sound)) for sound in sounds]
        figures.append(
            Figure(
                f"recognition_language_espeak_{language}",
                found.count(language) / len(found),
                "",
                AIM,
                f"{len(found)} questions",
            )
        )
    return iter(figures)


async def language_in(whisper: Whisper, utterance: Utterance) -> str | None:
    """The language that was heard, None where no words were."""
    try:
        heard = await whisper.ears.hearing.hear(utterance, Stopwatch())
    except ServiceError:
        return None
    return heard.transcript.language


async def measured(whisper: Whisper, data: Path) -> list[Figure]:
    return [*await by_people(whisper, data / "audio"), *await by_espeak(whisper)]


def figures(data: Path | None) -> Iterable[Figure]:
    return with_whisper(data, measured)
