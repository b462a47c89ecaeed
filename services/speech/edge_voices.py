"""edge-tts's voices that we offer: a locale's first voice speaks where none is named.

The service lists more, but asking it needs the network, and this list must not.
"""

from __future__ import annotations

from services.models.speech import Voice

_WOMEN_AND_MEN: dict[str, tuple[str, str]] = {
    "en-US": (
        "Aria Ava Emma Jenny Michelle",
        "Guy Andrew Brian Christopher Eric Roger Steffan",
    ),
    "en-GB": ("Sonia Libby", "Ryan Thomas"),
    "en-AU": ("Natasha", "William"),
    "en-CA": ("Clara", "Liam"),
    "en-IE": ("Emily", "Connor"),
    "en-IN": ("Neerja", "Prabhat"),
    "en-NZ": ("Molly", "Mitchell"),
    "en-ZA": ("Leah", "Luke"),
    "ar-EG": ("Salma", "Shakir"),
    "ar-SA": ("Zariyah", "Hamed"),
    "bg-BG": ("Kalina", "Borislav"),
    "bn-IN": ("Tanishaa", "Bashkar"),
    "ca-ES": ("Joana", "Enric"),
    "cs-CZ": ("Vlasta", "Antonin"),
    "da-DK": ("Christel", "Jeppe"),
    "de-DE": ("Katja Amala", "Conrad Killian"),
    "de-AT": ("Ingrid", "Jonas"),
    "de-CH": ("Leni", "Jan"),
    "el-GR": ("Athina", "Nestoras"),
    "es-ES": ("Elvira Ximena", "Alvaro"),
    "es-MX": ("Dalia", "Jorge"),
    "es-AR": ("Elena", "Tomas"),
    "es-CO": ("Salome", "Gonzalo"),
    "et-EE": ("Anu", "Kert"),
    "fa-IR": ("Dilara", "Farid"),
    "fi-FI": ("Noora", "Harri"),
    "fr-FR": ("Denise Eloise", "Henri"),
    "fr-BE": ("Charline", "Gerard"),
    "fr-CA": ("Sylvie", "Antoine Jean"),
    "fr-CH": ("Ariane", "Fabrice"),
    "he-IL": ("Hila", "Avri"),
    "hi-IN": ("Swara", "Madhur"),
    "hr-HR": ("Gabrijela", "Srecko"),
    "hu-HU": ("Noemi", "Tamas"),
    "id-ID": ("Gadis", "Ardi"),
    "it-IT": ("Elsa Isabella", "Diego"),
    "ja-JP": ("Nanami", "Keita"),
    "ko-KR": ("SunHi", "InJoon"),
    "lt-LT": ("Ona", "Leonas"),
    "lv-LV": ("Everita", "Nils"),
    "ms-MY": ("Yasmin", "Osman"),
    "nb-NO": ("Pernille", "Finn"),
    "nl-NL": ("Colette Fenna", "Maarten"),
    "nl-BE": ("Dena", "Arnaud"),
    "pl-PL": ("Zofia", "Marek"),
    "pt-BR": ("Francisca", "Antonio"),
    "pt-PT": ("Raquel", "Duarte"),
    "ro-RO": ("Alina", "Emil"),
    "ru-RU": ("Svetlana", "Dmitry"),
    "sk-SK": ("Viktoria", "Lukas"),
    "sl-SI": ("Petra", "Rok"),
    "sr-RS": ("Sophie", "Nicholas"),
    "sv-SE": ("Sofie", "Mattias"),
    "ta-IN": ("Pallavi", "Valluvar"),
    "te-IN": ("Shruti", "Mohan"),
    "th-TH": ("Premwadee", "Niwat"),
    "tr-TR": ("Emel", "Ahmet"),
    "uk-UA": ("Polina", "Ostap"),
    "ur-PK": ("Uzma", "Asad"),
    "vi-VN": ("HoaiMy", "NamMinh"),
    "zh-CN": ("Xiaoxiao Xiaoyi", "Yunxi Yunjian Yunyang"),
    "zh-HK": ("HiuMaan HiuGaai", "WanLung"),
    "zh-TW": ("HsiaoChen HsiaoYu", "YunJhe"),
}


def _voices() -> tuple[Voice, ...]:
    return tuple(
        Voice(f"{locale}-{name}Neural", f"{name} ({locale})", gender, locale)
        for locale, names in _WOMEN_AND_MEN.items()
        for gender, group in zip(("Female", "Male"), names, strict=True)
        for name in group.split()
    )


EDGE_VOICES = _voices()
