"""Pictures, sound and film that stand in a text, as machines are told of them: what they are, and the words for those
who cannot see or hear them."""

from __future__ import annotations

import html
import re

from dateline.load.media import MEDIA_TYPES
from dateline.markup.fragment import Fragment
from dateline.plan.desk import Desk
from dateline.plan.pictures import picture_of
from dateline.plan.views import MediaView

_VALUE = r'(?:[^"<>]|"[^"]*")*'
MEDIUM = re.compile(rf"<(?:img|audio|video)\b({_VALUE})>")
"""What shows a file in our own markup, where every value stands in quotation marks."""
_ATTRIBUTE = re.compile(r'\s(src|alt|aria-label)="([^"]*)"')


def words_of(medium: re.Match[str]) -> str:
    """The words that stand for what a `MEDIUM` shows, still escaped."""
    said = dict(_ATTRIBUTE.findall(medium[1]))
    return str(said.get("alt") or said.get("aria-label", ""))


def media_in(fragment: Fragment, desk: Desk) -> dict[str, MediaView]:
    """The files that a text lets see or hear, as views; what it only links to is not among them. None of them has a
    warning: what readers are warned of is shown in no text."""
    names = [name for name in fragment.media if "." + name.rpartition(".")[2].lower() in MEDIA_TYPES]
    if not names:
        return {}
    said: dict[str, str] = {}
    for medium in MEDIUM.finditer(fragment.html):
        address = dict(_ATTRIBUTE.findall(medium[1])).get("src", "")
        said.setdefault(html.unescape(address), html.unescape(words_of(medium)))
    pictures = {name: picture_of(desk.blog.id, desk.blog.media[name]) for name in names}
    return {
        name: MediaView(
            kind=picture.kind, href=picture.href, alt=alt, caption_html="", credit="", rights="", warning="", was="",
            width=picture.width, height=picture.height, src=picture.src,
        )
        for name, picture in pictures.items()
        if (alt := said.get(picture.src or picture.href)) is not None
    }  # fmt: skip
