"""The grades of studies."""

from __future__ import annotations

from services.models.fact import Kind
from services.resume.answers.evidence import stems_of
from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.reading import HONOURS, grade, read
from services.resume.answers.scene import Scene
from services.resume.answers.study.asks import GRADE
from services.resume.answers.study.levels import levels_asked, of_level
from services.resume.answers.wording import lower_opening


def grades(scene: Scene) -> Outcome | None:
    """The grade of the study asked about, or of all that have one."""
    q = scene.question
    if not q.has(GRADE) or _of_other(scene):
        return None
    pool = _studies(scene)
    graded = tuple(i for i in pool if _value(scene, i))
    if not pool:
        return None
    if not graded and (line := _honours(scene, pool)):
        return line
    if not graded:
        text = f"The résumé doesn't give {scene.voice.their} grade"
        none = say(f"{text} there." if scene.named else f"{text}s.")
        return Outcome((none,), "education", pool[:1], absent=True)
    most = 1 if scene.named else 2
    said = [_graded(scene, i) for i in graded[:most]]
    if q.polar and q.stems & stems_of(_value(scene, graded[0])):
        said[0] = say(f"Yes, {lower_opening(said[0].text)}", *said[0].paths)
    return Outcome(tuple(said), "education", graded)


def _honours(scene: Scene, pool: tuple[int, ...]) -> Outcome | None:
    """What an education's own lines say of honours: "graduated cum laude"."""
    lines = ((i, f) for i in pool for f in scene.facts(i) if f.kind is Kind.HIGHLIGHT)
    at, fact = next(((i, f) for i, f in lines if HONOURS.search(f.text)), (0, None))
    if fact is None:
        return None
    said = read(scene, fact)
    if scene.question.polar:
        said = say(f"Yes: {lower_opening(said.text)}", *said.paths)
    return Outcome((said,), "education", (at,))


def _of_other(scene: Scene) -> bool:
    """Whether something that is no study is named or spoken of."""
    if scene.own:
        return scene.entry(scene.own[0]).section != "education"
    if not scene.leans or not scene.topic or scene.question.person:
        return False
    return scene.entry(scene.topic[0]).section != "education"


def _studies(scene: Scene) -> tuple[int, ...]:
    """The studies that are meant; of them those of the level that is named."""
    pool = scene.within(("education",)) or scene.newest_first(
        scene.section("education")
    )
    return of_level(scene, levels_asked(scene.question), pool) or pool


def _graded(scene: Scene, at: int) -> Said:
    entry = scene.entry(at)
    return say(grade(scene, entry, _value(scene, at)), f"{entry.path}.gpa")


def _value(scene: Scene, at: int) -> str:
    """The grade as the résumé writes it; empty without one."""
    return str(scene.entry(at).facts.get("gpa") or "")
