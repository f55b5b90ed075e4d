"""Archived feeds (RFC 5005): nothing is lost between their documents, and what is archived stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.plan.archives import PART, ArchivedFeed, archived_feed
from dateline.plan.lines import Line
from dateline.plan.summary import NEWEST, Row
from dateline.plan.views import BlogLink, FeedItem, Headline, TimeView

BEGIN = datetime(2009, 6, 1, tzinfo=UTC)
TIME = TimeView(
    shown="", clock="", zone="", machine="", day_long="", day_short="", certainty="day", verbatim=False
)  # fmt: skip
HEADLINE = Headline(
    text="", href="", blog=BlogLink(text="", href=""), time=TIME, key=False, verification=None, lang="", dir=""
)


def line(number: int, hours: int, *, changed: int | None = None, removed: int | None = None) -> Line:
    """An entry published some hours after the beginning, changed or removed as many hours after it."""
    published = BEGIN + timedelta(hours=hours)
    updated = BEGIN + timedelta(hours=hours if changed is None else max(hours, changed))
    when = BEGIN + timedelta(hours=hours if removed is None else max(hours, removed))
    shown = (when, when) if removed is not None else (published, updated)
    item = FeedItem(
        id=f"tag:{number:04}", blog="b", entry=str(number), title="", href="", authors=(),
        published=shown[0].isoformat(), updated=shown[1].isoformat(), categories=(), content=b"",
        tombstone=removed is not None,
    )  # fmt: skip
    instant = int(published.timestamp())
    row = Row(
        day="", instant=instant, published=int(shown[0].timestamp()), headline=HEADLINE, tags=(), people=(),
        citations=(), item=item,
    )  # fmt: skip
    place = (published.isoformat()[:7], instant, instant, item.id)
    return Line(row=row, shelves=(), documents=(), headline=b"", item=b"", cited=b"", place=place)


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [found.row.item.id for found in lines if found.row.item]


def archives(feed: ArchivedFeed) -> dict[str, list[str]]:
    return {archive.name: ids(archive.lines) for archive in feed.archives}


HOURS = st.integers(0, 3_000)
_MAYBE = st.none() | HOURS
ENTRIES = st.lists(st.tuples(HOURS, _MAYBE, st.none() | st.none() | HOURS), max_size=320).map(
    lambda found: tuple(
        line(n, hours, changed=changed, removed=removed) for n, (hours, changed, removed) in enumerate(found)
    )
)


@given(ENTRIES)
def test_every_entry_stands_in_the_subscription_document_or_in_one_archive(lines: tuple[Line, ...]) -> None:
    feed = archived_feed(lines)
    archived = [name for found in archives(feed).values() for name in found]
    assert len(archived) == len(set(archived))
    current = ids(feed.current)
    assert len(current) == len(set(current))
    assert {*archived, *current} == set(ids(lines))


@given(ENTRIES)
def test_documents_are_of_the_size_and_order_that_readers_expect(lines: tuple[Line, ...]) -> None:
    feed = archived_feed(lines)
    assert len(feed.current) >= min(NEWEST, len(lines))
    stones = sum(1 for found in feed.current if found.row.item and found.row.item.tombstone)
    assert len(feed.current) < NEWEST + PART + NEWEST + stones
    published = [found.row.published for found in feed.current]
    assert published == sorted(published, reverse=True)
    walked = [found.place for archive in feed.archives for found in archive.lines]
    assert walked == sorted(walked), "from the oldest on, through archives and within each"
    for archive in feed.archives:
        assert 0 < len(archive.lines) <= PART
        assert {found.place[0] for found in archive.lines} == {archive.name[:7]}
    assert len(archives(feed)) == len(feed.archives), "no two have one name"


@given(ENTRIES, st.lists(st.integers(0, 400), min_size=1, max_size=120))
def test_newer_entries_add_archives_and_change_none(lines: tuple[Line, ...], later: list[int]) -> None:
    before = archives(archived_feed(lines))
    newer = tuple(line(1_000 + n, 3_000 + sum(later[: n + 1])) for n in range(len(later)))
    after = archives(archived_feed((*lines, *newer)))
    assert {name: after[name] for name in before} == before
    assert len(after) - len(before) <= len(newer)
    for at in range(len(newer)):
        one = archives(archived_feed((*lines, *newer[: at + 1])))
        assert all(one[name] == after[name] for name in one), "an archive is what it will be from the first day"


@given(ENTRIES, st.integers(0, 400), st.integers(0, 3_000))
def test_what_is_put_right_or_removed_moves_nothing(lines: tuple[Line, ...], which: int, when: int) -> None:
    if not lines:
        return
    at = which % len(lines)
    hours = (lines[at].place[1] - int(BEGIN.timestamp())) // 3600
    for change in ({"changed": when}, {"removed": when}):
        other = line(at, hours, **change)
        feed = archived_feed((*lines[:at], other, *lines[at + 1 :]))
        assert archives(feed) == archives(archived_feed(lines))


@given(ENTRIES, HOURS)
def test_an_entry_dated_back_changes_archives_of_its_own_month_alone(lines: tuple[Line, ...], hours: int) -> None:
    late = line(5_000, hours)
    before, after = archives(archived_feed(lines)), archives(archived_feed((*lines, late)))
    differing = {name for name in before | after if before.get(name) != after.get(name)}
    # One more that stands behind can close the next part of an earlier month.
    closed = after.keys() - before.keys()
    assert {name[:7] for name in differing - closed} <= {late.place[0]}
    assert len(closed) <= 1


@given(ENTRIES)
def test_what_readers_cannot_know_yet_is_told_in_the_subscription_document(lines: tuple[Line, ...]) -> None:
    feed = archived_feed(lines)
    archived = [found for archive in feed.archives for found in archive.lines]
    if not archived:
        return
    current = set(ids(feed.current))
    begin = min(found.place[1] for found in lines if found not in archived)
    since = [found.row.item for found in archived if found.row.item and _changed(found.row.item) > begin]
    stones = {item.id for item in since if item.tombstone}
    assert stones <= current, "no removal is silent"
    changed = sorted((item for item in since if not item.tombstone), key=_changed, reverse=True)
    assert {item.id for item in changed[:NEWEST]} <= current or len(changed) > NEWEST
    assert len(current & {item.id for item in changed}) == min(NEWEST, len(changed))


def _changed(item: FeedItem) -> float:
    return datetime.fromisoformat(item.updated).timestamp()


def test_an_entry_without_an_address_stands_in_no_feed() -> None:
    found = line(1, 1)
    hidden = found._replace(row=msgspec.structs.replace(found.row, item=None))
    feed = archived_feed((hidden, line(2, 2)))
    assert ids(feed.current) == ["tag:0002"] and not feed.archives
