"""What is said of an entry to machines, drawn from its view: never finer than it is known, never nearer than it is
shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateline.placeholders import ROOT
from dateline.plan.views import BlogView, BylineView, DayView, EntryPage, EntryView, MediaView, SiteView, TimeView

_SECONDS = len("2009-06-16T21:17")


def known(time: TimeView) -> str:
    """A time in ISO 8601, with the seconds that XML Schema's dateTime asks for; where no more than the day is known,
    or the clock only about, the day."""
    machine = time.machine
    if len(machine) <= _SECONDS or time.certainty in ("day", "about"):
        return machine[:10]
    return machine if machine[_SECONDS] == ":" else f"{machine[:_SECONDS]}:00{machine[_SECONDS:]}"


def latest(entry: EntryView) -> str:
    """When an entry was last updated or corrected, or ""."""
    return known(entry.changed) if entry.changed is not None else ""


def instant(time: str) -> datetime:
    """To compare times by: a day begins with its midnight."""
    found = datetime.fromisoformat(time)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def absolute(href: str, site: SiteView) -> str:
    """An address as others can use it: that of a page of the site needs the site's `url`, and is "" without."""
    return address(href, site.url)


def address(href: str, url: str) -> str:
    """The same, with the `url` alone."""
    if not href.startswith(ROOT):
        return href
    return url + href[len(ROOT) :] if url else ""


def permalink(entry: EntryView, site: SiteView) -> str:
    """The absolute address of an entry, or ""."""
    return address(entry.href, site.url) if entry.href else ""


def picture(entry: EntryView) -> MediaView | None:
    """The picture that may stand for an entry where no warning can stand before it."""
    for media in (*entry.media, *entry.text_media):
        if media.kind == "image" and not media.warning:
            return media
    return None


def cover(view: Any) -> MediaView | None:
    """The picture that may stand for a page of entries, or for that of one: the first on it. Whoever is at risk, and
    what search engines are kept from, lends none to a page that they find."""
    if isinstance(view, EntryPage):
        return picture(view.entry)
    if not isinstance(view, BlogView | DayView):
        return None
    hidden = view.shell.noindex
    for entry in shown_on(view):
        if (entry.media or entry.text_media) and entry.href and not entry.preview and (hidden or not entry.noindex):
            found = picture(entry)
            if found is not None:
                return found
    return None


def shown_on(view: BlogView | DayView) -> tuple[EntryView, ...]:
    """The entries of a page in their order."""
    if isinstance(view, DayView):
        return view.entries
    return (*((view.summary,) if view.summary else ()), *view.pinned, *view.entries)


def is_late(entry: EntryView) -> bool:
    """Whether an entry tells of another day than that of its publication."""
    time, published = entry.time, entry.published
    return time is not None and published is not None and time.machine[:10] != published.machine[:10]


def writers(view: EntryPage) -> tuple[BylineView, ...]:
    """Who answers for an entry: its own bylines, else those of its blog; none where the publisher does."""
    return view.entry.by or view.blog.by
