"""What one process keeps from round to round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import ref

from dateline.kept import Itself, Kept


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


def test_what_many_rounds_in_turn_do_not_ask_for_falls_away() -> None:
    kept = Kept()
    made(kept, "asked each time", 1)
    made(kept, "asked now and then", 1)
    made(kept, "asked once", 1)
    for round_ in range(1, 25):
        kept.turn()
        assert not made(kept, "asked each time", 1)
        if round_ % 12 == 0:
            assert not made(kept, "asked now and then", 1)
    assert made(kept, "asked once", 1)


class Thing:
    """Something of which one can see that it was freed."""


def test_what_fell_away_is_freed_when_there_is_time_or_it_has_become_too_much() -> None:
    kept = Kept()

    def one() -> Callable[[], Thing | None]:
        thing = kept.part("of a blog").same("thing", None, Thing)
        found = ref(thing)
        for _ in range(24):
            kept.part("of a blog").turn()
        return found

    first = one()
    assert first() is not None
    kept.let_go()
    assert first() is None
    assert [found() is None for found in [one() for _ in range(4)]] == [True, True, True, False]


def test_a_value_that_was_made_anew_is_not_forgotten_for_an_older_one() -> None:
    kept = Kept()
    made(kept, "view", 1)
    for _ in range(10):
        kept.turn()
    made(kept, "view", 2)
    for _ in range(10):
        kept.turn()
    assert not made(kept, "view", 2)


def test_it_is_new_until_a_round_kept_something() -> None:
    kept = Kept()
    assert kept.is_new
    made(kept, "view", 1)
    assert kept.is_new
    assert not kept.turn().is_new
    assert not kept.turn().is_new, "though nothing was asked for in the round before"


def test_what_is_dropped_is_made_again() -> None:
    for turns in range(0, 30, 5):
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


def test_what_is_always_there_outlasts_the_rounds() -> None:
    kept = Kept()
    found: dict[str, int] = kept.always("all", dict)
    for _ in range(5):
        kept.turn()
    assert kept.always("all", dict) is found


def test_what_a_value_is_put_together_of_stays_while_nobody_asks_for_it() -> None:
    kept = Kept()
    calls: list[int] = []

    def counted(part: int) -> int:
        calls.append(part)
        return part

    def total(parts: tuple[int, ...], memory: Kept) -> int:
        return sum(memory.same(("part", part), part, partial(counted, part)) for part in parts)

    def asked(*parts: int) -> int:
        kept.turn()
        return kept.within("total", parts, lambda memory: total(parts, memory))

    assert asked(1, 2) == 3
    for _ in range(5):
        assert asked(1, 2) == 3
    assert asked(1, 2, 3) == 6
    assert calls == [1, 2, 3]


def test_an_object_stands_for_itself_alone() -> None:
    one, other = [1], [1]
    assert Itself(one) == Itself(one)
    assert Itself(one) != Itself(other)
    assert Itself(one) != one
    kept = Kept()
    assert made(kept, "view", Itself(one))
    assert not made(kept, "view", Itself(one))
    assert made(kept, "view", Itself(other))


def test_of_many_things_a_value_is_made_again_for_each_that_is_another_object() -> None:
    kept, calls = Kept(), []

    def counted(thing: list[int]) -> int:
        calls.append(thing)
        return len(thing)

    one, two, three = [1], [2, 2], [1]
    assert kept.each("lengths", [one, two], counted) == [1, 2]
    kept.turn()
    assert kept.each("lengths", iter([two, three, one]), counted) == [2, 1, 1]
    assert kept.each("lengths", [three], counted) == [1]
    assert kept.each("lengths", [one], counted) == [1]
    assert [id(thing) for thing in calls] == [id(one), id(two), id(three), id(one)]


def test_and_for_each_that_has_another_name() -> None:
    kept, calls = Kept(), []

    def counted(name: str, thing: list[int]) -> str:
        calls.append(name)
        return name * len(thing)

    one, two = [1], [2, 2]
    assert kept.values("texts", {"a": one, "b": two}, counted) == {"a": "a", "b": "bb"}
    assert kept.values("texts", {"b": two, "a": two, "c": one}, counted) == {"b": "bb", "a": "aa", "c": "c"}
    assert calls == ["a", "b", "a", "c"]
