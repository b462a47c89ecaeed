"""eSpeak NG's voices: a woman's and a man's for each language that visitors may use."""

from __future__ import annotations

from services.models.speech import Voice

_WOMAN, _MAN = "f2", "m2"
"""The variants that an English recogniser understood best of twenty."""

# Japanese is not among them: its voice reads kana only, and names each kanji as a
# "Chinese letter".
_LANGUAGES: dict[str, tuple[str, str]] = {
    "en-us": ("en-US", "English (America)"),
    "en": ("en-GB", "English (Great Britain)"),
    "en-gb-scotland": ("en-GB", "English (Scotland)"),
    "af": ("af-ZA", "Afrikaans"),
    "ar": ("ar-SA", "Arabic"),
    "bg": ("bg-BG", "Bulgarian"),
    "bn": ("bn-IN", "Bengali"),
    "ca": ("ca-ES", "Catalan"),
    "cmn": ("zh-CN", "Chinese (Mandarin)"),
    "yue": ("zh-HK", "Chinese (Cantonese)"),
    "cs": ("cs-CZ", "Czech"),
    "cy": ("cy-GB", "Welsh"),
    "da": ("da-DK", "Danish"),
    "de": ("de-DE", "German"),
    "el": ("el-GR", "Greek"),
    "eo": ("eo", "Esperanto"),
    "es": ("es-ES", "Spanish (Spain)"),
    "es-419": ("es-419", "Spanish (Latin America)"),
    "et": ("et-EE", "Estonian"),
    "eu": ("eu-ES", "Basque"),
    "fa": ("fa-IR", "Persian"),
    "fi": ("fi-FI", "Finnish"),
    "fr": ("fr-FR", "French (France)"),
    "fr-be": ("fr-BE", "French (Belgium)"),
    "fr-ch": ("fr-CH", "French (Switzerland)"),
    "ga": ("ga-IE", "Irish"),
    "gu": ("gu-IN", "Gujarati"),
    "he": ("he-IL", "Hebrew"),
    "hi": ("hi-IN", "Hindi"),
    "hr": ("hr-HR", "Croatian"),
    "hu": ("hu-HU", "Hungarian"),
    "hy": ("hy-AM", "Armenian"),
    "id": ("id-ID", "Indonesian"),
    "is": ("is-IS", "Icelandic"),
    "it": ("it-IT", "Italian"),
    "ka": ("ka-GE", "Georgian"),
    "kk": ("kk-KZ", "Kazakh"),
    "kn": ("kn-IN", "Kannada"),
    "ko": ("ko-KR", "Korean"),
    "la": ("la", "Latin"),
    "lt": ("lt-LT", "Lithuanian"),
    "lv": ("lv-LV", "Latvian"),
    "mk": ("mk-MK", "Macedonian"),
    "ml": ("ml-IN", "Malayalam"),
    "mr": ("mr-IN", "Marathi"),
    "ms": ("ms-MY", "Malay"),
    "mt": ("mt-MT", "Maltese"),
    "nb": ("nb-NO", "Norwegian"),
    "ne": ("ne-NP", "Nepali"),
    "nl": ("nl-NL", "Dutch"),
    "pa": ("pa-IN", "Punjabi"),
    "pl": ("pl-PL", "Polish"),
    "pt": ("pt-PT", "Portuguese (Portugal)"),
    "pt-br": ("pt-BR", "Portuguese (Brazil)"),
    "ro": ("ro-RO", "Romanian"),
    "ru": ("ru-RU", "Russian"),
    "sk": ("sk-SK", "Slovak"),
    "sl": ("sl-SI", "Slovenian"),
    "sq": ("sq-AL", "Albanian"),
    "sr": ("sr-RS", "Serbian"),
    "sv": ("sv-SE", "Swedish"),
    "sw": ("sw-KE", "Swahili"),
    "ta": ("ta-IN", "Tamil"),
    "te": ("te-IN", "Telugu"),
    "th": ("th-TH", "Thai"),
    "tr": ("tr-TR", "Turkish"),
    "uk": ("uk-UA", "Ukrainian"),
    "ur": ("ur-PK", "Urdu"),
    "vi": ("vi-VN", "Vietnamese"),
}


def _voices() -> tuple[Voice, ...]:
    return tuple(
        Voice(f"{language}+{variant}", f"{name}, {gender.lower()}", gender, locale)
        for language, (locale, name) in _LANGUAGES.items()
        for gender, variant in (("Female", _WOMAN), ("Male", _MAN))
    )


ESPEAK_VOICES = _voices()
"""A name is eSpeak NG's own: the language's file, a plus sign, the variant."""
