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
    r"|richtlinien|filter|filtros|filtres|normas|limit\w*|sperren"
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

NO_LIMITS = "|".join(
    (
        r"ohne (?:\w+ )?(?:einschr[aä]nkung\w*|regeln|filter|grenzen"
        r"|beschr[aä]nkung\w*)",
        r"sin (?:\w+ )?(?:filtros?|restricci\w+|l[ií]mites?|reglas|censura)",
        r"sans (?:\w+ )?(?:limites?|restrictions?|filtres?|r[eè]gles?|censure)",
        r"senza (?:\w+ )?(?:limiti|restrizioni|filtri|regole|censura)",
        r"sem (?:\w+ )?(?:limites?|restri[cç]\w+|filtros?|regras|censura)",
        r"zonder (?:\w+ )?(?:beperkingen|regels|filters?|grenzen)",
    )
)
BOT = (
    r"(?:assistent\w*|ki|bot|asistente|assistant\w*|ia|modelo?|mod[eè]le|modell"
    r"|assistente|chatbot)"
)
TOLD_TEXT = (
    r"(?:anweisung\w*|vorgabe\w*|regeln?|instruktion\w*|instrucciones|reglas|mensajes?"
    r"|texto|instructions?|consignes?|r[eè]gles|message|texte|text|istruzioni|regole"
    r"|instru[cç][oõ]es|regras|instructies)"
)
UNSEEN = (
    r"(?:geheim\w*|versteckt\w*|urspr[uü]nglich\w*|intern\w*|vertraulich\w*|ocult\w+"
    r"|secret\w*|inicial\w*|original\w*|confidencial\w*|cach[eé]\w*|initiale?s?"
    r"|de d[eé]part|confidentiel\w*|nascost\w+|segret\w+|verborgen\w*|geheime)"
)
STEERING = (
    rf"\b{UNSEEN} {TOLD_TEXT}\b|\b{TOLD_TEXT} {UNSEEN}\b",
    rf"\b{BOT} (?:\w+ )?(?:{NO_LIMITS})",
    rf"\b(?:du bist|eres|tu es|vous [eê]tes|sei|voc[eê] [eé]|je bent)\b[^.!?\n]{{0,50}}"
    rf"(?:{NO_LIMITS})",
    r"\b(?:hat man dir|wurde dir|wurdest du|hast du (?:\w+ )?bekommen|du (?:\w+ ){0,4}"
    r"bekommen hast|dir gegeben|man dir)\b",
    r"\b(?:te (?:dieron|dijeron|han dado|han dicho|dio|dijo)|(?:que )?has recibido"
    r"|recibiste)\b",
    r"\b(?:on t'a|vous a-t-on|t'a-t-on|que tu as re[cç]u\w*|qu'on vous a)\b",
    r"\b(?:ti hanno|che hai ricevuto|te deram|te disseram|voc[eê] recebeu)\b",
    r"\btu so,? als (?:ob|w[aä]r\w*|g[aä]be|h[aä]tte\w*)"
    r"|\bstell dir vor, du (?:bist|w[aä]r)",
    r"\b(?:finge|haz como) (?:que|si|ser)\b|\bact[uú]a como (?:si|un)\b",
    r"\bfais (?:comme si|semblant)\b|\bfai finta\b|\bfinja\b|\bdoe alsof\b",
    r"\b(?:du bist|eres|tu es) (?:jetzt|nun|ab jetzt|ab sofort|ahora|desormais"
    r"|d[eé]sormais"
    rf"|maintenant) (?:\w+ )?(?:\w+ )?{BOT}\b",
    r"\b(?:texto?|text|texte|alles|todo|tout)\b[^.!?\n]{0,25}\b(?:arriba|oben"
    r"|(?:au-|ci-)dessus|dar[uü]ber|anterior a este)\b",
)
SECOND_PERSON = (
    r"(?:du|dir|dich|dein\w*|tienes|tus|te|eres|tu|tes|ton|t'as|n'as|vous|vos|tuo|tuoi"
    r"|tuas?|voc[eê]|je|jouw|h[aä]ttest|w[aä]rst)"
)
NO_RULES = (
    rf"\b{SECOND_PERSON}\b[^.!?\n]{{0,30}}\b(?:keine?r?|no|ningun\w+|aucune?|pas de|sin"
    rf"|nessun\w*|nenhum\w*|geen) (?:\w+ )?(?:{TOLD_TEXT}|normas?|r[eè]gles?)\b",
    r"\b(?:darfst du|d[uü]rft ihr) (?:\w+ )?nicht\b|\bdir verboten\b",
    r"\bte (?:han|ha|fue) prohibido\b|\bt'a (?:\w+ )?interdit\b|\bti hanno vietato\b",
    r"\b(?:[uü]ber dieser|vor dieser|oberhalb dieser) nachricht\b"
    r"|\b(?:encima|antes) de este mensaje\b|\bpr[eé]c[eè]de (?:ce message|ceci)\b",
    r"\bhaz de cuenta\b|\b(?:joue|spiel\w*|haz"
    r"|interpreta)\b[^.!?\n]{0,20}\b(?:ia|ki)\b",
    r"\b(?:ab jetzt|ab sofort|a partir de ahora|d[eé]sormais"
    r"|[aà] partir de maintenant)\b"
    r"[^.!?\n]{0,20}\b(?:nur|solo|s[oó]lo|uniquement|seulement)\b"
    r"|\b(?:solo|nur|uniquement)\b[^.!?\n]{0,20}\b(?:a partir de ahora|ab jetzt)\b",
    r"\bvor meiner (?:\w+ )?(?:frage|nachricht)\b|\bantes de mi (?:\w+ )?mensaje\b"
    r"|\bavant mon (?:\w+ )?message\b",
    r"\bno tienes (?:\w+ )?(?:normas|reglas|l[ií]mites)\b",
)
VERBATIM = (r"\bwort f[uü]r wort\b|\bpalabra por palabra\b|\bmot (?:pour|[aà]) mot\b",)
