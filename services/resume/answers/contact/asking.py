"""What the résumé does not say, and who could be asked."""

from __future__ import annotations

from services.resume.answers.outcome import Outcome, Said, say
from services.resume.answers.scene import Scene


def unknown(scene: Scene, what: str) -> Outcome:
    """What the résumé does not say, and who could be asked."""
    said = (say(f"The résumé doesn't say {what}."), *ask(scene))
    return Outcome(said, "absent", absent=True)


def ask(scene: Scene) -> tuple[Said, ...]:
    """The sentence on whom to ask; empty without an email address."""
    email = scene.library.resume.profile.email
    if not email:
        return ()
    return (say(f"You can ask {scene.voice.them} at {email}.", "basics.email"),)
