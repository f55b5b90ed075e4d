"""Which media files may be published: one that only held-back or removed entries show stays in with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from dateline.model.blog import Blog, MediaFile
from dateline.model.entry import Entry
from dateline.urls import lone_addresses, plain_address


def published_media(blog: Blog, hidden: Iterable[Entry], shown: Iterable[Entry]) -> Mapping[str, MediaFile]:
    """The files of a blog but for those that an entry of `hidden` names and nothing that is published does."""
    if not blog.media:
        return blog.media
    pictures = _pictures(blog)
    kept_in = "\n".join(_names(entry, pictures) for entry in hidden)
    held = {name for name in blog.media if name in kept_in}
    if not held:
        return blog.media
    let_out = "\n".join(
        (blog.settings.closing_note, blog.settings.standfirst, *(_names(entry, pictures) for entry in shown))
    )
    return {name: file for name, file in blog.media.items() if name not in held or name in unquote(let_out)}


def _pictures(blog: Blog) -> Mapping[str, str]:
    """The pictures of sources by the addresses that, alone in a text, bring them up."""
    found: dict[str, str] = {}
    for source in blog.sources.values():
        if source.picture:
            addresses = (source.url, *(copy.url for copy in source.archived))
            found.update((plain_address(url), source.picture.file) for url in addresses if url)
    return found


def _names(entry: Entry, pictures: Mapping[str, str]) -> str:
    """All in an entry that can name a file: its media, the texts that can show or link one, addresses of posts."""
    files = (part for media in entry.media for part in (media.file, media.caption))
    named = unquote("\n".join((*files, *(correction.text for correction in entry.corrections), entry.body.text)))
    if not pictures:
        return named
    addresses = (plain_address(url) for url in lone_addresses(entry.body.text))
    return "\n".join((named, *(pictures[address] for address in addresses if address in pictures)))
