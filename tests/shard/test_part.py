"""Which blogs are whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.shard.part import Part, deal, read_part

NAMES = st.text(alphabet="abcdefgh-", min_size=1, max_size=8)
SIZES = st.dictionaries(NAMES, st.integers(min_value=0, max_value=10**9), max_size=40)


@pytest.mark.parametrize(
    ("text", "part"),
    [("1/1", Part(number=1, of=1)), ("2/5", Part(number=2, of=5)), (" 10 / 10 ", Part(number=10, of=10))],
)
def test_a_part_is_written_as_one_of_so_many(text: str, part: Part) -> None:
    assert read_part(text) == part


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2", "Write it as i/n"),
        ("", "Write it as i/n"),
        ("a/b", "Write it as i/n"),
        ("-1/3", "Write it as i/n"),
        ("1/2/3", "Write it as i/n"),
        ("0/3", "the first is 1/3"),
        ("4/3", "the last 3/3"),
        ("1/0", "There can be 1 to 1000"),
        ("1/1001", "There can be 1 to 1000"),
    ],
)
def test_whatever_else_is_written_is_told(text: str, said: str) -> None:
    found = read_part(text)
    assert isinstance(found, str)
    assert said in found


@given(SIZES, st.integers(min_value=1, max_value=60))
def test_every_blog_is_dealt_to_one_shard_whatever_order_they_are_met_in(sizes: dict[str, int], of: int) -> None:
    hands = [deal(sizes, Part(number=number, of=of)) for number in range(1, of + 1)]
    assert sorted(blog for hand in hands for blog in hand) == sorted(sizes)
    backwards = dict(reversed(sizes.items()))
    assert hands == [deal(backwards, Part(number=number, of=of)) for number in range(1, of + 1)]


@given(SIZES.filter(bool), st.integers(min_value=1, max_value=8))
def test_no_shard_has_more_than_another_by_more_than_a_blog(sizes: dict[str, int], of: int) -> None:
    weights = {blog: 1 << max(size, 1).bit_length() for blog, size in sizes.items()}
    loads = [sum(weights[blog] for blog in deal(sizes, Part(number=number, of=of))) for number in range(1, of + 1)]
    assert max(loads) - min(loads) <= max(weights.values())


def test_a_blog_that_grows_by_an_entry_stays_where_its_cache_is() -> None:
    sizes = {f"blog-{number}": 3_000 + 100 * number for number in range(9)}
    grown = {**sizes, "blog-3": sizes["blog-3"] + 600}
    for number in (1, 2, 3):
        assert deal(sizes, Part(number=number, of=3)) == deal(grown, Part(number=number, of=3))
