"""An entry as feeds have it, or its tombstone; and its place in the archived feed of its blog."""

from __future__ import annotations

from datetime import date, datetime, time

from dateline.load.media import MEDIA_TYPES
from dateline.markup.fragment import EMPTY
from dateline.model.entry import Entry
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.changes import last_change
from dateline.plan.desk import Desk
from dateline.plan.heads import shorten
from dateline.plan.text_media import media_in
from dateline.plan.views import Enclosure, EntryView, FeedItem
from dateline.times import Moment, zone
from dateline.times.moment import iso_text
from dateline.urls import path_to_href
from dateline.words import said

Place = tuple[str, int, int, str]
"""(month of publication in the blog's zone, such as 2009-06; instants of publication and of the time told of; id)."""

_ENCLOSED = ("image", "audio", "video")
_SUMMARY = 300
"""Characters."""


def place_of(entry: Entry, blog_zone: str) -> Place:
    """Where an entry or its tombstone stands in the archived feed of its blog."""
    published = entry.published or entry.time
    return (published.to_zone(blog_zone).day()[:7], published.instant, entry.time.instant, entry.id)


def feed_item(entry: Entry, view: EntryView, desk: Desk) -> FeedItem:
    """An entry in a feed: its dates are those of its publication here, whatever the time it tells of, and of its last
    change."""
    shared, blog = desk.shared, desk.blog
    published = entry.published or entry.time
    changed = last_change(entry)
    authors = tuple(byline.name for byline in view.by) or tuple(b.name for b in desk.by(blog.settings.by))
    publisher = shared.common.settings.publisher
    when = published.iso()
    return FeedItem(
        id=_id(entry, desk),
        blog=blog.id,
        entry=entry.id,
        title=view.label,
        href=_href(entry, desk),
        authors=authors or ((publisher.name if publisher else shared.common.settings.title),),
        published=when,
        updated=when if changed is None else changed.iso(),
        categories=tuple((tag, link.text) for tag, link in zip(entry.tags, view.tags, strict=True)),
        content=view.digest,
        lang=entry.lang or blog.language,
        summary=shorten(desk.fragments.get(entry.id, EMPTY).text, _SUMMARY),
        enclosures=_enclosures(entry, view, desk),
    )


def tombstone_item(entry: Entry, view: EntryView, desk: Desk) -> FeedItem:
    """What feeds say of an entry that was removed: its id, and when.

    Only the day of a removal is told, so it is dated to that day's last second: a true date, which is not before
    anything that happened to the entry on that day, or readers would take the tombstone for outdated (RFC 6721
    section 3). Where editors gave no date of removal, it is the latest of those that were left on the entry: the
    earliest day on which it can have been removed.
    """
    when = _last_second(entry.removed or entry.published or entry.time, desk.blog.zone)
    return FeedItem(
        id=_id(entry, desk),
        blog=desk.blog.id,
        entry=entry.id,
        title=said(words.TOMBSTONE, desk.blog.language),
        href=_href(entry, desk),
        authors=(),
        published=when,
        updated=when,
        categories=(),
        content=view.digest,
        lang=desk.blog.language,
        tombstone=True,
    )


def _id(entry: Entry, desk: Desk) -> str:
    """It must not change, whatever is renamed (RFC 4287 section 4.2.6), so it is made of the first names."""
    return f"tag:{desk.shared.authority}:{desk.blog.first_id}/{entry.first_id}"


def _href(entry: Entry, desk: Desk) -> str:
    return desk.shared.url + path_to_href(f"{desk.blog.id}/{entry.id}.html")


def _last_second(day: Moment, blog_zone: str) -> str:
    info = zone(blog_zone)
    last = datetime.combine(date.fromisoformat(day.day()), time(23, 59, 59), info)
    offset = last.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    return iso_text(int(last.timestamp()), seconds, seconds=True)


def _enclosures(entry: Entry, view: EntryView, desk: Desk) -> tuple[Enclosure, ...]:
    """Pictures, sound and film that readers need no warning of."""
    if not view.media and not view.text_media:
        return ()
    found: list[Enclosure] = []
    media = dict(zip((media.file for media in entry.media), view.media, strict=True))
    if view.text_media:
        media = media | media_in(desk.fragments.get(entry.id, EMPTY), desk) | media
    for name, shown in media.items():
        file = desk.blog.media.get(name)
        media_type = MEDIA_TYPES.get("." + name.rpartition(".")[2].lower())
        if shown.kind in _ENCLOSED and not shown.warning and file is not None and media_type:
            href = shown.href.replace(ROOT, desk.shared.url)
            found.append(Enclosure(href=href, type=media_type, size=file.size))
    return tuple(dict.fromkeys(found))
