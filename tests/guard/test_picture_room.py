from __future__ import annotations

from services.guard.picture_room import PictureRoom


def test_pages_share_the_room_and_give_back_what_they_do_not_use() -> None:
    room = PictureRoom(250, a_page=100)
    with room.taken() as first, room.taken() as second, room.taken() as third:
        assert (first.size, second.size, third.size) == (100, 100, 50)
        with room.taken() as fourth:
            assert fourth.size == 0
        first.keep(20)
        with room.taken() as fifth:
            assert fifth.size == 80
    assert room.left == 250


def test_a_reader_that_fails_gives_its_room_back() -> None:
    room = PictureRoom(100, a_page=100)
    try:
        with room.taken():
            raise ConnectionResetError
    except ConnectionResetError:
        pass
    assert room.left == 100
