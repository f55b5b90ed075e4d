"""Two views that could render differently never share a digest, and equal ones always do."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.plan.combine import combine
from dateline.plan.digest import digest
from dateline.plan.views import FeedItem, Headline, Link, State, TimeView, View


class Part(View, frozen=True, kw_only=True):
    name: str
    more: Any


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=4) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.builds(Part, name=st.text(max_size=2), more=inner),
    max_leaves=8,
)


def _typed(value: Any) -> Any:
    """A value with the names of its types, since True == 1 in Python, but not on a page.

    A record counts as the tuple of its fields: which of the two stands at a place, its template decides.
    """
    if isinstance(value, tuple):
        return ("tuple", *map(_typed, value))
    if isinstance(value, Part):
        return ("tuple", _typed(value.name), _typed(value.more))
    return (type(value).__name__, value)


@settings(deadline=None)
@given(_VALUES, _VALUES)
def test_digests_are_equal_just_where_values_are(one: Any, two: Any) -> None:
    assert (digest(one) == digest(two)) == (_typed(one) == _typed(two))


@settings(deadline=None)
@given(st.lists(st.binary(max_size=3) | st.text(max_size=3), max_size=4))
def test_joined_digests_know_where_one_part_ends(parts: list[bytes | str]) -> None:
    as_bytes = [part.encode() if isinstance(part, str) else part for part in parts]
    assert combine(*parts) == combine(*list(parts))
    if len(parts) > 1:
        assert combine(*as_bytes) != combine(*as_bytes[:-2], as_bytes[-2] + as_bytes[-1])


def test_a_digest_does_not_depend_on_how_a_value_came_to_be() -> None:
    text = "a" * 50
    apart = "".join(["a"] * 50)
    assert text is not apart
    assert digest((text, text)) == digest((text, apart)) == digest(("a" * 25 + "a" * 25, apart))
    assert combine(text, text) == combine(text, apart) == combine(sys.intern(text), apart)


def test_the_order_of_a_mapping_decides_nothing() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 2, "b": 1})


TIME = TimeView(
    shown="", clock="09:00", zone="EDT", machine="2009-06-16", day_long="", day_short="", certainty="", verbatim=False
)
RECORDS = (
    Link(text="a", href="b"),
    TIME,
    Headline(
        text="a", href="b", blog=Link(text="a", href="b"), time=TIME, key=False,
        verification=State(slug="a", word="b"), lang="", dir="",
    ),
    FeedItem(
        id="a", blog="b", entry="c", title="d", href="e", authors=("f",), published="g", updated="h",
        categories=(("i", "j"),), content=b"k",
    ),
)  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_field_of_a_view_counts(record: Any) -> None:
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        changed: Any = (
            None if isinstance(value, msgspec.Struct) else value * 2 + type(value)(1) if value in (0, 1) else value * 2
        )
        if changed in ("", b"", ()):
            changed = "x"
        assert digest(msgspec.structs.replace(record, **{field.name: changed})) != digest(record), field.name
