"""A page taken apart, whether it came as text or as HTML; and what every page is made into."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from dateline.imports.found import (
    Dropped,
    Fault,
    Found,
    FoundBlog,
    FoundComment,
    FoundEntry,
    FoundThread,
    Medium,
    Options,
    Origin,
    Person,
    Text,
)
from dateline.imports.texts import host_of, line, web_address
from dateline.times import Fault as TimeFault
from dateline.times import Moment, read_moment
from dateline.urls import slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows. `reply` of a comment is the key of the one it answers; `declared` as in `FoundThread`."""

    title: str
    body: Text
    time: Moment | None = None
    updated: Moment | None = None
    by: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""
    url: str = ""
    publisher: str = ""
    language: str = ""
    media: tuple[Medium, ...] = ()
    comments: tuple[FoundComment, ...] = ()
    declared: int | None = None
    page: int = 0
    pages: int = 0
    dropped: tuple[Dropped, ...] = ()


def found_in(page: Page, options: Options) -> Found | Fault:
    """One entry, a draft, and the thread under it. What the editor said comes before what the page shows."""
    time = page.time
    if options.time:
        given = read_moment(options.time, options.zone, None)
        if isinstance(given, TimeFault):
            return Fault(message=f"--time: {given.message}", hint=given.hint)
        time = given
    if time is None:
        hint = "Say when it was published, such as --time '2009-06-16 21:17'."
        return Fault(message="No date was found on this page.", hint=hint)
    title = line(options.title or page.title, 1_000)
    if not title:
        return Fault(message="No title was found on this page.", hint="Say it with --title.")
    url = web_address(options.url) or web_address(page.url)
    # As the page shows them, whatever is said beside it: the same page is the same one on every run.
    key = f"{page.time.day() if page.time else ''} {slugify(page.title or title)}".strip()
    origin = Origin(
        url=url,
        title=title,
        publisher=page.publisher or host_of(url),
        author=", ".join(person.name for person in page.by),
        published=time,
    )
    entry = FoundEntry(
        key=key,
        time=time,
        updated=page.updated,
        title=title,
        url=url,
        by=page.by,
        tags=page.tags,
        place=page.place,
        status="draft",
        body=page.body,
        origins=(origin,),
        media=page.media,
        lang=options.language or page.language,
    )
    threads: tuple[FoundThread, ...] = ()
    if page.comments or page.declared:
        threads = (
            FoundThread(
                key=key,
                origin=origin,
                entry=key,
                comments=_keyed(page.comments),
                declared=page.declared,
                page=page.page,
                pages=page.pages,
            ),
        )
    blog = FoundBlog(key=key, title=title, entries=(entry,), threads=threads, url=url, mode="retrospective")
    return Found(kind="page", blogs=(blog,), dropped=page.dropped)


def _keyed(comments: tuple[FoundComment, ...]) -> tuple[FoundComment, ...]:
    """Comments with keys that hold on another page of the thread too: numbers shown are places in a list, so that
    only an id of the origin, or else time and words tell a comment from others. Names have no part in them."""
    keys: dict[str, str] = {}
    used: set[str] = set()
    for comment in comments:
        key = comment.slug
        if not key:
            words = re.sub(r"\W+", " ", comment.body.text).casefold().strip()
            at = str(comment.time.instant) if comment.time else ""
            key = f"{at}:{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:24]}"
        number, found = 1, key
        while found in used:
            number += 1
            found = f"{key}#{number}"
        used.add(found)
        keys[comment.key] = found
    return tuple(replace(one, key=keys[one.key], reply=keys.get(one.reply, "")) for one in comments)
