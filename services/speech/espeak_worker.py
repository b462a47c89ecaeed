"""eSpeak NG, called in a process of its own: C code that two threads must not share."""

from __future__ import annotations

import ctypes
from typing import Any

from services.speech.worker_loop import SPEAKING, Header, serve

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_OK = 0
_RATE, _PITCH = 1, 3
_GO_ON, _STOP = 0, 1
"""From espeak-ng's speak_lib.h: modes, flags, parameters, the callback's answers."""
_SAMPLE_BYTES = ctypes.sizeof(ctypes.c_short)

_Heard = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """One library, one voice at a time."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self.rate_hz: int = self._library.espeak_Initialize(
            _SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DO_NOT_EXIT
        )
        if self.rate_hz <= 0:
            raise OSError("espeak-ng found no data")
        self._sound = bytearray()
        self._most_bytes = 0
        # The library keeps only a pointer, so the callback must live as long as it.
        self._callback = _Heard(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(
        self,
        text: str,
        *,
        voice: str,
        words_per_minute: int,
        pitch: int,
        longest_s: int,
    ) -> bytes:
        """Mono 16-bit sound at `rate_hz`; raise ValueError for an unknown voice.

        It stops as soon as it gets longer than `longest_s`: see `too_long`.
        """
        if self._library.espeak_SetVoiceByName(voice.encode()) != _OK:
            raise ValueError(f"no voice {voice!r}")
        self._library.espeak_SetParameter(_RATE, words_per_minute, 0)
        self._library.espeak_SetParameter(_PITCH, pitch, 0)
        self._sound.clear()
        self._most_bytes = longest_s * self.rate_hz * _SAMPLE_BYTES
        written = text.encode()
        failed = self._library.espeak_Synth(
            written, len(written) + 1, 0, 1, 0, _UTF8, None, None
        )
        if failed != _OK:
            raise OSError("espeak-ng could not speak")
        return b"" if self.too_long else bytes(self._sound)

    @property
    def too_long(self) -> bool:
        return len(self._sound) > self._most_bytes

    def _hear(self, samples: Any, count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._sound += ctypes.string_at(samples, count * _SAMPLE_BYTES)
        return _STOP if self.too_long else _GO_ON


def main() -> None:
    espeak = Espeak()

    def answer(header: Header, text: bytes) -> tuple[Header, bytes]:
        sound = espeak.speak(text.decode(), **header)
        return {"rate_hz": espeak.rate_hz, "too_long": espeak.too_long}, sound

    serve(answer, SPEAKING)


if __name__ == "__main__":
    main()
