"""WordPress exports (WXR) with comments, and the liveblogs among them."""

from __future__ import annotations

from collections import Counter
from html import unescape

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, FoundEntry, FoundThread, Options, Text
from dateline.imports.given import Given
from dateline.imports.texts import line, web_address
from dateline.imports.wordpress.liveblog import child_entries, children_of, comment_entries, is_closed, is_liveblog
from dateline.imports.wordpress.posts import Desk, entry_of, thread_of
from dateline.imports.wordpress.wxr import WxrItem, read_wxr

_SHORT = 600
"""Characters of an opening text that fit under a blog's title; longer ones are an entry of their own."""


def recognises(given: Given) -> bool:
    """The namespace of WXR."""
    return not given.is_folder and b"wordpress.org/export/" in given.head


def read(given: Given, options: Options) -> Found | Fault:
    """A blog of all posts, and one for each liveblog. Pages and what themes keep in posts are not taken along."""
    data = given.bytes()
    if isinstance(data, Fault):
        return data
    wxr = read_wxr(data, given.shown)
    if isinstance(wxr, Fault):
        return wxr
    attachments = {item.id: item for item in wxr.items if item.type == "attachment"}
    desk = Desk(wxr=wxr, given=given, zone=options.zone, attachments=attachments, dropped=[])
    children = children_of(wxr.items)
    below = {child.id for items in children.values() for child in items}
    posts: list[FoundEntry] = []
    threads: list[FoundThread] = []
    blogs: list[FoundBlog] = []
    others: Counter[str] = Counter()
    for item in wxr.items:
        if item.id in below or item.type == "attachment":
            continue
        if is_liveblog(item, children):
            blogs += _liveblog(item, children.get(item.id, []), desk, options)
        elif item.type == "post":
            entry = entry_of(item, desk)
            thread = thread_of(item, entry, desk) if entry else None
            if entry is None and item.comments:
                what, name = f"{len(item.comments)} × comment", line(unescape(item.title), 80) or f"post {item.id}"
                desk.dropped.append(Dropped(what=what, why="the post above them is not taken along", where=name))
            posts += [entry] if entry else []
            threads += [thread] if thread else []
        else:
            others[item.type] += 1
    desk.dropped.extend(
        Dropped(what=f"{number} × {line(name, 40) or 'item'}", why="only posts become entries")
        for name, number in sorted(others.items())
    )
    if posts:
        blogs.insert(0, _posts(desk, posts, threads, options))
    return Found(kind="wordpress", blogs=tuple(blogs), dropped=tuple(desk.dropped))


def _posts(desk: Desk, posts: list[FoundEntry], threads: list[FoundThread], options: Options) -> FoundBlog:
    wxr = desk.wxr
    return FoundBlog(
        key=wxr.url or wxr.title,
        title=line(options.title or unescape(wxr.title)) or "WordPress",
        standfirst=Text(form="plain", text=unescape(wxr.description)) if wxr.description else None,
        url=web_address(wxr.url),
        language=options.language,
        entries=_unique(posts, desk),
        threads=tuple(threads),
    )


def _liveblog(item: WxrItem, children: list[WxrItem], desk: Desk, options: Options) -> list[FoundBlog]:
    opening = entry_of(item, desk)
    if opening is None:
        number = len(children) + len(item.comments)
        if number:
            why, name = "the liveblog above them is not taken along", line(unescape(item.title), 80)
            desk.dropped.append(Dropped(what=f"{number} × entry or comment", why=why, where=name or f"post {item.id}"))
        return []
    entries = [*child_entries(children, desk), *comment_entries(item, desk)]
    by_key = {entry.key: entry for entry in entries}
    threads = [thread_of(item, opening, desk)]
    threads += [thread_of(child, by_key.get(f"post-{child.id}"), desk) for child in children]
    words = " ".join(Text(form="html", text=opening.body.text).text.split())
    is_short = len(words) <= _SHORT and not opening.media
    if words and not is_short:
        entries.insert(0, opening)
    return [
        FoundBlog(
            key=f"{desk.wxr.url} liveblog-{item.id}",
            title=opening.title or f"Liveblog {item.id}",
            slug=item.slug,
            standfirst=opening.body if words and is_short else None,
            url=opening.url,
            language=options.language,
            closed=is_closed(item),
            entries=_unique(entries, desk),
            threads=tuple(thread for thread in threads if thread),
        )
    ]


def _unique(entries: list[FoundEntry], desk: Desk) -> tuple[FoundEntry, ...]:
    """Entries by their keys, the first of each; what has the id of another is told."""
    found: dict[str, FoundEntry] = {}
    for entry in entries:
        if found.setdefault(entry.key, entry) is not entry:
            why = "its id stands in the export twice"
            desk.dropped.append(Dropped(what=f"“{line(entry.title, 80) or 'an entry'}”", why=why, where=entry.key))
    return tuple(found.values())
