"""What may leave the desk: what is held back stays out, people at risk are blurred, removals leave a stone.

Every later stage sees only what this one returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct, structs

from dateline.kept import Kept
from dateline.model.blog import Blog
from dateline.model.entry import Entry, Via
from dateline.model.text import Body
from dateline.model.thread import Comment, Thread
from dateline.protect.blur import to_day
from dateline.protect.media import published_media

DRAFT, WITHHELD, SCHEDULED = "draft", "withheld", "scheduled"


class Protected(Struct, frozen=True, kw_only=True):
    """A blog as it may be published.

    `marks` tells which entries are shown in a preview only, and why. `last_due` and `next_due` are the instants
    (seconds since 1970) between which the same entries are due, or None.
    """

    blog: Blog
    marks: Mapping[str, str] = {}
    last_due: int | None = None
    next_due: int | None = None


def protect(blog: Blog, kept: Kept | None = None, *, as_of: int, preview: bool) -> Protected:
    """The publishable part of a blog at an instant; with `preview`, what is still held back comes along, marked."""
    kept = kept or Kept()
    entries: list[Entry] = []
    hidden: list[Entry] = []
    marks: dict[str, str] = {}
    last_due: int | None = None
    next_due: int | None = None
    for entry in blog.entries:
        due = published_of(entry, blog)
        if entry.status == "published" and due <= as_of and not entry.at_risk:
            # As nearly all are.
            last_due = due if last_due is None or last_due < due else last_due
            entries.append(entry)
            continue
        mark = _mark(entry, blog, as_of)
        if mark == SCHEDULED:
            next_due = due if next_due is None else min(next_due, due)
        elif not mark and entry.status != "removed":
            last_due = due if last_due is None else max(last_due, due)
        if mark and not preview:
            hidden.append(entry)
            continue
        if entry.status == "removed" or entry.at_risk:
            # What is left of it may still name some of its files; those it names no more stay in.
            hidden.append(entry)
        if mark:
            marks[entry.id] = mark
        entries.append(_shown(entry, blog.zone))
    threads = kept.same("released", (blog.threads, blog.zone), partial(_all_released, blog.threads, blog.zone))
    return Protected(
        blog=structs.replace(
            blog, entries=tuple(entries), threads=threads, media=published_media(blog, hidden, entries)
        ),
        marks=marks,
        last_due=last_due,
        next_due=next_due,
    )


def published_of(entry: Entry, blog: Blog) -> int:
    """When this archive first published an entry (seconds since 1970): in a live blog, when it was posted."""
    return (entry.published or entry.time).instant


def _mark(entry: Entry, blog: Blog, as_of: int) -> str:
    if entry.status in (DRAFT, WITHHELD):
        return entry.status
    if entry.status == "published" and published_of(entry, blog) > as_of:
        return SCHEDULED
    return ""


def _shown(entry: Entry, zone: str) -> Entry:
    if entry.status == "removed":
        return _tombstone(entry, zone)
    if entry.at_risk:
        return _blurred(entry, zone)
    return entry


def _tombstone(entry: Entry, zone: str) -> Entry:
    """Nothing of the entry but its address, its day, and when it was removed."""
    known = (entry.updated, entry.published, *(correction.at for correction in entry.corrections))
    latest = max((moment for moment in known if moment), key=lambda moment: moment.instant, default=None)
    removed = entry.removed or latest
    return Entry(
        path=entry.path,
        spot=entry.spot,
        id=entry.id,
        time=to_day(entry.time, zone),
        published=None if entry.published is None else to_day(entry.published, zone),
        removed=None if removed is None else to_day(removed, zone),
        aliases=entry.aliases,
        status="removed",
        noindex=True,
        body=Body("", 0),
        pinned_id=entry.pinned_id,
    )


def _blurred(entry: Entry, zone: str) -> Entry:
    """The day for the minute, no place, no pictures, no address of its own; who passed it on is a description only.

    Every field that is shown is named here: one that is new stays hidden until somebody has decided.
    """
    return Entry(
        path=entry.path,
        spot=entry.spot,
        spots=entry.spots,
        id=entry.id,
        time=to_day(entry.time, zone),
        published=None if entry.published is None else to_day(entry.published, zone),
        updated=None if entry.updated is None else to_day(entry.updated, zone),
        title=entry.title,
        by=entry.by,
        tags=entry.tags,
        kind=entry.kind,
        key=entry.key,
        pinned=entry.pinned,
        status=entry.status,
        verification=entry.verification,
        via=tuple(Via(who=link.who) for link in entry.via),
        sources=entry.sources,
        comments=entry.comments,
        corrects=entry.corrects,
        updates=entry.updates,
        supersedes=entry.supersedes,
        lang=entry.lang,
        noindex=True,
        at_risk=True,
        body=entry.body,
        pinned_id=entry.pinned_id,
    )


def _all_released(threads: Mapping[str, Thread], zone: str) -> dict[str, Thread]:
    return {name: _released(thread, zone) for name, thread in threads.items()}


def _released(thread: Thread, zone: str) -> Thread:
    comments = {
        name: _comment_at_risk(comment, zone) if comment.at_risk else _answering(comment, thread)
        for name, comment in thread.comments.items()
        if comment.status == "released"
    }
    return structs.replace(thread, comments=comments)


def _answering(comment: Comment, thread: Thread) -> Comment:
    """A reply to a comment at risk stands by itself: whoever finds the reply would find what it answers."""
    above = thread.comments.get(comment.reply.id) if comment.reply else None
    return structs.replace(comment, reply=None) if above is not None and above.at_risk else comment


def _comment_at_risk(comment: Comment, zone: str) -> Comment:
    return structs.replace(
        comment,
        time=to_day(comment.time, zone),
        reply=None,
        votes=None,
        permalink="",
        paraphrase="",
        body=Body(comment.paraphrase, 0),
    )
