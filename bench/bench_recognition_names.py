"""Names of résumés in spoken questions, with and without telling Whisper of them."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.bench_recognition import RESUME
from bench.bench_recognition_whisper import MODELS, Whisper
from bench.bench_sound_repair import SAID, fair
from bench.figure import Figure
from bench.generated_resume import generated
from bench.mishearings import CARRIERS
from bench.recordings import voices
from services.model_files.finding import model_files
from services.models.audio import Utterance
from services.models.model_file import FoundModel
from services.resume.loading import load_resume
from services.resume.sound import SoundRepair
from services.resume.sound_data import read_sound_data
from services.resume.vocabulary import names
from services.speech.expected_words import ExpectedWords

OTHER = Path(__file__).parent / "other_resume.json"
QUESTIONS_A_RESUME = 20
AIM = ">= 0.9"


def asked_about(every: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names of a résumé, spread over it, and a question with each."""
    wanted = [name for name in every if fair(name)]
    step = max(1, len(wanted) // QUESTIONS_A_RESUME)
    for n, name in enumerate(wanted[::step][:QUESTIONS_A_RESUME]):
        said = SAID.get(name, name)
        yield name, CARRIERS[n % len(CARRIERS)].format(said)


def has_name(name: str, text: str, repair: SoundRepair) -> bool:
    """Whether the engine would read the name in these words."""
    return letters(name) in letters(repair.repair(text).text)


def letters(text: str) -> str:
    return re.sub(r"[^\w+#]", "", text.casefold())


async def right(whisper: Whisper, resumes: list[tuple[str, ...]]) -> list[Figure]:
    sound_data = read_sound_data()
    figures = []
    for voice, say in voices().items():
        found = {"with": 0, "without": 0}
        count = 0
        for every in resumes:
            repair = sound_data.repair(every)
            told = {"with": ExpectedWords(every), "without": ExpectedWords()}
            for name, question in asked_about(every):
                count += 1
                sound = Utterance(say(question))
                for how, expected in told.items():
                    whisper.expected = expected
                    heard = await whisper.recognizer.recognize(sound, language="en")
                    found[how] += has_name(name, heard.text, repair)
        figures += [
            Figure(
                f"recognition_names_{voice}_{how}_telling",
                found[how] / count,
                "",
                AIM if how == "with" else "",
                f"{count} questions over {len(resumes)} résumés",
            )
            for how in ("with", "without")
        ]
    return figures


def all_names() -> list[tuple[str, ...]]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(generated(40), file)
        file.flush()
        made = names(load_resume(Path(file.name)))
    return [names(load_resume(RESUME)), names(load_resume(OTHER)), made]


def figures(data: Path | None) -> Iterable[Figure]:
    if not isinstance(model_files("whisper-base", MODELS), FoundModel):
        return
    with asyncio.Runner() as runner:
        runner.get_loop()
        whisper = Whisper(ExpectedWords())
        runner.run(whisper.start())
        try:
            yield from runner.run(right(whisper, all_names()))
        finally:
            runner.run(whisper.close())
