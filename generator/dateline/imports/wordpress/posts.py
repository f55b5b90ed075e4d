"""Posts and comments of WordPress as entries and threads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from dateline.imports.found import (
    Dropped,
    FoundComment,
    FoundEntry,
    FoundThread,
    Medium,
    Origin,
    Person,
    Text,
)
from dateline.imports.given import Given
from dateline.imports.html.depth import is_too_deep, shallow
from dateline.imports.moments import at_iso
from dateline.imports.shortcodes import expand, with_code
from dateline.imports.texts import line, web_address
from dateline.imports.wordpress.autop import with_paragraphs
from dateline.imports.wordpress.wxr import Wxr, WxrComment, WxrItem
from dateline.times import Moment

_STATUSES = {"publish": "published", "future": "draft", "draft": "draft", "pending": "draft", "private": "withheld"}
_UPLOADS = re.compile(r"/wp-content/uploads/(?P<name>[^?#]+)|\.files\.wordpress\.com/(?P<hosted>[^?#]+)")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{1,5}$)")
_GALLERY = re.compile(r"\[gallery\b[^\]]*\]")
_IDS = re.compile(r"\bids=[\"'](?P<ids>[\d, ]+)[\"']")
_NEVER = "0000-00-00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What items are read with: the export, the folder that it lies in, the zone of times, attachments by id."""

    wxr: Wxr
    given: Given
    zone: str
    attachments: Mapping[str, WxrItem]
    dropped: list[Dropped]


def time_of(local: str, gmt: str, desk: Desk) -> Moment | None:
    """The instant by UTC where it is told, else by the clock of the site; None for a post that never had a date."""
    if gmt and not gmt.startswith(_NEVER) and (found := at_iso(f"{gmt.strip().replace(' ', 'T')}Z", desk.zone)):
        return found
    return at_iso(local.replace(" ", "T"), desk.zone) if local and not local.startswith(_NEVER) else None


def entry_of(item: WxrItem, desk: Desk) -> FoundEntry | None:
    """A post as an entry; None for one that is in the trash, or without a date, which is noted."""
    status = _STATUSES.get(item.status)
    name = line(unescape(item.title), 80) or f"post {item.id}"
    if status is None:
        desk.dropped.append(Dropped(what=f"“{name}”", why=f"its status is {line(item.status, 30) or 'unknown'}"))
        return None
    time = time_of(item.date, item.date_gmt, desk)
    if time is None:
        desk.dropped.append(Dropped(what=f"“{name}”", why="it has no date"))
        return None
    content, gallery = _galleries(item, desk)
    expanded = expand(with_paragraphs(with_code(flattened(content, name, desk))))
    desk.dropped.extend(replace(one, where=name) for one in expanded.dropped)
    pictures = (*shown_pictures(expanded.text, desk), *gallery)
    featured = desk.attachments.get(next(iter(item.meta.get("_thumbnail_id", ())), ""))
    if featured and all(medium.was != web_address(featured.attachment) for medium in pictures):
        pictures = (_attached(featured, desk), *pictures)
    changed = time_of("", item.modified_gmt, desk)
    return FoundEntry(
        key=f"post-{item.id}",
        time=time,
        updated=changed if changed and changed.instant > time.instant + 60 else None,
        title=line(unescape(item.title), 1_000),
        slug=item.slug,
        url=web_address(item.link),
        by=_bylines(item, desk),
        tags=tags_of(item),
        pinned=item.sticky,
        status="withheld" if item.password else status,
        body=Text(form="html", text=expanded.text),
        media=(*expanded.media, *pictures),
    )


def flattened(content: str, name: str, desk: Desk) -> str:
    """The HTML of a text; where it is nested too deeply to be read, its words, which is told."""
    if is_too_deep(content):
        desk.dropped.append(Dropped(what="the layout of a text", why="it is nested too deeply", where=name))
    return shallow(content)


def shown_pictures(html: str, desk: Desk) -> tuple[Medium, ...]:
    """The pictures that a text shows, with the files that lie beside the export under `uploads/`."""
    found: dict[str, Medium] = {}
    if "<img" in html:
        for node in LexborHTMLParser(html).css("img"):
            src = (node.attributes.get("src") or "").strip()
            if src and src not in found and not src.startswith("data:"):
                alt, was = node.attributes.get("alt") or "", web_address(src, desk.wxr.url)
                name = src.rsplit("/", 1)[-1]
                found[src] = Medium(src=src, name=name, alt=alt, was=was, data=_upload(was, desk.given))
    return tuple(found.values())


def tags_of(item: WxrItem) -> tuple[str, ...]:
    """Categories and tags as shown, without the one that WordPress gives to whatever has none."""
    shown = (unescape(name) for taxonomy, name in item.terms if taxonomy in ("category", "post_tag", "tag"))
    return tuple(dict.fromkeys(name for name in shown if name.lower() != "uncategorized"))


def thread_of(item: WxrItem, entry: FoundEntry | None, desk: Desk) -> FoundThread | None:
    """The readers' comments under a post. What was spam, thrown away or no comment is counted as dropped."""
    kept = []
    left: Counter[str] = Counter()
    for comment in item.comments:
        if comment.type == "liveblog":
            continue  # an entry, in the first shape of the Liveblog plug-in
        if comment.type in ("pingback", "trackback"):
            left["a pingback, which is no comment"] += 1
        elif comment.approved not in ("0", "1", "hold", "approve"):
            left[f"its status is {line(comment.approved, 30) or 'unknown'}"] += 1
        elif is_comment(comment):
            kept.append(comment)
    name = line(unescape(item.title), 80) or f"post {item.id}"
    desk.dropped.extend(Dropped(what=f"{count} × comment", why=why, where=name) for why, count in left.items())
    if not kept:
        return None
    title, url = line(unescape(item.title)), web_address(item.link)
    published = entry.time if entry else time_of(item.date, item.date_gmt, desk)
    return FoundThread(
        key=f"post-{item.id}",
        origin=Origin(url=url, title=title, publisher=line(unescape(desk.wxr.title)), published=published),
        entry=entry.key if entry else "",
        declared=len(kept),
        comments=tuple(_comment(comment, url, desk) for comment in kept),
    )


def is_comment(comment: WxrComment) -> bool:
    """Whether it is a reader's comment, and not something that a plug-in keeps among comments."""
    return comment.type in ("", "comment", "review")


def _comment(comment: WxrComment, url: str, desk: Desk) -> FoundComment:
    return FoundComment(
        key=f"comment-{comment.id}",
        slug=f"c{comment.id}",
        body=Text(form="html", text=with_paragraphs(with_code(comment.content))),
        time=time_of(comment.date, comment.date_gmt, desk),
        name=comment.author,
        reply=f"comment-{comment.parent}" if comment.parent not in ("", "0") else "",
        url=f"{url}#comment-{comment.id}" if url and comment.id.isdigit() else "",
        status="approved" if comment.approved in ("1", "approve") else "pending",
    )


def people(logins: Iterable[str], desk: Desk) -> tuple[Person, ...]:
    """Authors by login, with the names that the export shows for them."""
    known = {login: unescape(desk.wxr.authors.get(login, login)) for login in logins if login}
    return tuple(Person(name=line(name), login=login) for login, name in known.items())


def _bylines(item: WxrItem, desk: Desk) -> tuple[Person, ...]:
    """The authors of Co-Authors Plus, which keeps them as terms named by login; else the one author."""
    names = [unescape(name) for taxonomy, name in item.terms if taxonomy == "author"]
    return people(names or [item.creator], desk)


def _galleries(item: WxrItem, desk: Desk) -> tuple[str, tuple[Medium, ...]]:
    """Galleries whose pictures the export names become media of the entry: those of their `ids`, else all that are
    attached to the post. Others are left to be told as dropped."""
    found: dict[str, Medium] = {}

    def one(gallery: re.Match[str]) -> str:
        numbers = _IDS.search(gallery.group())
        if numbers is not None:
            items = [desk.attachments.get(number) for number in re.findall(r"\d+", numbers["ids"])]
        else:
            items = [attachment for attachment in desk.attachments.values() if attachment.parent == item.id]
        if not items or None in items:
            return gallery.group()
        found.update((medium.was, medium) for medium in (_attached(one, desk) for one in items if one is not None))
        return ""

    return _GALLERY.sub(one, item.content), tuple(found.values())


def _attached(item: WxrItem, desk: Desk) -> Medium:
    was = web_address(item.attachment)
    alt = next(iter(item.meta.get("_wp_attachment_image_alt", ())), "")
    caption = " ".join(LexborHTMLParser(item.excerpt or "<p></p>").text().split())
    return Medium(name=was.rsplit("/", 1)[-1], data=_upload(was, desk.given), alt=alt, caption=caption, was=was)


def _upload(was: str, given: Given) -> Path | None:
    """The file of an upload, where the folder of uploads lies beside the export; in its full size if it can be."""
    found = _UPLOADS.search(was)
    if found is None:
        return None
    name = unquote(found["name"] or found["hosted"])
    for wish in (_SIZE.sub("", name), name):
        for folder in ("uploads", "wp-content/uploads"):
            if path := given.member(f"{folder}/{wish}", beside=True):
                return path
    return None
