"""Setting rules aside and asking for the prompt, in languages besides English.

Verbs and what they speak of, in either order: some languages put the verb last.
"""

from __future__ import annotations

SETTING_ASIDE = "|".join(
    (
        r"\b(?:ignor\w+|olvid\w+|omit[ea]\w*|esque[cç]\w+|desconsider\w+)",
        r"\b(?:oubli\w+|dimentic\w+|trascur\w+|negeer|vergeet|ignorera|glöm)",
        r"\b(?:vergiss|vergesst|missachte\w*|übergeh\w*|haz caso omiso|zignoruj|pomiń)",
        r"\b(?:zapomnij|zapomeň|bỏ qua|yok say\w*|görmezden gel\w*|unut)",
        r"(?:игнорир\w+|забудь\w*|ігнор\w+)",
        r"(?:忽略|无视|無視|忘记|忘掉|忘れ|무시|잊어|잊고)",
        r"(?:تجاهل|انس |अनदेखा|नज़रअंदाज़|भूल जा)",
    )
)
RULES_TOLD = "|".join(
    (
        r"(?:instruc\w+|reglas|indicaciones|órdenes|regras"
        r"|istruzion\w+|regole|regels)\b",
        r"(?:consignes?|règles|directives|anweisung\w*|regeln|vorgaben|instructies)\b",
        r"(?:instrukc\w+|instruktion\w*|polece\w+|zasad\w*|pokyn\w*"
        r"|hướng dẫn|talimat\w*)",
        r"(?:lo que te (?:dijeron|han dicho)|ce qu'on t'a dit|was dir gesagt wurde)",
        r"(?:инструкц\w+|указани\w+|правил\w*|інструкц\w+|वे निर्देश|निर्देश)",
        r"(?:指令|指示|规则|規則|命令|ルール|지시|명령|규칙|التعليمات|تعليمات|القواعد)",
    )
)
OVERRIDE = (
    rf"(?:{SETTING_ASIDE})[^.!?\n。]{{0,40}}(?:{RULES_TOLD})",
    rf"(?:{RULES_TOLD})[^.!?\n。]{{0,30}}(?:{SETTING_ASIDE})",
)
OWN_RULES = (
    r"\b(?:was (?:man )?dir (?:\w+ )?gesagt|texto que recibiste|lo que te dijeron)",
    r"\b(?:ce qu'on t'a dit|o que te disseram|quello che ti hanno detto)\b",
    r"\b(?:tus|tes|vos|deine\w*|eure\w*|tuas|suas|tue|jouw|twoj\w+|swoj\w+) "
    r"(?:instru[cç]\w+|reglas|consignes|règles|anweisung\w*|regeln|vorgaben|regras"
    r"|istruzioni|regole|instructies|regels|instrukcj\w+|zasad\w*)",
    r"(?:сво|тво|ваш)\w+ (?:правил|инструкц|указани)\w+",
    r"(?:你的|您的|あなたの)(?:指令|指示|规则|提示|プロンプト)",
)
PROMPT = (
    r"\b(?:tu|su|tus|dein\w*|euer|ton|tes|votre|vos|tuo|seu|teu|je|twój|swój|din|ditt)"
    r" (?:system[- ]?)?prompts?\w*",
    r"\bprompts? (?:del sistema|do sistema|di sistema|système|systemow\w+)",
    r"\bsystee?m-?(?:prompt\w*|anweisung\w*)(?<!system prompt)(?<!system prompts)",
    r"\bsistem istem\w*|системн\w+ пром[пт]\w*",
    r"(?:系统提示|系統提示|システムプロンプト|시스템 프롬프트|موجه النظام)",
)
