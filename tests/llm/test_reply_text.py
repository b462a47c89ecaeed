"""What a model says, out of what its server lets through."""

from __future__ import annotations

import pytest

from services.llm.reply_text import ReplyText, spoken_part
from services.llm.sentences import SentenceReader, is_sayable

SAID = "She studied at Lakeside University."


@pytest.mark.parametrize(
    "text",
    [
        f"<think>The user asks. I answer.</think>{SAID}",
        f"<seed:think>\nThe user asks.\n</seed:think>\n{SAID}",
        f"The user asks. I answer.\n</think>\n\n{SAID}",
        f"[THINK]Hm. So.[/THINK]{SAID}",
        f"◁think▷Hm. So.◁/think▷{SAID}",
        f"<|begin_of_thought|>Hm. So.<|end_of_thought|>{SAID}",
        f"<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant"
        f"<|channel|>final<|message|>{SAID}<|return|>",
        f"<|channel>thought\nHm. So.<channel|>{SAID}",
        f"thought\nThe user asks.\n</think>{SAID}",
        f'<thinking effort="low">Hm.</thinking>{SAID}',
        f"{SAID}</s>",
        f"<s> {SAID}<|im_end|>",
        f"<|im_start|>assistant\n{SAID}<|im_end|>\n<|im_start|>user\nAnd she?",
        f"<|start_header_id|>assistant<|end_header_id|>\n\n{SAID}<|eot_id|>",
        f"<start_of_turn>model\n{SAID}<end_of_turn>",
        f"{SAID}<｜end▁of▁sentence｜>More that nobody asked for.",
        f"[INST] [/INST] {SAID}",
        f"Assistant: {SAID}",
        f"**Answer:** {SAID}",
        f'{{"answer": "{SAID}"}}',
        f'```json\n{{"response": "{SAID}", "mood": "glad"}}\n```',
        f"```\n{SAID}\n```",
        f'{{"answer": "{SAID} ',
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_only_what_is_said_is_left(text: str, size: int) -> None:
    reply = ReplyText()
    said = ""
    for start in range(0, len(text), size):
        before = reply.restarts
        words = reply.feed(text[start : start + size])
        said = words if reply.restarts > before else said + words
    assert (said + reply.flush()).strip() == SAID
    assert spoken_part(text) == SAID


@pytest.mark.parametrize(
    "text",
    ["<think>Never. Closed.", "thought\nThe user asks.", '{"score": 3}', "{" * 2_000],
)
def test_where_nothing_is_said_nothing_is_left(text: str) -> None:
    assert spoken_part(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Latency fell from 9 ms to < 5 ms, which users <3.",
        "Answering phones was her first job.",
        "Thoughtful design: her thesis.",
        "AI is her field.",
        "She said: yes.",
        "[Night Owl](https://example.com) is hers.",
    ],
)
def test_what_only_looks_like_a_token_stays(text: str) -> None:
    assert spoken_part(text) == text


def test_what_was_thought_before_a_lone_end_is_forgotten() -> None:
    reader = SentenceReader()
    assert reader.feed(f"Okay, here it goes. And {'more of it ' * 6}")
    assert not reader.restarted()
    assert reader.feed(f"more.</think>{SAID} ") == []
    assert reader.restarted()
    assert not reader.restarted()
    assert reader.flush() == [SAID]


@pytest.mark.parametrize(
    "sentence",
    [
        "Okay, the user wants this.",
        "The user asks about work, I answer.",
        "The visitor's question is about school.",
        "I should answer shortly.",
        "We need to mention the degree.",
        "Let me look at the entries.",
        "The question is about her studies.",
        "The answer should be short.",
        "According to the instructions, I keep it brief.",
    ],
)
def test_nothing_about_the_task_is_sayable(sentence: str) -> None:
    assert not is_sayable(sentence, "9f3a77c1d20b4e58")


@pytest.mark.parametrize(
    "sentence",
    [
        "She rebuilt the user interface of Night Owl.",
        "She can answer in German and French.",
        "Her team answers the questions of 300 users a day.",
        "She wrote the handbook for the field crews.",
        "Okay Computer is the name of her first game.",
    ],
)
def test_work_that_sounds_like_a_task_may_be_told(sentence: str) -> None:
    assert is_sayable(sentence, "9f3a77c1d20b4e58")


@pytest.mark.parametrize(
    "reply",
    [
        f"<inner_monologue>The user asks.</inner_monologue>{SAID}",
        f"The user asks where.</antThinking>\n{SAID}",
        f"<unused94>thought\nWhere.<unused95>{SAID}",
        f"<|thinking_start|>Where.<|thinking_end|>{SAID}",
        f"{SAID}<end_of_utterance>",
        f"{SAID}[|endofturn|]",
        f"{SAID}</assistant>",
        f"{SAID}[EOS]",
        f"<0x0A>{SAID}<extra_id_0>",
        f"<answer>{SAID}</answer>",
        f"### Response:\n{SAID}",
        f"**Assistant**: {SAID}",
        f"Sure! Here's the rephrased answer: {SAID}",
        f"Answer - {SAID}",
        f"A: {SAID}",
        f'Here it is:\n```json\n{{"answer": "{SAID}"}}\n```',
        f'[{{"answer": "{SAID}"}}]',
        f'{{"result": {{"text": "{SAID}"}}}}',
        f'{{"answer": "{SAID}"}}\nHope this helps!',
    ],
)
def test_of_what_models_put_around_their_words_nothing_is_left(reply: str) -> None:
    assert spoken_part(reply) == SAID
    reader = ReplyText()
    told = "".join(reader.feed(char) for char in reply) + reader.flush()
    if not reader.restarts:
        assert told.strip() == SAID
