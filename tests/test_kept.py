"""What one process keeps from round to round."""

from __future__ import annotations

from dateline.kept import Kept


def made(kept: Kept, key: str, of: object) -> bool:
    """Whether a value had to be made."""
    calls: list[object] = []
    kept.same(key, of, lambda: calls.append(of))
    return bool(calls)


def test_a_value_stays_while_what_it_was_made_from_is_equal() -> None:
    kept = Kept()
    assert made(kept, "view", (1, 2))
    assert not made(kept, "view", (1, 2))
    assert made(kept, "view", (1, 3))
    assert made(kept, "view", (1, 2)), "only the last one is kept"


def test_what_two_rounds_in_turn_do_not_ask_for_falls_away() -> None:
    kept = Kept()
    made(kept, "asked each time", 1)
    made(kept, "asked by turns", 1)
    made(kept, "asked once", 1)
    for round_ in range(4):
        kept.turn()
        assert not made(kept, "asked each time", 1)
        if round_ % 2:
            assert not made(kept, "asked by turns", 1)
    assert made(kept, "asked once", 1)


def test_it_is_new_until_a_round_kept_something() -> None:
    kept = Kept()
    assert kept.is_new
    made(kept, "view", 1)
    assert kept.is_new
    assert not kept.turn().is_new


def test_what_is_dropped_is_made_again() -> None:
    for turns in range(3):
        kept = Kept()
        made(kept, "view", 1)
        for _ in range(turns):
            kept.turn()
        kept.drop("view")
        assert made(kept, "view", 1)


def test_the_latest_parts_are_kept() -> None:
    kept = Kept(2)
    for name in ("one", "two", "one", "three"):
        made(kept.part(name), "view", 1)
    assert not made(kept.part("one"), "view", 1)
    assert made(kept.part("two"), "view", 1)
