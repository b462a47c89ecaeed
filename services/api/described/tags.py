"""The families of calls, in the order that a newcomer reads them."""

from __future__ import annotations

TAGS = {
    "turns": "A question and its whole answer, by voice or by text.",
    "smart": "Questions with a history, answers that are followed as they come or "
    "bettered by a language model, and a job advertisement read against the résumé.",
    "hearing": "Recordings alone: their words, and where somebody speaks.",
    "speaking": "Texts alone: said aloud, by which voices, and the files of it.",
    "realtime": "Talking over a socket: `WS /v1/realtime`, and tickets for it.",
    "sessions": "Conversations: begun, looked at, and forgotten.",
    "content": "The résumé itself, to browse and to search.",
    "guestbook": "Visitors' names and drawings.",
    "feedback": "What visitors say of an answer.",
    "messages": "What visitors leave for the owner.",
    "interviews": "Interview practice, for the owner and for who was invited.",
    "v1": "OpenAI's interface, for its client libraries. Where `API_KEYS` is set, "
    "only who has one of them, or the owner's token, is let in.",
    "pages": "Pages for browsers, and the widget for other pages.",
    "service": "How the service is, for people and for machines.",
    "records": "What is kept of conversations, most of it for the owner.",
    "dashboard": "The owner's log-in and figures, by the token or by the cookie that "
    "logging in sets.",
    "owner": "What models and voices cost the owner.",
    "debug": "The owner's look inside, where DEBUG_MODE is on.",
}
