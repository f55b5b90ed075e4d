"""Which media files may be published: one that only held-back or removed entries show stays in with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from dateline.model.blog import Blog, MediaFile
from dateline.model.entry import Entry


def published_media(blog: Blog, hidden: Iterable[Entry], shown: Iterable[Entry]) -> Mapping[str, MediaFile]:
    """The files of a blog but for those that an entry of `hidden` names and nothing that is published does."""
    kept_in = "\n".join(_names(entry) for entry in hidden)
    held = {name for name in blog.media if name in kept_in}
    if not held:
        return blog.media
    let_out = "\n".join((blog.settings.closing_note, blog.settings.standfirst, *(_names(entry) for entry in shown)))
    return {name: file for name, file in blog.media.items() if name not in held or name in unquote(let_out)}


def _names(entry: Entry) -> str:
    """All in an entry that can name a file: its media, and the texts that can show or link one."""
    files = (part for media in entry.media for part in (media.file, media.caption))
    return unquote("\n".join((*files, *(correction.text for correction in entry.corrections), entry.body.text)))
