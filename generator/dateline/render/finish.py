"""The last step of a page: placeholders become what they stand for on it."""

from __future__ import annotations

from dateline.placeholders import LEVELS, ROOT
from dateline.urls import way_to_root

_ROOT = ROOT.encode()
_LEVELS = tuple(level.encode() for level in LEVELS)
_LONG, _PIECE = 200_000, 2_048
"""Signs of a page that is encoded in pieces, and of such a piece."""


def finish(html: str, path: str, top: int) -> bytes:
    """Puts in the way to the root and the heading levels. `top` is the level of an entry's headline.

    It is done on the page's bytes, of which there are fewer than in its text, and in UTF-8 no part of another
    character looks like a placeholder.
    """
    return finish_levels(encoded(html).replace(_ROOT, way_to_root(path).encode()), top)


def encoded(html: str) -> bytes:
    """In UTF-8. One dash makes Python hold a whole text as two bytes a sign, which are encoded one by one; of a long
    page most pieces are ASCII, and these are copied."""
    if len(html) < _LONG:
        return html.encode()
    return b"".join([html[at : at + _PIECE].encode() for at in range(0, len(html), _PIECE)])


def finish_levels(data: bytes, top: int) -> bytes:
    """Puts in the heading levels alone."""
    for depth, level in enumerate(_LEVELS):
        if level in data:
            data = data.replace(level, b"%d" % min(top + depth, 6))
    return data


def finish_absolute(html: str, url: str, top: int) -> str:
    """The same for what is read elsewhere: in a feed, or on the 404 page at any depth."""
    html = html.replace(ROOT, url)
    for depth, level in enumerate(LEVELS):
        if level in html:
            html = html.replace(level, str(min(top + depth, 6)))
    return html
