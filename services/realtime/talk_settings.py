"""What a client sets for its talk, and what of it has an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from services.pipeline.pauses import TurnRules
from services.realtime.client_events import BadEvent
from services.realtime.sound_formats import PCM_24, SoundFormat, format_named

MODEL = "viva-voce"
Detection = Literal["semantic_vad", "server_vad"]
EAGERNESS = {"low": (2.0, 1.7), "medium": (1.0, 1.0), "auto": (1.0, 1.0)}
EAGERNESS["high"] = (1.0, 0.7)
"""How much longer the pauses are that end a turn: of one that seems complete, and of
one that does not. Medium is what TurnRules measured."""
SILENCE_MS = (100, 5000)
WITHOUT_EFFECT = (
    "include",
    "instructions",
    "max_output_tokens",
    "model",
    "parallel_tool_calls",
    "prompt",
    "reasoning",
    "tool_choice",
    "tools",
    "tracing",
    "truncation",
)
"""The résumé is what is answered from; nobody who talks to it can add to that."""
WITHOUT_EFFECT_IN = ("noise_reduction", "transcription.model", "transcription.prompt")
WITHOUT_EFFECT_OUT = ("voice", "speed")
WITHOUT_EFFECT_VAD = ("idle_timeout_ms", "prefix_padding_ms")


@dataclass(frozen=True, slots=True)
class TurnTaking:
    """How turns are told apart; `kind` None leaves it to the client."""

    kind: Detection | None = "semantic_vad"
    creates: bool = True
    """Whether a turn is answered without being asked to."""
    interrupts: bool = True
    """Whether whoever speaks stops what is being said to him."""
    eagerness: str = "auto"
    threshold: float = 0.5
    silence_ms: int = 500

    def rules(self, base: TurnRules) -> TurnRules:
        if self.kind == "server_vad":
            stop_s = self.silence_ms / 1000
            return replace(
                base, threshold=self.threshold, asks_model=False, stop_s=stop_s
            )
        short, long = EAGERNESS[self.eagerness]
        return replace(
            base,
            short_stop_s=short * base.short_stop_s,
            long_stop_s=long * base.long_stop_s,
        )

    def wire(self) -> dict[str, Any] | None:
        if self.kind is None:
            return None
        told: dict[str, Any] = {
            "type": self.kind,
            "create_response": self.creates,
            "interrupt_response": self.interrupts,
        }
        if self.kind == "semantic_vad":
            return told | {"eagerness": self.eagerness}
        return told | {
            "threshold": self.threshold,
            "silence_duration_ms": self.silence_ms,
            "prefix_padding_ms": 300,
        }


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """Everything a client may set. `idle` is what was given and has no effect."""

    sound_in: SoundFormat = PCM_24
    sound_out: SoundFormat = PCM_24
    turns: TurnTaking = field(default_factory=TurnTaking)
    speaks: bool = True
    language: str | None = None
    idle: Mapping[str, Any] = field(default_factory=dict)

    def updated(self, session: Mapping[str, Any]) -> TalkSettings:
        """Return them with what is given; raise BadEvent and change nothing."""
        if session.get("type", "realtime") != "realtime":
            raise _wrong("session.type", "The only type of session is `realtime`.")
        idle = {name: session[name] for name in WITHOUT_EFFECT if name in session}
        changed = replace(self, speaks=self._speaking(session))
        audio = _part(session, "audio", "session.audio")
        given_in = _part(audio, "input", "session.audio.input")
        given_out = _part(audio, "output", "session.audio.output")
        idle |= _idle_under(given_in, "audio.input", WITHOUT_EFFECT_IN)
        idle |= _idle_under(given_out, "audio.output", WITHOUT_EFFECT_OUT)
        if "turn_detection" in given_in:
            wanted = given_in["turn_detection"]
            changed = replace(changed, turns=turn_taking(wanted))
            if isinstance(wanted, dict):
                place = "audio.input.turn_detection"
                idle |= _idle_under(wanted, place, WITHOUT_EFFECT_VAD)
        if given_in.get("transcription") is not None:
            changed = replace(changed, language=_language(given_in["transcription"]))
        return replace(
            changed,
            sound_in=_format(given_in, "input", self.sound_in),
            sound_out=_format(given_out, "output", self.sound_out),
            idle={**self.idle, **idle},
        )

    def _speaking(self, session: Mapping[str, Any]) -> bool:
        if "output_modalities" not in session:
            return self.speaks
        wanted = session["output_modalities"]
        if wanted not in (["audio"], ["text"], ["audio", "text"], ["text", "audio"]):
            raise _wrong("session.output_modalities", "Answers are audio or text.")
        return "audio" in wanted

    def wire(self, *, recognizer: str, voice: str) -> dict[str, Any]:
        """The session as it is told; what has no effect is told with its name."""
        told: dict[str, Any] = {
            "type": "realtime",
            "object": "realtime.session",
            "model": MODEL,
            "output_modalities": ["audio"] if self.speaks else ["text"],
            "instructions": "",
            "tools": [],
            "tool_choice": "none",
            "max_output_tokens": "inf",
            "include": None,
            "prompt": None,
            "tracing": None,
            "truncation": "auto",
            "audio": {
                "input": {
                    "format": self.sound_in.wire(),
                    "noise_reduction": None,
                    "transcription": {"model": recognizer, "language": self.language},
                    "turn_detection": self.turns.wire(),
                },
                "output": {
                    "format": self.sound_out.wire(),
                    "voice": voice,
                    "speed": 1.0,
                },
            },
        }
        if self.language is None:
            del told["audio"]["input"]["transcription"]["language"]
        shown = {k: v for k, v in self.idle.items() if "." not in k and k != "model"}
        return told | shown


def turn_taking(value: Any) -> TurnTaking:
    """Return the turn taking that a client asks for; raise BadEvent."""
    place = "session.audio.input.turn_detection"
    if value is None:
        return TurnTaking(kind=None)
    if not isinstance(value, dict):
        raise _wrong(place, "Turn detection is an object or null.")
    kind = value.get("type", "server_vad")
    if kind not in ("semantic_vad", "server_vad"):
        raise _wrong(f"{place}.type", "It is `server_vad`, `semantic_vad` or null.")
    eagerness = value.get("eagerness") or "auto"
    if not isinstance(eagerness, str) or eagerness not in EAGERNESS:
        raise _wrong(f"{place}.eagerness", f"One of {', '.join(EAGERNESS)}.")
    return TurnTaking(
        kind=kind,
        creates=_flag(value, "create_response", place),
        interrupts=_flag(value, "interrupt_response", place),
        eagerness=eagerness,
        threshold=_number(value, "threshold", 0.5, (0.05, 0.95), place),
        silence_ms=round(_number(value, "silence_duration_ms", 500, SILENCE_MS, place)),
    )


def _idle_under(
    value: Mapping[str, Any], place: str, names: tuple[str, ...]
) -> dict[str, Any]:
    """What is given under a place and has no effect, by its full name."""
    found = {}
    for name in names:
        holder: Any = value
        *path, last = name.split(".")
        for step in path:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict) and holder.get(last) is not None:
            found[f"{place}.{name}"] = holder[last]
    return found


def _part(holder: Mapping[str, Any], name: str, param: str) -> Mapping[str, Any]:
    found = holder.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise _wrong(param, "This is an object.")
    return found


def _format(value: Mapping[str, Any], way: str, now: SoundFormat) -> SoundFormat:
    wanted = value.get("format")
    if wanted is None:
        return now
    param = f"session.audio.{way}.format"
    if not isinstance(wanted, dict):
        raise _wrong(param, "A format is an object with a type.")
    found = format_named(wanted.get("type"), wanted.get("rate"))
    if found is None:
        raise _wrong(
            param, "audio/pcm at 24000 or 16000, audio/pcmu and audio/pcma are taken."
        )
    return found


def _language(value: Any) -> str | None:
    param = "session.audio.input.transcription"
    if not isinstance(value, dict):
        raise _wrong(param, "This is an object.")
    language = value.get("language")
    if language is None:
        return None
    if not isinstance(language, str) or not 2 <= len(language) <= 16:
        raise _wrong(f"{param}.language", "A language is a code such as `en`.")
    return language.lower()


def _flag(value: Mapping[str, Any], name: str, place: str) -> bool:
    found = value.get(name)
    if found is None:
        return True
    if not isinstance(found, bool):
        raise _wrong(f"{place}.{name}", "This is true or false.")
    return found


def _number(
    value: Mapping[str, Any],
    name: str,
    usual: float,
    bounds: tuple[float, float],
    place: str,
) -> float:
    found = value.get(name)
    if found is None:
        return usual
    least, most = bounds
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_number or not least <= found <= most:
        raise _wrong(f"{place}.{name}", f"This is a number from {least} to {most}.")
    return float(found)


def _wrong(param: str, message: str) -> BadEvent:
    return BadEvent(message, "invalid_value", param=param)
