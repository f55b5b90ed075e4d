"""Two views that could render differently never share a digest, and equal ones always do."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.combine import combine
from dateline.plan.digest import digest, page_digest
from dateline.plan.views import BlogLink, EntryView, FeedItem, Headline, Link, State, TimeView, View
from tests.render.entry_page import entry_page


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


@given(_VALUES, _VALUES)
def test_digests_are_equal_just_where_values_are(one: Any, two: Any) -> None:
    assert (digest(one) == digest(two)) == (_typed(one) == _typed(two))


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
        text="a", href="b", blog=BlogLink(text="a", href="b"), time=TIME, key=False,
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


class Page(View, frozen=True, kw_only=True):
    """A page with an entry, with several, and with what stands on other pages too."""

    title: str
    common: Link
    entry: EntryView | None
    entries: tuple[EntryView, ...] = ()


def _entry(text: str) -> EntryView:
    entry = msgspec.structs.replace(entry_page(text).entry, digest=b"")
    return msgspec.structs.replace(entry, digest=digest(entry))


def test_a_page_is_told_by_each_entry_on_it_and_by_all_else() -> None:
    one, two, link, other = _entry("one"), _entry("two"), Link(text="a", href="b"), Link(text="c", href="d")
    pages = (
        Page(title="a", common=link, entry=None),
        Page(title="b", common=link, entry=None),
        Page(title="a", common=other, entry=None),
        *(Page(title="a", common=link, entry=entry) for entry in (one, two)),
        *(Page(title="a", common=link, entry=None, entries=few) for few in ((one,), (two,), (one, two), (two, one))),
    )
    common = ((link, digest(link)),)
    found = [page_digest(page, common) for page in pages]
    assert len(set(found)) == len(pages)
    again = [page_digest(msgspec.structs.replace(page, title=page.title), common) for page in pages]
    assert again == found
    # Another of the same words is no less told.
    assert page_digest(pages[0], ((other, digest(other)),)) != page_digest(pages[2], ((other, digest(other)),))


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(EntryView) if field.name != "digest"])
def test_every_field_of_an_entry_counts_on_its_page(field: str) -> None:
    entry = _entry("one")
    value = getattr(entry, field)
    other = "other" if isinstance(value, str) else not value if isinstance(value, bool) else (value, value)
    changed = msgspec.structs.replace(entry, **{field: other, "digest": b""})
    changed = msgspec.structs.replace(changed, digest=digest(changed))
    link = Link(text="a", href="b")
    one, two = (page_digest(Page(title="a", common=link, entry=found), ()) for found in (entry, changed))
    assert one != two
