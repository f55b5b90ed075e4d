"""Feeds: RSS and Atom by feedparser, JSON Feed by its specification (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from dateline.imports.feeds.json_feed import NO_DATES, read_json_feed, stand_in
from dateline.imports.found import (
    Dropped,
    Fault,
    Found,
    FoundBlog,
    FoundEntry,
    Medium,
    Options,
    Origin,
    Person,
    Text,
)
from dateline.imports.given import Given, as_json
from dateline.imports.moments import at_iso, at_mail_date
from dateline.imports.shortcodes import expand
from dateline.imports.texts import line, web_address
from dateline.imports.xml import checked_root, root_name
from dateline.times import Moment

_ROOTS = ("rss", "feed", "RDF")
_JSON = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')


def recognises(given: Given) -> bool:
    """The root element of RSS, Atom or RDF Site Summary; the version that a JSON Feed names. Pages have such elements
    within them, too: trackbacks told in RDF, for one."""
    return not given.is_folder and (root_name(given.head) in _ROOTS or _JSON.search(given.head) is not None)


def read(given: Given, options: Options) -> Found | Fault:
    """One blog: the feed's items, each with its document as the source. Pictures are not in feeds: they are lost."""
    data = given.bytes()
    if isinstance(data, Fault):
        return data
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        told = as_json(data, given.shown)
        return told if isinstance(told, Fault) else read_json_feed(told, options)
    root = checked_root(data, given.shown)
    if isinstance(root, Fault):
        return root
    import feedparser

    # A stream, never the bytes: those it would take for a name to open.
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    if not parsed.version:
        return Fault(message="This is no feed in RSS or Atom.", hint="Say with --kind what it is.")
    return _found(parsed, options)


def _found(parsed: Any, options: Options) -> Found | Fault:
    feed = parsed.feed
    title = line(options.title or feed.get("title", ""))
    url = web_address(feed.get("link", "")) or web_address(options.url)
    dropped: list[Dropped] = []
    entries = []
    seen: set[str] = set()
    for item in parsed.entries:
        entry = _entry(item, title, options)
        name = line(item.get("title", "") or item.get("id", "") or "an item", 80)
        if entry is None:
            dropped.append(Dropped(what=f"“{name}”", why="it has no date"))
        elif entry.key in seen:
            dropped.append(Dropped(what=f"“{name}”", why="its id stands in the feed twice", where=line(entry.key)))
        else:
            seen.add(entry.key)
            entries.append(entry)
            dropped += expand(entry.body.text).dropped
    if not parsed.entries:
        return Fault(message="There is no item in this feed.")
    if not entries:
        return Fault(message="No item of this feed has a date.", hint=NO_DATES)
    blog = FoundBlog(
        key=feed.get("id", "") or url or title,
        title=title or "Feed",
        url=url,
        standfirst=Text(form="html", text=feed.subtitle) if feed.get("subtitle") else None,
        language=options.language or _language(feed.get("language", "")),
        mode="retrospective",
        entries=tuple(entries),
    )
    return Found(kind="feed", blogs=(blog,), dropped=tuple(dropped))


def _entry(item: Any, feed: str, options: Options) -> FoundEntry | None:
    time = _time(item, ("published", "created", "updated"), options.zone) or stand_in(options)
    if time is None:
        return None
    updated = _time(item, ("updated",), options.zone)
    url = web_address(item.get("link", ""))
    title = _plain(item.get("title", ""))
    html = _content(item)
    expanded = expand(html.text)
    return FoundEntry(
        key=item.get("id", "") or url or f"{time.instant} {title}",
        time=time,
        updated=updated if updated and updated.instant > time.instant + 60 else None,
        title=title,
        url=url,
        slug=url.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0] if url and "?" not in url else "",
        by=_people(item),
        tags=tuple(tag.get("label") or tag.get("term") or "" for tag in item.get("tags", [])),
        body=Text(form=html.form, text=expanded.text),
        origins=(Origin(url=url, title=title, publisher=feed, published=time),) if url else (),
        media=(*expanded.media, *_media(item, expanded.text)),
    )


def _time(item: Any, names: tuple[str, ...], zone: str) -> Moment | None:
    for name in names:
        # Past feedparser's own stand-ins, which give the time of publication for one of change.
        said = str(dict.get(item, name) or "")
        found = (at_iso(said, zone) or at_mail_date(said, zone)) if said else None
        parsed = dict.get(item, f"{name}_parsed")
        if found is None and parsed:
            stamp = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
            found = at_iso(stamp, zone)
        if found is not None:
            return found
    return None


def _content(item: Any) -> Text:
    """The longest of what an item says: its content, or else its summary."""
    told = [*item.get("content", []), item.get("summary_detail") or {}]
    best: Any = max(told, key=lambda one: len(one.get("value") or ""), default={})
    form = "plain" if best.get("type") == "text/plain" else "html"
    return Text(form=form, text=best.get("value") or "")


def _people(item: Any) -> tuple[Person, ...]:
    names = [line(_plain(author.get("name", ""))) for author in item.get("authors", [])]
    return tuple(Person(name=name) for name in dict.fromkeys(names) if name and "@" not in name)


def _media(item: Any, html: str) -> tuple[Medium, ...]:
    """Enclosures and pictures beside the text; none that the text itself shows."""
    found: dict[str, Medium] = {}
    enclosures = [link for link in item.get("links", []) if link.get("rel") == "enclosure"]
    links = [(link.get("href", ""), link.get("title", "")) for link in enclosures]
    others = [(one.get("url", ""), "") for name in ("media_content", "media_thumbnail") for one in item.get(name, [])]
    for address, title in [*links, *others]:
        was = web_address(address)
        if was and was not in html and was not in found:
            found[was] = Medium(was=was, name=was.rsplit("/", 1)[-1], alt=line(title))
    return tuple(found.values())


def _plain(text: str) -> str:
    """The words of a title that may be HTML."""
    if "<" not in text and "&" not in text:
        return line(text, 1_000)
    from dateline.imports.html.markdown import words_of

    return line(words_of(text), 1_000)


def _language(tag: str) -> str:
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", str(tag).strip())
    return f"{found[1].lower()}{f'-{found[2].upper()}' if found[2] else ''}" if found else ""
