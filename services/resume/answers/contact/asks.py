"""How visitors ask for a way to reach the person."""

from __future__ import annotations

import re

from services.resume.questions.patterns import any_of

EMAIL = re.compile(r"\be ?mail\b|\bmail (?:address|they)\b")
PHONE = any_of(
    r"\b(?:tele)?phone(?: number)?\b",
    r"\b(?:cell|mobile) (?:number|phone)\b",
    r"\bthey (?:cell|mobile)$",
    r"\bwhatsapp\b",
    r"\bnumber (?:to|i can) (?:call|ring|reach)",
    r"(?<!they )(?<!on )(?<!does i )(?<!should i )\b(?:call|ring) they\b(?! \w+ a)",
    r"they number\b",
)
REACH = any_of(
    r"\bcontact(?: (?:they|detail|info|information|details|email))?$",
    r"\bcontact they\b",
    r"\bget(?:ting)? (?:in touch|(?:a )?hold|ahold)\b",
    r"\breach (?:out|they)\b",
    r"\bin touch\b",
    r"\bwrite (?:to )?they\b(?!.*\babout$)",
    r"\bmessage they\b",
    r"\bcontact (?:details|info)",
    r"\b(?:talk|speak) (?:to|with) they\b(?! \w)",
    r"\b(?:talk|speak) (?:to|with) they (?:directly|in person|about|myself)",
    r"\bhow (?:can|could|do|would|might|should) (?:i|we|one) (?:hire|book|"
    r"commission|employ|engage|recruit)\b",
    r"\b(?:book|schedule|arrange|set up|have|plan|organi[sz]e) (?:a |an |in "
    "a )?(?:quick |short )?(?:call|meeting|chat|interview|appointment|time|"
    "slot|viewing|lesson|consultation|intro)",
    r"\bsend (?:they|over|in|you)?\b.*\b(?:documents?|contract|brief|offer|"
    "papers?|file|files|proposal|script|message|letter|invoice|form|forms|"
    r"photos?|plans?)\b",
    r"\bwhere (?:can|do|should|could|would) i (?:send|apply|submit)\b",
    r"\bmake (?:they )?an offer\b",
    r"\boffer they a\b",
    r"\bconnect with they\b",
    r"\bmeet (?:with )?they\b",
    r"\bin person\b",
    r"\b(?:i|we) (?:want|would like|need|am|is looking|is trying)(?: to)? "
    "(?:hire|contact|reach|meet|interview|work with|talk to|speak to|speak "
    r"with|talk with|invite|book|call)\b",
)
MORE_WORK = any_of(
    r"\bwhere (?:can|could|do|would|might|may|should) (?:i|we|one|people|you)"
    r"\b.*\b(?:see|find|look|view|read|watch|hear|listen|check|follow|browse)"
    r"\b",
    r"\b(?:see|view|find) (?:more|examples?|samples?) (?:of|from) (?:the |"
    "they )?(?:work|art|stuff|writing|designs?|photos?)",
    r"\bonline (?:portfolio|presence)\b",
    r"\b(?:any|they|the) (?:links?|socials?|social media|profiles?)\b",
    r"\bfind they online\b",
    r"\bonline anywhere\b",
)
COPY = any_of(
    r"\b(?:copy|version|pdf|file|printout|download|print)\b.*\b(?:resume|cv)\b",
    r"\b(?:resume|cv)\b.*\b(?:copy|pdf|file|download|print|send|word|email)\b",
    r"\b(?:send|get|have|give|email|forward) (?:me |us )?(?:they|the|a|your)"
    r"(?: full)? (?:resume|cv)\b",
    r"\bdownload (?:they|the|a|this)\b",
)
WEBSITE = re.compile(
    r"\b(?:web ?site|home ?page|portfolio (?:site|link|url)|url|web page)\b"
)
STREET = any_of(
    r"\b(?:home|street|postal|mailing|private|exact|post) address\b",
    r"\bwhat street\b",
    r"\bzip ?code\b",
    r"\bpostcode\b",
)
