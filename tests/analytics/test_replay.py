"""A logged question, asked again with what came before it."""

from __future__ import annotations

from services.analytics.replay import replayed
from tests.analytics.turns import NOON, ListedLog, turn


async def test_the_conversation_before_it_comes_back_in_order() -> None:
    log = ListedLog()
    for ago_h, question in ((3, "first"), (2, "second"), (0, "this one")):
        await log.record(turn(question, ago_h=ago_h, shown=("night-owl",)))
    await log.record(turn("somebody else's", ago_h=1, session_id="other"))
    query = await replayed(log, "this one", "session-one", NOON)
    assert [one.user_input for one in query.history] == ["first", "second"]
    assert query.history[0].shown == ("night-owl",)
    assert query.explain


async def test_a_question_by_itself_has_no_history() -> None:
    query = await replayed(ListedLog(), "hello", None, None)
    assert query.history == ()
