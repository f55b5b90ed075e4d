"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, FoundEntry, Medium, Options, Origin, Person, Text
from dateline.imports.moments import at_iso
from dateline.imports.texts import line, web_address
from dateline.times import Moment, read_moment

NO_DATES = "Entries stand in the order of time: say one for items without a date, such as --time 2009-06-16."


def stand_in(options: Options) -> Moment | None:
    """What an editor said that the time of items is that show none."""
    found = read_moment(options.time, options.zone, None) if options.time else None
    return found if isinstance(found, Moment) else None


def read_json_feed(told: Any, options: Options) -> Found | Fault:
    """One blog: the feed's items. What is of another type than the specification says is passed over."""
    if not isinstance(told, dict) or "jsonfeed.org" not in _text(told.get("version")):
        return Fault(message="This JSON names no version of JSON Feed.", hint="Say with --kind what it is.")
    items = told.get("items")
    if not isinstance(items, list):
        return Fault(message="This JSON Feed has no list of items.")
    title = line(options.title or _text(told.get("title")))
    shared = _people(told)
    dropped: list[Dropped] = []
    entries: dict[str, FoundEntry] = {}
    for item in items:
        entry = _entry(item, title, shared, options) if isinstance(item, dict) else None
        name = line((_text(item.get("title")) or _id(item)) if isinstance(item, dict) else "", 80) or "an item"
        if entry is None:
            dropped.append(Dropped(what=f"“{name}”", why="it has no id or no date"))
        elif entry.key in entries:
            dropped.append(Dropped(what=f"“{name}”", why="its id stands in the feed twice", where=line(entry.key)))
        else:
            entries[entry.key] = entry
    if not items:
        return Fault(message="There is no item in this feed.")
    if not entries:
        return Fault(message="No item of this feed has an id and a date.", hint=NO_DATES)
    url = web_address(_text(told.get("home_page_url")))
    blog = FoundBlog(
        key=_text(told.get("feed_url")) or url or title,
        title=title or "Feed",
        url=url,
        standfirst=Text(form="plain", text=_text(told.get("description"))) if told.get("description") else None,
        language=options.language,
        mode="retrospective",
        entries=tuple(entries.values()),
    )
    return Found(kind="feed", blogs=(blog,), dropped=tuple(dropped))


def _entry(item: dict[str, Any], feed: str, shared: tuple[Person, ...], options: Options) -> FoundEntry | None:
    key = _id(item)
    said = _text(item.get("date_published")) or _text(item.get("date_modified"))
    time = at_iso(said, options.zone) or stand_in(options)
    if not key or time is None:
        return None
    updated = at_iso(_text(item.get("date_modified")), options.zone)
    html, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    body = Text(form="html", text=html) if html else Text(form="plain", text=plain or _text(item.get("summary")))
    url = web_address(_text(item.get("url"))) or web_address(key)
    title = line(_text(item.get("title")), 1_000)
    outside = web_address(_text(item.get("external_url")))
    origins = [Origin(url=url, title=title, publisher=feed, published=time)] if url else []
    return FoundEntry(
        key=key,
        time=time,
        updated=updated if updated and updated.instant > time.instant + 60 else None,
        title=title,
        url=url,
        by=_people(item) or shared,
        tags=tuple(tag for tag in _list(item.get("tags")) if isinstance(tag, str)),
        lang=_text(item.get("language")),
        body=body,
        origins=(*origins, *((Origin(url=outside),) if outside else ())),
        media=_media(item, body.text),
    )


def _media(item: dict[str, Any], html: str) -> tuple[Medium, ...]:
    told = [(_text(item.get("image")), ""), (_text(item.get("banner_image")), "")]
    attached = [one for one in _list(item.get("attachments")) if isinstance(one, dict)]
    told += [(_text(one.get("url")), _text(one.get("title"))) for one in attached]
    found: dict[str, Medium] = {}
    for address, title in told:
        was = web_address(address)
        if was and was not in html:
            found.setdefault(was, Medium(was=was, name=was.rsplit("/", 1)[-1], alt=line(title)))
    return tuple(found.values())


def _people(told: dict[str, Any]) -> tuple[Person, ...]:
    """`authors`, or `author` as version 1.0 had it."""
    authors = _list(told.get("authors")) or [told.get("author")]
    names = [line(_text(one.get("name"))) for one in authors if isinstance(one, dict)]
    return tuple(Person(name=name) for name in dict.fromkeys(names) if name)


def _id(item: dict[str, Any]) -> str:
    """The id; the specification asks readers to take numbers too."""
    told = item.get("id")
    return str(told) if isinstance(told, int | float) and not isinstance(told, bool) else _text(told)


def _text(told: Any) -> str:
    return told.strip() if isinstance(told, str) else ""


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
