"""Automattic's Liveblog plug-in, in both its shapes: entries as comments of the type `liveblog` (1.x), and entries as
child posts of the liveblog (`post_parent`; the post type is `liveblog`, unless a site names another).

In the first shape a change is one more comment, with the meta `liveblog_replaces` naming the one that it replaces; an
empty one takes that one away. Source: class-wpcom-liveblog-entry.php of the plug-in, `update()` and `delete()`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from dateline.imports.found import Dropped, FoundEntry, Person, Text
from dateline.imports.shortcodes import expand, with_code
from dateline.imports.texts import line
from dateline.imports.wordpress.autop import with_paragraphs
from dateline.imports.wordpress.posts import Desk, entry_of, flattened, shown_pictures, time_of
from dateline.imports.wordpress.wxr import WxrComment, WxrItem

KIND = "liveblog"
_KEY_META = ("liveblog_key_entry", "_liveblog_key_entry", "liveblog_key_event", "_liveblog_key_event")
_NUMBER = re.compile(r"\bi:\d+;i:(\d+);")
"""A number in a list that PHP has serialized, after its place."""
_EMOJI = re.compile(r"/(?P<points>[0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*)\.(?:png|svg)$", re.I)
_COMMAND = re.compile(r"(?<![\w/])/key\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the plug-in's commands left in a text: the text without them, hashtags, whether it is a key event, and
    the heading that it opens with."""

    html: str
    tags: tuple[str, ...]
    is_key: bool
    title: str


def is_liveblog(item: WxrItem, children: dict[str, list[WxrItem]]) -> bool:
    """Whether a post is a liveblog: it says so in its meta, has entries among its comments, or has child posts."""
    return (
        any(value in ("enable", "archive") for value in item.meta.get(KIND, ()))
        or any(comment.type == KIND for comment in item.comments)
        or bool(children.get(item.id))
    )


def is_closed(item: WxrItem) -> bool:
    """Whether the liveblog was archived, as the plug-in calls it."""
    return "archive" in item.meta.get(KIND, ()) or "archive" in item.meta.get("_liveblog_state", ())


def children_of(items: tuple[WxrItem, ...]) -> dict[str, list[WxrItem]]:
    """Entries that are child posts, by the id of their liveblog: posts of the plug-in's type that have a parent."""
    by_id = {item.id: item for item in items}
    found: dict[str, list[WxrItem]] = {}
    for item in items:
        parent = by_id.get(item.parent)
        if parent is not None and "liveblog" in item.type and parent.id != item.id:
            found.setdefault(parent.id, []).append(item)
    return found


def child_entries(children: list[WxrItem], desk: Desk) -> list[FoundEntry]:
    """The entries of the second shape."""
    out = []
    for child in children:
        entry = entry_of(child, desk)
        if entry is not None:
            marks = _marks(entry.body.text, has_title=bool(entry.title))
            key = marks.is_key or _is_key(child.meta)
            tags = tuple(dict.fromkeys((*entry.tags, *marks.tags)))
            title = entry.title or marks.title
            out.append(replace(entry, body=Text(form="html", text=marks.html), is_key=key, tags=tags, title=title))
    return out


def comment_entries(item: WxrItem, desk: Desk) -> list[FoundEntry]:
    """The entries of the first shape, changes worked in, those that were taken away left out."""
    found: dict[str, WxrComment] = {}
    changes: list[tuple[str, WxrComment]] = []
    for comment in item.comments:
        if comment.type != KIND:
            continue
        replaced = next(iter(comment.meta.get("liveblog_replaces", ())), "")
        if replaced:
            changes.append((replaced, comment))
        elif comment.approved in ("trash", "spam"):
            desk.dropped.append(Dropped(what="an entry", why="it was thrown away at the origin", where=comment.id))
        else:
            found[comment.id] = comment
    updated: dict[str, WxrComment] = {}
    for replaced, comment in sorted(changes, key=lambda change: (change[1].date_gmt, int(change[1].id or 0))):
        if not comment.content.strip():
            if found.pop(replaced, None):
                desk.dropped.append(Dropped(what="an entry", why="it was deleted at the origin", where=replaced))
            updated.pop(replaced, None)
        elif replaced in found or replaced in updated:
            updated[replaced] = comment
    users = {comment.user: comment.author for comment in item.comments if comment.type == KIND} | dict(desk.wxr.users)
    entries = (_entry(comment, updated.get(number), item, desk, users) for number, comment in found.items())
    return [entry for entry in entries if entry is not None]


def _entry(
    comment: WxrComment, change: WxrComment | None, item: WxrItem, desk: Desk, users: dict[str, str]
) -> FoundEntry | None:
    time = time_of(comment.date, comment.date_gmt, desk)
    if time is None:
        desk.dropped.append(Dropped(what="an entry", why="it has no date", where=comment.id))
        return None
    expanded = expand(with_paragraphs(with_code(flattened((change or comment).content, comment.id, desk))))
    desk.dropped.extend(replace(one, where=f"entry {comment.id}") for one in expanded.dropped)
    marks = _marks(expanded.text, has_title=False)
    changed = time_of(change.date, change.date_gmt, desk) if change else None
    return FoundEntry(
        key=f"liveblog-{comment.id}",
        time=time,
        updated=changed if changed and changed.instant > time.instant + 60 else None,
        title=marks.title,
        by=_authors(comment, desk, users),
        tags=marks.tags,
        is_key=marks.is_key or _is_key(comment.meta),
        status="published" if item.status == "publish" else "withheld" if item.status == "private" else "draft",
        url=f"{item.link}#{comment.id}" if item.link.startswith("http") else "",
        order=0,
        body=Text(form="html", text=marks.html),
        media=(*expanded.media, *shown_pictures(marks.html, desk)),
    )


def _authors(comment: WxrComment, desk: Desk, users: dict[str, str]) -> tuple[Person, ...]:
    """Who wrote an entry, and the contributors, of whom the plug-in keeps numbers only."""
    if any(value not in ("", "0", "false") for value in comment.meta.get("liveblog_hide_authors", ())):
        return ()
    names = [comment.author]
    for number in _NUMBER.findall("".join(comment.meta.get("liveblog_contributors", ()))):
        if number not in users:
            why = f"the export does not name user {number}"
            desk.dropped.append(Dropped(what="a contributor", why=why, where=f"entry {comment.id}"))
        names.append(users.get(number, ""))
    return tuple(Person(name=name) for name in dict.fromkeys(map(line, names)) if name)


def _emoji(src: str, name: str) -> str:
    """The characters that a picture of an emoji is named after, else its name between colons."""
    if found := _EMOJI.search(src):
        points = [int(point, 16) for point in found["points"].split("-")]
        if all(0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF for point in points):
            return "".join(map(chr, points))
    return f":{name}:" if name else ""


def _is_key(meta: object) -> bool:
    assert isinstance(meta, dict)
    return any(value not in ("", "0", "false") for name in _KEY_META for value in meta.get(name, ()))


def _marks(html: str, *, has_title: bool) -> Marks:
    tree = LexborHTMLParser(f"<body>{html}</body>")
    body = tree.body
    assert body is not None
    tags = []
    for node in body.css(".liveblog-hash, .liveblog-hashtag"):
        tags.append(node.text(strip=True).lstrip("#"))
        node.unwrap()  # newer versions link to the origin's own list of what has the tag
    commands = body.css("span.liveblog-command")
    is_key = any("type-key" in (node.attributes.get("class") or "") for node in commands)
    for node in commands:
        node.decompose()
    for node in body.css("img.liveblog-emoji"):
        node.replace_with(_emoji(node.attributes.get("src") or "", node.attributes.get("data-emoji") or ""))
    for node in body.css(".liveblog-author, .liveblog-emoji"):
        node.unwrap()
    title = ""
    first = next((node for node in body.iter()), None)
    if not has_title and first is not None and first.tag in ("h1", "h2", "h3", "h4"):
        title = " ".join(first.text(separator=" ").split())
        first.decompose()
    inner = body.inner_html or ""
    if _COMMAND.search(body.text()):
        is_key, inner = True, _COMMAND.sub("", inner)
    return Marks(html=inner, tags=tuple(dict.fromkeys(filter(None, tags))), is_key=is_key, title=title)
